"""The profile: the part of a résumé that interviews ask about, in contract.md's shape.

There is no field for date of birth, photo, gender, address, family or military
service, and nothing of that kind is put into another field.
"""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_DAY: Final = re.compile(
    r"(?:19[0-9]{2}|20[0-9]{2}|2100)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
)


def _as_far_as_known(text: str) -> str:
    if _DAY.fullmatch(text) is None:
        raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD, from 1900 to 2100")
    return text


PartialDate = Annotated[str, AfterValidator(_as_far_as_known)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Education(_Part):
    """One school; dates are as far as known, null where unknown."""

    school: str | None = None
    major: str | None = None
    degree: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


class Experience(_Part):
    """One job; a null end with a start means that it goes on."""

    company: str | None = None
    role: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    summary: str | None = None


class Project(_Part):
    """One project or activity."""

    name: str | None = None
    role: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    summary: str | None = None


class SpokenLanguage(_Part):
    """A language and how well it is known: a test with its score, or words."""

    language: str
    level: str | None = None


class LetterPart(_Part):
    """One question of a cover letter with its answer; a plain letter has none."""

    question: str | None = None
    answer: str


class Profile(_Part):
    """Everything that is extracted; unknown is null or an empty list."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    target_position: str | None = None
    target_company: str | None = None
    education: list[Education] = Field(default_factory=list)
    experience: list[Experience] = Field(default_factory=list)
    projects: list[Project] = Field(default_factory=list)
    certificates: list[str] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)
    languages: list[SpokenLanguage] = Field(default_factory=list)
    cover_letter: list[LetterPart] = Field(default_factory=list)
