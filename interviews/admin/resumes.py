"""Résumés, read-only: what the file showed, what was found, what was confirmed."""

from __future__ import annotations

from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.admin.columns import PUBLIC_ID, as_json, column, text, words
from accounts.admin.filters import one_of
from accounts.admin.requests import person
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import User
from interviews.actions import audit
from interviews.admin.words import RESUME
from interviews.models import AuditEvent, Resume


@admin.register(Resume, site=site)
class ResumeAdmin(ScopedAdmin[Resume]):
    """Recruiters see résumés that belong to their hiring interviews."""

    row_name = pgettext_lazy("하나", "이력서")
    list_name = pgettext_lazy("여럿", "이력서")
    ordering = ("-pk",)
    list_select_related = ("owner",)
    list_display = (
        "show_owner",
        "show_file",
        "show_status",
        "show_pages",
        "show_created",
    )
    list_filter = (one_of("status", _("상태"), RESUME),)
    search_fields = ("owner__email", "owner__full_name", "file_name")
    readonly_fields = fields = (
        "show_owner",
        "show_file",
        "show_size",
        "show_pages",
        "show_status",
        "show_code",
        "show_detail",
        "show_profile",
        "show_text",
        "show_findings",
        "show_parser",
        "show_created",
        "show_confirmed",
        "show_id",
    )

    show_owner = column("owner__email", _("지원자"), order="owner__email")
    show_file = column("file_name", _("파일 이름"), chars=60)
    show_size = column("size_bytes", _("크기(바이트)"))
    show_pages = column("pages", _("쪽"))
    show_status = words("status", _("상태"), RESUME, order="status")
    show_code = column("code", _("오류"))
    show_detail = column("detail", _("설명"))
    show_text = text("visible_text", _("파일에 보이는 글"))
    show_findings = as_json("findings", _("읽으면서 찾은 것"))
    show_profile = as_json("profile", _("항목"))
    show_parser = column("parsed_by", _("읽은 방법"))
    show_created = column("created_at", _("올린 때"), order="pk")
    show_confirmed = column("confirmed_at", _("확인한 때"))
    show_id = PUBLIC_ID

    @override
    def title_of(self, obj: Resume) -> str:
        """Whose."""
        return obj.owner.full_name or obj.owner.email

    @override
    def visible(self, user: User) -> QuerySet[Resume]:
        rows: Any = Resume.objects.all()
        shown: QuerySet[Resume] = rows.of_companies_of(user)
        return shown

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show it, and record that it was seen."""
        resume = self.get_object(request, object_id)
        if resume is not None:
            audit.record(
                AuditEvent.Type.TRANSCRIPT_SEEN,
                resume,
                by=person(request),
                at=timezone.now(),
                fields=["visible_text", "profile"],
            )
        return super().change_view(request, object_id, form_url, extra_context)
