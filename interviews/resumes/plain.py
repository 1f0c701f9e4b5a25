"""TXT → lines, in the encodings that Korean editors write."""

from interviews.resumes.cleaning import clean, clean_line, wide_blanks
from interviews.resumes.documents import Block, Line
from interviews.resumes.errors import ResumeUnreadable


def read_txt(data: bytes) -> list[Block]:
    """Every line, blank ones as space above the next."""
    blocks: list[Block] = []
    blank = 0
    for raw in clean(_decoded(data)).split("\n"):
        text = clean_line(wide_blanks(raw.strip()))
        if text:
            blocks.append(Line(text=text, space_above=float(blank)))
        blank = 0 if text else blank + 1
    return blocks


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
