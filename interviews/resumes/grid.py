"""Ruling lines → tables: a bordered form is read cell by cell, merged ones whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from interviews.resumes.cleaning import clean_line
from interviews.resumes.documents import Cell, Table
from interviews.resumes.pdf_page import Box, Drawings
from interviews.resumes.wording import Row, Word, around, rows_of
from interviews.resumes.wraps import breaks_word, is_upright, keeps_blanks

_NEAR: Final = 3.0
_LEVEL: Final = 1.5
_MAX_RULES: Final = 1500
_MAX_EDGES: Final = 120


@dataclass(slots=True)
class Ruled:
    """A grid of rules with the words in each of its cells."""

    box: Box
    cells: dict[tuple[int, int, int, int], list[Word]] = field(default_factory=dict)

    def words(self) -> list[Word]:
        """Every word inside."""
        return [word for words in self.cells.values() for word in words]

    def cell_words(self) -> list[list[Word]]:
        """The words of each cell that has any, row by row."""
        return [self.cells[key] for key in sorted(self.cells)]

    def table(self, page: int) -> Table:
        """The cells as a table."""
        cells = [
            Cell(_text(self.cells[key]), key[0], key[1], key[2], key[3])
            for key in sorted(self.cells)
        ]
        return Table(tuple(cells), page)


def _text(words: list[Word]) -> str:
    rows = rows_of(words)
    right = max(row.box.x1 for row in rows)
    marked = keeps_blanks(rows)
    lines: list[str] = []
    before: Row | None = None
    for row in rows:
        text = clean_line("\t".join(segment.text for segment in row.segments))
        text = text.replace("\t", "  ")
        if before is not None and breaks_word(before, row, right, marked=marked):
            lines[-1] += text
        elif text:
            lines.append(text)
        before = row if lines else None
    return "".join(lines) if is_upright(lines) else "\n".join(lines)


def ruled_areas(drawings: Drawings, words: Sequence[Word]) -> list[Ruled]:
    """Every table on the page: rules that touch, with two filled cells or more."""
    across = _merged(drawings.across[:_MAX_RULES], upright=False)
    down = _merged(drawings.down[:_MAX_RULES], upright=True)
    areas = []
    for rules_across, rules_down in _touching(across, down):
        if len(rules_across) < 2 or not rules_down:
            continue
        area = _Grid(rules_across, rules_down).fill(words)
        if len(area.cells) >= 2:
            areas.append(area)
            taken = {id(word) for word in area.words()}
            words = [word for word in words if id(word) not in taken]
    return areas


def _merged(rules: Sequence[Box], *, upright: bool) -> list[Box]:
    """Pieces of one line put together."""
    flat = sorted(_turned(rule) if upright else rule for rule in rules)
    flat.sort(key=lambda rule: rule.middle[1])
    merged: list[Box] = []
    while flat:
        place = flat[0].middle[1]
        level = [rule for rule in flat if rule.middle[1] - place <= _LEVEL]
        flat = flat[len(level) :]
        merged += _joined(sorted(level))
    return [_turned(rule) for rule in merged] if upright else merged


def _joined(level: list[Box]) -> list[Box]:
    """Rules on one level, those that touch made one."""
    joined: list[Box] = []
    for rule in level:
        last = joined[-1] if joined else None
        if last is not None and rule.x0 <= last.x1 + _NEAR:
            joined[-1] = Box(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            joined.append(rule)
    return joined


def _turned(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _touching(across: list[Box], down: list[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Groups of rules that meet, the smaller ones first."""
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, flat in enumerate(across):
        for j, tall in enumerate(down, len(across)):
            if _meet(flat, tall):
                group[root(i)] = root(j)
    found: dict[int, tuple[list[Box], list[Box]]] = {}
    for index, rule in enumerate([*across, *down]):
        pair = found.setdefault(root(index), ([], []))
        pair[index >= len(across)].append(rule)
    return sorted(found.values(), key=lambda pair: len(pair[0]) + len(pair[1]))


def _meet(flat: Box, tall: Box) -> bool:
    x, y = tall.middle[0], flat.middle[1]
    return (
        flat.x0 - _NEAR <= x <= flat.x1 + _NEAR
        and tall.y0 - _NEAR <= y <= tall.y1 + _NEAR
    )


class _Grid:
    """Edges of all cells; a cell reaches on where no rule parts it from the next."""

    def __init__(self, across: list[Box], down: list[Box]) -> None:
        self._across, self._down = across, down
        self._box = around([*across, *down])
        box = self._box
        self._ys = _edges([rule.middle[1] for rule in across] + [box.y0, box.y1])
        self._xs = _edges([rule.middle[0] for rule in down] + [box.x0, box.x1])
        self._spans: dict[tuple[int, int], tuple[int, int, int, int]] = {}

    def fill(self, words: Sequence[Word]) -> Ruled:
        area = Ruled(self._box)
        for word in words:
            x, y = word.box.middle
            row, col = _place(self._ys, y), _place(self._xs, x)
            if row is None or col is None:
                continue
            area.cells.setdefault(self._span(row, col), []).append(word)
        return area

    def _span(self, row: int, col: int) -> tuple[int, int, int, int]:
        """Top row, left column, rows and columns of the cell around a unit."""
        known = self._spans.get((row, col))
        if known is None:
            left, right = self._reach_across(row, col)
            top, bottom = self._reach_down(row, col)
            known = (top, left, bottom - top + 1, right - left + 1)
            self._spans[row, col] = known
        return known

    def _reach_across(self, row: int, col: int) -> tuple[int, int]:
        y = (self._ys[row] + self._ys[row + 1]) / 2
        left = right = col
        while left > 0 and not _ruled_down(self._down, self._xs[left], y):
            left -= 1
        last = len(self._xs) - 2
        while right < last and not _ruled_down(self._down, self._xs[right + 1], y):
            right += 1
        return left, right

    def _reach_down(self, row: int, col: int) -> tuple[int, int]:
        x = (self._xs[col] + self._xs[col + 1]) / 2
        top = bottom = row
        while top > 0 and not _ruled_across(self._across, self._ys[top], x):
            top -= 1
        last = len(self._ys) - 2
        while bottom < last and not _ruled_across(
            self._across, self._ys[bottom + 1], x
        ):
            bottom += 1
        return top, bottom


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges[:_MAX_EDGES]


def _place(edges: list[float], value: float) -> int | None:
    for index in range(len(edges) - 1):
        if edges[index] <= value < edges[index + 1]:
            return index
    return None


def _ruled_down(rules: list[Box], x: float, y: float) -> bool:
    return any(
        abs(rule.middle[0] - x) <= _NEAR and rule.y0 - 1 <= y <= rule.y1 + 1
        for rule in rules
    )


def _ruled_across(rules: list[Box], y: float, x: float) -> bool:
    return any(
        abs(rule.middle[1] - y) <= _NEAR and rule.x0 - 1 <= x <= rule.x1 + 1
        for rule in rules
    )
