"""ConsentDocument and Consent: what somebody agreed to, word for word."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import ClassVar, override

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Language, User
from accounts.querysets import (
    ConsentDocumentQuerySet,
)


class ConsentDocument(models.Model):
    """One version of one text that people agree to. Never edited: add a version."""

    class Purpose(models.TextChoices):
        """What the data are used for."""

        INTERVIEW_RECORD = "interview_record", _("면접 기록")
        AI_SCORING = "ai_scoring", _("AI 채점")
        VIDEO = "video", _("영상")
        SERVICE_IMPROVEMENT = "service_improvement", _("서비스 개선")

    purpose = models.CharField(max_length=24, choices=Purpose)
    language = models.CharField(max_length=2, choices=Language)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, editable=False)
    is_required = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ConsentDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("동의 문서")
        verbose_name_plural = _("동의 문서")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "language", "version"], name="consent_document_once"
            ),
        ]

    class Personal:
        """A text, nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "purpose",
            "language",
            "version",
            "title",
            "text",
            "sha256",
            "is_required",
            "order",
        }

    @override
    def __str__(self) -> str:
        return f"{self.purpose}/{self.language}/{self.version}"

    @staticmethod
    def hash_of(title: str, text: str) -> str:
        """SHA-256 of what the person read."""
        return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()


class Consent(models.Model):
    """One person agreed to one text, for one interview."""

    user = models.ForeignKey(
        # Erasing a person erases what they agreed to.
        User,
        on_delete=models.CASCADE,
        related_name="consents",
    )
    document = models.ForeignKey(
        # What somebody agreed to must stay readable.
        ConsentDocument,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    interview_public_id = models.UUIDField(null=True, blank=True, db_index=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("동의")
        verbose_name_plural = _("동의")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "document", "interview_public_id"],
                name="consent_once_per_interview",
            ),
        ]

    class Personal:
        """Whose consent it is."""

        fields = {"user"}
        other = {"id", "document", "interview_public_id", "given_at", "withdrawn_at"}

    @override
    def __str__(self) -> str:
        return f"{self.document_id}:{self.user_id}"

    def withdraw(self, *, at: datetime) -> None:
        """Take the consent back; a second time changes nothing."""
        Consent.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at)
        self.refresh_from_db()
