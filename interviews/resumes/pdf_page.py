"""A PDF page as people see it: rendered to grey, with its lines and pictures.

Places are in points from the top left corner of the page as shown, rotation and crop
applied, so that text, rules and pixels can be compared.
"""

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

_SCALE: Final = 3.0
_MAX_PIXELS: Final = 12_000_000
_UNITS: Final = 20  # steps per point when pdfium maps places to whole numbers
_MAX_OBJECTS: Final = 20_000
_MAX_DEPTH: Final = 4
_THIN: Final = 3.0
_SEEN: Final = 40
_DOT: Final = (1.5, 7.0)


class Box(NamedTuple):
    """Left, top, right and bottom in points from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """How high the box is."""
        return self.y1 - self.y0

    def grown(self, by: float) -> "Box":
        """The box with a margin: recognised text stands only near its ink."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Drawings:
    """Horizontal and vertical rules, pictures, and dots that mark list items."""

    across: tuple[Box, ...]
    down: tuple[Box, ...]
    pictures: tuple[Box, ...]
    dots: tuple[Box, ...] = ()


class Page:
    """One loaded page; `close` it."""

    def __init__(self, document: object, index: int) -> None:
        self.handle = pdfium.FPDF_LoadPage(document, index)
        self.loaded = bool(self.handle)
        if not self.loaded:
            return
        self.width = float(pdfium.FPDF_GetPageWidthF(self.handle))
        self.height = float(pdfium.FPDF_GetPageHeightF(self.handle))
        area = max(self.width * self.height, 1.0)
        self._scale: float = min(_SCALE, (_MAX_PIXELS / area) ** 0.5)
        self._matrix = self._view_matrix()

    def close(self) -> None:
        """Give the page back."""
        if self.loaded:
            pdfium.FPDF_ClosePage(self.handle)

    @property
    def pixel(self) -> float:
        """The side of a pixel as rendered, in points."""
        return 1 / self._scale

    @property
    def is_coarse(self) -> bool:
        """Whether the sheet is too large to be rendered as finely as others."""
        return self._scale < _SCALE

    def _view_matrix(self) -> tuple[float, float, float, float, float, float]:
        origin, right, up = (self._at(x, y) for x, y in ((0, 0), (100, 0), (0, 100)))
        return (
            (right[0] - origin[0]) / 100,
            (right[1] - origin[1]) / 100,
            (up[0] - origin[0]) / 100,
            (up[1] - origin[1]) / 100,
            *origin,
        )

    def _at(self, x: float, y: float) -> tuple[float, float]:
        view_x, view_y = ctypes.c_int(), ctypes.c_int()
        wide, high = int(self.width * _UNITS), int(self.height * _UNITS)
        pdfium.FPDF_PageToDevice(
            self.handle, 0, 0, wide, high, 0, x, y,
            ctypes.byref(view_x), ctypes.byref(view_y),
        )  # fmt: skip
        return view_x.value / _UNITS, view_y.value / _UNITS

    def to_view(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box in the page's own space, as seen."""
        a, b, c, d, e, f = self._matrix
        xs = a * left + c * bottom + e, a * right + c * top + e
        ys = b * left + d * bottom + f, b * right + d * top + f
        return Box(min(xs), min(ys), max(xs), max(ys))

    def holds(self, box: Box) -> bool:
        """Whether the middle of the box is on the page."""
        x, y = box.middle
        return 0 <= x <= self.width and 0 <= y <= self.height

    def is_scan_at(self, box: Box) -> bool:
        """Whether a picture of at least half the page lies under the box's middle."""
        x, y = box.middle
        half = self.width * self.height / 2
        return any(
            p.x0 <= x <= p.x1 and p.y0 <= y <= p.y1 and (p.x1 - p.x0) * p.height >= half
            for p in self.drawings.pictures
        )

    def grey_range(self, box: Box) -> tuple[int, int]:
        """The darkest and lightest grey (0-255) inside the box as rendered."""
        pixels = self._inside(box)
        return (min(pixels), max(pixels)) if pixels else (255, 255)

    def shows_anything(self) -> bool:
        """Whether the page is more than an empty sheet."""
        greys = set(self._pixels[0])
        return max(greys) - min(greys) >= _SEEN

    def middle_grey(self, box: Box) -> int:
        """The median grey inside the box: what most of it shows, its ground."""
        pixels = sorted(self._inside(box))
        return pixels[len(pixels) // 2] if pixels else 255

    def _inside(self, box: Box) -> bytes:
        """The rendered pixels inside the box."""
        pixels, wide, high = self._pixels
        scale = self._scale
        left, right = max(int(box.x0 * scale), 0), min(int(box.x1 * scale) + 1, wide)
        top, bottom = max(int(box.y0 * scale), 0), min(int(box.y1 * scale) + 1, high)
        if left >= right:
            return b""
        rows = range(top, bottom)
        return b"".join(pixels[row * wide + left : row * wide + right] for row in rows)

    @cached_property
    def _pixels(self) -> tuple[bytes, int, int]:
        wide = max(int(self.width * self._scale), 1)
        high = max(int(self.height * self._scale), 1)
        buffer = (ctypes.c_ubyte * (wide * high))()
        bitmap = pdfium.FPDFBitmap_CreateEx(
            wide, high, pdfium.FPDFBitmap_Gray, buffer, wide
        )
        if not bitmap:
            return b"\xff" * (wide * high), wide, high
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(
                bitmap, self.handle, 0, 0, wide, high, 0, pdfium.FPDF_GRAYSCALE
            )
            return bytes(buffer), wide, high
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    @cached_property
    def drawings(self) -> Drawings:
        """The page's rules and pictures, those inside form objects included."""
        found = _Collector(self)
        count = pdfium.FPDFPage_CountObjects(self.handle)
        for index in range(max(count, 0)):
            found.add(pdfium.FPDFPage_GetObject(self.handle, index), depth=0)
        return Drawings(
            tuple(found.across),
            tuple(found.down),
            tuple(found.pictures),
            tuple(found.dots),
        )


class _Collector:
    """Walks page objects; keeps thin ones as rules and rectangles as four rules."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._left = _MAX_OBJECTS
        self.across: list[Box] = []
        self.down: list[Box] = []
        self.pictures: list[Box] = []
        self.dots: list[Box] = []

    def add(self, drawn: object, *, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or not drawn:
            return
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            for index in range(max(pdfium.FPDFFormObj_CountObjects(drawn), 0)):
                self.add(pdfium.FPDFFormObj_GetObject(drawn, index), depth=depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = self._bounds(drawn)
            if box is not None:
                self.pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and depth == 0:
            self._add_path(drawn)

    def _bounds(self, drawn: object) -> Box | None:
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            return None
        left, bottom, right, top = (edge.value for edge in edges)
        return self._page.to_view(left, bottom, right, top)

    def _add_path(self, drawn: object) -> None:
        box = self._bounds(drawn)
        if box is None:
            return
        if _is_dot(box):
            self.dots.append(box)
            return
        if box.x1 - box.x0 <= _THIN or box.height <= _THIN:
            self._add_rule(box)
            return
        self._left -= pdfium.FPDFPath_CountSegments(drawn)
        for start, end in _straight_parts(drawn):
            self._add_rule(self._page.to_view(*start, *end))

    def _add_rule(self, box: Box) -> None:
        wide, high = box.x1 - box.x0, box.height
        if high <= _THIN and wide > 2 * _THIN:
            self.across.append(box)
        elif wide <= _THIN and high > 2 * _THIN:
            self.down.append(box)


def _is_dot(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.height
    return _DOT[0] <= wide <= _DOT[1] and abs(wide - high) <= 0.3 * max(wide, high)


def _straight_parts(
    drawn: object,
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, in the page's space."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix))
    parts = []
    start = here = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn), _MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        there = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = there
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            parts.append((here, there))
        if pdfium.FPDFPathSegment_GetClose(segment):
            parts.append((there, start))
        here = there
    return parts
