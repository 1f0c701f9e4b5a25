"""What all rows with background work can be asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from interviews.states import WorkStatus


class WorkQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that carry background work."""

    def due(self) -> Self:
        """Pending, due, and held by nobody (or by somebody who died)."""
        model: Any = self.model
        dead = Now() - timedelta(seconds=model.lease_s)
        return self.filter(
            Q(claimed_at=None) | Q(claimed_at__lt=dead),
            work=WorkStatus.PENDING,
            due_at__lte=Now(),
        )

    def worn_out(self) -> Self:
        """Due, but with no attempt left: a worker died in the last one."""
        model: Any = self.model
        return self.due().filter(attempts__gte=model.max_attempts)
