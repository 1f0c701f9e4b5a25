"""PDFs written by hand, byte by byte, so that tests can make bad ones."""

import zlib

A4 = "[0 0 595 842]"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def build(objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"") -> bytes:
    """A file with a proper cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += (
            b"%010d 00000 n \n" % place
            if place is not None
            else b"0000000000 65535 f \n"
        )
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, trailer, start,
    )  # fmt: skip
    return bytes(out)


def pages(contents: list[bytes], *, box: str = A4, extra: bytes = b"") -> bytes:
    """A file with one page for each content stream."""
    objects: dict[int, bytes] = {}
    kids = b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(len(contents)))
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents))
    objects[3] = FONT
    for index, content in enumerate(contents):
        objects[10 + 2 * index] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>"
            % (box.encode(), 11 + 2 * index)
        )
        objects[11 + 2 * index] = stream(content)
    return build(objects)


def text(
    words: str, *, x: int = 72, y: int = 700, size: float = 12, more: str = ""
) -> bytes:
    """A content stream that shows one line."""
    return f"BT {more} /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n".encode()


def flate(data: bytes, times: int = 1) -> tuple[bytes, bytes]:
    """Data packed again and again, and the filter entry that unpacks it."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data, b"/Filter [%s]" % (b"/FlateDecode " * times)


def bomb(times: int) -> bytes:
    """Flate in Flate: a few kilobytes that unpack to hundreds of megabytes."""
    blanks = b" " * (64 * 1024 * 1024)
    data, extra = flate(blanks * 4, times)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: FONT,
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        5: stream(data, extra),
    }
    return build(objects)
