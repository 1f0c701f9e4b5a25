"""Months and periods as people write them → `YYYY-MM`, as far as known."""

import re
from dataclasses import dataclass
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june",
         "jul july", "aug august", "sep sept september", "oct october",
         "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY: Final = (
    r"(?:\s?[.\-/]\s?(?:[12]\d|3[01]|0?[1-9])(?!\d)\.?|\s?(?:[12]\d|3[01]|0?[1-9])일)?"
)
_MONTH: Final = r"(?:1[0-2]|0?[1-9])(?!\d)"
_FULL: Final = (
    r"(?P<y{0}>(?:19|20)\d\d)\s?(?:[.\-/]|년)\s?"
    f"(?P<m{{0}}>{_MONTH})(?:\\s?월)?{_DAY}\\.?"
)
_SHORT: Final = r"'?(?P<s{0}>\d\d)\s?[./]\s?(?P<n{0}>(?:1[0-2]|0[1-9])(?!\d))\.?"
_NAMED: Final = rf"(?P<w{{0}}>{_NAMES})\.?,?\s?'?(?P<v{{0}}>(?:19|20)\d\d)"
_SLASHED: Final = r"(?P<a{0}>1[0-2]|0?[1-9])\s?[/.]\s?(?P<b{0}>(?:19|20)\d\d)"
_YEAR: Final = r"(?P<x{0}>(?:19|20)\d\d)(?:년(?:도)?)?"
_OPEN: Final = (
    r"(?P<open>현재|재직\s?중|재학\s?중|근무\s?중|진행\s?중|활동\s?중|휴학\s?중|수료\s?중|"
    r"present|current|now|today|ongoing|to date)"
)
_TILDE: Final = r"\s*(?:~|–|—|−|-|→|to\b|until\b|부터)\s*"


def _moment(number: int) -> str:
    forms = (_FULL, _NAMED, _SLASHED, _SHORT, _YEAR)
    return "(?:" + "|".join(form.format(number) for form in forms) + ")"


_RANGE: Final = re.compile(
    rf"(?<![\d.\-/]){_moment(1)}{_TILDE}(?:{_moment(2)}|{_OPEN})(?![\d])"
    r"(?:\s*(?:까지|\(현재\)))?",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(
    rf"(?<![\d.\-/])(?:since\s+)?{_moment(1)}\s*(?:~|–|—|부터)(?=\s*(?:$|[)\]|,\t]|\s))",
    re.IGNORECASE,
)
_SINGLE_FORMS: Final = (_FULL, _NAMED, _SLASHED, _YEAR)
_SINGLE: Final = re.compile(
    r"(?<![\d.\-/])(?:"
    + "|".join(form.format(1) for form in _SINGLE_FORMS)
    + r")(?![\d])",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"\s*[(\[]\s*(?:약\s*)?(?:\d+\s*(?:년|yrs?|years?))?\s*,?\s*(?:\d+\s*(?:개월|mos?|"
    r"months?))?"
    r"\s*(?:근무|재직)?\s*[)\]]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when; `open` periods go on, and have no end."""

    start: str | None
    end: str | None
    span: tuple[int, int]
    open: bool = False
    single: bool = False


def find_period(text: str) -> Period | None:
    """The first period, or else the first single date, in a text."""
    match = _RANGE.search(text)
    if match is not None:
        end = None if match["open"] else _value(match, 2)
        return Period(_value(match, 1), end, _span(text, match), open=end is None)
    match = _SINCE.search(text)
    if match is not None:
        return Period(_value(match, 1), None, _span(text, match), open=True)
    match = _SINGLE.search(text)
    if match is not None:
        value = _value(match, 1)
        return Period(value, value, _span(text, match), single=True)
    return None


def without_period(text: str, period: Period) -> str:
    """The text before and after a period, a tab in its place."""
    first, last = period.span
    return f"{text[:first]}\t{text[last:]}"


_EMPTY: Final = re.compile(r"[(\[]\s*[)\]]")
_ENOUGH: Final = 4


def without_dates(text: str) -> str:
    """The text without dates; tabs where they stood, and no empty brackets."""
    for _ in range(_ENOUGH):
        period = find_period(text)
        if period is None:
            break
        text = without_period(text, period)
    return _EMPTY.sub("\t", text)


def has_range(text: str) -> bool:
    """Whether the text holds a period with a beginning and an end or «present»."""
    return bool(_RANGE.search(text) or _SINCE.search(text))


def is_period(text: str) -> bool:
    """Whether the text is a period or a date and nothing else."""
    flat = " ".join(text.split())
    period = find_period(flat)
    return period is not None and not without_period(flat, period).strip(" \t.,()")


def _span(text: str, match: "re.Match[str]") -> tuple[int, int]:
    """The match with its brackets and a length such as «(2년 3개월)» after it."""
    first, last = match.span()
    length = _LENGTH.match(text, last)
    if length is not None and any(sign.isdigit() for sign in length.group()):
        last = length.end()
    before, after = text[:first].rstrip(), text[last:].lstrip()
    if before[-1:] in "([" and before and after[:1] in ")]" and after:
        first = len(before) - 1
        last = len(text) - len(after) + 1
    return first, last


def _value(match: "re.Match[str]", number: int) -> str | None:
    found = match.groupdict()
    for year, month in (("y", "m"), ("b", "a"), ("v", "w"), ("s", "n")):
        if found.get(f"{year}{number}"):
            return _joined(found[f"{year}{number}"], found[f"{month}{number}"])
    alone = found.get(f"x{number}")
    return f"{int(alone)}" if alone else None


def _joined(year: str, month: str) -> str:
    # int() reads the digits of every script and of full width; a date has ASCII ones.
    full = int(year)
    if len(year) == 2:
        full += 1900 if full > 60 else 2000
    number = _MONTHS.get(month.lower()) or int(month)
    return f"{full}-{number:02d}"
