"""Résumés."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from interviews.querysets._seen import companies_of
from interviews.querysets._work import WorkQuerySet
from interviews.states import ResumeStatus

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User


class ResumeQuerySet(WorkQuerySet[Any]):
    """Résumés."""

    def owned_by(self, user: User) -> Self:
        """The person's own."""
        return self.filter(owner=user)

    def visible_to(self, user: User) -> Self:
        """Own résumés, and those used in the own companies' hiring interviews."""
        if user.is_superuser:
            return self
        return self.filter(
            Q(owner=user)
            | Q(
                interviews__kind="hiring",
                interviews__company__memberships__user=user,
            )
        ).distinct()

    def of_companies_of(self, user: User) -> Self:
        """What a recruiter sees in the admin: résumés of hiring interviews only."""
        if user.is_superuser:
            return self
        field: Any = self.model._meta.get_field("interviews")
        used = field.related_model._default_manager.filter(
            kind="hiring", company_id__in=companies_of(user), resume__isnull=False
        )
        return self.filter(pk__in=used.order_by().values("resume_id"))

    def confirmed(self) -> Self:
        """Those that questions may use."""
        return self.filter(status=ResumeStatus.CONFIRMED)

    def unused_since(self, at: datetime) -> Self:
        """Older than that, confirmed before it, and in use by no interview."""
        return self.filter(created_at__lt=at, interviews=None).exclude(
            confirmed_at__gte=at
        )

    def in_reading(self) -> Self:
        """Those that a worker is still to read."""
        return self.filter(status__in=[ResumeStatus.UPLOADED, ResumeStatus.PARSING])
