"""Pages of a list, found with one bounded query."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final, override

from django.core.paginator import Page, Paginator

LIMIT: Final = 5_000


class BoundedPaginator(Paginator[Any]):
    """Counts up to LIMIT rows and stops: whoever wants more, searches.

    Counting 100,000 wide rows costs more than showing fifty of them, and a search
    would read the table twice, once to count and once to show.
    """

    @cached_property
    def _keys(self) -> list[Any]:
        rows: Any = self.object_list
        return list(rows.values_list("pk", flat=True)[:LIMIT])

    @cached_property
    @override
    def count(self) -> int:
        """Rows that can be paged through."""
        return len(self._keys)

    @override
    def page(self, number: int | str) -> Page[Any]:
        """The rows of one page, by their keys, in the list's order."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        shown = rows.filter(pk__in=self._keys[first : first + self.per_page])
        return Page(shown, number, self)
