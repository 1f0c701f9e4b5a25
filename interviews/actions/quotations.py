"""What a question puts between quotation marks, and whether it was really said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

# An apostrophe is no quotation mark: neither inside a word nor at the end of one.
_OPEN: Final = r"[“„\"＂「『«《〈`]|(?<![A-Za-z0-9])[‘']"
_QUOTED: Final = re.compile(
    r"""[“„"＂] (?P<double> [^“”„"＂]{2,} ) [”“"＂]
      | (?<![A-Za-z0-9]) [‘']
        (?P<single> (?: [^‘’'] | (?<=[A-Za-z]) [’'] (?=[A-Za-z]) ){2,} )
        [’'] (?![A-Za-z0-9])
      | [「『«《〈`] (?P<other> [^「」『』«»《》〈〉`]{2,} ) [」』»》〉`]""",
    re.VERBOSE,
)
_OPENING: Final = re.compile(_OPEN)


class Opened(NamedTuple):
    """A quotation that is still being written: where it begins, its words so far."""

    start: int
    words: str


def quoted(text: str) -> Iterator[str]:
    """The words of every quotation, without the marks."""
    for match in _QUOTED.finditer(text):
        yield match[match.lastgroup or 0]


def unquoted(text: str) -> str:
    """The text without its quotations."""
    return _QUOTED.sub(" ", text)


def opened(text: str) -> Opened | None:
    """The quotation that the text ends in the middle of."""
    closed = [match.end() for match in _QUOTED.finditer(text)]
    mark = _OPENING.search(text, closed[-1] if closed else 0)
    return Opened(mark.start(), text[mark.end() :]) if mark else None


def stands_in(words: str, source: str) -> bool:
    """Said exactly so; line breaks and a stop before the mark belong to the frame."""
    said = _plain(words).rstrip(",.")
    return bool(said) and said in _plain(source)


def quotes_exactly(text: str, source: str) -> bool:
    """Whatever the text puts in quotation marks stands in the source."""
    return all(stands_in(words, source) for words in quoted(text))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
