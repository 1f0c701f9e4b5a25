"""Consent texts: a version is never edited, only followed by the next."""

from __future__ import annotations

from typing import Any, ClassVar, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.admin.columns import choice, column
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import ConsentDocument, User
from accounts.permissions import Permission


@admin.register(ConsentDocument, site=site)
class ConsentDocumentAdmin(ScopedAdmin[ConsentDocument]):
    """What people agree to. A change is a new version; old ones stay readable."""

    row_name = pgettext_lazy("하나", "동의 문서")
    list_name = pgettext_lazy("여럿", "동의 문서")
    to_view = Permission.OPERATE
    to_add = Permission.OPERATE
    ordering = ("purpose", "language", "-version", "pk")
    list_display = ("show_purpose", "show_language", "show_version", "show_title")
    list_filter = ("purpose", "language")
    search_fields = ("title", "text", "version")
    labels: ClassVar = {
        "purpose": _("목적"),
        "language": _("언어"),
        "version": _("판"),
        "title": _("제목"),
        "text": _("본문"),
        "is_required": _("꼭 필요함"),
        "order": _("순서"),
    }

    show_purpose = choice("purpose", _("목적"), order="purpose")
    show_language = choice("language", _("언어"), order="language")
    show_version = column("version", _("판"), order="version")
    show_title = column("title", _("제목"), chars=60)
    show_text = column("text", _("본문"))
    show_required = column("is_required", _("꼭 필요함"), is_flag=True)
    show_hash = column("sha256", _("본문의 SHA-256"))

    @override
    def visible(self, user: User) -> QuerySet[ConsentDocument]:
        return ConsentDocument.objects.all()

    @override
    def get_fieldsets(
        self, request: HttpRequest, obj: ConsentDocument | None = None
    ) -> Any:
        if obj is None:
            return [(None, {"fields": tuple(self.labels)})]
        names = ("purpose", "language", "version", "title", "text", "required", "hash")
        return [(None, {"fields": tuple(f"show_{name}" for name in names)})]

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: ConsentDocument | None = None
    ) -> Any:
        return () if obj is None else self.get_fieldsets(request, obj)[0][1]["fields"]

    @override
    def save_model(
        self, request: HttpRequest, obj: ConsentDocument, form: Any, change: Any
    ) -> None:
        """Keep the hash of exactly what people will read."""
        obj.sha256 = ConsentDocument.hash_of(obj.title, obj.text)
        super().save_model(request, obj, form, change)
