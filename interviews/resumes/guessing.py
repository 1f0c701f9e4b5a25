"""Sections for résumés without headings, told by what the lines say."""

import re
from collections.abc import Callable
from typing import Final

from interviews.resumes.dates import find_period, has_range, without_period
from interviews.resumes.documents import Line
from interviews.resumes.letters import asks, begins_letter, is_topic
from interviews.resumes.linework import is_bullet, is_sentence, split_commas
from interviews.resumes.schools import has_school
from interviews.resumes.terms import Section, heading_of

_CERTIFICATE: Final = re.compile(
    r"기사(?:\s|$|\()|산업기사|기능사|자격증|면허|[1-3]급|SQLD|SQLP|ADsP|컴퓨터활용능력|GTQ|"
    r"\bcertif|\blicen[sc]e|\bPMP\b|\bCPA\b|\bCFA\b|\bRN\b|AWS Certified",
    re.IGNORECASE,
)
_LANGUAGE: Final = re.compile(
    r"TOEIC|토익|TOEFL|토플|OPIc|오픽|TEPS|텝스|JLPT|JPT|HSK|IELTS|DELF|TOPIK|"
    r"\b(?:fluent|native|intermediate|conversational|bilingual)\b|원어민|회화",
    re.IGNORECASE,
)
_PROJECT: Final = re.compile(
    r"프로젝트|공모전|동아리|서포터즈|봉사|캡스톤|해커톤|\bproject\b|\bvolunteer|\bclub\b|hackathon",
    re.IGNORECASE,
)
_ENOUGH: Final = 400
_CONTACT: Final = re.compile(r"@|\d{3}[-. ]\d{3,4}[-. ]\d{4}|https?://|\+\d{2}")


def guessed(lines: list[Line]) -> list[tuple[Line, Section]]:
    """Each line with the section that its content speaks for."""
    section = Section.PERSONAL
    found: list[tuple[Line, Section]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        before = lines[index - 1] if index else None
        if not _belongs_above(line, before, section):
            section = _section(line, following, section)
        found.append((line, section))
    return found


def _belongs_above(line: Line, before: Line | None, current: Section) -> bool:
    """A line with nothing but a period, below the header of an entry."""
    period = find_period(line.text)
    if period is None or before is None or current not in _DATED:
        return False
    bare = not without_period(line.text, period).strip()
    return bare and not is_bullet(before.text) and find_period(before.text) is None


def _section(line: Line, following: Line | None, current: Section) -> Section:
    text = line.text
    own = _own_section(text)
    if own is not None:
        return own
    if current is Section.COVER or is_bullet(text):
        return current
    if is_sentence(text) and len(text) > 45:
        return current if current in _ENTRIES else Section.COVER
    if following is not None and _heads(text) and has_range(following.text):
        ahead = _own_section(following.text)
        if ahead is not None:
            return _dated_section(text) if ahead is Section.EXPERIENCE else ahead
    return current


_ENTRIES: Final = frozenset({Section.EXPERIENCE, Section.PROJECTS})
_DATED: Final = _ENTRIES | {Section.EDUCATION}


def _own_section(text: str) -> Section | None:
    """What a line says about itself; None when it follows its neighbours."""
    text = text[:_ENOUGH]
    section = heading_of(text)
    if section is not None:
        return section
    return next((found for found, speaks in _SIGNS if speaks(text)), None)


def _asks_for_letter(text: str) -> bool:
    return is_topic(text) or begins_letter(text) or (asks(text) and len(text) > 14)


def _is_list(text: str) -> bool:
    """Three short things or more between commas."""
    if is_bullet(text) or is_sentence(text) or len(text) > 160 or find_period(text):
        return False
    return len(split_commas(text)) >= 3


def _is_dated(text: str) -> bool:
    return has_range(text) and len(text) <= 110


# The first that speaks for a line decides; bullets go with the entry above them.
_SIGNS: Final[tuple[tuple[Section | None, Callable[[str], bool]], ...]] = (
    (Section.COVER, _asks_for_letter),
    (None, is_bullet),
    (Section.PERSONAL, lambda text: bool(_CONTACT.search(text))),
    (
        Section.EDUCATION,
        lambda text: has_school(text) and not (is_sentence(text) and len(text) > 45),
    ),
    (Section.LANGUAGES, lambda text: len(text) <= 70 and bool(_LANGUAGE.search(text))),
    (
        Section.PROJECTS,
        lambda text: _is_dated(text) and bool(_PROJECT.search(text)),
    ),
    (Section.EXPERIENCE, _is_dated),
    (
        Section.CERTIFICATES,
        lambda text: len(text) <= 80 and bool(_CERTIFICATE.search(text)),
    ),
    (Section.SKILLS, _is_list),
)


def _dated_section(text: str) -> Section:
    return Section.PROJECTS if _PROJECT.search(text) else Section.EXPERIENCE


def _heads(text: str) -> bool:
    return len(text) <= 60 and not is_sentence(text)
