"""What the AI said about answers: score records, reports, requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, override

from django.db import models
from django.db.models import Q, Sum

from interviews.querysets._seen import scores_seen_by, told_to
from interviews.querysets._work import WorkQuerySet
from interviews.states import (
    VISIBLE_TURN,
    EvaluationStatus,
    ReportStatus,
    WorkStatus,
)

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from interviews.models import AICall, Answer, Interview


class EvaluationQuerySet(models.QuerySet[Any]):
    """Score records; never changed."""

    @override
    def update(self, **kwargs: Any) -> int:
        """Refused: a score record is never changed."""
        raise TypeError("Evaluation rows are never changed")

    def told_to(self, user: User) -> Self:
        """What this candidate may read now."""
        return self.filter(told_to(user))

    def shown_to(self, user: User) -> Self:
        """Scores of hiring interviews, to the companies' managers and recruiters."""
        if user.is_superuser:
            return self
        return self.filter(scores_seen_by(user, self))

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
        return self.filter(told_to(user))

    def shown_to(self, user: User) -> Self:
        """Reports of hiring interviews, to the companies' managers and recruiters."""
        if user.is_superuser:
            return self
        return self.filter(scores_seen_by(user, self))

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
            told_to(user), Q(turn=None) | Q(turn__status__in=VISIBLE_TURN)
        )

    def shown_to(self, user: User) -> Self:
        """Calls of hiring interviews, to the companies' managers and recruiters."""
        if user.is_superuser:
            return self
        return self.filter(scores_seen_by(user, self))

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
