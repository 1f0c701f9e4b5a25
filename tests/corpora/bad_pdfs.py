"""Hand-made PDFs that are wrong or odd in one way each, with what must come of them.

Each is written byte by byte. `text` means that its words are read; any other word is
the code of the refusal.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final, NamedTuple

from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from tests.corpora import pdfs

SHOWN: Final = pdfs.text("Visible words")
GOOD: Final = pdfs.pages([SHOWN])
BOX: Final = b"/MediaBox [0 0 595 842]"
FONTS: Final = b"/Resources << /Font << /F1 3 0 R >> >>"
PAGE: Final = b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R %s >>" % (BOX, FONTS)
ONE: Final[dict[int, bytes]] = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
    3: pdfs.FONT,
    4: PAGE,
    5: pdfs.stream(SHOWN),
}


class BadPdf(NamedTuple):
    """A file, what must come of it, and the words that must be in its text."""

    make: Callable[[], bytes]
    expected: str
    words: str = "Visible words"


def changed(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """The good file with some objects replaced or added."""
    return pdfs.build({**ONE, **objects}, trailer=trailer)


def replaced(old: bytes, new: bytes) -> bytes:
    """The good file with some bytes replaced where they first stand."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def acting(action: bytes) -> bytes:
    """The good file with something in its catalogue that would act."""
    return pdfs.pages([SHOWN], extra=action)


def locked(user: str, owner: str) -> bytes:
    """A file with a password to open it, or only one to change it."""
    buffer = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(user, ownerPassword=owner)
    page = canvas.Canvas(buffer, encrypt=lock)
    page.drawString(72, 700, "Visible words")
    page.save()
    return buffer.getvalue()


def packed(tail: Callable[[int], bytes] | None = None) -> bytes:
    """Objects in an object stream, found by a cross-reference stream."""
    inner = {1: ONE[1], 2: ONE[2], 3: ONE[3], 4: ONE[4]}
    places, body = b"", b""
    for number, data in inner.items():
        places += b"%d %d " % (number, len(body))
        body += data + b" "
    extra = b"/Type /ObjStm /N 4 /First %d" % len(places)
    out = bytearray(b"%PDF-1.7\n")
    at: dict[int, int] = {}
    for number, data in ((5, ONE[5]), (6, pdfs.stream(places + body, extra))):
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    rows = [(0, 0, 0), *((2, 6, index) for index in range(4))]
    rows += [(1, at[5], 0), (1, at[6], 0), (1, start, 0)]
    table = b"".join(bytes([k]) + p.to_bytes(4, "big") + bytes([i]) for k, p, i in rows)
    more = tail(start) if tail else b""
    extra = b"/Type /XRef /W [1 4 1] /Size 8 /Root 1 0 R %s" % more
    out += b"7 0 obj\n%s\nendobj\nstartxref\n" % pdfs.stream(table, extra)
    return bytes(out + b"%d\n%%%%EOF\n" % start)


def stream_in_itself() -> bytes:
    """An object stream that says it stands in itself."""
    return packed().replace(b"\x01\x00\x00\x00", b"\x02\x00\x00\x00")


def page_in_a_loop() -> bytes:
    """The tree's only branch is the tree."""
    return changed({2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"})


def deep_tree() -> bytes:
    """A thousand branches between the root and the page."""
    branch = {
        10 + i: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (11 + i)
        for i in range(1_000)
    }
    return changed(
        {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **branch, 1010: PAGE}
    )


def table_in_a_loop() -> bytes:
    """The table before this one is this one."""
    start = int(GOOD.rpartition(b"startxref\n")[2].split()[0])
    return GOOD.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % start)


def shifted(by: int) -> bytes:
    """The place of the table is off by some bytes."""
    start = int(GOOD.rpartition(b"startxref\n")[2].split()[0])
    return GOOD.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + by))


def drawing(extra: bytes) -> bytes:
    """Visible words and something else on the same page."""
    return pdfs.pages([SHOWN + extra])


def unicode_page(words: str, visible: str = "") -> bytes:
    """Words in a font that is not in the file, mapped to Unicode."""
    codes = words.encode("utf-16-be").hex().upper()
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H "
        b"/DescendantFonts [7 0 R] /ToUnicode 8 0 R >>"
    )
    inner = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /Unknown /Flags 4 >> >>"
    )
    shown = b"BT /F2 12 Tf 72 600 Td <%s> Tj ET\n" % codes.encode()
    both = (pdfs.text(visible) if visible else b"") + shown
    page = PAGE.replace(b"/F1 3 0 R", b"/F1 3 0 R /F2 6 0 R")
    return changed(
        {4: page, 5: pdfs.stream(both), 6: font, 7: inner, 8: pdfs.stream(cmap)}
    )


def with_zip() -> bytes:
    """A PDF that is a ZIP as well."""
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


def embedded() -> bytes:
    """A program attached to the file."""
    spec = b"<< /Type /Filespec /F (cv.exe) /EF << /F 31 0 R >> >>"
    names = b"/Names << /EmbeddedFiles << /Names [(cv.exe) %s] >> >>" % spec
    body = pdfs.stream(b"MZ SECRET", b"/Type /EmbeddedFile")
    return changed({1: ONE[1].replace(b">>", names + b" >>"), 31: body})


def form() -> bytes:
    """An XFA form with words of its own."""
    entry = b"/AcroForm << /Fields [] /XFA 31 0 R >>"
    words = pdfs.stream(b"<xdp><template>SECRET</template></xdp>")
    return changed({1: ONE[1].replace(b">>", entry + b" >>"), 31: words})


def link(action: bytes) -> bytes:
    """A link over the words that would do something when pressed."""
    note = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << %s >> >>" % action
    return changed({4: PAGE[:-2] + b"/Annots [%s] >>" % note})


def boxed(box: str) -> bytes:
    """The good page on a sheet of another size."""
    return pdfs.pages([SHOWN], box=box)


def cut_at(mark: bytes) -> bytes:
    """The good file up to where something first stands."""
    return GOOD[: GOOD.index(mark)]


def filtered(data: bytes, names: bytes) -> bytes:
    """A page whose content has to be unpacked."""
    return changed({5: pdfs.stream(data, b"/Filter %s" % names)})


def lengthy(number: bytes) -> bytes:
    """A content stream that says another length than it has."""
    return replaced(b"/Length %d" % len(SHOWN), b"/Length " + number)


def very_full_page() -> bytes:
    """Words, and 100,000 letters beside the sheet."""
    aside = (pdfs.text("a" * 1_000, x=700, y=7 * i) for i in range(101))
    return drawing(b"".join(aside))


def large_sheet() -> bytes:
    """Lines of small thin letters, 70 cm wide: strokes are less than a pixel."""
    lines = (pdfs.text("illicit hijab " * 9, y=20 + 9 * i, size=8) for i in range(20))
    return pdfs.pages([b"".join(lines)], box="[0 0 2000 2000]")
