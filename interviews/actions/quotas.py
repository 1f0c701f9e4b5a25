"""How much one person may keep here at once."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User


class QuotaFull(Exception):
    """There is no place for one more; most: how many there are."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most}")
        self.most = most


def take_place(*, person: User, rows: QuerySet[Any], most: int) -> None:
    """For the transaction that adds a row to `rows`; raises QuotaFull.

    Holds the person's row until the commit: of two at the last place, the second
    counts what the first one took.
    """
    User.objects.filter(pk=person.pk).update(is_active=F("is_active"))
    if rows.count() >= most:
        raise QuotaFull(most)
