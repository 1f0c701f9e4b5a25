"""API keys: who holds one and when it was used. The secret is stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

from accounts import actions as account_actions
from accounts.admin.columns import as_json, choice, column
from accounts.admin.requests import roles
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import ApiKey, User
from accounts.permissions import Permission


@admin.register(ApiKey, site=site)
class ApiKeyAdmin(ScopedAdmin[ApiKey]):
    """Managers see their company's program keys, operators also people's tokens."""

    row_name = pgettext_lazy("하나", "API 키")
    list_name = pgettext_lazy("여럿", "API 키")
    to_view = Permission.MANAGE
    ordering = ("-created_at", "-pk")
    list_select_related = ("user", "company")
    search_fields = ("prefix", "name")
    actions = ("revoke",)

    show_prefix = column("prefix", _("앞자리"), order="prefix")
    show_kind = choice("kind", _("종류"), order="kind")
    show_name = column("name", _("이름"))
    show_user = column("user", _("사람"))
    show_company = column("company", _("회사"))
    show_scopes = as_json("scopes", _("범위"))
    show_created = column("created_at", _("만든 때"), order="created_at")
    show_expires = column("expires_at", _("끝나는 때"), order="expires_at")
    show_used = column("last_used_at", _("마지막으로 쓴 때"))
    show_revoked = column("revoked_at", _("없앤 때"))

    @override
    def visible(self, user: User) -> QuerySet[ApiKey]:
        rows: QuerySet[ApiKey] = ApiKey.objects.all().managed_by(user)
        return rows

    def _columns(self, request: HttpRequest) -> tuple[str, ...]:
        owner = ("user", "company") if roles(request).is_operator else ("company",)
        names = ("prefix", "kind", "name", *owner, "created", "expires", "used")
        return tuple(f"show_{name}" for name in (*names, "revoked"))

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        return self._columns(request)

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        return ("kind",) if roles(request).is_operator else ()

    @override
    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        return (*self._columns(request), "show_scopes")

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: ApiKey | None = None
    ) -> Any:
        return self.get_fields(request, obj)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Whoever sees a key may end it."""
        return self.has_view_permission(request)

    @admin.action(description=_("키 없애기"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        """End the chosen keys at once."""
        usable = queryset.filter(revoked_at=None)
        keys = list(usable)
        for key in keys:
            account_actions.revoke_token(key=key, at=timezone.now())
        self.end_streams_of(keys)
        said = ngettext(
            "키 %(n)d개를 없앴습니다.", "키 %(n)d개를 없앴습니다.", len(keys)
        )
        self.message_user(request, said % {"n": len(keys)})

    def end_streams_of(self, keys: Iterable[ApiKey]) -> None:
        """What is watched by them right now ends, as for people."""
