"""TXT → lines, in the encodings that Korean editors write."""

import re
from typing import Final

from interviews.resumes.cleaning import clean, clean_line, wide_blanks
from interviews.resumes.documents import Block, Line
from interviews.resumes.errors import ResumeUnreadable

_TITLE: Final = re.compile(r"#{1,6}\s+")
_STRONG: Final = re.compile(r"(\*{1,2}|_{1,2})(?=\S)([^*_]+)(?<=\S)\1")


def read_txt(data: bytes) -> list[Block]:
    """Every line, blank ones as space above the next."""
    blocks: list[Block] = []
    blank = 0
    for raw in clean(_decoded(data)).split("\n"):
        bare, strong = _unmarked(raw.strip())
        text = clean_line(wide_blanks(bare))
        if text:
            blocks.append(Line(text=text, bold=strong, space_above=float(blank)))
        blank = 0 if text else blank + 1
    return blocks


def _unmarked(text: str) -> tuple[str, bool]:
    """A line without the marks of Markdown, and whether they made it strong."""
    title = _TITLE.match(text)
    bare = text[title.end() :] if title else text
    strong = _STRONG.fullmatch(bare)
    if strong is not None:
        bare = strong[2]
    return bare.replace("**", ""), bool(title or (strong and len(strong[1]) == 2))


def _decoded(data: bytes) -> str:
    for codec in _codecs(data):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise ResumeUnreadable("broken", "The text is in no encoding that is read here.")


def _codecs(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8", "cp949")
