"""Table rows → records: headers above, labels beside, sections in merged cells."""

from itertools import pairwise
from typing import Final, Protocol

from interviews.resumes.dates import has_range, is_period
from interviews.resumes.documents import Cell, Line
from interviews.resumes.terms import Field, Section, heading_of, is_title, label_of

Record = dict[Field, str]
# The field that makes a row a record of a section; the first that fits wins.
_KEYS: Final = (
    (Field.SCHOOL, Section.EDUCATION),
    (Field.PROJECT, Section.PROJECTS),
    (Field.COMPANY, Section.EXPERIENCE),
    (Field.CERTIFICATE, Section.CERTIFICATES),
    (Field.TEST, Section.LANGUAGES),
    (Field.LANGUAGE, Section.LANGUAGES),
    (Field.SKILLS, Section.SKILLS),
)
_PERSONAL: Final = frozenset(
    {Field.NAME, Field.EMAIL, Field.PHONE, Field.POSITION, Field.TARGET_COMPANY}
)
_RECORD_LABELS: Final = frozenset(
    {Field.PERIOD, Field.START, Field.TEST, Field.LEVEL, Field.ROLE}
)
_PROSE: Final = 80


class Taker(Protocol):
    """Where a table's content goes."""

    section: Section

    def open_section(self, text: str) -> bool:
        """Open the section that the text names."""

    def take_line(self, line: Line) -> None:
        """Take a line as if it stood outside the table."""

    def take_section(self, section: Section, value: str) -> None:
        """Open a section and take the value's lines into it."""

    def take_pair(self, label: str, value: str, line: Line | None = None) -> bool:
        """Take a label with its value."""

    def add_record(self, section: Section, record: Record) -> None:
        """Take a record."""

    def add_personal(self, named: Field, value: str) -> None:
        """Take a personal field."""

    def add_question(self, text: str, answer: str) -> None:
        """Take a question of the letter."""

    def is_question(self, text: str) -> bool:
        """Whether a text asks for a part of the letter."""


class TableReader:
    """Reads rows one after another; column headers hold until something ends them."""

    def __init__(self, taker: Taker) -> None:
        self._taker = taker
        self._columns: list[tuple[Cell, Field]] = []
        self._record: Record = {}
        self._tabbed: list[Field] = []
        self._labels: set[Field | None] = set()

    def read(self, rows: list[list[Cell]]) -> None:
        """Read one table."""
        self._columns = []
        marked_until = -1
        for row in rows:
            cells = row
            if len(row) > 1 and row[0].row > marked_until and self._marks_section(row):
                marked_until = row[0].row + row[0].rows - 1
                cells = row[1:]
                self._columns = []
            self._row(cells)
        self._flush()

    def _marks_section(self, row: list[Cell]) -> bool:
        """A first cell that names the section of the rows it runs down."""
        first = row[0]
        text = " ".join(first.text.split())
        if heading_of(text) is None and heading_of(text.replace(" ", "")) is None:
            return False
        labels = len(row) > 2 and label_of(row[1].text) is not None
        if not (first.rows > 1 or labels):
            return False
        if label_of(text) and first.rows == 1 and self._is_header(row):
            return False
        return self._taker.open_section(text.replace(" ", ""))

    def _row(self, cells: list[Cell]) -> None:
        if len(cells) == 1:
            self._single(cells[0])
        elif self._is_header(cells):
            self._flush()
            self._columns = [(c, label_of(c.text) or Field.IGNORED) for c in cells]
        elif self._columns and self._fits_columns(cells):
            self._mapped(cells)
        else:
            self._columns = []
            self._pairs(cells)

    def _is_header(self, cells: list[Cell]) -> bool:
        if len(cells) < 2 or any(label_of(cell.text) is None for cell in cells):
            return False
        return all(
            before.col + before.cols == cell.col for before, cell in pairwise(cells)
        )

    def _fits_columns(self, cells: list[Cell]) -> bool:
        if len(cells) == 2 < len(self._columns) and label_of(cells[0].text):
            return False
        labels = sum(label_of(cell.text) is not None for cell in cells)
        return labels * 2 < len(cells) or labels <= 1

    def _single(self, cell: Cell) -> None:
        flat = " ".join(cell.text.split())
        if is_title(flat):
            return
        if self._columns and len(self._columns) > 1 and cell.cols == 1:
            self._mapped([cell])
            return
        self._flush()
        self._columns = []
        if self._taker.is_question(flat):
            self._taker.add_question(flat, "")
            return
        for text in cell.text.split("\n"):
            self._taker.take_line(Line(text))

    def _mapped(self, cells: list[Cell]) -> None:
        """A row below column headers: each cell belongs to the header above it."""
        record: Record = {}
        for cell in cells:
            named = self._column_of(cell)
            if named is not None and cell.text:
                record[named] = _appended(record.get(named), cell.text, named)
        for single in _several(record):
            self._emit(single)

    def _column_of(self, cell: Cell) -> Field | None:
        best, most = None, 0
        for header, named in self._columns:
            shared = min(header.col + header.cols, cell.col + cell.cols) - max(
                header.col, cell.col
            )
            if shared > most:
                best, most = named, shared
        return best

    def _emit(self, record: Record) -> None:
        section = _section_of(record, self._taker.section)
        if section is None:
            for named, value in record.items():
                if named in _PERSONAL:
                    self._taker.add_personal(named, value)
            return
        self._taker.add_record(section, record)

    def _pairs(self, cells: list[Cell]) -> None:
        """Labels beside their values; what has no label is read as lines."""
        self._labels = {label_of(cell.text) for cell in cells}
        record: Record = {}
        index = 0
        while index < len(cells):
            cell = cells[index]
            following = cells[index + 1] if index + 1 < len(cells) else None
            if following is not None and self._taker.is_question(cell.text):
                self._taker.add_question(cell.text, following.text)
                index += 2
            elif following is not None and label_of(cell.text) is not None:
                index += self._pair(cell, following, record)
            elif following is not None and heading_of(" ".join(cell.text.split())):
                self._taker.take_pair(cell.text, following.text)
                index += 2
            else:
                self._loose(cells[index:], whole=index == 0)
                index = len(cells) if index == 0 else index + 1
                break
        self._collect(record)

    def _pair(self, cell: Cell, following: Cell, record: Record) -> int:
        named = label_of(cell.text)
        assert named is not None  # noqa: S101  # the caller looked
        if label_of(following.text) is not None and following.cols == 1:
            return 1  # an empty value: the next cell is a label already
        if named is Field.COMPANY and self._labels & {Field.POSITION, Field.NAME}:
            named = Field.TARGET_COMPANY
        if named in _PERSONAL:
            self._taker.add_personal(named, following.text)
        elif not self._takes_whole(cell, following, named):
            record[named] = _appended(record.get(named), following.text, named)
        return 2

    def _takes_whole(self, cell: Cell, following: Cell, named: Field) -> bool:
        """«자격증 | 정보처리기사, SQLD»: a section, and the value its lines."""
        section = heading_of(" ".join(cell.text.split()))
        if section is None or named is Field.IGNORED:
            return named is Field.IGNORED
        if section in {Section.EXPERIENCE, Section.PROJECTS} and self._record:
            return False
        if self._labels & _RECORD_LABELS:
            return False  # one of several labels of a record
        self._flush()
        self._taker.take_section(section, following.text)
        return True

    def _loose(self, cells: list[Cell], *, whole: bool) -> None:
        if len(cells) == 2 and whole and is_period(cells[0].text):
            first, *below = cells[1].text.split("\n")
            self._taker.take_line(Line(f"{first}\t{' '.join(cells[0].text.split())}"))
            for text in below:
                self._taker.take_line(Line(text))
            return
        if any(len(cell.text) > _PROSE for cell in cells) or not whole:
            for cell in cells:
                for text in cell.text.split("\n"):
                    self._taker.take_line(Line(text))
            return
        rows = [" ".join(cell.text.split()) for cell in cells]
        self._taker.take_line(Line("\t".join(rows)))

    def _collect(self, record: Record) -> None:
        """Labelled values of several rows make one record until its key comes again."""
        if not record:
            return
        old, new = _keyed(self._record), _keyed(record)
        if (
            new is not None
            and old is not None
            and (
                new is not old
                or any(key in record and key in self._record for key, _ in _KEYS)
            )
        ):
            self._flush()
        for named, value in record.items():
            self._record.setdefault(named, value)

    def _flush(self) -> None:
        if self._record:
            self._emit(self._record)
            self._record = {}

    def take_tabbed(self, pieces: list[str]) -> bool:
        """A line with wide blanks: column headers, a row below them, or pairs."""
        named = [label_of(piece) for piece in pieces]
        if len(pieces) >= 3 and all(named):
            self._tabbed = [field or Field.IGNORED for field in named]
            return True
        if self._tabbed and len(pieces) == len(self._tabbed):
            self._emit(dict(zip(self._tabbed, pieces, strict=True)))
            return True
        self._tabbed = []
        if named[0] is None or len(pieces) % 2 or any(named[1::2]):
            return False
        cells = [Cell(piece, 0, col) for col, piece in enumerate(pieces)]
        self._pairs(cells)
        self._flush()
        return True


def _keyed(record: Record) -> Section | None:
    return next((section for key, section in _KEYS if key in record), None)


def _section_of(record: Record, current: Section) -> Section | None:
    keyed = _keyed(record)
    if keyed is not None:
        return keyed
    wanted = {Section.EDUCATION, Section.EXPERIENCE, Section.PROJECTS}
    if current in wanted | {Section.CERTIFICATES, Section.LANGUAGES}:
        return current
    return None


def _appended(before: str | None, text: str, named: Field) -> str:
    if before is None:
        return text
    return f"{before} ~ {text}" if named is Field.PERIOD else f"{before}\n{text}"


def _several(record: Record) -> list[Record]:
    """One row whose cells list several entries line by line is several records."""
    lines = {named: value.split("\n") for named, value in record.items()}
    dated = [line for line in lines.get(Field.PERIOD, []) if has_range(line)]
    count = len(dated)
    if count < 2 or any(
        len(lines[n]) != count for n in lines if n is not Field.SUMMARY
    ):
        return [record]
    if len(lines.get(Field.SUMMARY, dated)) != count:
        return [record]
    return [{named: value[i] for named, value in lines.items()} for i in range(count)]
