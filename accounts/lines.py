"""One line of text, such as a name or a position, as people see it."""

from __future__ import annotations

import re
import unicodedata

# Fonts show nothing for these, although most of them count as letters or marks.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e0fff]")


def clean_line(text: str) -> str:
    """One line as people see it: no breaks, nothing invisible, single blanks."""
    spaced = SELECTORS.sub("", " ".join(text.split()))
    visible = (
        sign
        for sign in spaced
        if sign not in BLANKS and unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join("".join(visible).split())
