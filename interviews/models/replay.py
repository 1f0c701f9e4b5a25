"""Replay: the stored response of an API write, for its Idempotency-Key."""

from __future__ import annotations

from typing import ClassVar, override

from django.db import models
from django.utils import timezone

from accounts.models import User


class Replay(models.Model):
    """Same key and same body give the same response again."""

    user = models.ForeignKey(
        # Keys are scoped to the caller.
        User,
        on_delete=models.CASCADE,
        related_name="replays",
    )
    operation = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "operation", "key"], name="replay_key_once"
            )
        ]

    class Personal:
        """Responses repeat what the person sent."""

        fields = {"user", "body"}
        other = {
            "id",
            "operation",
            "key",
            "body_sha256",
            "status",
            "created_at",
        }

    @override
    def __str__(self) -> str:
        return f"{self.operation} {self.pk}"


class Heartbeat(models.Model):
    """Written by a task: proof that a worker consumes, not only that it runs."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Heartbeat]] = models.Manager()

    class Personal:
        """A worker is not a person."""

        fields: ClassVar[set[str]] = set()
        other = {"id", "name", "at"}

    @override
    def __str__(self) -> str:
        return self.name
