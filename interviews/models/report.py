"""Report: what the evaluations of one interview come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, override

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from interviews.models._base import Claimable, PublicId, Stateful, choices, known
from interviews.models.interview import Interview
from interviews.querysets import ReportQuerySet
from interviews.states import REPORT, ReportStatus, WorkStatus


class Report(PublicId, Stateful, Claimable):
    """One report per interview. Its claimable work is combining."""

    transitions: ClassVar[Mapping[str, frozenset[str]]] = REPORT
    lease_s = 60
    max_attempts = 5

    interview = models.OneToOneField(
        Interview, on_delete=models.CASCADE, related_name="report"
    )
    status = models.CharField(
        _("상태"),
        max_length=10,
        choices=choices(ReportStatus),
        default=ReportStatus.PENDING,
    )
    data = models.JSONField(default=dict)
    built_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("결과")
        verbose_name_plural = _("결과")
        constraints = [
            known("status", ReportStatus, "report_status_known"),
            known("work", WorkStatus, "report_work_known"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="report_due",
                condition=models.Q(work="PENDING"),
            ),
        ]

    class Personal:
        """It quotes the candidate."""

        fields = {"data"}
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
            "status",
            "built_count",
            "created_at",
            "ready_at",
            "released_at",
        }

    @override
    def __str__(self) -> str:
        return str(self.public_id)

    def be_ready(self, *, data: dict[str, Any], at: datetime) -> None:
        """The numbers are there."""
        self._move_to(
            ReportStatus.READY,
            data=data,
            ready_at=at,
            built_count=F("built_count") + 1,
        )

    def fail(self, code: str) -> None:
        """Combining ended without a result; a person can retry."""
        self._move_to(ReportStatus.FAILED, code=code)

    def rebuild(self) -> None:
        """Combine again, after an answer was judged again."""
        if self.status != ReportStatus.PENDING:
            self._move_to(ReportStatus.PENDING)
        self.want_work()

    @property
    def is_ready(self) -> bool:
        """There is something to read."""
        return self.status in {ReportStatus.READY, ReportStatus.RELEASED}
