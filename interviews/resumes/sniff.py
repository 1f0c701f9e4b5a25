"""Is this a file we read? By name and content; a filter, not a proof.

Whatever passes here is still opened only in the killable child (`reader`).
"""

import io
import zipfile
from typing import Final

from interviews.resumes.documents import FileKind
from interviews.resumes.errors import RefusedFile

MAX_BYTES: Final = 10 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MAGIC: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
)
_ENTRY: Final = b"PK\x01\x02"  # begins each line of an archive's table of contents
_MAX_ENTRIES: Final = 5_000  # 10 MB hold 220,000: a second, and 130 MB of this process
_WANTED_PARTS: Final = {"[Content_Types].xml", "word/document.xml"}


def check_upload(name: str, head: bytes, size: int) -> FileKind:
    """The kind of the file, or RefusedFile at once.

    `head` is the start of the file, at least 1 kB of it, or all of it: a DOCX is
    looked into only when it is all there.
    """
    if size == 0 or not head:
        raise RefusedFile("empty", "The file has no content.")
    if size > MAX_BYTES:
        raise RefusedFile("too_large", f"The file is larger than {MAX_BYTES} bytes.")
    kind = _kind_by_name(name)
    checks = {
        FileKind.PDF: _check_pdf,
        FileKind.DOCX: _check_docx,
        FileKind.TXT: _check_txt,
    }
    checks[kind](head, size)
    return kind


def _kind_by_name(name: str) -> FileKind:
    # Not PurePath: it knows no type of «.pdf», which is left of a name of odd signs.
    _stem, dot, suffix = name.strip().lower().rpartition(".")
    try:
        return FileKind(suffix if dot else "")
    except ValueError:
        raise RefusedFile(
            "unsupported_type", "Only PDF, DOCX and TXT files are read."
        ) from None


def _check_pdf(head: bytes, _size: int) -> None:
    if not head.startswith(b"%PDF-"):
        raise RefusedFile("unsupported_type", "The file is named .pdf but is no PDF.")


def _check_docx(head: bytes, size: int) -> None:
    if head.startswith(_OLE):
        if _ENCRYPTED_OFFICE in head:
            raise RefusedFile("encrypted", "The document is protected by a password.")
        raise RefusedFile("unsupported_type", "The file is an old Office document.")
    if not head.startswith(b"PK\x03\x04"):
        raise RefusedFile("unsupported_type", "The file is named .docx but is no DOCX.")
    if len(head) == size:
        _check_parts(head)


def _check_parts(data: bytes) -> None:
    if data.count(_ENTRY) > _MAX_ENTRIES:
        raise RefusedFile("bomb", "The document has far too many parts.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedFile("broken", "The document is damaged.") from error
    if not names >= _WANTED_PARTS:
        raise RefusedFile("unsupported_type", "The archive holds no Word document.")


def _check_txt(head: bytes, _size: int) -> None:
    if head.startswith(_MAGIC):
        raise RefusedFile("unsupported_type", "The file is named .txt but is no text.")
    if not head.startswith(_BOMS) and b"\x00" in head:
        raise RefusedFile("unsupported_type", "The file holds bytes that no text has.")
