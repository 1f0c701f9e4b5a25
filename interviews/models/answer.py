"""Answer: what the candidate said to one question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, override

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interviews.models._base import (
    Claimable,
    PublicId,
    Stateful,
    change,
    choices,
    known,
)
from interviews.models.turn import Turn
from interviews.querysets import AnswerQuerySet
from interviews.states import (
    ANSWER,
    AnswerStatus,
    WorkStatus,
)


class Answer(PublicId, Stateful, Claimable):
    """One answer to one turn. Its claimable work is scoring."""

    class Mode(models.TextChoices):
        """How it was given; all count the same."""

        TEXT = "text", _("글")
        AUDIO = "audio", _("음성")
        VIDEO = "video", _("영상")

    transitions: ClassVar[Mapping[str, frozenset[str]]] = ANSWER
    lease_s = 60
    max_attempts = 5

    turn = models.OneToOneField(
        # An answer is a part of its turn.
        Turn,
        on_delete=models.CASCADE,
        related_name="answer",
    )
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.TEXT)
    draft = models.TextField(blank=True)
    draft_version = models.PositiveIntegerField(default=0)
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    other_draft = models.TextField(blank=True)
    text = models.TextField(_("답변"), blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    corrections = models.JSONField(default=list, blank=True)
    status = models.CharField(
        _("상태"),
        max_length=12,
        choices=choices(AnswerStatus),
        default=AnswerStatus.DRAFT,
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    # To the model, for judging it, since it was handed in or a person asked again.
    requests = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("답변")
        verbose_name_plural = _("답변")
        constraints = [
            known("status", AnswerStatus, "answer_status_known"),
            known("work", WorkStatus, "answer_work_known"),
            models.CheckConstraint(
                condition=Q(status="DRAFT", submitted_at__isnull=True)
                | (~Q(status="DRAFT") & Q(submitted_at__isnull=False)),
                name="answer_submitted_at_iff_submitted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="answer_due", condition=Q(work="PENDING")
            ),
        ]

    class Personal:
        """The candidate's own words."""

        fields = {"draft", "other_draft", "text", "corrections", "sha256"}
        other = {
            "id",
            "public_id",
            "work",
            "due_at",
            "attempts",
            "claimed_at",
            "claimed_by",
            "code",
            "waiting_code",
            "turn",
            "mode",
            "draft_version",
            "draft_saved_at",
            "status",
            "submitted_at",
            "scored_at",
            "requests",
        }

    @override
    def __str__(self) -> str:
        return str(self.public_id)

    # Mutators

    def save_draft(self, text: str, *, base: int | None, at: datetime) -> bool:
        """Keep what was typed so far; False when another device saved meanwhile.

        base: the draft_version that the text is based on; None means "as it is".
        A stale text is kept beside the saved one, never instead of it.
        """
        rows = Answer.objects.filter(pk=self.pk, status=AnswerStatus.DRAFT)
        current = rows if base is None else rows.filter(draft_version=base)
        new = {
            "draft": text,
            "draft_version": F("draft_version") + 1,
            "draft_saved_at": at,
        }
        if change(self, current, new, reads=["status", *new]):
            return True
        rows.exclude(draft=text).update(other_draft=text)
        self.refresh_from_db()
        return False

    def submit(self, *, text: str, sha256: str, mode: str, at: datetime) -> None:
        """Hand in the final words; exactly one submission wins.

        Words that were typed need no transcript: they are ready to judge at once.
        """
        self._move_to(
            AnswerStatus.READY,
            via=AnswerStatus.SUBMITTED,
            text=text,
            sha256=sha256,
            mode=mode,
            submitted_at=at,
        )

    def be_scored(self, *, at: datetime) -> None:
        """Every criterion has its record."""
        self._move_to(AnswerStatus.SCORED, scored_at=at)

    def fail(self, code: str) -> None:
        """Judging ended without a result; a person can retry."""
        self._move_to(AnswerStatus.FAILED, code=code)

    def retry(self) -> None:
        """Judge it again after a failure."""
        self._move_to(AnswerStatus.READY, code="", requests=0)
        self.want_work()

    def take_request(self, ceiling: int) -> bool:
        """Count one more request to the model; False if that would be too many."""
        rows = Answer.objects.filter(pk=self.pk, requests__lt=ceiling)
        return bool(rows.update(requests=F("requests") + 1))

    def refund_request(self) -> None:
        """The server turned a request away: it does not count."""
        rows = Answer.objects.filter(pk=self.pk, requests__gt=0)
        rows.update(requests=F("requests") - 1)
