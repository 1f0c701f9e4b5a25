"""The characters of a PDF page with their places, and which of them people see.

A character is visible when its box is on the page, it is at least 4 pt high, and the
page as rendered shows something there: a grey range of 40 or more of 255. That
catches white, tiny, off-page, covered and transparent text alike and keeps white
text on dark ground. Two cases need the drawing itself: text in render mode 3 is an
OCR layer when it lies on a picture and hidden otherwise; text beyond Latin in a font
that is neither in the file nor on this machine is not drawn here at all, so its
colour is compared with the ground instead. Text upon other text must differ from the
ground.
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
_BEYOND_LATIN: Final = 0x100  # pdfium itself brings fonts for what stands before
_SPOT: Final = 12.0
_MAX_STACK: Final = 24


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
    cut: bool = False
    inked: bool = True


@dataclass(frozen=True, slots=True)
class _Style:
    """What one text object says about how its characters are drawn."""

    mode: int
    font: str
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


@dataclass(slots=True)
class _Found:
    """A character with its style and why it is hidden, as far as that is known."""

    glyph: Glyph
    style: _Style | None = None
    reason: str = ""


class _Reader:
    def __init__(self, page: Page, text: object) -> None:
        self._page = page
        self._text = text
        self._styles: dict[int, _Style] = {}

    def read(self) -> PageGlyphs:
        count = max(pdfium.FPDFText_CountChars(self._text), 0)
        most = min(count, _MAX_CHARS)
        found = [item for index in range(most) if (item := self._found(index))]
        self._settle(found)
        glyphs = _sorted(found)
        glyphs.cut = count > most
        return glyphs

    def _found(self, index: int) -> _Found | None:
        if pdfium.FPDFText_IsGenerated(self._text, index) == 1:
            return None  # blanks that pdfium guessed; the layout measures its own
        box = self._box(index)
        if box is None:
            return None
        code = pdfium.FPDFText_GetUnicode(self._text, index)
        char = _char(self._text, index, code)
        if not char.strip():
            return _Found(Glyph(" ", box, box.height, bold=False))
        style = self._style(index)
        glyph = Glyph(char, box, max(box.height, self._set_size(index)), style.bold)
        return _Found(glyph, style, self._why_hidden(index, box, style))

    def _why_hidden(self, index: int, box: Box, style: _Style) -> str:
        if not self._page.holds(box):
            return "off_page"
        if max(box.height, self._set_size(index)) < MIN_HEIGHT:
            return "tiny"
        unseen = style.mode == _INVISIBLE_MODE or style.fill is None
        if unseen and not self._page.is_scan_at(box):
            return "not_drawn"
        around = box.grown(box.height / 2) if unseen else self._tight_box(index)
        if self._stands_out(around or box, style):
            return ""
        return "no_contrast"

    def _stands_out(self, box: Box, style: _Style) -> bool:
        low, high = self._page.grey_range(box)
        if high - low >= MIN_RANGE or not self._page.is_coarse:
            return high - low >= MIN_RANGE
        # Where a pixel is wide, thin strokes are drawn up to one pixel aside.
        near = box.grown(self._page.pixel)
        low, high = self._page.grey_range(near)
        fill = style.fill if style.fill is not None else self._page.middle_grey(near)
        return (
            high - low >= MIN_RANGE
            and abs(self._page.middle_grey(near) - fill) >= MIN_RANGE
        )

    def _settle(self, found: list[_Found]) -> None:
        """What needs the whole page: fonts that cannot be drawn, text upon text."""
        drawn = {
            item.style.font
            for item in found
            if item.style and not item.reason and ord(item.glyph.char) >= _BEYOND_LATIN
        }
        for item in found:
            style = item.style
            if style is None or item.reason != "no_contrast" or style.embedded:
                continue
            if ord(item.glyph.char) < _BEYOND_LATIN or style.font in drawn:
                continue
            if abs(self._ground(item) - (style.fill or 0)) >= MIN_RANGE:
                item.reason = ""
        for item in _overlaid([item for item in found if item.style]):
            fill = item.style.fill if item.style is not None else None
            if fill is not None and abs(self._ground(item) - fill) < MIN_RANGE:
                item.reason = item.reason or "no_contrast"

    def _ground(self, item: _Found) -> int:
        return self._page.middle_grey(item.glyph.box)

    def _set_size(self, index: int) -> float:
        """The size the text is set in; some fonts give boxes of the ink alone."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix)):
            return 0.0
        size = pdfium.FPDFText_GetFontSize(self._text, index)
        return float(size * (matrix.c**2 + matrix.d**2) ** 0.5)

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


def _sorted(found: list[_Found]) -> PageGlyphs:
    result = PageGlyphs()
    last_visible = True
    for item in found:
        if item.style is None:  # a blank belongs to the character before it
            if last_visible:
                result.glyphs.append(item.glyph)
            continue
        result.total += 1
        last_visible = not item.reason
        if item.reason:
            result.hidden[item.reason] += 1
            continue
        result.ocr += item.style.mode == _INVISIBLE_MODE
        result.glyphs.append(item.glyph)
    return result


def _overlaid(found: list[_Found]) -> list[_Found]:
    """Characters that lie upon others of another colour, both ways."""
    places: dict[tuple[int, int], list[_Found]] = {}
    upon = []
    for item in found:
        x, y = item.glyph.box.middle
        spot = (int(x / _SPOT), int(y / _SPOT))
        for near in _near(places, spot):
            if _upon(item, near):
                upon += [item, near]
        places.setdefault(spot, [])
        if len(places[spot]) < _MAX_STACK:
            places[spot].append(item)
    return upon


def _near(
    places: dict[tuple[int, int], list[_Found]], spot: tuple[int, int]
) -> list[_Found]:
    x, y = spot
    spots = [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return [item for place in spots for item in places.get(place, ())]


def _upon(one: _Found, other: _Found) -> bool:
    if one.style is None or other.style is None:
        return False
    if abs((one.style.fill or 0) - (other.style.fill or 0)) < MIN_RANGE:
        return False
    a, b = one.glyph.box, other.glyph.box
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    narrow = min(a.x1 - a.x0, b.x1 - b.x0)
    return wide > 0.2 * narrow and high > 0.3 * min(a.height, b.height)


def _char(text: object, index: int, code: int) -> str:
    if code == _HYPHEN_MARK and pdfium.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return chr(code) if 0x20 <= code <= 0x10FFFF else " "


def _style_of(drawn: object, key: int) -> _Style:
    if not key:
        return _Style(mode=0, font="", embedded=True, bold=False, fill=0)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    name = _font_name(font)
    return _Style(
        mode=pdfium.FPDFTextObj_GetTextRenderMode(drawn),
        font=name,
        embedded=pdfium.FPDFFont_GetIsEmbedded(font) != 0,
        bold=any(word in name for word in ("bold", "black", "heavy"))
        or pdfium.FPDFFont_GetWeight(font) >= 600,
        fill=_fill(drawn),
    )


def _font_name(font: object) -> str:
    buffer = ctypes.create_string_buffer(128)
    size = pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.raw[: max(min(size, 128) - 1, 0)].decode("latin-1").lower()


def _fill(drawn: object) -> int | None:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    parts = (ctypes.byref(part) for part in (red, green, blue, alpha))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *parts):
        return 0
    if alpha.value == 0:
        return None
    return (299 * red.value + 587 * green.value + 114 * blue.value) // 1000
