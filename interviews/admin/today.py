"""The first page: what is broken, what waits, where the bank stands."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.admin.requests import person, roles
from accounts.admin.site import Line, Panel, site
from accounts.models import ApiKey, Company, ConsentDocument, User
from accounts.permissions import Permission
from interviews.models import (
    AICall,
    Answer,
    AuditEvent,
    Competency,
    Evaluation,
    Interview,
    ProviderHealth,
    Question,
    Report,
    Resume,
    Rubric,
    Scenario,
)
from interviews.states import (
    AnswerStatus,
    EvaluationStatus,
    InterviewStatus,
    ReportStatus,
    ResumeStatus,
)

# Numbers are of so many interviews: the first page must not read whole tables.
RECENT = 500

site.put_first(
    Interview,
    Resume,
    Report,
    Evaluation,
    Question,
    Scenario,
    Competency,
    Rubric,
    AICall,
    ProviderHealth,
    AuditEvent,
    Company,
    User,
    ApiKey,
    ConsentDocument,
)


def _list(model: str, **query: str) -> str:
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse(f"admin:interviews_{model}_changelist") + (
        f"?{words}" if words else ""
    )


@site.add_panel
def broken(request: HttpRequest) -> Panel | None:
    """What failed and needs somebody; nothing broken, nothing shown."""
    user, held = person(request), roles(request)
    interviews: Any = Interview.objects.all().of_companies_of(user)
    resumes: Any = Resume.objects.all().of_companies_of(user)
    found = [
        Line(
            _("읽지 못한 이력서"),
            resumes.filter(status=ResumeStatus.FAILED).count(),
            _list("resume", status=ResumeStatus.FAILED),
            is_bad=True,
        )
    ]
    if held.may_somewhere(Permission.SEE_SCORES):
        newest = interviews.order_by("-pk").values("pk")[:RECENT]
        answers = Answer.objects.filter(
            status=AnswerStatus.FAILED, turn__interview__in=newest
        )
        reports = Report.objects.filter(
            status=ReportStatus.FAILED, interview__in=newest
        )
        found += [
            Line(
                _("최근 면접의 채점하지 못한 답변"),
                answers.count(),
                _list("evaluation", status=EvaluationStatus.FAILED),
                is_bad=True,
            ),
            Line(
                _("만들지 못한 결과"),
                reports.count(),
                _list("report", status=ReportStatus.FAILED),
                is_bad=True,
            ),
        ]
    if held.is_operator:
        blocked = ProviderHealth.objects.exclude(open_since=None).count()
        line = Line(_("막힌 모델 서버"), blocked, _list("providerhealth"), is_bad=True)
        found.append(line)
    lines = [line for line in found if line.count]
    return Panel(_("먼저 볼 것"), lines) if lines else None


@site.add_panel
def under_way(request: HttpRequest) -> Panel | None:
    """Interviews by state."""
    if not roles(request).may_somewhere(Permission.SEE):
        return None
    rows: Any = Interview.objects.all().of_companies_of(person(request))
    newest = rows.order_by("-pk").values("pk")[:RECENT]
    grouped = (
        Interview.objects.filter(pk__in=newest)
        .order_by()
        .values("status")
        .annotate(n=Count("pk"))
    )
    counts = {row["status"]: row["n"] for row in grouped}
    shown = (
        (InterviewStatus.SUBMITTED, _("새로 제출됨, 채점 중")),
        (InterviewStatus.SCORED, _("결과가 나옴")),
        (InterviewStatus.IN_PROGRESS, _("진행 중")),
        (InterviewStatus.READY, _("시작 전")),
    )
    lines = [
        Line(label, counts.get(status, 0), _list("interview", status=status))
        for status, label in shown
    ]
    return Panel(_("최근 면접 500건"), lines)


@site.add_panel
def the_bank(request: HttpRequest) -> Panel | None:
    """Active questions, shared and own."""
    if not roles(request).may_somewhere(Permission.SEE):
        return None
    rows: Any = Question.objects.all().visible_to(person(request))
    grouped = rows.filter(is_active=True).aggregate(
        everything=Count("pk"), own=Count("company")
    )
    lines = [
        Line(
            _("함께 쓰는 질문"),
            grouped["everything"] - grouped["own"],
            _list("question", is_active__exact="1", company__isnull="True"),
        ),
        Line(
            _("회사의 질문"),
            grouped["own"],
            _list("question", is_active__exact="1", company__isnull="False"),
        ),
    ]
    return Panel(_("질문 은행"), lines)
