"""The one shape that PDF, DOCX and TXT are read into: lines and tables in order."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

MAX_TEXT_BYTES: Final = 200_000
MAX_REPLY_BYTES: Final = 950_000  # the child's line: the text, its places and marks


class FileKind(StrEnum):
    """The kinds of file that are read."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about the file; never the hidden text itself."""

    kind: str
    page: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of visible text; a tab stands for a wide blank inside it."""

    text: str
    size: float = 0.0
    bold: bool = False
    page: int = 1
    space_above: float = 0.0
    fresh: bool = False  # the first line of another column: what was open ends


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell and its place in the grid; merged cells span rows and columns."""

    text: str
    row: int
    col: int
    rows: int = 1
    cols: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A bordered table, row by row."""

    cells: tuple[Cell, ...]
    page: int = 1

    def by_row(self) -> list[list[Cell]]:
        """The non-empty cells of each row, left to right."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            if cell.text:
                rows.setdefault(cell.row, []).append(cell)
        return [sorted(rows[key], key=lambda cell: cell.col) for key in sorted(rows)]


Block = Line | Table


@dataclass(frozen=True)
class Document:
    """What a person sees in the file, in reading order, and what was found in it."""

    kind: FileKind
    pages: int
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def visible_text(self) -> str:
        """The text as people read it; cells of a row are parted by ` | `."""
        return "\n".join(line for block in self.blocks for line in _text_of(block))


def _text_of(block: Block) -> list[str]:
    if isinstance(block, Line):
        return [block.text.replace("\t", "  ")]
    lines = []
    for row in block.by_row():
        if len(row) == 1:
            lines.append(row[0].text)
        else:
            lines.append(" | ".join(" ".join(cell.text.split()) for cell in row))
    return lines


def clipped(blocks: list[Block]) -> tuple[list[Block], bool]:
    """The blocks that fit into the text limit, and whether any had to go."""
    kept: list[Block] = []
    text_left, reply_left = MAX_TEXT_BYTES, MAX_REPLY_BYTES
    for block in blocks:
        size = sum(len(text.encode()) + 1 for text in _text_of(block))
        parts = len(block.cells) if isinstance(block, Table) else 1
        text_left -= size
        reply_left -= 2 * size + 100 * (parts + 1)
        if text_left < 0 or reply_left < 0:
            return kept, True
        kept.append(block)
    return kept, False
