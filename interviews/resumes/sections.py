"""A document's blocks → the lines, table records and letter of each section."""

from dataclasses import dataclass, field, replace
from typing import Final

from interviews.resumes.documents import Block, Line, Table
from interviews.resumes.forms import Record, TableReader
from interviews.resumes.guessing import guessed
from interviews.resumes.languages import names_language
from interviews.resumes.letters import (
    LetterLine,
    asks,
    begins_letter,
    ends_letter,
    is_topic,
)
from interviews.resumes.linework import (
    is_page_number,
    parts_of,
    split_label,
    unbulleted,
)
from interviews.resumes.terms import Field, Section, heading_of, is_title, label_of

_ANYWHERE: Final = frozenset(
    {Field.NAME, Field.EMAIL, Field.PHONE, Field.POSITION, Field.TARGET_COMPANY}
)
_ENTRIES: Final = frozenset({Section.EXPERIENCE, Section.PROJECTS})
_MIN_HEADINGS: Final = 2
_MAX_LINE: Final = 1500  # longer ones are prose; headers and lists are not read in them
_MAX_LINES: Final = 1000
_MAX_VALUE: Final = 4000
_MAX_DEPTH: Final = 6  # labels in labels


@dataclass(slots=True)
class Gathered:
    """What belongs to each section."""

    personal: dict[Field, str] = field(default_factory=dict)
    lines: dict[Section, list[Line]] = field(default_factory=dict)
    records: dict[Section, list[Record]] = field(default_factory=dict)
    letter: list[LetterLine] = field(default_factory=list)

    def of(self, section: Section) -> list[Line]:
        """The loose lines of a section."""
        return self.lines.get(section, [])[:_MAX_LINES]


def gather(blocks: tuple[Block, ...]) -> Gathered:
    """Sort the blocks into sections; by their content where there are no headings."""
    lines = [block for block in blocks if isinstance(block, Line)]
    headed = sum(_opens(line.text) for line in lines)
    if headed < _MIN_HEADINGS and not any(isinstance(b, Table) for b in blocks):
        return _gather_guessed(lines)
    gatherer = _Gatherer()
    for block in blocks:
        if isinstance(block, Table):
            gatherer.take_table(block)
        else:
            gatherer.take_line(block)
    return gatherer.finish()


def _opens(text: str) -> bool:
    if heading_of(text.split("\t", maxsplit=1)[0]):
        return True
    pair = split_label(text)
    return pair is not None and heading_of(pair[0]) is not None


def _gather_guessed(lines: list[Line]) -> Gathered:
    gatherer = _Gatherer()
    for line, section in guessed(lines):
        gatherer.section = section
        gatherer.take_line(line)
    return gatherer.finish()


class _Gatherer:
    def __init__(self) -> None:
        self.section = Section.PERSONAL
        self._found = Gathered()
        self._depth = 0
        self._table = TableReader(self)

    def finish(self) -> Gathered:
        return self._found

    def take_table(self, table: Table) -> None:
        self._table.read(table.by_row())

    def take_line(self, line: Line) -> None:
        """Let a line open a section, fill a field or stand in the open section."""
        if is_page_number(line.text) or is_title(line.text):
            return
        if line.fresh:
            self.section = Section.PERSONAL
        if self.open_section(line.text):
            return
        first, _, rest = line.text.partition("\t")
        self._depth += 1
        if rest and self._depth < _MAX_DEPTH and self.open_section(first):
            self.take_line(_with_text(line, rest))
        elif self.section is Section.COVER:
            self._take_letter(line)
        else:
            self._take_content(line)
        self._depth -= 1

    def _take_letter(self, line: Line) -> None:
        self._found.letter.append(LetterLine(line.text.replace("\t", " "), line.bold))
        if ends_letter(line.text):
            self.section = Section.PERSONAL

    def _take_content(self, line: Line) -> None:
        """Pairs and columns between tabs, labels, or a plain line of its section."""
        line = _with_text(line, line.text[:_MAX_LINE])
        if "\t" in line.text and self._table.take_tabbed(line.text.split("\t")):
            return
        if self._depth >= _MAX_DEPTH or not self._take_labelled(line):
            self.add(line)

    def open_section(self, text: str) -> bool:
        """Whether the text opens a section, or a letter with its own first words."""
        in_letter = self.section is Section.COVER
        if is_topic(text) or (not in_letter and begins_letter(text)):
            self.section = Section.COVER
            self._found.letter.append(LetterLine(text, asks=is_topic(text)))
            return True
        section = heading_of(text)
        if section is None or (
            in_letter and section is Section.IGNORED and len(text) < 3
        ):
            return False
        self.section = section
        return True

    def _take_labelled(self, line: Line) -> bool:
        """«label: value», once or several times on one line."""
        pieces = parts_of(line.text) if line.text.count(":") > 1 else [line.text]
        pairs = [split_label(piece) for piece in pieces]
        known = [
            pair is not None and self.take_pair(pair[0], pair[1], line)
            for pair in pairs
        ]
        for piece, done in zip(pieces, known, strict=True):
            if not done and any(known):
                self.add(_with_text(line, piece))
        return any(known)

    def take_pair(self, label: str, value: str, line: Line | None = None) -> bool:
        """Take «label: value» when the label means something outside an entry."""
        field_named = label_of(label)
        section = heading_of(label)
        inside = self.section in _ENTRIES
        if field_named in _ANYWHERE and not (inside and field_named is Field.POSITION):
            if value:
                self._found.personal.setdefault(field_named, value)
            return True
        if section is Section.LANGUAGES and not names_language(value):
            return False  # «Languages: Python, Java» among the skills
        if section is not None and not inside and field_named is not Field.IGNORED:
            self.take_section(section, value, line)
            return True
        return field_named is Field.IGNORED and not inside

    def take_section(
        self, section: Section, value: str, line: Line | None = None
    ) -> None:
        """Open a section and take the value's lines into it."""
        self.section = section
        for text in value.split("\n"):
            if text.strip():
                self.take_line(_with_text(line or Line(""), text.strip()))

    def add(self, line: Line) -> None:
        """Put a line into the section that is open."""
        if self.section is Section.COVER:
            self._found.letter.append(LetterLine(line.text, line.bold))
        else:
            self._found.lines.setdefault(self.section, []).append(line)

    def add_record(self, section: Section, record: Record) -> None:
        """Put what a table row says into a section."""
        short = {named: value[:_MAX_VALUE] for named, value in record.items()}
        self._found.records.setdefault(section, []).append(short)

    def add_personal(self, named: Field, value: str) -> None:
        """Keep the first value of a personal field."""
        if value.strip():
            self._found.personal.setdefault(named, " ".join(value.split()))

    def add_question(self, text: str, answer: str) -> None:
        """A question of the letter with the text beside or below it."""
        self.section = Section.COVER
        self._found.letter.append(LetterLine(" ".join(text.split()), asks=True))
        for line in answer.split("\n"):
            if line.strip():
                self._found.letter.append(LetterLine(line.strip()))

    def is_question(self, text: str) -> bool:
        """Whether a table's label asks for a part of the letter."""
        flat = " ".join(text.split())
        return is_topic(flat) or asks(flat)


def _with_text(line: Line, text: str) -> Line:
    return replace(line, text=text, fresh=False)


def plain_lines(lines: list[Line]) -> list[str]:
    """The texts without bullets."""
    return [text for line in lines if (text := unbulleted(line.text))]
