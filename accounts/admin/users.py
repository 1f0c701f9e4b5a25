"""People: operators find them and let them in or out; members see their colleagues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

from accounts import actions as account_actions
from accounts.admin.columns import choice, column
from accounts.admin.requests import person, roles
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import Membership, User
from accounts.permissions import Permission


@admin.register(User, site=site)
class UserAdmin(ScopedAdmin[User]):
    """No adding (people sign up), no deleting (erasure is its own action).

    The password's hash is on no page, in no filter and in no look-up.
    """

    row_name = pgettext_lazy("하나", "사용자")
    list_name = pgettext_lazy("여럿", "사용자")
    to_change = Permission.OPERATE
    ordering = ("-date_joined", "-pk")
    list_display = ("email", "full_name", "is_active", "show_staff", "show_joined")
    search_fields = ("email", "full_name")
    search_help_text = _("이메일이나 이름으로 찾습니다.")
    actions = ("let_in", "keep_out")

    show_staff = column("is_staff", _("관리 화면"), order="is_staff", is_flag=True)
    show_joined = column("date_joined", _("가입한 때"), order="date_joined")
    show_last_login = column("last_login", _("마지막 로그인"))
    show_operator = column("is_superuser", _("운영자"), is_flag=True)
    show_language = choice("language", _("언어"))

    @override
    def visible(self, user: User) -> QuerySet[User]:
        return User.objects.colleagues_of(user)

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        if not roles(request).is_operator:
            return ()
        return ("is_active", "is_staff", "language")

    @override
    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if not roles(request).is_operator:
            return [(None, {"fields": ("email", "full_name", "is_active")})]
        rights = ("is_active", "is_staff", "show_operator", "show_companies")
        return [
            (None, {"fields": ("email", "full_name", "language", "time_zone")}),
            (_("권한"), {"fields": rights}),
            (_("기록"), {"fields": ("show_joined", "show_last_login")}),
        ]

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody locks themselves out."""
        shown = ("email", "show_operator", "show_companies", "show_joined")
        own = ("is_active", "is_staff") if obj == person(request) else ()
        return (*shown, "show_last_login", *own)

    @admin.display(description=_("회사와 역할"))
    def show_companies(self, user: User) -> str:
        """Where this person works; shown to operators only."""
        rows = Membership.objects.filter(user=user).select_related("company")
        return ", ".join(
            f"{row.company.name} ({row.get_role_display()})" for row in rows
        )

    @override
    def save_model(
        self, request: HttpRequest, obj: User, form: Any, change: Any
    ) -> None:
        obj.save(update_fields=form.changed_data)
        if "is_active" in form.changed_data and not obj.is_active:
            account_actions.forget_keys_of(user=obj)
            self.end_streams_of([obj])

    def has_let_in_permission(self, request: HttpRequest) -> bool:
        """Who decides who may sign in."""
        return roles(request).is_operator

    @admin.action(description=_("로그인할 수 있게 하기"), permissions=["let_in"])
    def let_in(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the chosen people sign in again."""
        self._say(request, queryset.filter(is_active=False).update(is_active=True))

    @admin.action(description=_("로그인 막기"), permissions=["let_in"])
    def keep_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Their sessions and tokens open nothing any more; never one's own."""
        others = queryset.exclude(pk=person(request).pk)
        kept_out = account_actions.keep_out(people=others)
        self.end_streams_of(kept_out)
        self._say(request, len(kept_out))

    def end_streams_of(self, people: Iterable[User]) -> None:
        """What they watch right now ends: `interviews.admin.people` knows what."""

    def _say(self, request: HttpRequest, count: int) -> None:
        said = ngettext("%(n)d명을 바꿨습니다.", "%(n)d명을 바꿨습니다.", count)
        self.message_user(request, said % {"n": count})
