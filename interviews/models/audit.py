"""AuditEvent: who did or saw what. Append-only, without foreign keys."""

from __future__ import annotations

from typing import ClassVar, override

from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.models._base import Immutable, ImmutableQuerySet


class AuditEvent(Immutable):
    """Ids and field names only, never values, so that erasure need not touch it."""

    class Type(models.TextChoices):
        """What happened."""

        RESUME_UPLOADED = "RESUME_UPLOADED"
        RESUME_CORRECTED = "RESUME_CORRECTED"
        RESUME_CONFIRMED = "RESUME_CONFIRMED"
        RESUME_RETRIED = "RESUME_RETRIED"
        RESUME_DELETED = "RESUME_DELETED"
        INTERVIEW_CREATED = "INTERVIEW_CREATED"
        INTERVIEW_STARTED = "INTERVIEW_STARTED"
        INTERVIEW_SUBMITTED = "INTERVIEW_SUBMITTED"
        INTERVIEW_CANCELLED = "INTERVIEW_CANCELLED"
        ANSWER_SUBMITTED = "ANSWER_SUBMITTED"
        QUESTION_SKIPPED = "QUESTION_SKIPPED"
        ANSWER_SCORED = "ANSWER_SCORED"
        ANSWER_RETRIED = "ANSWER_RETRIED"
        REPORT_READY = "REPORT_READY"
        REPORT_RETRIED = "REPORT_RETRIED"
        REPORT_SEEN = "REPORT_SEEN"
        TRANSCRIPT_SEEN = "TRANSCRIPT_SEEN"
        CONSENT_GIVEN = "CONSENT_GIVEN"
        CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
        PERSON_ERASED = "PERSON_ERASED"
        PERSON_EXPORTED = "PERSON_EXPORTED"
        INTERVIEW_PURGED = "INTERVIEW_PURGED"
        INTERVIEW_DELETED = "INTERVIEW_DELETED"

    type = models.CharField(max_length=32, choices=Type)
    actor = models.UUIDField(null=True, blank=True)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    company_id = models.BigIntegerField(null=True, blank=True)
    fields = models.JSONField(default=list)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[AuditEvent]] = models.Manager.from_queryset(
        ImmutableQuerySet["AuditEvent"]
    )()

    class Meta:
        verbose_name = _("감사 기록")
        verbose_name_plural = _("감사 기록")
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
        ]

    class Personal:
        """Ids only."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "type",
            "actor",
            "object_type",
            "object_id",
            "company_id",
            "fields",
            "at",
        }

    @override
    def __str__(self) -> str:
        return f"{self.type} {self.pk}"
