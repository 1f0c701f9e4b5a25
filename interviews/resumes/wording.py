"""Characters → words → segments → rows, by their places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from interviews.resumes.glyphs import Glyph
from interviews.resumes.pdf_page import Box

_WORD_GAP: Final = 0.15  # of the character's height
_SEGMENT_GAP: Final = 1.1
_ODD_GAP: Final = 0.5
_BACK: Final = 0.5
_SAME_ROW: Final = 0.55


@dataclass(slots=True)
class Word:
    """Characters without a blank between them."""

    text: str
    box: Box
    size: float
    bold: bool
    blank_after: bool = False


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide blank between them."""

    words: list[Word]

    @property
    def box(self) -> Box:
        """The box around all words."""
        return around([word.box for word in self.words])

    @property
    def text(self) -> str:
        """The words with single blanks, where there is one."""
        text = self.words[0].text
        for before, word in pairwise(self.words):
            gap = word.box.x0 - before.box.x1
            apart = before.blank_after or gap > _WORD_GAP * min(before.size, word.size)
            text += (" " if apart else "") + word.text
        return text


@dataclass(slots=True)
class Row:
    """What stands on one line; or a fixed box, such as a table, that is its own."""

    segments: list[Segment] = field(default_factory=list)
    fixed: Box | None = None
    box: Box = field(default_factory=lambda: Box(0, 0, 0, 0))

    @property
    def bold(self) -> bool:
        """Whether most of the row is bold."""
        words = [word for segment in self.segments for word in segment.words]
        heavy = sum(len(word.text) for word in words if word.bold)
        return heavy * 2 > sum(len(word.text) for word in words)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def words_of(glyphs: Sequence[Glyph]) -> list[Word]:
    """Characters in the file's order, cut at blanks, gaps and jumps."""
    words: list[Word] = []
    fresh = True
    for glyph in glyphs:
        if glyph.char == " ":
            if words and not fresh:
                words[-1].blank_after = True
            fresh = True
            continue
        if fresh or not _continues(words[-1], glyph):
            words.append(Word(glyph.char, glyph.box, glyph.size, glyph.bold))
        elif not _doubles(words[-1], glyph):
            word = words[-1]
            word.text += glyph.char
            word.box = around((word.box, glyph.box))
        fresh = False
    return words


def _continues(word: Word, glyph: Glyph) -> bool:
    size = min(word.size, glyph.size)
    gap = glyph.box.x0 - word.box.x1
    shift = abs(glyph.box.middle[1] - word.box.middle[1])
    return -_BACK * size < gap <= _WORD_GAP * size and shift < 0.4 * size


def _doubles(word: Word, glyph: Glyph) -> bool:
    """The same character drawn again a little aside, to look bold."""
    return word.text[-1] == glyph.char and word.box.x1 - glyph.box.x0 > 0.7 * (
        glyph.box.x1 - glyph.box.x0
    )


def rows_of(words: Sequence[Word], fixed: Sequence[Box] = ()) -> list[Row]:
    """Words on one line together, top to bottom, left to right."""
    rows: list[list[Word]] = []
    boxes: list[Box] = []
    for word in sorted(words, key=lambda word: (word.box.middle[1], word.box.x0)):
        for index in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            if _overlap(boxes[index], word.box) >= _SAME_ROW:
                rows[index].append(word)
                boxes[index] = _row_box(rows[index])
                break
        else:
            rows.append([word])
            boxes.append(word.box)
    found = [
        Row(_segments(row), None, around([word.box for word in row])) for row in rows
    ]
    found += [Row([], box, box) for box in fixed]
    return sorted(found, key=lambda row: (row.box.y0, row.box.x0))


def _row_box(words: list[Word]) -> Box:
    """The height of a row is that of its median word; a tall one must not swallow."""
    box = around([word.box for word in words])
    middle = sorted(words, key=lambda word: word.size)[len(words) // 2].box
    return Box(box.x0, middle.y0, box.x1, middle.y1)


def _overlap(one: Box, other: Box) -> float:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / max(min(one.height, other.height), 0.1)


def _segments(words: list[Word]) -> list[Segment]:
    """A blank parts segments when it is wide, or far wider than others in the row."""
    ordered = sorted(words, key=lambda word: word.box.x0)
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(ordered)]
    narrowest = min((gap for gap in gaps if gap > 0), default=0.0)
    segments = [Segment(ordered[:1])]
    for before, word, gap in zip(ordered, ordered[1:], gaps, strict=False):
        size = min(before.size, word.size)
        odd = gap > _ODD_GAP * size and gap > 2.2 * narrowest
        if gap > _SEGMENT_GAP * size or odd:
            segments.append(Segment([word]))
        else:
            segments[-1].words.append(word)
    return segments
