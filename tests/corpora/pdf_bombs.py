"""PDFs that are small on disk and large in memory or in time."""

from __future__ import annotations

import zlib
from typing import Final

from tests.corpora import pdfs

GIB: Final = 2**30
_PRIME: Final = 65_521


def blanks_packed(size: int) -> bytes:
    """`size` blanks as one Flate stream, made from one packed block, in no time."""
    block = 2**20
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * block) + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(b" " * block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush(zlib.Z_FINISH)[:-4]
    rounds = size // block - 1
    total = (rounds + 1) * block
    low = (1 + 32 * total) % _PRIME
    high = (total + 32 * total * (total + 1) // 2) % _PRIME
    return head + once * rounds + end + (high << 16 | low).to_bytes(4, "big")


def one_page(content: bytes) -> bytes:
    """A page whose content is a whole stream object."""
    return pdfs.build(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            3: pdfs.FONT,
            4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5: content,
        }
    )


def single_flate() -> bytes:
    """2 MB that unpack to 2 GiB."""
    return one_page(pdfs.stream(blanks_packed(2 * GIB), b"/Filter /FlateDecode"))


def nested_flate() -> bytes:
    """A few kB that unpack to 2 MB that unpack to 2 GiB."""
    twice = zlib.compress(blanks_packed(2 * GIB), 9)
    assert len(twice) < 16_000
    return one_page(pdfs.stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))


def shared_stream() -> bytes:
    """20,000 pages that share one stream."""
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 20_010))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>"
    )
    return pdfs.build(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % kids,
            3: pdfs.FONT,
            4: pdfs.stream(pdfs.text("Visible words") * 100),
            **dict.fromkeys(range(10, 20_010), page),
        }
    )


def shared_stream_with_a_low_count() -> bytes:
    """The same, but the tree says that it has one page."""
    return shared_stream().replace(b"/Count 20000", b"/Count 1    ")


def text_operators() -> bytes:
    """2 M operators that show a letter each, all in one place."""
    shown = b"BT /F1 12 Tf 72 700 Td " + b"(a) Tj " * 2_000_000 + b"ET"
    return one_page(pdfs.stream(zlib.compress(shown, 1), b"/Filter /FlateDecode"))


def saves() -> bytes:
    """5 M times `q`, never a `Q`."""
    return one_page(
        pdfs.stream(zlib.compress(b"q " * 5_000_000, 1), b"/Filter /FlateDecode")
    )


def nested_arrays() -> bytes:
    """200,000 arrays in arrays, as an operand."""
    deep = b"[" * 200_000 + b"]" * 200_000
    return one_page(pdfs.stream(deep + b" TJ\n" + pdfs.text("Visible words")))


def nested_arrays_in_the_catalogue() -> bytes:
    """The same where the file's own structure is read."""
    deep = b"[" * 200_000 + b"]" * 200_000
    return pdfs.pages([pdfs.text("Visible words")], extra=b"/Names %s" % deep)


def many_objects() -> bytes:
    """A million objects, most of them empty."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    body = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: pdfs.FONT,
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        5: pdfs.stream(pdfs.text("Visible words")),
        6: b"0",
    }
    for number, data in body.items():
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    rest = 1_000_000 - len(body)
    # A cross-reference stream, packed: 20 MB of table would be refused by its size.
    table = b"".join(place.to_bytes(4, "big") for place in [0, *places])
    table += places[-1].to_bytes(4, "big") * rest
    packed = zlib.compress(
        b"".join(b"\1" + table[i : i + 4] for i in range(0, len(table), 4)), 1
    )
    own = len(body) + rest + 1
    out += b"%d 0 obj\n" % own
    out += pdfs.stream(
        packed,
        b"/Type /XRef /W [1 4 0] /Index [0 %d] /Size %d /Root 1 0 R "
        b"/Filter /FlateDecode" % (own, own + 1),
    )
    out += b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def many_drawings() -> bytes:
    """200,000 rectangles on one page."""
    drawn = b"1 1 9 9 re f\n" * 200_000 + pdfs.text("Visible words")
    return one_page(pdfs.stream(zlib.compress(drawn, 1), b"/Filter /FlateDecode"))


def forms_in_forms() -> bytes:
    """Forms that draw ten others, nine deep: a milliard drawings."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: pdfs.FONT,
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /X 10 0 R >> /Font << /F1 3 0 R >> >> >>",
        5: pdfs.stream(b"/X Do\n" + pdfs.text("Visible words")),
    }
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
    for level in range(10, 19):
        inner = b"/Resources << /XObject << /X %d 0 R >> >>" % (level + 1)
        objects[level] = pdfs.stream(b"/X Do " * 10, head + inner)
    objects[19] = pdfs.stream(b"1 1 9 9 re f", head)
    return pdfs.build(objects)
