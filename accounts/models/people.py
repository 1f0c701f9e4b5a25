"""User, Company, Membership: who people are and whom they work for."""

from __future__ import annotations

import uuid
from typing import ClassVar, override

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import (
    CompanyQuerySet,
    MembershipQuerySet,
    UserManager,
    search_key,
)


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
