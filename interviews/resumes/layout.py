"""Characters with places → words → lines → columns, in the order people read.

Tables come from the ruling lines (`grid`). Outside them a page is cut at a gutter
only when both sides read as columns of their own; a list with dates on one side and
entries on the other is read row by row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from interviews.resumes.cleaning import clean_line
from interviews.resumes.documents import Block, Line
from interviews.resumes.glyphs import Glyph
from interviews.resumes.grid import Ruled, ruled_areas
from interviews.resumes.pdf_page import Box, Drawings
from interviews.resumes.terms import is_heading
from interviews.resumes.wording import Row, Segment, Word, rows_of, words_of
from interviews.resumes.wraps import breaks_word, keeps_blanks

_MAX_DEPTH: Final = 3
_MIN_STARTS: Final = 3
_GUTTER: Final = 8.0
_LAYOUT_LINES: Final = 14
_DOT_GAP: Final = 16.0


@dataclass(slots=True)
class Part:
    """A stretch of a page: full width (0), or the left (1) or right (2) column."""

    column: int
    gutter: float
    blocks: list[Block] = field(default_factory=list)


def page_parts(glyphs: Sequence[Glyph], drawings: Drawings, page: int) -> list[Part]:
    """The page in reading order."""
    words = words_of(glyphs)
    areas = ruled_areas(drawings, words)
    inside = {id(word) for area in areas for word in area.words()}
    loose = [word for word in words if id(word) not in inside]
    return _Flow(page, drawings.dots).parts(loose, areas, depth=0)


class _Flow:
    def __init__(self, page: int, dots: Sequence[Box]) -> None:
        self._page = page
        self._dots = dots

    def parts(self, words: list[Word], areas: list[Ruled], *, depth: int) -> list[Part]:
        rows = rows_of(words, fixed=[area.box for area in areas])
        cut = _best_cut(rows) if depth < _MAX_DEPTH else None
        if cut is None:
            return [Part(0, 0.0, self._blocks(rows, areas, depth))]
        parts = []
        for band in cut.bands:
            if not band.columns:
                parts.append(Part(0, 0.0, self._blocks(band.rows, areas, depth)))
                continue
            for column, side in enumerate((band.left(cut.x), band.right(cut.x)), 1):
                within = [area for area in areas if area.box in side.fixed]
                inner = self.parts(side.words, within, depth=depth + 1)
                blocks = [block for part in inner for block in part.blocks]
                if column == 2 and self._page == 1:
                    blocks = _opened(blocks)
                parts.append(Part(column, cut.x, blocks))
        return parts

    def _blocks(self, rows: list[Row], areas: list[Ruled], depth: int) -> list[Block]:
        blocks: list[Block] = []
        below = rows[0].box.y0 if rows else 0.0
        right = max((row.box.x1 for row in rows), default=0.0)
        marked = keeps_blanks(rows)
        before: Row | None = None
        for row in rows:
            area = next((area for area in areas if area.box == row.fixed), None)
            if area is not None:
                blocks += self._area(area, depth)
            else:
                lines = self._line(row, below)
                broken = before and breaks_word(before, row, right, marked=marked)
                if lines and broken:
                    blocks[-1] = _glued(blocks[-1], lines[0])
                else:
                    blocks += lines
            before = row if area is None and blocks else None
            below = row.box.y1
        return blocks

    def _line(self, row: Row, below: float) -> list[Line]:
        text = clean_line("\t".join(segment.text for segment in row.segments))
        if not text:
            return []
        if self._is_marked(row):
            text = f"• {text}"
        height = max(row.box.height, 1.0)
        space = max(row.box.y0 - below, 0.0) / height
        return [Line(text, round(height, 1), row.bold, self._page, round(space, 2))]

    def _is_marked(self, row: Row) -> bool:
        """Whether a drawn dot stands before the row, as browsers print lists."""
        return any(
            0 < row.box.x0 - dot.x1 < _DOT_GAP
            and row.box.y0 < dot.middle[1] < row.box.y1
            for dot in self._dots
        )

    def _area(self, area: Ruled, depth: int) -> list[Block]:
        """A table, or its cells one by one when it only places parts of the page."""
        groups = area.cell_words()
        if not any(_is_layout(words) for words in groups):
            return [area.table(self._page)]
        blocks: list[Block] = []
        for words in groups:
            for part in self.parts(words, [], depth=depth + 1):
                blocks += part.blocks
        return blocks


def _glued(before: Block, line: Line) -> Block:
    """A line whose last word the next line ends."""
    if not isinstance(before, Line):
        return line
    return replace(before, text=before.text + line.text)


def _opened(blocks: list[Block]) -> list[Block]:
    """The blocks of a column, its first line marked as such."""
    if blocks and isinstance(blocks[0], Line):
        return [replace(blocks[0], fresh=True), *blocks[1:]]
    return blocks


def _is_layout(words: list[Word]) -> bool:
    rows = rows_of(words)
    headings = sum(is_heading(row.segments[0].text) for row in rows)
    return headings >= 2 or (headings == 1 and len(rows) >= _LAYOUT_LINES)


@dataclass(slots=True)
class _Side:
    words: list[Word]
    fixed: list[Box]
    rows: list[Row]


@dataclass(slots=True)
class _Band:
    """Rows one below the other that all cross a gutter, or none of which does."""

    rows: list[Row]
    columns: bool

    def left(self, x: float) -> _Side:
        return self._side(lambda box: box.middle[0] < x)

    def right(self, x: float) -> _Side:
        return self._side(lambda box: box.middle[0] >= x)

    def _side(self, wanted: Callable[[Box], bool]) -> _Side:
        words = [
            word
            for row in self.rows
            for segment in row.segments
            if wanted(segment.box)
            for word in segment.words
        ]
        fixed = [row.fixed for row in self.rows if row.fixed and wanted(row.fixed)]
        return _Side(words, fixed, rows_of(words))


@dataclass(slots=True)
class _Cut:
    x: float
    bands: list[_Band]


def _best_cut(rows: list[Row]) -> _Cut | None:
    """The gutter with the most text in columns on both sides of it, if any."""
    best: tuple[int, _Cut] | None = None
    for x in _starts(rows):
        bands = _bands(rows, x)
        weight = sum(len(band.rows) for band in bands if band.columns)
        if weight and (best is None or weight > best[0]):
            best = (weight, _Cut(x, bands))
    return best[1] if best else None


def _starts(rows: list[Row]) -> list[float]:
    """Where several segments begin, away from the left edge."""
    segments = [segment for row in rows for segment in row.segments]
    if not segments:
        return []
    edge = min(segment.box.x0 for segment in segments)
    starts = sorted(s.box.x0 for s in segments if s.box.x0 > edge + 40)
    found = []
    index = 0
    while index < len(starts):
        group = [x for x in starts[index:] if x <= starts[index] + 3]
        if len(group) >= _MIN_STARTS:
            found.append(group[0])
        index += len(group)
    return found


def _bands(rows: list[Row], x: float) -> list[_Band]:
    bands: list[_Band] = []
    for row in rows:
        crosses = any(_crosses(segment, x) for segment in row.segments) or bool(
            row.fixed and row.fixed.x0 < x - 1 and row.fixed.x1 > x - _GUTTER
        )
        if not bands or bands[-1].columns == crosses:
            bands.append(_Band([], columns=not crosses))
        bands[-1].rows.append(row)
    for band in bands:
        if band.columns:
            band.columns = _reads_as_columns(band.left(x).rows, band.right(x).rows)
    return bands


def _crosses(segment: Segment, x: float) -> bool:
    return segment.box.x0 < x - 1 and segment.box.x1 > x - _GUTTER


def _reads_as_columns(left: list[Row], right: list[Row]) -> bool:
    if len(left) < 2 or len(right) < 2:
        return False
    left_heads, left_rest = _parted(left)
    right_heads, right_rest = _parted(right)
    if not left_heads and not right_heads:
        return min(len(left), len(right)) >= 8 and _is_prose(left) and _is_prose(right)
    if left_heads and right_heads:
        return True
    if len(left_heads) + len(right_heads) < 2 or min(len(left), len(right)) < 3:
        return False
    # A gutter of dates or labels beside their entries is no column.
    return _aligned(left_rest, right) < 0.5 and _aligned(right_rest, left) < 0.7


def _parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The headings among the rows, and the others."""
    heads = [row for row in rows if is_heading(row.segments[0].text)]
    return heads, [row for row in rows if row not in heads]


def _aligned(rows: list[Row], others: list[Row]) -> float:
    """The share of rows that stand on one line with a row of the other side."""
    places = [row.box.middle[1] for row in others]
    hits = sum(any(abs(row.box.middle[1] - y) < 2 for y in places) for row in rows)
    return hits / max(len(rows), 1)


def _is_prose(rows: list[Row]) -> bool:
    widest = max(row.box.x1 - row.box.x0 for row in rows)
    full = sum(row.box.x1 - row.box.x0 > 0.75 * widest for row in rows)
    return widest > 120 and full >= len(rows) / 2
