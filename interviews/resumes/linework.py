"""What a single line is: a bullet, a sentence, a label with its value, a header."""

import re
from typing import Final

from interviews.resumes.documents import Line
from interviews.resumes.terms import Field, label_of

_BULLET: Final = re.compile(
    r"^\s*(?:[•·▪■□◦○●◆◇∙ㆍ▶►➢➤✓✔*※‣⁃▸▹→☞‐]+\s*|[-–—]\s+|[-–](?=[가-힣A-Z]))"
)
_SENTENCE: Final = re.compile(
    r"[다요죠까]\s*[.!?][\"'”’)]*$|(?:니다|였다|했다|이다)$"
    r"|^(?:\S+\s+){3,}\S*[.!?][\"'”’)]*$"
)
_ABBREVIATED: Final = re.compile(
    r"\b(?:co|inc|ltd|corp|llc|etc|jr|sr|dept)\.$", re.IGNORECASE
)
_LABELLED: Final = re.compile(r"^\s*(?P<label>[^:\t]{1,34}?)\s*:\s*(?P<value>.*)$")
_PARTS: Final = re.compile(r"\t|\s+[|│/–—·•∙ㆍ-]\s+|\s*[|│]\s*")
_PAGE_NUMBER: Final = re.compile(
    r"^(?:[-–]\s*)?(?:page\s*)?\d{1,2}(?:\s*(?:/|of)\s*\d{1,2})?(?:\s*[-–])?$",
    re.IGNORECASE,
)


def is_bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return bool(_BULLET.match(text))


def unbulleted(text: str) -> str:
    """The line without its bullet."""
    return _BULLET.sub("", text).strip()


def is_sentence(text: str) -> bool:
    """Whether a line reads as prose rather than as a header."""
    bare = text.strip()
    if len(bare) > 90:
        return True
    ends = _SENTENCE.search(bare) and not _ABBREVIATED.search(bare)
    return len(bare) > 14 and bool(ends)


def is_page_number(text: str) -> bool:
    """«3», «- 2 -», «Page 1 of 3»."""
    return bool(_PAGE_NUMBER.match(text.strip()))


def split_label(text: str) -> tuple[str, str] | None:
    """The label and the value of «label: value»."""
    match = _LABELLED.match(text)
    if match is None or match["label"].lower() in {"http", "https"}:
        return None
    return unbulleted(match["label"]), match["value"].strip()


def labelled(text: str) -> tuple[Field, str] | None:
    """The known field and the value of «label: value»."""
    pair = split_label(text)
    field = label_of(pair[0]) if pair else None
    return (field, pair[1]) if pair and field else None


def parts_of(text: str) -> list[str]:
    """The parts of a header between tabs, bars, dashes and dots."""
    parts = (part.strip(" \t,:·-–—|/") for part in _PARTS.split(text))
    return [part for part in parts if part and not re.fullmatch(r"[\W_]+", part)]


def split_commas(text: str) -> list[str]:
    """Parts between commas that are not inside brackets."""
    parts, depth, last = [], 0, 0
    for index, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(depth - 1, 0)
        elif sign in ",;、" and depth == 0:
            parts.append(text[last:index])
            last = index + 1
    parts.append(text[last:])
    return [part.strip() for part in parts if part.strip()]


def tight_space(lines: list[Line]) -> float:
    """The space above wrapped lines, where that differs from the space of others."""
    spaces = [line.space_above for line in lines[1:] if line.size]
    if not spaces or max(spaces) - min(spaces) < 0.12:
        return -1.0
    tight = sum(space < min(spaces) + 0.05 for space in spaces)
    return min(spaces) + 0.05 if tight * 2 <= len(spaces) else -1.0


def is_tight(line: Line, tight: float) -> bool:
    """Whether a line stands so close that it goes on with the one before."""
    return line.size > 0 and line.space_above < tight and not is_bullet(line.text)


def unwrapped(lines: list[Line]) -> list[str]:
    """The texts of a list; what goes on after a comma or a bracket is joined."""
    texts: list[str] = []
    tight = tight_space(lines)
    for line in lines:
        text = unbulleted(line.text)
        last = texts[-1] if texts else ""
        open_ended = last.endswith(",") or last.count("(") > last.count(")")
        if texts and (open_ended or is_tight(line, tight)):
            texts[-1] += f" {text}"
        elif text:
            texts.append(text)
    return texts


def joined(lines: list[str], *, flowing: bool) -> str:
    """Lines of prose as one text: wrapped lines of a PDF flow on, others stay."""
    return (" " if flowing else "\n").join(
        line.strip() for line in lines if line.strip()
    )
