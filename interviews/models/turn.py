"""Turn: one question of one interview, frozen once it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, override

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from interviews.models._base import (
    WANTED,
    Claimable,
    PublicId,
    Stateful,
    change,
    choices,
    known,
)
from interviews.models.interview import Interview
from interviews.models.question import Question
from interviews.querysets import TurnQuerySet
from interviews.states import (
    TURN,
    WAITING_TURN,
    TurnStatus,
    WorkStatus,
)


class Turn(PublicId, Stateful, Claimable):
    """One question of one interview, frozen once it was asked.

    Its claimable work is writing the question (follow-ups, generated stages).
    source_quote: {"text", "where": "answer"|"resume"|"cover_letter", "turn_id"?}.
    """

    class Source(models.TextChoices):
        """Where the text came from."""

        TEMPLATE = "template", _("틀")
        BANK = "bank", _("질문 은행")
        GENERATED = "generated", _("AI가 쓴 질문")
        FOLLOWUP = "followup", _("추가 질문")
        BANK_FALLBACK = "bank_fallback", _("대신한 질문")

    transitions: ClassVar[Mapping[str, frozenset[str]]] = TURN
    lease_s = 30
    max_attempts = 2

    interview = models.ForeignKey(
        # A turn is a part of its interview.
        Interview,
        on_delete=models.CASCADE,
        related_name="turns",
    )
    order = models.PositiveSmallIntegerField(_("순서"))
    attempt = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(_("단계"), max_length=40)
    kind = models.CharField(max_length=10)
    axis = models.CharField(max_length=40, blank=True)
    criteria = models.JSONField(default=list)
    parent = models.ForeignKey(
        # The question that this one follows goes only with the interview.
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="followups",
    )
    question = models.ForeignKey(
        # The text is frozen here; the bank's row may go.
        Question,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="turns",
    )
    text = models.TextField(_("질문"), blank=True)
    source = models.CharField(max_length=14, blank=True, choices=Source)
    source_quote = models.JSONField(null=True, blank=True)
    skip_reason = models.CharField(max_length=40, blank=True)
    fallback_code = models.CharField(max_length=40, blank=True)
    status = models.CharField(
        _("상태"),
        max_length=12,
        choices=choices(TurnStatus),
        default=TurnStatus.PLANNED,
    )
    generating_at = models.DateTimeField(null=True, blank=True)
    first_token_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("질문과 답변")
        verbose_name_plural = _("질문과 답변")
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "order", "attempt"], name="turn_order_once"
            ),
            known("status", TurnStatus, "turn_status_known"),
            known("work", WorkStatus, "turn_work_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["ASKED", "OPENED", "ANSWERED"])
                | (~Q(text="") & Q(asked_at__isnull=False)),
                name="turn_asked_with_text",
            ),
            models.CheckConstraint(
                condition=~Q(status="SKIPPED") | ~Q(skip_reason=""),
                name="turn_skipped_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="turn_due", condition=Q(work="PENDING")
            ),
        ]

    class Personal:
        """Questions quote answers and résumés."""

        fields = {"text", "source_quote"}
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
            "interview",
            "order",
            "attempt",
            "stage",
            "kind",
            "axis",
            "criteria",
            "parent",
            "question",
            "source",
            "skip_reason",
            "fallback_code",
            "status",
            "generating_at",
            "first_token_at",
            "asked_at",
            "opened_at",
            "answered_at",
        }

    @override
    def __str__(self) -> str:
        return str(self.public_id)

    # Mutators

    def prepare(
        self,
        *,
        text: str,
        source: str,
        quote: dict[str, Any] | None = None,
        question: Question | None = None,
        fallback_code: str = "",
    ) -> bool:
        """Write the text ahead, while the turn is still planned."""
        rows = Turn.objects.filter(
            pk=self.pk, status__in=[TurnStatus.PLANNED, TurnStatus.GENERATING], text=""
        )
        values = {
            "text": text,
            "source": source,
            "source_quote": quote,
            "question": question,
            "fallback_code": fallback_code,
        }
        if change(self, rows, values):
            return True
        self.refresh_from_db()
        return False

    def generate(self, *, at: datetime) -> None:
        """The candidate waits for this question now; it is to be written."""
        self._move_to(TurnStatus.GENERATING, generating_at=at, **WANTED)

    def see_first_token(self, *, at: datetime) -> None:
        """The model began to write."""
        Turn.objects.filter(pk=self.pk, first_token_at=None).update(first_token_at=at)

    def fail(self, code: str) -> None:
        """The question could not be written; a bank question steps in."""
        self._move_to(TurnStatus.FAILED, fallback_code=code)

    def ask(self, *, at: datetime) -> None:
        """Put the prepared text to the candidate."""
        self._move_to(TurnStatus.ASKED, asked_at=at)

    def open(self, *, at: datetime) -> None:
        """The candidate saw it; logged once."""
        self._move_to(TurnStatus.OPENED, opened_at=at)

    def be_answered(self, *, at: datetime) -> None:
        """An answer was submitted; answering opens."""
        self._move_to(
            TurnStatus.ANSWERED,
            answered_at=at,
            opened_at=Coalesce(F("opened_at"), models.Value(at)),
        )

    def skip(self, reason: str) -> None:
        """It is not asked, or not answered; the record says why."""
        self._move_to(TurnStatus.SKIPPED, skip_reason=reason)

    # Properties

    @property
    def is_waiting(self) -> bool:
        """The candidate can answer it."""
        return self.status in WAITING_TURN

    @property
    def is_generating(self) -> bool:
        """It is being written."""
        return self.status in {TurnStatus.GENERATING, TurnStatus.FAILED}
