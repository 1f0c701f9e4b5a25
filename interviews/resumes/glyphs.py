"""The characters of a PDF page with their places, and which of them people see.

A character is visible when its box is on the page, it is at least 4 pt high, and the
page as rendered shows something there: a grey range of 40 or more of 255. That
catches white, tiny, off-page, covered and transparent text alike and keeps white
text on dark ground. Two cases need the drawing itself: text in render mode 3 is an
OCR layer when it lies on a picture and hidden otherwise; text in a font that is not
in the file may not be drawn here at all, so its colours are compared instead.
"""

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import pypdfium2.raw as pdfium

from interviews.resumes.pdf_page import Box, Page

MIN_HEIGHT: Final = 4.0
MIN_RANGE: Final = 40
_INVISIBLE_MODE: Final = 3
_HYPHEN_MARK: Final = 2  # what pdfium reports for a hyphen at a line's end
_MAX_CHARS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character."""

    char: str
    box: Box
    size: float
    bold: bool


@dataclass(slots=True)
class PageGlyphs:
    """The visible characters of a page, and why others are not among them."""

    glyphs: list[Glyph] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    ocr: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    """What one text object says about how its characters are drawn."""

    mode: int
    embedded: bool
    bold: bool
    fill: int | None  # grey level, None when fully transparent


def page_glyphs(page: Page) -> PageGlyphs:
    """Sort the page's characters into visible and hidden."""
    text = pdfium.FPDFText_LoadPage(page.handle)
    try:
        return _Reader(page, text).read()
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Reader:
    def __init__(self, page: Page, text: object) -> None:
        self._page = page
        self._text = text
        self._styles: dict[int, _Style] = {}
        self._result = PageGlyphs()
        self._last_visible = True

    def read(self) -> PageGlyphs:
        count = min(pdfium.FPDFText_CountChars(self._text), _MAX_CHARS)
        for index in range(max(count, 0)):
            code = pdfium.FPDFText_GetUnicode(self._text, index)
            if pdfium.FPDFText_IsGenerated(self._text, index) == 1:
                continue  # blanks that pdfium guessed; the layout measures its own
            self._add(index, _char(self._text, index, code))
        return self._result

    def _add(self, index: int, char: str) -> None:
        box = self._box(index)
        if box is None:
            return
        if not char.strip():
            if self._last_visible:
                size = box.height
                self._result.glyphs.append(Glyph(" ", box, size, bold=False))
            return
        self._result.total += 1
        style = self._style(index)
        reason = self._why_hidden(index, box, style)
        self._last_visible = not reason
        if reason:
            self._result.hidden[reason] += 1
            return
        if style.mode == _INVISIBLE_MODE:
            self._result.ocr += 1
        self._result.glyphs.append(Glyph(char, box, box.height, style.bold))

    def _why_hidden(self, index: int, box: Box, style: _Style) -> str:
        if not self._page.holds(box):
            return "off_page"
        if box.height < MIN_HEIGHT:
            return "tiny"
        if style.mode == _INVISIBLE_MODE or style.fill is None:
            return "" if self._page.has_picture_at(box) else "not_drawn"
        low, high = self._page.grey_range(self._tight_box(index) or box)
        if high - low >= MIN_RANGE:
            return ""
        if not style.embedded and abs((low + high) // 2 - style.fill) >= MIN_RANGE:
            return ""
        return "no_contrast"

    def _box(self, index: int) -> Box | None:
        rect = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(rect)):
            return None
        return self._page.to_view(rect.left, rect.bottom, rect.right, rect.top)

    def _tight_box(self, index: int) -> Box | None:
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        edges = (ctypes.byref(edge) for edge in (left, right, low, high))
        if not pdfium.FPDFText_GetCharBox(self._text, index, *edges):
            return None
        return self._page.to_view(left.value, low.value, right.value, high.value)

    def _style(self, index: int) -> _Style:
        drawn = pdfium.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = _style_of(drawn, key)
        return style


def _char(text: object, index: int, code: int) -> str:
    if code == _HYPHEN_MARK and pdfium.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return chr(code) if 0x20 <= code <= 0x10FFFF else " "


def _style_of(drawn: object, key: int) -> _Style:
    if not key:
        return _Style(mode=0, embedded=True, bold=False, fill=0)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    return _Style(
        mode=pdfium.FPDFTextObj_GetTextRenderMode(drawn),
        embedded=pdfium.FPDFFont_GetIsEmbedded(font) != 0,
        bold=_is_bold(font),
        fill=_fill(drawn),
    )


def _is_bold(font: object) -> bool:
    buffer = ctypes.create_string_buffer(128)
    size = pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.raw[: max(min(size, 128) - 1, 0)].lower()
    if any(word in name for word in (b"bold", b"black", b"heavy")):
        return True
    return bool(pdfium.FPDFFont_GetWeight(font) >= 600)


def _fill(drawn: object) -> int | None:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    parts = (ctypes.byref(part) for part in (red, green, blue, alpha))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *parts):
        return 0
    if alpha.value == 0:
        return None
    return (299 * red.value + 587 * green.value + 114 * blue.value) // 1000
