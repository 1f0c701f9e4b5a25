"""Evaluation: what the AI says about one answer on one criterion."""

from __future__ import annotations

from typing import Any, override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.models._base import Immutable, PublicId, choices, known
from interviews.models.answer import Answer
from interviews.models.interview import Interview
from interviews.querysets import EvaluationQuerySet
from interviews.states import EvaluationStatus


class Evaluation(PublicId, Immutable):
    """The score record of one answer × criterion; written once, chained by hash.

    record: the whole record of scoring.md §4; the columns repeat what lists need.
    The chain runs per interview, in the order of `seq`.
    """

    interview = models.ForeignKey(
        # Part of the interview; erased with it.
        Interview,
        on_delete=models.CASCADE,
        related_name="evaluations",
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="evaluations"
    )
    seq = models.PositiveIntegerField()
    run = models.PositiveSmallIntegerField(default=1)
    criterion = models.CharField(_("기준"), max_length=40)
    axis = models.CharField(_("역량"), max_length=40)
    status = models.CharField(
        _("상태"), max_length=10, choices=choices(EvaluationStatus)
    )
    level = models.PositiveSmallIntegerField(_("수준"), null=True, blank=True)
    scorer_version = models.CharField(max_length=64)
    record = models.JSONField()
    log_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("평가")
        verbose_name_plural = _("평가")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "criterion", "run"], name="evaluation_once"
            ),
            models.UniqueConstraint(
                fields=["interview", "seq"], name="evaluation_chain_order"
            ),
            known("status", EvaluationStatus, "evaluation_status_known"),
            models.CheckConstraint(
                condition=Q(status="SCORED", level__gte=1, level__lte=5)
                | (~Q(status="SCORED") & Q(level__isnull=True)),
                name="evaluation_level_iff_scored",
            ),
        ]

    class Personal:
        """Quotes are the candidate's words."""

        fields = {"record"}
        other = {
            "id",
            "public_id",
            "interview",
            "answer",
            "seq",
            "run",
            "criterion",
            "axis",
            "status",
            "level",
            "scorer_version",
            "log_hash",
            "created_at",
        }

    @override
    def __str__(self) -> str:
        return str(self.public_id)

    def evidence(self) -> list[dict[str, Any]]:
        """The verified quotes of the record."""
        return [item for item in self.record["evidence"] if item["verified"]]
