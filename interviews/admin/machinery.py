"""Below the interviews: requests to models, the breaker, the audit log."""

from __future__ import annotations

from typing import Any, Final, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

from accounts.admin.columns import as_json, choice, column, link, text, words
from accounts.admin.filters import one_of
from accounts.admin.requests import person, roles
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import User
from accounts.permissions import Permission
from interviews.actions import audit
from interviews.admin.scores import interview_page
from interviews.admin.withheld import is_withheld, unless_withheld
from interviews.admin.words import PURPOSE
from interviews.models import AICall, AuditEvent, ProviderHealth

OUTCOME: Final = pgettext_lazy("호출", "결과")


@admin.register(AICall, site=site)
class AICallAdmin(ScopedAdmin[AICall]):
    """What was asked of whom, what it cost, what became of it.

    Replies hold levels and settings the confidence in them, and a reply's length goes
    with what it says: where levels are withheld, so are these.
    """

    row_name = pgettext_lazy("하나", "AI 호출")
    list_name = pgettext_lazy("여럿", "AI 호출")
    to_view = Permission.SEE_SCORES
    ordering = ("-pk",)
    list_select_related = ("interview",)
    list_display = (
        "show_created",
        "show_purpose",
        "show_provider",
        "show_model",
        "show_outcome",
        "show_error",
        "show_latency",
        "show_given",
        "show_got",
        "show_interview",
    )
    # A fixed list: the table is the largest of all, its values are few.
    list_filter = (
        one_of("purpose", _("목적"), PURPOSE),
        one_of("outcome", OUTCOME, dict(AICall.Outcome.choices)),
    )
    search_fields = ("provider", "model", "error_code", "request_id")
    extra_lookups = frozenset({"interview__id__exact"})
    readonly_fields = fields = (
        "show_interview",
        "show_purpose",
        "show_outcome",
        "show_error",
        "show_provider",
        "show_model",
        "show_served",
        "show_prompt",
        "show_prompt_version",
        "show_prompt_hash",
        "show_given",
        "show_cached",
        "show_got",
        "show_cost",
        "show_latency",
        "show_http",
        "show_attempt",
        "show_request",
        "show_params",
        "show_raw",
        "show_created",
    )

    show_interview = link("interview__public_id", _("면접"), interview_page)
    show_purpose = words("purpose", _("목적"), PURPOSE)
    show_provider = column("provider", _("제공자"))
    show_model = column("model", _("모델"))
    show_served = column("served_as", _("답한 모델"))
    show_outcome = choice("outcome", OUTCOME)
    show_error = column("error_code", _("오류"))
    show_latency = column("latency_ms", _("걸린 시간(ms)"), order="latency_ms")
    show_http = column("http_status", _("HTTP"))
    show_attempt = column("attempt", _("시도"))
    show_given = column("input_tokens", _("입력 토큰"))
    show_cached = column("cached_tokens", _("재사용 토큰"))
    show_got = unless_withheld(column("output_tokens", _("출력 토큰")))
    show_cost = unless_withheld(column("cost", _("비용")))
    show_prompt = column("prompt_name", _("프롬프트"))
    show_prompt_version = column("prompt_version", _("프롬프트의 판"))
    show_prompt_hash = column("prompt_hash", _("프롬프트의 SHA-256"))
    show_request = column("request_id", _("요청 번호"))
    show_params = unless_withheld(as_json("params", _("설정")))
    show_raw = unless_withheld(text("raw_output", _("받은 그대로")))
    show_created = column("created_at", _("부른 때"), order="pk")

    @override
    def title_of(self, obj: AICall) -> str:
        """What for, and its number."""
        return f"{PURPOSE.get(obj.purpose, obj.purpose)} {obj.pk}"

    @override
    def visible(self, user: User) -> QuerySet[AICall]:
        rows: Any = AICall.objects.all()
        shown: QuerySet[AICall] = rows.shown_to(user)
        return shown

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Raw output quotes the candidate: that it was seen is recorded."""
        call = self.get_object(request, object_id)
        if call is not None and call.interview is not None and not is_withheld(call):
            audit.record(
                AuditEvent.Type.TRANSCRIPT_SEEN,
                call.interview,
                by=person(request),
                at=timezone.now(),
                fields=["raw_output"],
            )
        return super().change_view(request, object_id, form_url, extra_context)


@admin.register(ProviderHealth, site=site)
class ProviderHealthAdmin(ScopedAdmin[ProviderHealth]):
    """The breaker of each model server; operators can close it by hand."""

    row_name = pgettext_lazy("하나", "모델 서버 상태")
    list_name = pgettext_lazy("여럿", "모델 서버 상태")
    to_view = Permission.OPERATE
    ordering = ("endpoint", "pk")
    list_display = readonly_fields = fields = (
        "show_endpoint",
        "show_failures",
        "show_since",
        "show_probe",
        "show_reason",
    )
    search_fields = ("endpoint", "reason")
    actions = ("unblock",)

    show_endpoint = column("endpoint", _("서버와 모델"), order="endpoint")
    show_failures = column("failures", _("이어진 실패"))
    show_since = column("open_since", _("막힌 때"))
    show_probe = column("probe_at", _("다시 두드려 볼 때"))
    show_reason = column("reason", _("까닭"))

    @override
    def visible(self, user: User) -> QuerySet[ProviderHealth]:
        return ProviderHealth.objects.all()

    def has_unblock_permission(self, request: HttpRequest) -> bool:
        """Operators."""
        return roles(request).is_operator

    @admin.action(description=_("차단 풀기"), permissions=["unblock"])
    def unblock(self, request: HttpRequest, queryset: QuerySet[ProviderHealth]) -> None:
        """Try the server again at once; three failures in a row block it anew."""
        for health in queryset:
            health.recover()
        count = len(queryset)
        said = ngettext(
            "%(n)d곳의 차단을 풀었습니다.", "%(n)d곳의 차단을 풀었습니다.", count
        )
        self.message_user(request, said % {"n": count})


@admin.register(AuditEvent, site=site)
class AuditEventAdmin(ScopedAdmin[AuditEvent]):
    """Who did or saw what. Append-only; operators read it."""

    row_name = pgettext_lazy("하나", "감사 기록")
    list_name = pgettext_lazy("여럿", "감사 기록")
    to_view = Permission.OPERATE
    ordering = ("-pk",)
    list_display = readonly_fields = fields = (
        "show_at",
        "show_type",
        "show_actor",
        "show_object_type",
        "show_object",
        "show_fields",
    )
    list_filter = ("type",)
    search_fields = ("=object_id",)
    search_help_text = _("대상의 공개 번호로 찾습니다.")

    show_at = column("at", _("때"), order="pk")
    show_type = column("type", _("일"))
    show_actor = column("actor", _("한 사람"))
    show_object_type = column("object_type", _("대상의 종류"))
    show_object = column("object_id", _("대상"))
    show_fields = as_json("fields", _("항목"))

    @override
    def visible(self, user: User) -> QuerySet[AuditEvent]:
        return AuditEvent.objects.all()
