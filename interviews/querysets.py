"""Sentences about rows that begin with a person; nobody else filters on meaning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self, override

from django.db import models
from django.db.models import Case, Q, Sum, When
from django.db.models.functions import Now

from interviews.states import (
    VISIBLE_TURN,
    WAITING_TURN,
    AnswerStatus,
    EvaluationStatus,
    InterviewStatus,
    ReportStatus,
    ResumeStatus,
    TurnStatus,
    WorkStatus,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.models import User
    from interviews.models import (
        AICall,
        Answer,
        Interview,
    )


class WorkQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that carry background work."""

    def due(self) -> Self:
        """Pending, due, and held by nobody (or by somebody who died)."""
        model: Any = self.model
        dead = Now() - timedelta(seconds=model.lease_s)
        return self.filter(
            Q(claimed_at=None) | Q(claimed_at__lt=dead),
            work=WorkStatus.PENDING,
            due_at__lte=Now(),
        )

    def worn_out(self) -> Self:
        """Due, but with no attempt left: a worker died in the last one."""
        model: Any = self.model
        return self.due().filter(attempts__gte=model.max_attempts)


# Who keeps a company's question bank; who reads what the AI said about answers.
# A reviewer rates without having seen it (scoring.md: blind first).
BANK_ROLES = ("manager", "recruiter")
SCORE_ROLES = ("manager", "recruiter")


# Up to so many interviews are named one by one in a query; beyond, each row is checked.
FEW = 2_000


def _companies_of(user: User, roles: tuple[str, ...] = ()) -> list[int]:
    """Ids of the companies that this person works for, in one of these roles."""
    rows = user.memberships.filter(role__in=roles) if roles else user.memberships
    return list(rows.values_list("company_id", flat=True))


def _scores_seen_by(user: User, rows: models.QuerySet[Any]) -> Q:
    """Rows of hiring interviews of companies where this person reads scores.

    Few interviews: their rows come from the index by interview. Many: the newest rows
    are read in order and checked, so that a page never sorts all of a company's rows.
    """
    field: Any = rows.model._meta.get_field("interview")
    hiring = field.related_model._default_manager.filter(
        kind="hiring", company_id__in=_companies_of(user, SCORE_ROLES)
    ).order_by()
    few = list(hiring.values_list("pk", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(interview_id__in=few)
    return Q(models.Exists(hiring.filter(pk=models.OuterRef("interview_id"))))


class QuestionQuerySet(models.QuerySet[Any]):
    """The bank."""

    def visible_to(self, user: User) -> Self:
        """The shared bank and the own companies' questions."""
        if user.is_superuser:
            return self
        return self.filter(Q(company=None) | Q(company__memberships__user=user))

    def changeable_by(self, user: User) -> Self:
        """Questions of companies whose bank this person keeps.

        The shared bank is the operator's; a reviewer changes nothing.
        """
        if user.is_superuser:
            return self
        return self.filter(
            company__memberships__user=user,
            company__memberships__role__in=BANK_ROLES,
        )

    def set_active(self, *, is_active: bool) -> int:
        """Take them into use or out of use; how many changed."""
        return self.exclude(is_active=is_active).update(is_active=is_active)

    def for_stage(
        self, *, axis: str, family: str | None, company_id: int | None, language: str
    ) -> Self:
        """Active questions that fit a stage, in this language."""
        families = ["common", family] if family else ["common"]
        return self.filter(
            Q(company=None) | Q(company_id=company_id),
            competency__key=axis,
            job_family__in=families,
            is_active=True,
        ).exclude(**{f"text_{language}": ""})


class ScenarioQuerySet(models.QuerySet[Any]):
    """Orders of stages."""

    def active(self) -> Self:
        """Those that can be chosen."""
        return self.filter(is_active=True)


class ResumeQuerySet(WorkQuerySet[Any]):
    """Résumés."""

    def owned_by(self, user: User) -> Self:
        """The person's own."""
        return self.filter(owner=user)

    def visible_to(self, user: User) -> Self:
        """Own résumés, and those used in the own companies' hiring interviews."""
        if user.is_superuser:
            return self
        return self.filter(
            Q(owner=user)
            | Q(
                interviews__kind="hiring",
                interviews__company__memberships__user=user,
            )
        ).distinct()

    def of_companies_of(self, user: User) -> Self:
        """What a recruiter sees in the admin: résumés of hiring interviews only."""
        if user.is_superuser:
            return self
        field: Any = self.model._meta.get_field("interviews")
        used = field.related_model._default_manager.filter(
            kind="hiring", company_id__in=_companies_of(user), resume__isnull=False
        )
        return self.filter(pk__in=used.order_by().values("resume_id"))

    def confirmed(self) -> Self:
        """Those that questions may use."""
        return self.filter(status=ResumeStatus.CONFIRMED)

    def unused_since(self, at: datetime) -> Self:
        """Older than that, confirmed before it, and in use by no interview."""
        return self.filter(created_at__lt=at, interviews=None).exclude(
            confirmed_at__gte=at
        )

    def in_reading(self) -> Self:
        """Those that a worker is still to read."""
        return self.filter(status__in=[ResumeStatus.UPLOADED, ResumeStatus.PARSING])


class InterviewQuerySet(WorkQuerySet["Interview"]):
    """Interviews."""

    def owned_by(self, user: User) -> Self:
        """The candidate's own."""
        return self.filter(candidate=user)

    def visible_to(self, user: User) -> Self:
        """Own interviews, and hiring interviews of the companies one works for.

        A practice interview is seen by its candidate only (and the operator).
        """
        if user.is_superuser:
            return self
        return self.filter(
            Q(candidate=user) | Q(kind="hiring", company__memberships__user=user)
        ).distinct()

    def scores_seen_by(self, user: User) -> Self:
        """Those of `visible_to`, without a reviewer's: they rate blind first."""
        if user.is_superuser:
            return self
        companies = _companies_of(user, SCORE_ROLES)
        return self.filter(
            Q(candidate=user) | Q(kind="hiring", company_id__in=companies)
        )

    def of_companies_of(self, user: User) -> Self:
        """What a recruiter sees in the admin: never practice."""
        if user.is_superuser:
            return self
        return self.filter(kind="hiring", company_id__in=_companies_of(user))

    def unfinished(self) -> Self:
        """Those that can go on."""
        return self.filter(
            status__in=[
                InterviewStatus.DRAFT,
                InterviewStatus.SCHEDULED,
                InterviewStatus.READY,
                InterviewStatus.IN_PROGRESS,
            ]
        )

    def handed_in(self) -> Self:
        """Submitted or past it."""
        return self.exclude(submitted_at=None)

    def scored(self) -> Self:
        """Those with an overall number, oldest first."""
        return self.filter(
            status__in=[InterviewStatus.SCORED, InterviewStatus.CLOSED],
            overall__isnull=False,
        ).order_by("submitted_at", "pk")

    def created_since(self, at: datetime) -> Self:
        """Those made at or after this moment."""
        return self.filter(created_at__gte=at)

    def older_than(self, public_id: UUID) -> Self:
        """Those made before this one: the next page of a list, newest first."""
        here = self.model._default_manager.filter(public_id=public_id)
        return self.filter(pk__lt=models.Subquery(here.values("pk")[:1]))

    def quiet_since(self, at: datetime) -> Self:
        """Nothing has happened in them since then, and nothing is planned after it."""
        return (
            self.filter(created_at__lt=at)
            .exclude(scheduled_time__gte=at)
            .exclude(started_at__gte=at)
            .exclude(submitted_at__gte=at)
            .exclude(ended_at__gte=at)
            .exclude(turns__opened_at__gte=at)
            .exclude(turns__answered_at__gte=at)
            .exclude(turns__answer__draft_saved_at__gte=at)
            .exclude(report__ready_at__gte=at)
        )

    def kept_by_companies_for(self, days: int) -> Self:
        """Hiring interviews of companies that keep theirs for so many days."""
        return self.filter(kind="hiring", company__retention_days=days)

    def kept_by_site(self) -> Self:
        """Practice, and what no company keeps any more."""
        return self.filter(Q(kind="practice") | Q(company=None))

    def with_progress(self) -> Self:
        """How far each is: questions, those done, answers given and judged."""
        given = ~Q(turns__answer=None) & ~Q(turns__answer__status=AnswerStatus.DRAFT)
        judged = Q(turns__answer__status=AnswerStatus.SCORED)
        failed = Q(turns__answer__status=AnswerStatus.FAILED)
        waits = Q(turns__answer__work=WorkStatus.PENDING)
        once = Q(turns__attempt=1)  # a question that was asked again counts once
        done = Q(turns__status__in=[TurnStatus.ANSWERED, TurnStatus.SKIPPED])
        return self.annotate(
            turn_count=models.Count("turns", filter=once),
            done_count=models.Count("turns", filter=once & done),
            given_count=models.Count("turns", filter=given),
            judged_count=models.Count("turns", filter=judged),
            failed_count=models.Count("turns", filter=failed),
            waiting_count=models.Count("turns", filter=waits),
            saved_at=models.Max("turns__answer__draft_saved_at"),
            answered_at=models.Max("turns__answered_at"),
        )

    def with_parts(self) -> Self:
        """Company, scenario, rubric and candidate in the same query."""
        return self.select_related("company", "scenario", "rubric", "candidate")


class TurnQuerySet(WorkQuerySet[Any]):
    """Questions as asked."""

    def told_to(self, user: User) -> Self:
        """What this candidate was asked, never what is still to come."""
        return self.listed().filter(interview__candidate=user)

    def in_order(self) -> Self:
        """As they are asked."""
        return self.order_by("order", "attempt")

    def listed(self) -> Self:
        """What the candidate may see: never what is only planned."""
        return self.filter(status__in=VISIBLE_TURN)

    def planned(self) -> Self:
        """Still to come."""
        return self.filter(status=TurnStatus.PLANNED)

    def next_up(self) -> Any:
        """What waits or is being written; else the next planned one; None: no more."""
        is_planned = Case(When(status=TurnStatus.PLANNED, then=1), default=0)
        rows = self.exclude(status__in=[TurnStatus.ANSWERED, TurnStatus.SKIPPED])
        return rows.order_by(is_planned, "order", "attempt").first()

    def waiting(self) -> Self:
        """Asked, not answered."""
        return self.filter(status__in=WAITING_TURN)

    def to_write_ahead(self) -> Self:
        """Generated stages whose question is not written yet."""
        return self.filter(
            kind="generated",
            text="",
            status__in=[TurnStatus.PLANNED, TurnStatus.GENERATING],
        ).order_by("order", "attempt")

    def stuck_in_generation(self, since: datetime) -> Self:
        """The candidate has been waiting since before `since`."""
        return self.filter(
            status__in=[TurnStatus.GENERATING, TurnStatus.FAILED],
            generating_at__lt=since,
        )


class AnswerQuerySet(WorkQuerySet[Any]):
    """Answers."""

    def of_interview(self, interview: Interview) -> Self:
        """All answers of one interview."""
        return self.filter(turn__interview=interview)

    def given(self) -> Self:
        """Submitted, whatever became of them."""
        return self.exclude(status=AnswerStatus.DRAFT)

    def unjudged(self) -> Self:
        """Still to be judged: work pending."""
        return self.filter(work=WorkStatus.PENDING)


def _told_to(user: User) -> Q:
    """What the candidate may read: of practice all, of hiring what was released."""
    return Q(interview__candidate=user) & (
        Q(interview__kind="practice")
        | Q(interview__report__status=ReportStatus.RELEASED)
    )


class EvaluationQuerySet(models.QuerySet[Any]):
    """Score records; never changed."""

    @override
    def update(self, **kwargs: Any) -> int:
        """Refused: a score record is never changed."""
        raise TypeError("Evaluation rows are never changed")

    def told_to(self, user: User) -> Self:
        """What this candidate may read now."""
        return self.filter(_told_to(user))

    def shown_to(self, user: User) -> Self:
        """Scores of hiring interviews, to the companies' managers and recruiters."""
        if user.is_superuser:
            return self
        return self.filter(_scores_seen_by(user, self))

    def effective(self) -> Self:
        """The newest run of each answer × criterion."""
        newer = self.model._default_manager.filter(
            answer=models.OuterRef("answer"),
            criterion=models.OuterRef("criterion"),
            run__gt=models.OuterRef("run"),
        )
        return self.filter(~models.Exists(newer)).order_by("seq")

    def scored(self) -> Self:
        """Those with a level."""
        return self.filter(status=EvaluationStatus.SCORED)

    def failed(self) -> Self:
        """Those that a person can retry."""
        return self.filter(status=EvaluationStatus.FAILED)


class ReportQuerySet(WorkQuerySet[Any]):
    """Reports."""

    def told_to(self, user: User) -> Self:
        """What this candidate may read now."""
        return self.filter(_told_to(user))

    def shown_to(self, user: User) -> Self:
        """Reports of hiring interviews, to the companies' managers and recruiters."""
        if user.is_superuser:
            return self
        return self.filter(_scores_seen_by(user, self))

    def readable(self) -> Self:
        """Those with something to read."""
        return self.filter(status__in=[ReportStatus.READY, ReportStatus.RELEASED])

    def forgotten(self) -> Self:
        """Waiting for answers of which none is left to judge."""
        still = models.Exists(
            self.model._default_manager.filter(
                pk=models.OuterRef("pk"),
                interview__turns__answer__work=WorkStatus.PENDING,
            )
        )
        return self.filter(
            ~still,
            status=ReportStatus.PENDING,
            work__in=[WorkStatus.NONE, WorkStatus.DONE],
        )


class AICallQuerySet(models.QuerySet[Any]):
    """Requests to models."""

    def told_to(self, user: User) -> Self:
        """What this candidate may read, without drafts of questions to come."""
        return self.filter(
            _told_to(user), Q(turn=None) | Q(turn__status__in=VISIBLE_TURN)
        )

    def shown_to(self, user: User) -> Self:
        """Calls of hiring interviews, to the companies' managers and recruiters."""
        if user.is_superuser:
            return self
        return self.filter(_scores_seen_by(user, self))

    def good_reply_about(self, answer: Answer, **asked: str) -> AICall | None:
        """The newest valid reply about this answer to the same request."""
        rows = self.filter(answer=answer, outcome="OK", error_code="", **asked)
        return rows.order_by("-pk").first()

    def end_begun_before(self, since: datetime, code: str, *, limit: int) -> int:
        """Those that began before this moment and never ended: failed, with a code."""
        begun = self.filter(outcome="STARTED", created_at__lt=since)
        dead = list(begun.order_by("created_at").values_list("pk", flat=True)[:limit])
        if not dead:
            return 0
        return begun.filter(pk__in=dead).update(outcome="FAILED", error_code=code)

    def tokens_spent(self, interview: Interview) -> int:
        """Tokens that are charged to this interview so far."""
        spent = self.filter(interview=interview).aggregate(charged=Sum("charged"))
        return spent["charged"] or 0
