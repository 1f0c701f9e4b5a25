"""A DOCX as an archive: checked against bombs and tricks before any part is parsed."""

import io
import zipfile
from typing import Final

from lxml import etree

from interviews.resumes.errors import Code, ResumeUnreadable

_MAX_ENTRIES: Final = 500
_MAX_TOTAL: Final = 50 * 1024 * 1024
_MAX_PART: Final = 10 * 1024 * 1024
_MAX_RATIO: Final = 200
_SMALL: Final = 100_000  # tiny parts may compress well without harm
MAIN_PART: Final = "word/document.xml"
# «Strict Open XML Document» is the same under other names.
_STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
}


class Parts:
    """The XML parts of one document, each parsed without entities or network."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._check()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _refusal("broken", "The document is damaged.") from error

    def root(self, name: str) -> etree._Element | None:
        """The root element of a part, or None when there is no such part."""
        if name not in self._names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        data = self._bytes(name)
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _refusal("broken", "The document is damaged.") from error

    def headers(self) -> list[str]:
        """Names of the page header parts."""
        return sorted(name for name in self._names if name.startswith("word/header"))

    def _bytes(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                data = part.read(_MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise _refusal("broken", "The document is damaged.") from error
        except (NotImplementedError, zipfile.LargeZipFile) as error:
            raise _refusal("broken", "The document is damaged.") from error
        if len(data) > _MAX_PART:
            raise _refusal("bomb", "A part of the document is far too large.")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or _has_wide_doctype(data):
            raise _refusal("bomb", "The document declares entities of its own.")
        return data

    def _check(self) -> None:
        entries = self._archive.infolist()
        names = [entry.filename for entry in entries]
        self._names = set(names)
        if len(entries) > _MAX_ENTRIES:
            raise _refusal("bomb", "The document has far too many parts.")
        if len(self._names) != len(names):
            raise _refusal("broken", "The document names a part twice.")
        for entry in entries:
            _check_entry(entry)
        if sum(entry.file_size for entry in entries) > _MAX_TOTAL:
            raise _refusal("bomb", "The document unpacks to far too much.")
        if MAIN_PART not in self._names:
            raise _refusal("unsupported_type", "The archive holds no Word document.")
        self._check_xml(entries)

    def _check_xml(self, entries: list[zipfile.ZipInfo]) -> None:
        """Every XML part is looked at, whether or not it is read later."""
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                self._bytes(entry.filename)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & 0x1:
        raise _refusal("encrypted", "The document is protected by a password.")
    if name.startswith("/") or ".." in name.split("/") or ":" in name:
        raise _refusal("broken", "The document names a part outside itself.")
    if name.lower().endswith("vbaproject.bin"):
        raise _refusal("unsupported_type", "Documents with macros are not read.")
    if entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(
        entry.compress_size, 1
    ):
        raise _refusal("bomb", "A part of the document unpacks to far too much.")
    if name == MAIN_PART and entry.file_size > _MAX_PART:
        raise _refusal("bomb", "The document's text is far too large.")


def _has_wide_doctype(data: bytes) -> bool:
    """UTF-16 parts spell the declaration with two bytes a letter."""
    return any(
        "<!DOCTYPE".encode(codec) in data for codec in ("utf-16-le", "utf-16-be")
    )


def _refusal(code: Code, detail: str) -> ResumeUnreadable:
    return ResumeUnreadable(code, detail)
