"""Make the labelled résumés: name, file bytes and the profile that is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bench.resumes import (
    layouts_dev,
    layouts_dev2,
    layouts_held,
    people_dev,
    people_dev2,
    people_held,
)

type Half = Literal["dev", "held-out"]

_SETS = {
    "dev": (layouts_dev.LAYOUTS | layouts_dev2.LAYOUTS, people_dev.PEOPLE | people_dev2.PEOPLE),
    "held-out": (layouts_held.LAYOUTS, people_held.PEOPLE),
}


@dataclass(frozen=True)
class Case:
    """One labelled file."""

    half: Half
    name: str
    data: bytes
    profile: dict[str, object]


def cases(half: Half) -> Iterator[Case]:
    """The files of one half."""
    layouts, people = _SETS[half]
    for key, (layout, suffix) in layouts.items():
        person = people[key]
        yield Case(half, f"{key}.{suffix}", layout(person), person.profile())
