"""Korean lines that break inside a word, put together again.

Korean may be broken between any two syllables. Some programs leave a blank at the end
of a line where a word ended, so that a line without one broke a word. Others leave
none; then only beginnings that cannot begin a word, such as «니다.», tell.
"""

import re
from collections.abc import Sequence
from typing import Final

from interviews.resumes.wording import Row

_HANGUL_END: Final = re.compile(r"[가-힣]$")
_HANGUL_START: Final = re.compile(r"^[가-힣]")
_NO_BEGINNING: Final = re.compile(
    r"^(?:다|니다|습니다|입니다|합니다|됩니다|했습니다|였습니다|하였습니다|되었습니다|고|을|를|은|는|의|"
    r"에|에서|에게|으로|으로써|와|며|면서|지만|도록|게|서|던|는데|들이|들을|들과|들의|적인|였고|했고|"
    r"하고|하며|하여|되어|되고|해서|라는|이라는|에는|에도|으며|니까)(?:[,.!?)\"'”’]|\s|$)"
)
_WORD_END: Final = re.compile(
    r"(?:을|를|은|는|에서|에게|으로|하고|하며|하는|하여|했던|그리고)$"
)
_FULL: Final = 1.6


def breaks_word(row: Row, following: Row, right: float, *, marked: bool) -> bool:
    """Whether a row ends inside a word that the next one goes on with.

    `right` is where full rows end; `marked` says that blanks at line ends are kept.
    """
    if not row.segments or not following.segments:
        return False
    last, first = row.segments[-1], following.segments[0]
    if not _HANGUL_END.search(last.text) or not _HANGUL_START.match(first.text):
        return False
    end, start = last.words[-1], first.words[0]
    alike = abs(end.size - start.size) <= 0.1 * start.size
    if not alike or row.box.x1 < right - _FULL * end.size or end.blank_after:
        return False
    if _NO_BEGINNING.match(first.text):
        return True
    return marked and not _WORD_END.search(last.text)


def keeps_blanks(rows: Sequence[Row]) -> bool:
    """Whether the file has blanks at the ends of lines that were wrapped."""
    ends = [row.segments[-1].words[-1] for row in rows if row.segments]
    return any(word.blank_after for word in ends)


def is_upright(lines: Sequence[str]) -> bool:
    """«학 / 력 / 사 / 항»: a word written downwards in a narrow cell."""
    return len(lines) > 1 and all(re.fullmatch("[가-힣]{1,2}", line) for line in lines)
