"""Sentences about people and companies that begin with a person."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Self, override

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import Company, User

LEGAL_FORMS = re.compile(
    r"\(주\)|㈜|주식회사|유한회사|\(유\)"
    r"|\b(inc|corp|corporation|co|ltd|llc|gmbh|company)\b\.?",
    re.IGNORECASE,
)


def search_key(name: str) -> str:
    """A company's name without legal form, spacing, case and punctuation."""
    bare = LEGAL_FORMS.sub(" ", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in bare if letter.isalnum())


class UserManager(BaseUserManager["User"]):
    """People sign in with their e-mail address."""

    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> User:
        """A person; without a password nobody can sign in as them."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: object
    ) -> User:
        """An operator, for `manage.py createsuperuser`."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    @override
    def get_by_natural_key(self, username: str | None) -> User:
        """E-mail addresses are compared without case."""
        return self.get(email=(username or "").lower())

    def colleagues_of(self, user: User) -> models.QuerySet[User]:
        """The members of the companies that this person works for; never candidates."""
        if user.is_superuser:
            return self.all()
        shared = self.filter(memberships__company__memberships__user=user)
        return self.filter(pk__in=shared.values("pk"))


class CompanyQuerySet(models.QuerySet["Company"]):
    """Companies."""

    def run_by(self, user: User) -> Self:
        """Companies that this person works for."""
        if user.is_superuser:
            return self
        # Once per company at most (membership_once_per_company): no duplicates.
        return self.filter(memberships__user=user)

    def matching(self, text: str) -> Self:
        """Tolerant search: aliases, spacing, case and legal forms do not matter.

        A text of which nothing else is left names no company.
        """
        if not text.strip():
            return self
        key = search_key(text)
        return self.filter(search_keys__contains=key) if key else self.none()

    def named(self, text: str) -> Company | None:
        """The company that carries exactly this name or alias, tolerantly."""
        key = search_key(text)
        return self.filter(search_keys__contains=f"|{key}|").first() if key else None


class MembershipQuerySet(models.QuerySet[Any]):
    """Who works where."""

    def visible_to(self, user: User) -> Self:
        """Rows of the companies that this person works for."""
        if user.is_superuser:
            return self
        return self.filter(company__memberships__user=user)


class ConsentDocumentQuerySet(models.QuerySet[Any]):
    """Versions of what people are asked to agree to."""

    def current(self, language: str) -> Self:
        """The newest version of each purpose in this language."""
        newest = (
            self.filter(language=language)
            .values("purpose")
            .annotate(newest=models.Max("version"))
        )
        wanted = Q(pk__in=[])
        for row in newest:
            wanted |= Q(purpose=row["purpose"], version=row["newest"])
        return self.filter(wanted, language=language).order_by(
            "-is_required", "order", "pk"
        )


class ApiKeyQuerySet(models.QuerySet[Any]):
    """Tokens and keys."""

    def usable(self, at: datetime) -> Self:
        """Neither expired nor revoked, of a person who may sign in."""
        return self.filter(
            Q(user__isnull=True) | Q(user__is_active=True),
            revoked_at=None,
            expires_at__gt=at,
        )

    def managed_by(self, user: User) -> Self:
        """Program keys of the companies that this person manages, never tokens."""
        if user.is_superuser:
            return self
        return self.filter(
            kind="program",
            company__memberships__user=user,
            company__memberships__role="manager",
        )
