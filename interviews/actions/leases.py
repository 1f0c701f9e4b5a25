"""Hold a claimed row while working on it; back off with jitter when it fails."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection

from interviews.models import LeaseLost, RowGone
from interviews.models._base import Claimable

RENEW_EVERY_S: Final = 20.0


@contextmanager
def held(row: Claimable, *, deadline_s: float) -> Iterator[None]:
    """Renew the lease every 20 s until the block ends or the kind's deadline passes."""
    ended = threading.Event()
    keeper = threading.Thread(
        target=_keep, args=(row, ended, deadline_s), name="lease-keeper", daemon=True
    )
    keeper.start()
    try:
        yield
    finally:
        ended.set()


@contextmanager
def unless_gone(model: type[Claimable], pk: int) -> Iterator[None]:
    """What fails in the block because the row was erased meanwhile is RowGone."""
    try:
        yield
    except (IntegrityError, LeaseLost, ObjectDoesNotExist) as error:
        if model._default_manager.filter(pk=pk).exists():
            raise
        raise RowGone from error


def backoff_s(attempts: int) -> float:
    """Seconds until the next attempt: 5 s doubling up to 5 minutes, ± 20 %."""
    exact: float = min(300.0, 5.0 * 2.0 ** max(0, attempts - 1))
    return exact * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, no secret


def _keep(row: Claimable, ended: threading.Event, deadline_s: float) -> None:
    waited = 0.0
    try:
        while not ended.wait(RENEW_EVERY_S):
            waited += RENEW_EVERY_S
            if waited >= deadline_s or not row.renew_claim():
                return
    finally:
        connection.close()
