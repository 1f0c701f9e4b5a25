"""Interviews, read-mostly: transcript, evaluations with quotes, AI calls."""

from __future__ import annotations

from typing import Any, ClassVar, Final, override

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

from accounts.admin.columns import PUBLIC_ID, choice, column, page_language, words
from accounts.admin.filters import one_of, scoped
from accounts.admin.requests import person, roles
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import User
from accounts.permissions import Permission
from interviews.actions import audit, evaluations, reports
from interviews.admin.conversation import CALLS, calls_of, scorers_of, steps_of
from interviews.admin.words import INTERVIEW, REPORT, who_and_what
from interviews.models import Answer, AuditEvent, Interview, Report
from interviews.states import AnswerStatus, ReportStatus

SEEN: Final = AuditEvent.Type.TRANSCRIPT_SEEN


@admin.register(Interview, site=site)
class InterviewAdmin(ScopedAdmin[Interview]):
    """Recruiters see the hiring interviews of their companies, never practice.

    How the candidate chose to answer is on no page; reviewers see no scores.
    """

    row_name = pgettext_lazy("하나", "면접")
    list_name = pgettext_lazy("여럿", "면접")
    ordering = ("-pk",)
    list_select_related = ("candidate", "company", "scenario")
    search_fields = ("candidate__email", "candidate__full_name", "position")
    search_help_text = _("지원자의 이메일, 이름이나 직무로 찾습니다.")
    actions = ("retry_failed",)
    change_form_template = "admin/interviews/interview/change_form.html"

    show_candidate = column("candidate__email", _("지원자"), order="candidate__email")
    show_name = column("candidate__full_name", _("이름"))
    show_company = column("company", _("회사"))
    show_scenario = column("scenario", _("진행 방식"))
    show_rubric = column("rubric", _("평가 기준표"))
    show_kind = choice("kind", _("종류"))
    show_language = choice("language", _("언어"))
    show_status = words("status", _("상태"), INTERVIEW, order="status")
    show_position = column("position", _("직무"), order="position", chars=40)
    show_overall = column("overall", _("종합"), order="overall")
    show_created = column("created_at", _("만든 때"), order="pk")
    show_started = column("started_at", _("시작한 때"))
    show_submitted = column("submitted_at", _("제출한 때"))
    show_id = PUBLIC_ID

    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": (
                    ("show_candidate", "show_name"),
                    ("show_company", "show_position"),
                    ("show_kind", "show_status", "show_overall"),
                    ("show_scenario", "show_language", "show_rubric"),
                    ("show_created", "show_started", "show_submitted"),
                    "show_id",
                )
            },
        ),
    )

    @override
    def title_of(self, obj: Interview) -> str:
        """Whose, for which job."""
        return who_and_what(obj)

    @override
    def visible(self, user: User) -> QuerySet[Interview]:
        rows: QuerySet[Interview] = Interview.objects.all().of_companies_of(user)
        return rows

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        scores = roles(request).may_everywhere(Permission.SEE_SCORES)
        names = ("candidate", "name", "company", "position")
        return (
            *(f"show_{name}" for name in names),
            "show_status",
            *(("show_overall",) if scores else ()),
            "show_language",
            "show_created",
        )

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        kind = ("kind",) if roles(request).is_operator else ()
        status = one_of("status", _("상태"), INTERVIEW)
        return (status, *kind, scoped("company"), scoped("scenario"), "language")

    def shows_scores(self, request: HttpRequest, interview: Interview) -> bool:
        """Reviewers rate without having seen what the AI said."""
        held = roles(request)
        return held.is_operator or held.may(Permission.SEE_SCORES, interview.company_id)

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Interview | None = None) -> Any:
        if obj is None or self.shows_scores(request, obj):
            return self.fieldsets
        lines = self.fieldsets[0][1]["fields"]
        shown = [
            tuple(name for name in line if name != "show_overall")
            if isinstance(line, tuple)
            else line
            for line in lines
        ]
        return ((None, {"fields": shown}),)

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The conversation below the facts; that it was seen is recorded."""
        interview = self.get_object(request, object_id)
        shown: dict[str, Any] = {}
        if interview is not None:
            scores = self.shows_scores(request, interview)
            language = page_language()
            report = Report.objects.filter(interview=interview).first()
            steps = steps_of(interview, shows_scores=scores, language=language)
            shown = {
                "steps": steps,
                "scorers": scorers_of(steps),
                "shows_scores": scores,
                "calls": calls_of(interview) if scores else [],
                "calls_limit": CALLS,
                "calls_url": self._calls_url(interview),
                "report": report if scores else None,
                "report_state": REPORT.get(report.status) if report else "",
            }
            fields = ["transcript", "evaluations"] if scores else ["transcript"]
            audit.record(
                SEEN, interview, by=person(request), at=timezone.now(), fields=fields
            )
        context = {**shown, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def _calls_url(self, interview: Interview) -> str:
        address = reverse("admin:interviews_aicall_changelist")
        return f"{address}?interview__id__exact={interview.pk}"

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Whoever reads scores may have failed ones tried again."""
        return roles(request).may_somewhere(Permission.SEE_SCORES)

    @admin.action(description=_("실패한 채점 다시 하기"), permissions=["retry"])
    def retry_failed(self, request: HttpRequest, queryset: QuerySet[Interview]) -> None:
        """Failed answers and reports of the chosen interviews are tried again."""
        by, at, count, left = person(request), timezone.now(), 0, 0
        mine = [row for row in queryset if self.shows_scores(request, row)]
        for answer in Answer.objects.filter(
            turn__interview__in=mine, status=AnswerStatus.FAILED
        ).select_related("turn__interview__company"):
            if not evaluations.may_judge(answer.turn.interview):
                left += 1
                continue
            evaluations.retry_answer(answer=answer, by=by, at=at)
            count += 1
        for report in Report.objects.filter(
            interview__in=mine, status=ReportStatus.FAILED
        ):
            reports.retry(report=report, by=by, at=at)
            count += 1
        said = ngettext("%(n)d건을 다시 합니다.", "%(n)d건을 다시 합니다.", count)
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, said % {"n": count}, level)
        if left:
            said = ngettext(
                "%(n)d건은 AI 채점에 동의하지 않았거나 채점을 꺼 두어서 그대로 둡니다.",
                "%(n)d건은 AI 채점에 동의하지 않았거나 채점을 꺼 두어서 그대로 둡니다.",
                left,
            )
            self.message_user(request, said % {"n": left}, messages.WARNING)
