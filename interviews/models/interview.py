"""Interview: one conversation, its frozen plan and its state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, override

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Language, User
from interviews.models._base import (
    Claimable,
    PublicId,
    Stateful,
    change,
    choices,
    known,
)
from interviews.models.resume import Resume
from interviews.models.rubric import Rubric
from interviews.models.scenario import Scenario
from interviews.querysets import InterviewQuerySet
from interviews.states import (
    INTERVIEW,
    OPEN_INTERVIEW,
    InterviewStatus,
    TransitionNotAllowed,
    WorkStatus,
)


class Interview(PublicId, Stateful, Claimable):
    """One interview. Its claimable work is planning: questions written ahead."""

    class Kind(models.TextChoices):
        """What it is for."""

        PRACTICE = "practice", _("연습")
        HIRING = "hiring", _("채용")

    transitions: ClassVar[Mapping[str, frozenset[str]]] = INTERVIEW
    lease_s = 60
    max_attempts = 2

    kind = models.CharField(_("종류"), max_length=8, choices=Kind)
    candidate = models.ForeignKey(
        # Erasing a person erases their interviews.
        User,
        on_delete=models.CASCADE,
        related_name="interviews",
    )
    company = models.ForeignKey(
        # A finished interview outlives the company's row.
        Company,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interviews",
    )
    position = models.CharField(_("직무"), max_length=120)
    resume = models.ForeignKey(
        # The facts that questions used are frozen in `profile`.
        Resume,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interviews",
    )
    scenario = models.ForeignKey(
        Scenario, on_delete=models.PROTECT, related_name="interviews"
    )
    rubric = models.ForeignKey(
        # Scores point to what they were judged by.
        Rubric,
        on_delete=models.PROTECT,
        related_name="interviews",
    )
    language = models.CharField(_("언어"), max_length=2, choices=Language)
    plan = models.JSONField(default=list, editable=False)
    profile = models.JSONField(default=dict, editable=False)
    answer_mode = models.CharField(max_length=8, default="text")
    shows_timer = models.BooleanField(default=True)
    accommodations = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        _("상태"),
        max_length=12,
        choices=choices(InterviewStatus),
        default=InterviewStatus.DRAFT,
    )
    version = models.PositiveBigIntegerField(default=1, editable=False)
    ai_consent = models.BooleanField(default=False)
    overall = models.DecimalField(
        _("종합"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    scheduled_time = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("면접")
        verbose_name_plural = _("면접")
        constraints = [
            known("status", InterviewStatus, "interview_status_known"),
            known("work", WorkStatus, "interview_work_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["practice", "hiring"]),
                name="interview_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["SUBMITTED", "SCORED", "CLOSED"],
                    submitted_at__isnull=False,
                )
                | Q(
                    status__in=[
                        "DRAFT",
                        "SCHEDULED",
                        "READY",
                        "IN_PROGRESS",
                        "CANCELLED",
                        "EXPIRED",
                    ],
                    submitted_at__isnull=True,
                ),
                name="interview_submitted_at_iff_submitted",
            ),
        ]
        indexes = [
            models.Index(fields=["candidate", "-id"], name="interview_by_candidate"),
            models.Index(fields=["company", "-id"], name="interview_by_company"),
            models.Index(
                fields=["candidate", "status", "-id"], name="interview_by_status"
            ),
            models.Index(
                fields=["due_at"], name="interview_due", condition=Q(work="PENDING")
            ),
        ]

    class Personal:
        """Who, what for, and what their résumé said."""

        fields = {"candidate", "position", "resume", "profile", "accommodations"}
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
            "kind",
            "company",
            "scenario",
            "rubric",
            "language",
            "plan",
            "answer_mode",
            "shows_timer",
            "status",
            "version",
            "ai_consent",
            "overall",
            "created_at",
            "scheduled_time",
            "started_at",
            "submitted_at",
            "ended_at",
        }

    @override
    def __str__(self) -> str:
        return str(self.public_id)

    # Mutators

    def schedule(self, *, ai_consent: bool) -> None:
        """Consents are given; it waits for its time."""
        self._move_to(
            InterviewStatus.SCHEDULED, ai_consent=ai_consent, version=F("version") + 1
        )

    def be_ready(self, *, ai_consent: bool) -> None:
        """Consents are given; it can start."""
        self._move_to(
            InterviewStatus.READY, ai_consent=ai_consent, version=F("version") + 1
        )

    def start(self, *, at: datetime) -> None:
        """The candidate begins."""
        self._move_to(
            InterviewStatus.IN_PROGRESS, started_at=at, version=F("version") + 1
        )

    def submit(self, *, at: datetime) -> None:
        """The candidate hands it in."""
        self._move_to(
            InterviewStatus.SUBMITTED, submitted_at=at, version=F("version") + 1
        )

    def be_scored(self, *, overall: Decimal | None, at: datetime) -> None:
        """Its report is ready."""
        self._move_to(
            InterviewStatus.SCORED,
            overall=overall,
            ended_at=at,
            version=F("version") + 1,
        )

    def cancel(self, *, at: datetime) -> None:
        """The candidate calls it off."""
        self._move_to(InterviewStatus.CANCELLED, ended_at=at, version=F("version") + 1)

    def expire(self, *, at: datetime) -> None:
        """Its time is over."""
        self._move_to(InterviewStatus.EXPIRED, ended_at=at, version=F("version") + 1)

    def set_overall(self, overall: Decimal | None) -> None:
        """The number that lists show, from the newest report."""
        change(self, Interview.objects.filter(pk=self.pk), {"overall": overall})

    def choose_how_to_answer(self, *, shows_timer: bool, other: dict[str, Any]) -> None:
        """The candidate's own way; never shown to reviewers."""
        values = {
            "shows_timer": shows_timer,
            "accommodations": other,
            "version": F("version") + 1,
        }
        change(self, Interview.objects.filter(pk=self.pk), values)

    def touch(self) -> int:
        """Count a visible change; also locks the row until the commit."""
        rows = Interview.objects.filter(pk=self.pk)
        if not change(self, rows, {"version": F("version") + 1}, reads=["version"]):
            raise Interview.DoesNotExist
        return self.version

    def hold_in_progress(self) -> None:
        """Lock the row while it is in progress, counting one visible change.

        Raises TransitionNotAllowed when it is not: nothing may change then.
        """
        rows = Interview.objects.filter(pk=self.pk, status=InterviewStatus.IN_PROGRESS)
        # Not the plan and the facts: they are frozen, and long.
        reads = ["status", "version", "ai_consent"]
        if not change(self, rows, {"version": F("version") + 1}, reads=reads):
            self.refresh_from_db()
            raise TransitionNotAllowed(self.status, InterviewStatus.IN_PROGRESS)

    # Properties

    @property
    def is_open(self) -> bool:
        """It can still go on."""
        return self.status in OPEN_INTERVIEW

    @property
    def is_in_progress(self) -> bool:
        """Answers can be given."""
        return self.status == InterviewStatus.IN_PROGRESS

    @property
    def is_practice(self) -> bool:
        """Never used for hiring."""
        return self.kind == self.Kind.PRACTICE

    @property
    def shows_levels(self) -> bool:
        """Whether people may see levels and what is calculated from them.

        In hiring only for a rubric and language that have passed the gates G1 to G5
        (scoring.md §5); none has, so quotes and reasons are all that hiring shows.
        """
        return self.is_practice

    @property
    def is_handed_in(self) -> bool:
        """Submitted, or past it."""
        return self.submitted_at is not None
