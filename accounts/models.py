"""Who people are: User, Company, Membership, ApiKey, consents."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime
from typing import ClassVar, Final, override

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import (
    ApiKeyQuerySet,
    CompanyQuerySet,
    ConsentDocumentQuerySet,
    MembershipQuerySet,
    UserManager,
    search_key,
)

KEY_LENGTH: Final = 43


class Language(models.TextChoices):
    """The two languages of every page."""

    KO = "ko", "한국어"
    EN = "en", "English"


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do comes from memberships, never from a request."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("이메일"), unique=True)
    full_name = models.CharField(_("이름"), max_length=80, blank=True)
    language = models.CharField(
        _("언어"), max_length=2, choices=Language, default=Language.KO
    )
    time_zone = models.CharField(_("시간대"), max_length=64, default="Asia/Seoul")
    is_active = models.BooleanField(_("로그인할 수 있음"), default=True)
    is_staff = models.BooleanField(_("관리 화면을 쓸 수 있음"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("사용자")
        verbose_name_plural = _("사용자")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values),
                name="user_language_known",
            ),
        ]

    class Personal:
        """What export and erasure take."""

        fields = {"email", "full_name", "password", "last_login"}
        other = {
            "id",
            "public_id",
            "language",
            "time_zone",
            "is_active",
            "is_staff",
            "is_superuser",
            "date_joined",
            "groups",
            "user_permissions",
        }

    @override
    def __str__(self) -> str:
        return self.email

    @property
    def display_name(self) -> str:
        """How pages call this person."""
        return self.full_name or self.email.partition("@")[0]


class Company(models.Model):
    """An organisation that interviews people, or that candidates practise for."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("이름"), max_length=120)
    name_en = models.CharField(_("영문 이름"), max_length=120, blank=True)
    aliases = models.JSONField(_("다른 이름"), default=list, blank=True)
    search_keys = models.TextField(editable=False, default="")
    industry = models.CharField(_("업종"), max_length=80, blank=True)
    ideal_ko = models.TextField(_("인재상"), blank=True)
    ideal_en = models.TextField(_("인재상 (영어)"), blank=True)
    description_ko = models.TextField(_("소개"), blank=True)
    description_en = models.TextField(_("소개 (영어)"), blank=True)
    accent = models.CharField(
        _("강조색"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$")],
    )
    retention_days = models.PositiveIntegerField(_("보관 기간(일)"), default=180)
    ai_scoring_enabled = models.BooleanField(_("AI 채점 사용"), default=True)
    is_active = models.BooleanField(_("사용 중"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("회사")
        verbose_name_plural = _("회사")
        indexes = [models.Index(fields=["name", "id"], name="company_by_name")]

    class Personal:
        """A company is not a person."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "slug",
            "name",
            "name_en",
            "aliases",
            "search_keys",
            "industry",
            "ideal_ko",
            "ideal_en",
            "description_ko",
            "description_en",
            "accent",
            "retention_days",
            "ai_scoring_enabled",
            "is_active",
            "created_at",
        }

    @override
    def __str__(self) -> str:
        return self.name

    @override
    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search keys true to the names."""
        self.search_keys = self.keys_of(self.name, self.name_en, *self.aliases)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @staticmethod
    def keys_of(*names: str) -> str:
        """Search keys of all names, each between bars."""
        keys = dict.fromkeys(key for name in names if (key := search_key(name)))
        return f"|{'|'.join(keys)}|" if keys else ""

    def name_in(self, language: str) -> str:
        """The name as this language writes it."""
        return (self.name_en or self.name) if language == "en" else self.name

    def ideal_in(self, language: str) -> str:
        """인재상 in this language, else empty."""
        return self.ideal_en if language == "en" else self.ideal_ko


class Membership(models.Model):
    """A person's role in a company."""

    class Role(models.TextChoices):
        """What a member may do."""

        MANAGER = "manager", _("관리자")
        RECRUITER = "recruiter", _("채용 담당")
        REVIEWER = "reviewer", _("평가자")

    user = models.ForeignKey(
        # A membership means nothing without its person.
        User,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("역할"), max_length=12, choices=Role)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("구성원")
        verbose_name_plural = _("구성원")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company"], name="membership_once_per_company"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["manager", "recruiter", "reviewer"]),
                name="membership_role_known",
            ),
        ]

    class Personal:
        """Whose membership it is follows from the user."""

        fields = {"user"}
        other = {"id", "company", "role", "created_at"}

    @override
    def __str__(self) -> str:
        return f"{self.company_id}:{self.user_id}"


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
