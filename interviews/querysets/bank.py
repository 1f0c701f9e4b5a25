"""Questions that can be asked, and scenarios that order them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from interviews.querysets._seen import BANK_ROLES

if TYPE_CHECKING:
    from accounts.models import User


class QuestionQuerySet(models.QuerySet[Any]):
    """The bank."""

    def visible_to(self, user: User) -> Self:
        """The shared bank and the own companies' questions."""
        if user.is_superuser:
            return self
        return self.filter(Q(company=None) | Q(company__memberships__user=user))

    def changeable_by(self, user: User) -> Self:
        """Questions of companies whose bank this person keeps.

        The shared bank is the operator's; a reviewer changes nothing.
        """
        if user.is_superuser:
            return self
        return self.filter(
            company__memberships__user=user,
            company__memberships__role__in=BANK_ROLES,
        )

    def set_active(self, *, is_active: bool) -> int:
        """Take them into use or out of use; how many changed."""
        return self.exclude(is_active=is_active).update(is_active=is_active)

    def for_stage(
        self, *, axis: str, family: str | None, company_id: int | None, language: str
    ) -> Self:
        """Active questions that fit a stage, in this language."""
        families = ["common", family] if family else ["common"]
        return self.filter(
            Q(company=None) | Q(company_id=company_id),
            competency__key=axis,
            job_family__in=families,
            is_active=True,
        ).exclude(**{f"text_{language}": ""})


class ScenarioQuerySet(models.QuerySet[Any]):
    """Orders of stages."""

    def active(self) -> Self:
        """Those that can be chosen."""
        return self.filter(is_active=True)
