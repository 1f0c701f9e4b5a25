"""Idempotency keys: the first request runs, the others get its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from interviews.models import Replay

# A process that died in the middle leaves its claim behind for so long.
CLAIM: Final = timedelta(seconds=60)
KEPT: Final = timedelta(days=1)


class KeyReused(Exception):
    """The key came with another body before."""


class KeyInUse(Exception):
    """The first request with this key is still running."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the first request was answered."""

    status: int
    body: Any


def claim(
    *, by: User, operation: str, key: str, body_sha256: str, at: datetime
) -> Replay | StoredAnswer:
    """The right to run this request, or the answer that it had before.

    Raises KeyReused, KeyInUse.
    """
    row = Replay(
        user=by, operation=operation, key=key, body_sha256=body_sha256, created_at=at
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _of_the_first(row, at=at)
    return row


def keep(*, row: Replay, status: int, body: Any) -> None:
    """Store the answer; raises KeyInUse if somebody took the claim over."""
    mine = Replay.objects.filter(
        pk=row.pk, status=None, created_at=row.created_at
    ).update(status=status, body=body)
    if not mine:
        raise KeyInUse


def release(*, row: Replay) -> None:
    """Nothing was done; the key may be used again."""
    Replay.objects.filter(pk=row.pk, status=None, created_at=row.created_at).delete()


def forget_old(*, at: datetime) -> int:
    """Remove keys older than a day; how many."""
    return Replay.objects.filter(created_at__lt=at - KEPT).delete()[0]


def forget_interview(public_id: UUID) -> None:
    """Remove stored answers that are about this interview."""
    Replay.objects.filter(
        Q(operation__contains=str(public_id)) | Q(body__id=str(public_id))
    ).delete()


def _of_the_first(row: Replay, *, at: datetime) -> Replay | StoredAnswer:
    same_key = Replay.objects.filter(
        user=row.user, operation=row.operation, key=row.key
    )
    first = same_key.first()
    if first is None:
        # It failed and was released between our insert and our look.
        raise KeyInUse
    if first.body_sha256 != row.body_sha256:
        raise KeyReused
    if first.status is not None:
        return StoredAnswer(status=first.status, body=first.body)
    stale = same_key.filter(status=None, created_at__lt=at - CLAIM)
    if not stale.update(created_at=at):
        raise KeyInUse
    first.created_at = at
    return first
