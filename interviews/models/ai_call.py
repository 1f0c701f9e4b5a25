"""AICall: one row per request to a language model. ProviderHealth: the breaker."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, override

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.answer import Answer
from interviews.models.interview import Interview
from interviews.models.turn import Turn
from interviews.querysets import AICallQuerySet


class AICall(models.Model):
    """What was asked of whom, what it cost and what became of it."""

    class Outcome(models.TextChoices):
        """What became of the request."""

        STARTED = "STARTED", _("시작함")
        OK = "OK", _("답을 받음")
        FAILED = "FAILED", _("실패")

    interview = models.ForeignKey(
        # Metered per interview; null for résumés read before any interview.
        Interview,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="ai_calls",
    )
    answer = models.ForeignKey(
        Answer,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="ai_calls",
    )
    turn = models.ForeignKey(
        Turn, null=True, blank=True, on_delete=models.CASCADE, related_name="ai_calls"
    )
    retry_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="retries"
    )
    purpose = models.CharField(_("목적"), max_length=16)
    provider = models.CharField(_("제공자"), max_length=40)
    model = models.CharField(_("모델"), max_length=120, blank=True)
    served_as = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=120, blank=True)
    params = models.JSONField(default=dict)
    prompt_name = models.CharField(max_length=40)
    prompt_version = models.CharField(max_length=20)
    prompt_hash = models.CharField(max_length=64)
    prefix_hash = models.CharField(max_length=64, blank=True)
    request_id = models.CharField(max_length=120, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    input_tokens = models.PositiveIntegerField(null=True, blank=True)
    cached_tokens = models.PositiveIntegerField(null=True, blank=True)
    output_tokens = models.PositiveIntegerField(null=True, blank=True)
    # Against the interview's budget: as the server counted, else an upper estimate.
    charged = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    price_version = models.CharField(max_length=40, blank=True)
    latency_ms = models.PositiveIntegerField(null=True, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(
        _("결과"), max_length=8, choices=Outcome, default=Outcome.STARTED
    )
    error_code = models.CharField(_("오류"), max_length=40, blank=True)
    raw_output = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AICallQuerySet.as_manager()

    class Meta:
        verbose_name = _("AI 호출")
        verbose_name_plural = _("AI 호출")
        indexes = [
            models.Index(fields=["interview", "id"], name="ai_call_by_interview"),
            models.Index(
                fields=["created_at"],
                name="ai_call_started",
                condition=Q(outcome="STARTED"),
            ),
        ]

    class Personal:
        """Raw output may quote the candidate."""

        fields = {"raw_output"}
        other = {
            "id",
            "interview",
            "answer",
            "turn",
            "retry_of",
            "purpose",
            "provider",
            "model",
            "served_as",
            "fingerprint",
            "params",
            "prompt_name",
            "prompt_version",
            "prompt_hash",
            "prefix_hash",
            "request_id",
            "attempt",
            "input_tokens",
            "cached_tokens",
            "output_tokens",
            "charged",
            "cost",
            "currency",
            "price_version",
            "latency_ms",
            "http_status",
            "outcome",
            "error_code",
            "created_at",
        }

    @override
    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    def succeed(self, **measured: Any) -> None:
        """The reply was valid; store what was measured."""
        AICall.objects.filter(pk=self.pk).update(outcome=self.Outcome.OK, **measured)

    def fail(self, code: str, **measured: Any) -> None:
        """No valid reply came; the code says why."""
        AICall.objects.filter(pk=self.pk).update(
            outcome=self.Outcome.FAILED, error_code=code, **measured
        )


class ProviderHealth(models.Model):
    """The breaker of one endpoint and model; all workers agree on it."""

    endpoint = models.CharField(max_length=200, unique=True)
    failures = models.PositiveIntegerField(default=0)
    open_since = models.DateTimeField(null=True, blank=True)
    probe_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("모델 서버 상태")
        verbose_name_plural = _("모델 서버 상태")

    class Personal:
        """A server is not a person."""

        fields: ClassVar[set[str]] = set()
        other = {"id", "endpoint", "failures", "open_since", "probe_at", "reason"}

    @override
    def __str__(self) -> str:
        return self.endpoint

    def count_failure(self, code: str, *, limit: int, at: datetime) -> None:
        """One more failure in a row; at the limit the breaker opens."""
        rows = ProviderHealth.objects.filter(pk=self.pk)
        rows.update(failures=F("failures") + 1, reason=code)
        rows.filter(failures__gte=limit, open_since=None).update(
            open_since=at, probe_at=at
        )

    def recover(self) -> None:
        """A request succeeded: close the breaker."""
        ProviderHealth.objects.filter(pk=self.pk).exclude(
            failures=0, open_since=None
        ).update(failures=0, open_since=None, probe_at=None, reason="")
