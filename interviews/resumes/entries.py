"""Lines of work or projects → entries: a header, a period and what was done.

The first period tells how a résumé writes its headers: what stands above it stands
above every period of the section; otherwise headers begin with the period.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from interviews.resumes.dates import Period, find_period, has_range, without_period
from interviews.resumes.documents import Line
from interviews.resumes.linework import (
    is_bullet,
    is_sentence,
    labelled,
    parts_of,
    split_commas,
    unbulleted,
)
from interviews.resumes.roles import assign, company_like, is_noise, role_like
from interviews.resumes.terms import Field

_MAX_ABOVE: Final = 2
_HEADER: Final = 70
_KEYS: Final = frozenset({Field.PROJECT, Field.COMPANY})
_COMMA_ROLE: Final = re.compile(r"^[^,]{2,60},\s[^,]{2,60}(?:,\s[^,]{2,30}){0,2}$")


@dataclass(slots=True)
class Entry:
    """One job or project as found: header parts, period, labelled values, body."""

    parts: list[str] = field(default_factory=list)
    period: Period | None = None
    named: dict[Field, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)

    def summary(self) -> str | None:
        """The body as lines; None when there is none."""
        text = "\n".join(line for line in self.body if line)
        return text or None


def entries_of(lines: list[Line], *, wanted: int) -> list[Entry]:
    """The entries; `wanted` parts make a header: company and role, or a name."""
    texts = [line.text for line in lines]
    if any((pair := labelled(text)) and pair[0] in _KEYS for text in texts):
        return _undated(lines, wanted=wanted)
    at = [index for index in range(len(texts)) if _heads_entry(texts[index])]
    if not at:
        return _undated(lines, wanted=wanted)
    above = at[0] if at[0] <= _MAX_ABOVE and all(map(_is_header, texts[: at[0]])) else 0
    starts = [
        max(_start(texts, index, above), before + 1)
        for before, index in zip([-1, *at], at, strict=False)
    ]
    if above == 0 and at[0] > 0:
        return _undated(lines[: starts[0]], wanted=wanted) + [
            _entry(lines[a:b], index - a, wanted)
            for a, b, index in zip(starts, [*starts[1:], len(lines)], at, strict=True)
        ]
    ends = [*starts[1:], len(lines)]
    return [
        _entry(lines[a:b], index - a, wanted)
        for a, b, index in zip(starts, ends, at, strict=True)
    ]


def _heads_entry(text: str) -> bool:
    """A header line with a period on it, or a labelled period."""
    if is_bullet(text) and not has_range(text):
        return False
    pair = labelled(text)
    if pair is not None and pair[0] is not Field.PERIOD:
        return False
    period = find_period(text)
    if period is None or (period.single and is_sentence(text)):
        return False
    rest = without_period(text, period).strip()
    if is_bullet(text) and len(rest) > _HEADER:
        return False
    return len(rest) <= 110 and not (is_sentence(rest) and len(rest) > 40)


def _is_header(text: str) -> bool:
    return not is_bullet(text) and not is_sentence(text) and len(text) <= _HEADER


def _start(texts: list[str], index: int, above: int) -> int:
    """The first header line of the entry whose period is at `index`."""
    first = index
    while index - first < above and first > 0 and _is_header(texts[first - 1]):
        first -= 1
    return first


def _entry(lines: list[Line], dated: int, wanted: int) -> Entry:
    entry = Entry()
    for line in lines[:dated]:
        named = labelled(line.text)
        if named is None or not _take_named(entry, *named):
            entry.parts += _header_parts(line.text, wanted)
    text = unbulleted(lines[dated].text)
    pair = labelled(text)
    entry.period = find_period(text)
    if pair is None and entry.period is not None:
        entry.parts += _header_parts(without_period(text, entry.period), wanted)
    rest = lines[dated + 1 :]
    while rest and _lacks(entry, wanted, rest) and _goes_on(rest, wanted, entry):
        entry.parts += _header_parts(rest[0].text, wanted)
        rest = rest[1:]
    _add_body(entry, rest)
    return entry


def _lacks(entry: Entry, wanted: int, rest: list[Line]) -> bool:
    """Whether the header still wants a name or, with one below, a role."""
    parts = [part for part in entry.parts if not is_noise(part)]
    if wanted == 2 and not any(map(role_like, parts)) and len(parts) <= wanted:
        return len(parts) < wanted or role_like(rest[0].text)
    return len(parts) < wanted and not (wanted == 2 and all(assign(parts)))


def _goes_on(lines: list[Line], wanted: int, entry: Entry) -> bool:
    """Whether the line below the period still belongs to the header."""
    text = lines[0].text
    if not _is_header(text) or labelled(text) is not None:
        return False
    if not entry.parts:
        return True
    if wanted == 1 or len(text) > 50:
        return False
    before_bullets = len(lines) > 1 and is_bullet(lines[1].text)
    return role_like(text) or company_like(text) or before_bullets


def _header_parts(text: str, wanted: int) -> list[str]:
    parts = parts_of(text)
    if wanted == 1:
        return parts
    split: list[str] = []
    for part in parts:
        pieces = split_commas(part) if _COMMA_ROLE.match(part) else [part]
        if len(pieces) > 1 and re.match(
            r"(?:inc|ltd|llc|co)\b", pieces[1], re.IGNORECASE
        ):
            pieces = [", ".join(pieces[:2]), *pieces[2:]]
        for piece in pieces:
            split += _bracketed(piece)
    return split


def _bracketed(text: str) -> list[str]:
    """«가온테크 (백엔드 개발자)»: a bracket with a role or a place is a part."""
    match = re.fullmatch(r"(.{2,60}?)\s*\(([^()]{2,40})\)", text)
    if match is not None and (role_like(match[2]) or is_noise(match[2])):
        return [match[1], match[2]]
    return [text]


def _add_body(entry: Entry, lines: list[Line]) -> None:
    """Labelled values go to their fields, wrapped lines to the line they go on."""
    under_bullet = False
    for line in lines:
        pair = labelled(unbulleted(line.text))
        if pair is not None and _take_named(entry, *pair):
            under_bullet = False
            continue
        text = unbulleted(line.text.replace("\t", " "))
        if not entry.body and all(map(is_noise, split_commas(text))):
            continue  # where it was, under the header
        wraps = under_bullet and not is_bullet(line.text) and line.space_above < 0.9
        if wraps and entry.body and line.page and line.size:
            entry.body[-1] += f" {text}"
        else:
            entry.body.append(text)
            under_bullet = is_bullet(line.text)


_NAMED: Final = frozenset(
    {
        Field.TITLE,
        Field.ROLE,
        Field.DEPARTMENT,
        Field.COMPANY,
        Field.POSITION,
        Field.PROJECT,
    }
)


def _take_named(entry: Entry, named: Field, value: str) -> bool:
    if named in {Field.PERIOD, Field.IGNORED}:
        entry.period = entry.period or find_period(value)
        return True
    if named is Field.SUMMARY:
        if value:
            entry.body.append(value)
        return True
    if named in _NAMED and value:
        entry.named.setdefault(named, value)
        return True
    return False


def _undated(lines: list[Line], *, wanted: int) -> list[Entry]:
    """Entries without periods: a header line and the bullets or prose below it."""
    entries: list[Entry] = []
    pending: list[Line] = []
    starts_entry: Callable[[Line], bool] = _starter(lines)
    for line in lines:
        if starts_entry(line):
            if entries:
                _add_body(entries[-1], pending)
            pending = []
            entries.append(_undated_header(line, wanted))
        elif entries:
            pending.append(line)
    if entries:
        _add_body(entries[-1], pending)
    return [entry for entry in entries if entry.parts or entry.named]


def _starter(lines: list[Line]) -> Callable[[Line], bool]:
    """How this section marks where an entry begins."""
    if any((pair := labelled(line.text)) and pair[0] in _KEYS for line in lines):
        return lambda line: bool((p := labelled(line.text)) and p[0] in _KEYS)
    if any(line.bold and _is_header(line.text) for line in lines):
        return lambda line: line.bold and _is_header(line.text)
    if any(not is_bullet(line.text) for line in lines):
        return lambda line: _is_header(line.text) and labelled(line.text) is None
    return lambda line: True


def _undated_header(line: Line, wanted: int) -> Entry:
    entry = Entry()
    text = unbulleted(line.text)
    pair = labelled(text)
    if pair is not None:
        entry.named[pair[0]] = pair[1]
        return entry
    head, _, rest = text.partition(": ")
    if rest and len(head) <= 40:
        entry.parts = _header_parts(head, wanted)
        entry.body = [rest]
        return entry
    entry.parts = _header_parts(text, wanted)
    return entry
