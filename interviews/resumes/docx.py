"""DOCX → lines and tables, from the XML itself, hidden runs left out.

Paragraphs, tables in tables, merged cells, text boxes, content controls and page
headers are read; comments, deleted text, field codes, alt text and document
properties are not, and nothing outside the archive is ever followed.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from interviews.resumes.cleaning import clean_line, wide_blanks
from interviews.resumes.documents import Block, Cell, Finding, Line, Table
from interviews.resumes.docx_parts import MAIN_PART, Parts
from interviews.resumes.docx_style import Styles, W
from interviews.resumes.errors import ResumeUnreadable

_MAX_PIECES: Final = 20_000
_ALTERNATE: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
)
_ANCHOR: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
)
_OFFSET: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}posOffset"
)
_FAR: Final = 12_000_000  # EMU, about 33 cm: beyond any page
_BREAKS: Final = {f"{W}br", f"{W}cr"}
_SKIPPED: Final = {f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText"}
_LAYOUT_LINES: Final = 4


def read_docx(data: bytes) -> tuple[list[Block], list[Finding]]:
    """The visible blocks in reading order, and the findings."""
    parts = Parts(data)
    body = _body(parts)
    reader = _Reader(Styles(parts.root("word/styles.xml")))
    blocks: list[Block] = []
    for name in parts.headers():
        header = parts.root(name)
        if header is not None:
            blocks += reader.blocks(header)
    blocks += reader.blocks(body)
    return blocks, reader.findings()


def _body(parts: Parts) -> etree._Element:
    root = parts.root(MAIN_PART)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ResumeUnreadable("broken", "The document has no body.")
    return body


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._hidden: Counter[str] = Counter()
        self._left = _MAX_PIECES

    def findings(self) -> list[Finding]:
        found = []
        if self._hidden:
            reasons = ", ".join(f"{key} {n}" for key, n in sorted(self._hidden.items()))
            found.append(
                Finding(
                    "hidden_text", None, f"Characters people do not see: {reasons}."
                )
            )
        if self._left <= 0:
            found.append(Finding("truncated", None, "Only the first part was read."))
        return found

    def blocks(self, holder: etree._Element) -> list[Block]:
        """Lines and tables directly inside a body, cell, header or text box."""
        blocks: list[Block] = []
        for element in _content(holder):
            if self._left <= 0:
                break
            if element.tag == f"{W}p":
                blocks += self._paragraph(element)
            elif element.tag == f"{W}tbl":
                blocks += self._table(element)
        return blocks

    def _paragraph(self, paragraph: etree._Element) -> list[Block]:
        """Its lines, then the text boxes anchored in it."""
        self._left -= 1
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        bold = size = 0.0
        for run in _runs(paragraph, boxes):
            text = _run_text(run)
            if not text.strip():
                pieces.append(text)
                continue
            reason = self._styles.why_hidden(run)
            if reason:
                self._hidden[reason] += len(text.strip())
                continue
            pieces.append(text)
            bold += len(text) if self._styles.is_bold(run) else -len(text)
            size = max(size, self._styles.size(run))
        blocks: list[Block] = [
            Line(text=line, size=size, bold=bold > 0)
            for raw in "".join(pieces).split("\n")
            if (line := clean_line(wide_blanks(raw.strip(" "))))
        ]
        for box in boxes:
            blocks += self.blocks(box)
        return blocks

    def _table(self, table: etree._Element) -> list[Block]:
        grid = _Grid()
        layout = False
        for row in _content(table):
            if row.tag != f"{W}tr":
                continue
            grid.next_row()
            for cell in _content(row):
                if cell.tag != f"{W}tc" or self._left <= 0:
                    continue
                blocks = [] if _continues(cell) else self.blocks(cell)
                layout = layout or _is_layout(blocks)
                grid.add(cell, blocks)
        return grid.as_blocks(layout=layout)


class _Grid:
    """Cells of one table with their places; merged ones widened as they come."""

    def __init__(self) -> None:
        self._row = -1
        self._col = 0
        self._cells: list[Cell] = []
        self._blocks: list[list[Block]] = []
        self._open: dict[int, int] = {}  # column → index of the cell that runs down it

    def next_row(self) -> None:
        self._row += 1
        self._col = 0

    def add(self, element: etree._Element, blocks: list[Block]) -> None:
        span = _span(element)
        above = self._open.get(self._col)
        if _continues(element) and above is not None:
            old = self._cells[above]
            self._cells[above] = Cell(
                old.text, old.row, old.col, self._row - old.row + 1, old.cols
            )
        else:
            self._open[self._col] = len(self._cells)
            text = "\n".join(_flat(blocks))
            self._cells.append(Cell(text, self._row, self._col, 1, span))
            self._blocks.append(blocks)
        self._col += span

    def as_blocks(self, *, layout: bool) -> list[Block]:
        """The table, or its cells one after another when it only places things."""
        filled = [cell for cell in self._cells if cell.text]
        if not filled:
            return []
        if layout or len(filled) == 1:
            return [block for blocks in self._blocks for block in blocks]
        return [Table(tuple(self._cells))]


def _flat(blocks: list[Block]) -> list[str]:
    lines = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block.text.replace("\t", "  "))
        else:
            lines += [" ".join(cell.text for cell in row) for row in block.by_row()]
    return lines


def _is_layout(blocks: list[Block]) -> bool:
    """A cell with a table of its own, or with parts set apart by bold lines."""
    if any(isinstance(block, Table) for block in blocks):
        return True
    bold = sum(isinstance(block, Line) and block.bold for block in blocks)
    return bold >= 2 and len(blocks) - bold >= _LAYOUT_LINES


def _content(holder: etree._Element) -> Iterator[etree._Element]:
    """Children, with content controls and insertions opened."""
    for child in holder:
        if child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _content(child)
        elif isinstance(child.tag, str):
            yield child


def _runs(
    holder: etree._Element, boxes: list[etree._Element]
) -> Iterator[etree._Element]:
    """The runs of a paragraph; text boxes on the way are put aside."""
    for child in holder:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}r":
            boxes += _boxes(child)
            yield child
        elif child.tag != f"{W}tbl":
            yield from _runs(child, boxes)


def _boxes(run: etree._Element) -> list[etree._Element]:
    """The text boxes of a run: the modern form, or the old one when it is alone."""
    found = []
    for child in run:
        if child.tag == _ALTERNATE and len(child):
            child = child[0]  # noqa: PLW2901  # the first choice; others repeat it
        if child.tag == f"{W}t" or _is_far(child):
            continue
        found += [
            box
            for box in child.iter(f"{W}txbxContent")
            if not any(outer in found for outer in box.iterancestors())
        ]
    return found


def _is_far(drawing: etree._Element) -> bool:
    """A floating box placed beyond the page."""
    for anchor in drawing.iter(_ANCHOR):
        for offset in anchor.iter(_OFFSET):
            try:
                place = int(offset.text or "0")
            except ValueError:
                continue
            if abs(place) > _FAR:
                return True
    return False


def _run_text(run: etree._Element) -> str:
    text = ""
    for child in run:
        if child.tag == f"{W}t":
            text += child.text or ""
        elif child.tag == f"{W}tab":
            text += "\t"
        elif child.tag in _BREAKS:
            text += "\n"
        elif child.tag == f"{W}noBreakHyphen":
            text += "-"
    return text


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    try:
        return (
            max(1, min(int(span.get(f"{W}val") or "1"), 63)) if span is not None else 1
        )
    except ValueError:
        return 1


def _continues(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"
