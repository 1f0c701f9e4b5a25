"""Record who did what: ids and field names, never values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from interviews.models import AuditEvent


def record(
    kind: AuditEvent.Type,
    subject: Any,
    *,
    by: User | None,
    at: datetime,
    fields: Sequence[str] = (),
) -> None:
    """Append one event about a row with a public id; by None: the system itself."""
    AuditEvent.objects.create(
        type=kind,
        actor=by.public_id if by else None,
        object_type=subject._meta.object_name,
        object_id=str(subject.public_id),
        company_id=getattr(subject, "company_id", None),
        fields=list(fields),
        at=at,
    )
