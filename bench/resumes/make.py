"""Make the labelled résumés: name, file bytes and the profile that is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bench.resumes import (
    layouts_dev,
    layouts_dev2,
    layouts_dev3,
    layouts_held,
    people_dev,
    people_dev2,
    people_dev3,
    people_held,
)

type Half = Literal["dev", "held-out"]

_SETS = {
    "dev": (
        layouts_dev.LAYOUTS | layouts_dev2.LAYOUTS | layouts_dev3.LAYOUTS,
        people_dev.PEOPLE | people_dev2.PEOPLE | people_dev3.PEOPLE,
    ),
    "held-out": (layouts_held.LAYOUTS, people_held.PEOPLE),
}


@dataclass(frozen=True)
class Case:
    """One labelled file."""

    half: Half
    name: str
    data: bytes
    profile: dict[str, object]


def keys(half: Half) -> list[str]:
    """The names of one half's files, without suffix."""
    return list(_SETS[half][0])


def case(half: Half, key: str) -> Case:
    """One file, made now."""
    layouts, people = _SETS[half]
    layout, suffix = layouts[key]
    return Case(half, f"{key}.{suffix}", layout(people[key]), people[key].profile())


def cases(half: Half) -> Iterator[Case]:
    """The files of one half."""
    for key in keys(half):
        yield case(half, key)
