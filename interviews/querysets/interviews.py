"""Interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from interviews.querysets._seen import SCORE_ROLES, companies_of
from interviews.querysets._work import WorkQuerySet
from interviews.states import AnswerStatus, InterviewStatus, TurnStatus, WorkStatus

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.models import User
    from interviews.models import Interview  # noqa: F401 (named in a string)


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
        companies = companies_of(user, SCORE_ROLES)
        return self.filter(
            Q(candidate=user) | Q(kind="hiring", company_id__in=companies)
        )

    def of_companies_of(self, user: User) -> Self:
        """What a recruiter sees in the admin: never practice."""
        if user.is_superuser:
            return self
        return self.filter(kind="hiring", company_id__in=companies_of(user))

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
        """Those made before this one of the same person's: the next page of a list.

        A stranger's looks like one that is missing: nothing is older.
        """
        here = self.model._default_manager.filter(
            public_id=public_id, candidate=models.OuterRef("candidate")
        )
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
        """How far each is: questions, answers, the report, and who was last at it."""
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
            judged_at=models.Max("turns__answer__scored_at"),
            held_at=models.Max("turns__answer__claimed_at"),
            waits_for=models.Max("turns__answer__waiting_code", filter=waits),
            report_status=models.F("report__status"),
            report_held_at=models.F("report__claimed_at"),
        )

    def with_parts(self) -> Self:
        """Company, scenario, rubric and candidate in the same query."""
        return self.select_related("company", "scenario", "rubric", "candidate")
