"""Pages of a list by keyset: where the page before ended, never OFFSET."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.api_auth.problems import Problem
from accounts.api_auth.schema import PageQuery


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor of the next page."""

    rows: Sequence[Any]
    next_cursor: str | None


def newest_first(
    rows: QuerySet[Any], query: PageQuery, *, among: QuerySet[Any] | None = None
) -> Page:
    """A page of rows by falling id; the cursor is the public id of the last row.

    among: what the caller may see, where `rows` are fewer; a cursor outside of it is
    refused. The last row may have left the filter since, and is a place all the same.
    """
    if query.cursor is not None:
        visible = rows if among is None else among
        last = visible.filter(public_id=_uuid(query.cursor)).values_list("pk").first()
        if last is None:
            raise bad_cursor()
        rows = rows.filter(pk__lt=last[0])
    return page_of(rows.order_by("-pk"), query, lambda row: str(row.public_id))


def page_of(
    rows: QuerySet[Any], query: PageQuery, cursor: Callable[[Any], str]
) -> Page:
    """Take one page of ordered rows; one row more shows whether there is a next."""
    found = list(rows[: query.limit + 1])
    shown = found[: query.limit]
    return Page(shown, cursor(shown[-1]) if len(found) > query.limit else None)


def bad_cursor() -> Problem:
    """The row that the cursor names is gone, or it never was a cursor."""
    return Problem(
        422,
        "invalid",
        errors=[{"loc": ["query", "cursor"], "msg": "not a cursor of this list"}],
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise bad_cursor() from None
