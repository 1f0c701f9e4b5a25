"""Resume: the file, its visible text, what was found, and the correctable profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, override

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from interviews.models._base import (
    Claimable,
    PublicId,
    Stateful,
    change,
    choices,
    known,
)
from interviews.querysets import ResumeQuerySet
from interviews.states import RESUME, ResumeStatus, WorkStatus

STEPS = 3


class Resume(PublicId, Stateful, Claimable):
    """A candidate's résumé. Questions use it only once it is confirmed."""

    transitions: ClassVar[Mapping[str, frozenset[str]]] = RESUME
    lease_s = 30
    max_attempts = 2

    owner = models.ForeignKey(
        # The file is erased by the action that erases the person.
        User,
        on_delete=models.CASCADE,
        related_name="resumes",
    )
    file = models.FileField(upload_to="resumes/%Y/%m", max_length=200)
    file_name = models.CharField(_("파일 이름"), max_length=255)
    size_bytes = models.PositiveIntegerField(_("크기"))
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=8)
    status = models.CharField(
        _("상태"),
        max_length=12,
        choices=choices(ResumeStatus),
        default=ResumeStatus.UPLOADED,
    )
    detail = models.CharField(max_length=300, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    step_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    visible_text = models.TextField(blank=True)
    findings = models.JSONField(default=list)
    profile = models.JSONField(default=dict)
    parsed_by = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        verbose_name = _("이력서")
        verbose_name_plural = _("이력서")
        constraints = [
            known("status", ResumeStatus, "resume_status_known"),
            known("work", WorkStatus, "resume_work_known"),
            models.CheckConstraint(
                condition=models.Q(status="CONFIRMED", confirmed_at__isnull=False)
                | ~models.Q(status="CONFIRMED"),
                name="resume_confirmed_at_when_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-id"], name="resume_by_owner"),
            models.Index(
                fields=["due_at"],
                name="resume_due",
                condition=models.Q(work="PENDING"),
            ),
        ]

    class Personal:
        """Nearly all of it is about the person."""

        fields = {"owner", "file", "file_name", "visible_text", "profile", "sha256"}
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
            "size_bytes",
            "kind",
            "status",
            "detail",
            "step",
            "step_at",
            "pages",
            "findings",
            "parsed_by",
            "version",
            "created_at",
            "confirmed_at",
        }

    @override
    def __str__(self) -> str:
        return str(self.public_id)

    def start_parsing(self) -> None:
        """Reading begins, or begins again after a failure."""
        self._move_to(ResumeStatus.PARSING, detail="", code="", step=0, step_at=None)

    def reach_step(self, step: int, *, at: datetime) -> None:
        """Progress in whole steps of STEPS: check, text, fields."""
        Resume.objects.filter(pk=self.pk).update(step=step, step_at=at)
        self.step = step

    def be_parsed(self, **found: Any) -> None:
        """Reading ended: visible_text, findings, profile, pages, parsed_by."""
        self._move_to(
            ResumeStatus.PARSED, version=models.F("version") + 1, step=STEPS, **found
        )

    def be_unreadable(self, code: str, detail: str) -> None:
        """Reading failed with a code that a person can act on."""
        self._move_to(
            ResumeStatus.FAILED,
            code=code,
            detail=detail[:300],
            version=models.F("version") + 1,
        )

    def hold(self) -> None:
        """Lock the row until the commit, and read it again."""
        rows = Resume.objects.filter(pk=self.pk)
        if not change(self, rows, {"version": models.F("version")}):
            raise Resume.DoesNotExist

    def correct(self, profile: dict[str, Any]) -> None:
        """The candidate's own corrections win."""
        values = {"profile": profile, "version": models.F("version") + 1}
        change(self, Resume.objects.filter(pk=self.pk), values)

    def confirm(self, *, at: datetime) -> None:
        """The candidate says that every field is right."""
        self._move_to(
            ResumeStatus.CONFIRMED,
            confirmed_at=at,
            version=models.F("version") + 1,
        )

    @property
    def is_confirmed(self) -> bool:
        """True once questions may use it."""
        return self.status == ResumeStatus.CONFIRMED
