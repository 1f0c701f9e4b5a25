"""CSV and XLSX as people's spreadsheets write and read them, safely.

A cell that a spreadsheet would run as a formula gets an apostrophe in front on the way
out and loses it on the way in, so that a round trip changes nothing.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any, Final, override

import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

FORMULA: Final = r"[=+\-@\t\r\n＝＋－＠]"
_RISKY: Final = re.compile(rf"'*{FORMULA}")
_DEFUSED: Final = re.compile(rf"'+{FORMULA}")
FILE_BYTES: Final = 5_000_000
UNPACKED_BYTES: Final = 50_000_000
ENTRIES: Final = 500
ROWS: Final = 2_000
CELL_LENGTH: Final = 32_767


class BadSheet(Exception):
    """The file cannot be read as a table; the message says why."""


def defused(value: Any) -> Any:
    """The cell as text that no spreadsheet runs."""
    if not isinstance(value, str):
        return value
    plain = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    return f"'{plain}" if _RISKY.match(plain) else plain


def as_written(value: Any) -> Any:
    """The cell without the apostrophe that `defused` put in front."""
    if isinstance(value, str) and _DEFUSED.match(value):
        return value[1:]
    return value


def _table(rows: Iterable[Iterable[Any]]) -> tablib.Dataset:
    """Header and rows of equal width; blank rows at the end do not count."""
    lines = [["" if cell is None else cell for cell in row] for row in rows]
    while lines and not any(str(cell).strip() for cell in lines[-1]):
        lines.pop()
    if len(lines) > ROWS + 1:
        raise BadSheet(_("한 번에 %(n)d행까지 가져올 수 있습니다.") % {"n": ROWS})
    if not lines:
        raise BadSheet(_("파일이 비어 있습니다."))
    header = [str(cell).strip() for cell in lines[0]]
    while header and not header[-1]:
        header.pop()
    data = tablib.Dataset(headers=header)
    for place, line in enumerate(lines[1:], start=2):
        if any(str(cell).strip() for cell in line[len(header) :]):
            said = _("%(row)d행: 제목이 없는 열에 글이 있습니다.")
            raise BadSheet(said % {"row": place})
        cells = [as_written(cell) for cell in line[: len(header)]]
        data.append(cells + [""] * (len(header) - len(cells)))
    return data


class SafeCSV(base_formats.CSV):  # type: ignore[misc]  # untyped library
    """UTF-8 with a mark, as Excel wants it; CP949 is read too, as Excel writes it."""

    @override
    def is_binary(self) -> bool:
        """Bytes in both directions: we choose the encoding ourselves."""
        return True

    @override
    def get_read_mode(self) -> str:
        """Open stored uploads as bytes."""
        return "rb"

    @override
    def create_dataset(self, in_stream: bytes, **_kwargs: Any) -> tablib.Dataset:
        """Bytes → table. Raises BadSheet."""
        for encoding in ("utf-8-sig", "cp949"):
            try:
                text = in_stream.decode(encoding)
            except UnicodeDecodeError:
                continue
            try:
                return _table(csv.reader(io.StringIO(text, newline=""), strict=True))
            except csv.Error as error:
                raise BadSheet(_("CSV로 읽을 수 없습니다.")) from error
        raise BadSheet(_("UTF-8이나 CP949로 저장한 CSV 파일이 필요합니다."))

    @override
    def export_data(self, dataset: tablib.Dataset, **_kwargs: Any) -> bytes:
        """Table → bytes."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(dataset.headers)
        writer.writerows([defused(cell) for cell in row] for row in dataset)
        return out.getvalue().encode("utf-8-sig")


class SafeXLSX(base_formats.XLSX):  # type: ignore[misc]  # untyped library
    """XLSX whose cells are values, never formulas."""

    @override
    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Bytes → table of the first sheet. Raises BadSheet."""
        import openpyxl  # noqa: PLC0415  # slow to load, needed here only

        check_archive(in_stream)
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(in_stream), read_only=True, data_only=True
            )
            return _table(book.worksheets[0].iter_rows(values_only=True))
        except (
            InvalidFileException,
            KeyError,
            IndexError,
            ValueError,
            zipfile.BadZipFile,
        ) as error:
            raise BadSheet(_("XLSX 파일이 깨졌거나 다른 형식입니다.")) from error

    @override
    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Table → bytes."""
        safe = tablib.Dataset(headers=dataset.headers)
        for row in dataset:
            safe.append([defused(cell) for cell in row])
        book: bytes = super().export_data(safe, **kwargs)
        return book


def check_archive(data: bytes) -> None:
    """Refuse archives that unpack to more than a question bank can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise BadSheet(_("XLSX 파일이 깨졌거나 다른 형식입니다.")) from error
    too_many = len(parts) > ENTRIES
    if too_many or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise BadSheet(_("파일이 너무 큽니다. 나누어서 올려 주세요."))


FORMATS: Final = (SafeCSV, SafeXLSX)
