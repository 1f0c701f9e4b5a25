"""ApiKey and RateBucket: bearer tokens, and how fast they may be used."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import ClassVar, override

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Company, User
from accounts.querysets import (
    ApiKeyQuerySet,
)


class ApiKey(models.Model):
    """A program's key, or the bearer token of a person. Only its hash is stored."""

    class Kind(models.TextChoices):
        """Who holds it."""

        PERSON = "person", _("사람의 토큰")
        PROGRAM = "program", _("프로그램 키")

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="api_keys"
    )
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="api_keys",
    )
    prefix = models.CharField(max_length=8, unique=True)
    key_hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API 키")
        verbose_name_plural = _("API 키")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False)
                | models.Q(company__isnull=False),
                name="api_key_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "program"]),
                name="api_key_kind_known",
            ),
        ]

    class Personal:
        """Whose token it is; the hash opens nothing."""

        fields = {"user", "name"}
        other = {
            "id",
            "kind",
            "company",
            "prefix",
            "key_hash",
            "scopes",
            "created_at",
            "expires_at",
            "last_used_at",
            "revoked_at",
        }

    @override
    def __str__(self) -> str:
        return self.prefix

    @staticmethod
    def new_secret() -> tuple[str, str, str]:
        """A fresh key: (prefix, what the holder sees once, its hash)."""
        alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
        prefix = "".join(secrets.choice(alphabet) for _ in range(8))
        shown = f"dhw_{prefix}_{secrets.token_urlsafe(32)}"
        return prefix, shown, ApiKey.hash_of(shown)

    @staticmethod
    def hash_of(shown: str) -> str:
        """256 random bits need no slow hash."""
        return hashlib.sha256(shown.encode()).hexdigest()

    def revoke(self, *, at: datetime) -> None:
        """End the key; a second time changes nothing."""
        ApiKey.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
        self.refresh_from_db()

    def mark_used(self, *, at: datetime) -> None:
        """Remember the last use, at most once a minute."""
        if self.last_used_at is None or (at - self.last_used_at).total_seconds() > 60:
            ApiKey.objects.filter(pk=self.pk).update(last_used_at=at)


class RateBucket(models.Model):
    """What one caller may still do: a token bucket that several processes share."""

    key = models.CharField(max_length=80, unique=True)
    tokens = models.FloatField()
    counted_s = models.FloatField(db_index=True)

    class Personal:
        """The key is a hash; nobody can be found by it."""

        fields: ClassVar[set[str]] = set()
        other = {"id", "key", "tokens", "counted_s"}

    @override
    def __str__(self) -> str:
        return self.key

    @classmethod
    def take(
        cls, key: str, *, burst: int, per_second: float, now: float
    ) -> tuple[bool, float]:
        """Take one token in one statement: (whether there was one, what is left).

        now: seconds since the epoch. Two callers never share the last token: the
        statement locks the row, and its WHERE counts again under the lock.
        """
        full = (
            "CASE WHEN b.tokens + (%(now)s - b.counted_s) * %(rate)s > %(burst)s"
            " THEN %(burst)s WHEN %(now)s < b.counted_s THEN b.tokens"
            " ELSE b.tokens + (%(now)s - b.counted_s) * %(rate)s END"
        )
        table = connection.ops.quote_name(cls._meta.db_table)
        statement = (
            f"INSERT INTO {table} AS b (key, tokens, counted_s)"  # noqa: S608
            " VALUES (%(key)s, %(burst)s - 1, %(now)s)"
            f" ON CONFLICT (key) DO UPDATE SET tokens = {full} - 1,"
            " counted_s = CASE WHEN %(now)s < b.counted_s"
            " THEN b.counted_s ELSE %(now)s END"
            f" WHERE {full} >= 1 RETURNING tokens"
        )
        known: dict[str, str | float] = {
            "key": key,
            "now": now,
            "rate": per_second,
            "burst": float(burst),
        }
        with connection.cursor() as cursor:
            cursor.execute(statement, known)
            if row := cursor.fetchone():
                return True, float(row[0])
        bucket = cls.objects.get(key=key)
        gained = max(0.0, now - bucket.counted_s) * per_second
        return False, min(bucket.tokens + gained, 0.999)

    @classmethod
    def forget_idle(cls, *, before: float) -> int:
        """Remove buckets that nobody has used since; they would be full again."""
        return cls.objects.filter(counted_s__lt=before).delete()[0]
