"""What rows have in common: a public id, states, claims on work, immutability."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final, Self, override

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.db.models.sql import UpdateQuery

from interviews.states import TransitionNotAllowed, WorkStatus


class LeaseLost(Exception):
    """Somebody else holds this work now; what was computed is dropped."""


class RowGone(LeaseLost):
    """The row was erased while it was worked on: nobody waits for the result."""


def choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """Django choices of a state enum: values equal their names."""
    return [(state.value, state.value) for state in states]


def known(field: str, states: type[StrEnum], name: str) -> models.CheckConstraint:
    """CHECK that the column holds one of the states."""
    values = [state.value for state in states]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


def both_or_neither(one: str, other: str, *, name: str) -> models.CheckConstraint:
    """CHECK that two columns are filled together."""
    return models.CheckConstraint(
        condition=Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
        | Q(**{f"{one}__isnull": False, f"{other}__isnull": False}),
        name=name,
    )


def change(
    row: models.Model,
    rows: models.QuerySet[Any],
    values: Mapping[str, object],
    *,
    reads: Collection[str] | None = None,
) -> bool:
    """Change the row if it is among `rows`: one UPDATE that also reads it back.

    reads: the columns to read back; None: all that the row has loaded. Relations
    that are loaded stay loaded. False: nothing was changed, nothing was read.
    """
    # QuerySet.update() counts rows only; reading each change back with a SELECT of
    # its own was half of the statements of an answer (RETURNING: both databases).
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    names = row._meta.concrete_fields
    fields = [
        field
        for field in names
        if (field.attname in row.__dict__ if reads is None else field.name in reads)
    ]
    with transaction.mark_for_rollback_on_error(using=rows.db):
        found = query.get_compiler(rows.db).execute_returning_sql(fields)
    for field, value in zip(fields, found[0] if found else (), strict=False):
        setattr(row, field.attname, value)
    return bool(found)


class PublicId(models.Model):
    """A UUID for URLs; primary keys never leave the server."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Stateful(models.Model):
    """A row with a `status` and a table of allowed transitions."""

    transitions: ClassVar[Mapping[str, frozenset[str]]] = {}
    status: Any  # a column of each concrete model

    class Meta:
        abstract = True

    def _move_to(
        self, target: str, *, via: str | None = None, **fields: object
    ) -> None:
        """Change state in one conditional UPDATE; whoever loses a race is told.

        via: a state that the row passes without staying in it.
        """
        if via is not None and target not in self.transitions[via]:
            raise TransitionNotAllowed(via, target)
        first = via or target
        sources = [s for s, targets in self.transitions.items() if first in targets]
        manager: Any = type(self)._default_manager
        rows = manager.filter(pk=self.pk, status__in=sources)
        if not change(self, rows, {"status": target, **fields}):
            self.refresh_from_db()
            raise TransitionNotAllowed(self.status, target)


# The columns of work that is due from now on.
WANTED: Final[Mapping[str, Any]] = {
    "work": WorkStatus.PENDING,
    "due_at": Now(),
    "attempts": 0,
    "claimed_at": None,
    "claimed_by": "",
    "code": "",
    "waiting_code": "",
}


class Claimable(models.Model):
    """Work on this row: due, claimed by lease, retried, done or failed with a code.

    The database clock decides; `claimed_by` is a fresh fence for each claim.
    """

    lease_s: ClassVar[int] = 60
    max_attempts: ClassVar[int] = 5
    # Not a column: re-reading the row must not adopt the fence of another holder.
    fence: str = "nobody"

    work = models.CharField(
        max_length=8,
        choices=choices(WorkStatus),
        default=WorkStatus.NONE,
        editable=False,
    )
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    claimed_by = models.CharField(max_length=60, blank=True, editable=False)
    code = models.CharField(max_length=40, blank=True, editable=False)
    waiting_code = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def claim(cls, pk: int) -> Self | None:
        """Take the row's work if it is due and nobody holds it."""
        return cls._take(pk, attempts__lt=cls.max_attempts)

    @classmethod
    def claim_worn_out(cls, pk: int) -> Self | None:
        """Take work whose last attempt died, in order to end it with a code."""
        return cls._take(pk, attempts__gte=cls.max_attempts)

    @classmethod
    def _take(cls, pk: int, **conditions: object) -> Self | None:
        fence = uuid.uuid4().hex
        free = Q(claimed_at=None) | Q(
            claimed_at__lt=Now() - timedelta(seconds=cls.lease_s)
        )
        taken = cls._default_manager.filter(
            free, pk=pk, work=WorkStatus.PENDING, due_at__lte=Now(), **conditions
        ).update(claimed_at=Now(), claimed_by=fence, attempts=F("attempts") + 1)
        if not taken:
            return None
        row = cls._default_manager.get(pk=pk, claimed_by=fence)
        row.fence = fence
        return row

    def want_work(self) -> None:
        """There is something to do, from now on."""
        if not change(self, self._work_rows(), WANTED):
            raise type(self).DoesNotExist

    def renew_claim(self) -> bool:
        """Hold on to the lease; False if it is lost."""
        return bool(self._mine().update(claimed_at=Now()))

    def finish_work(self) -> None:
        """Done. Raises LeaseLost, which rolls back, if the lease is not ours."""
        self._close(work=WorkStatus.DONE, code="", waiting_code="")

    def fail_work(self, code: str) -> None:
        """No attempt is left, or none would help: failed with a code."""
        self._close(work=WorkStatus.FAILED, code=code, waiting_code="")

    def give_back(self, *, after_s: float, code: str, refund: bool = False) -> None:
        """Let the work be taken again later; `refund`: this attempt did not count."""
        self._close(
            claimed_by="",
            due_at=Now() + timedelta(seconds=after_s),
            attempts=F("attempts") - (1 if refund else 0),
            waiting_code=code,
        )

    @property
    def is_last_attempt(self) -> bool:
        """True while the work runs for the last time."""
        return self.attempts >= self.max_attempts

    def _close(self, **fields: object) -> None:
        if not change(self, self._mine(), {"claimed_at": None, **fields}):
            raise LeaseLost

    def _work_rows(self) -> models.QuerySet[Self]:
        return type(self)._default_manager.filter(pk=self.pk)

    def _mine(self) -> models.QuerySet[Self]:
        return self._work_rows().filter(work=WorkStatus.PENDING, claimed_by=self.fence)


class ImmutableQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that are written once."""

    @override
    def update(self, **kwargs: Any) -> int:
        """Refused: a snapshot is never changed."""
        raise TypeError(f"{self.model.__name__} rows are never changed")

    @override
    def bulk_update(
        self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """Refused: a snapshot is never changed."""
        raise TypeError(f"{self.model.__name__} rows are never changed")


class Immutable(models.Model):
    """A snapshot: it can be written once and then only be read."""

    class Meta:
        abstract = True

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save is refused."""
        if self.pk is not None and not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)
