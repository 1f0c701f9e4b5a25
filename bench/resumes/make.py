"""Make the labelled résumés: name, file bytes and the profile that is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bench.resumes import layouts_dev, people_dev

type Half = Literal["dev", "held-out"]


@dataclass(frozen=True)
class Case:
    """One labelled file."""

    half: Half
    name: str
    data: bytes
    profile: dict[str, object]


def cases(half: Half) -> Iterator[Case]:
    """The files of one half."""
    if half == "held-out":
        return
    layouts, people = layouts_dev.LAYOUTS, people_dev.PEOPLE
    for key, (layout, suffix) in layouts.items():
        person = people[key]
        yield Case(half, f"{key}.{suffix}", layout(person), person.profile())
