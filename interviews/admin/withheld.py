"""What hiring shows in place of numbers until they were compared with people's.

A rule of display (scoring.md §5) and nobody's exception: operators read no more.
Quotes stay, and so does a reason that says nothing from which a level can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from interviews.scoring.withhold import is_telling

UNCHECKED: Final = _("검증 전이라 보이지 않습니다")


def reason_shown(record: Mapping[str, Any], *, shows_levels: bool) -> StrOrPromise:
    """The reason of a score record, or what stands in its place."""
    reason: str = record.get("rationale") or ""
    return UNCHECKED if not shows_levels and is_telling(reason) else reason


def unless_withheld(column: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The same column of a row with an interview, shown only where levels are."""

    def show(admin: Any, row: Any) -> Any:
        return UNCHECKED if is_withheld(row) else column(admin, row)

    shown: Any = show
    shown.__name__ = column.__name__
    shown.short_description = column.short_description  # type: ignore[attr-defined]
    return show


def is_withheld(row: Any) -> bool:
    """Whether the row belongs to an interview that shows no levels."""
    return row.interview is not None and not row.interview.shows_levels
