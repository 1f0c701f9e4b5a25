"""The time zones that a person may live in, as the database of zones names them."""

from __future__ import annotations

import zoneinfo
from functools import cache
from itertools import groupby
from typing import Final

REGIONS: Final = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)

type Groups = list[tuple[str, list[tuple[str, str]]]]


@cache
def known() -> frozenset[str]:
    """All names; the database is read once."""
    return frozenset(zoneinfo.available_timezones())


@cache
def by_region() -> Groups:
    """Places by region, for a list to choose from."""
    names = sorted(name for name in known() if name.partition("/")[0] in REGIONS)
    return [
        (region, [(name, _place(name)) for name in group])
        for region, group in groupby(names, key=lambda name: name.partition("/")[0])
    ]


def choices(current: str) -> Groups:
    """The same, and the one that is kept now, whatever it is called."""
    groups = by_region()
    if any(current == name for _region, zones in groups for name, _place in zones):
        return groups
    return [(current, [(current, current)]), *groups]


def _place(name: str) -> str:
    return name.partition("/")[2].replace("_", " ")
