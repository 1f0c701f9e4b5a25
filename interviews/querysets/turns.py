"""Questions as asked, and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, When

from interviews.querysets._work import WorkQuerySet
from interviews.states import (
    VISIBLE_TURN,
    WAITING_TURN,
    AnswerStatus,
    InterviewStatus,
    TurnStatus,
    WorkStatus,
)

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from interviews.models import Interview


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
            interview__status=InterviewStatus.IN_PROGRESS,
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
