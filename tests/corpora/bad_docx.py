"""DOCX archives that are wrong or odd in one way each, with what must come of them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Final, NamedTuple

from tests.corpora import words

MAIN: Final = "word/document.xml"
HEAD: Final = '<?xml version="1.0"?>'
VISIBLE: Final = words.paragraph("Visible words")
GOOD: Final = words.archive({})
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


class BadDocx(NamedTuple):
    """A file, what must come of it, and the words that must be in its text."""

    make: Callable[[], bytes]
    expected: str
    words: str = "Visible words"


def main_part(text: str | bytes) -> bytes:
    """An archive whose main part is this."""
    return words.archive({MAIN: text})


def body(xml: str) -> bytes:
    """An archive whose document is this and the visible words."""
    return main_part(words.document(xml + VISIBLE))


def with_part(name: str, data: str | bytes = "x") -> bytes:
    """The good archive with one part more."""
    return words.archive({name: data})


def without(*names: str) -> bytes:
    """The good archive without some of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in set(old.namelist()) - set(names):
            new.writestr(name, old.read(name))
    return buffer.getvalue()


def declared(inside: str, shown: str) -> bytes:
    """A main part with a document type of its own."""
    text = words.document(words.paragraph(shown) + VISIBLE)
    return main_part(text.replace(HEAD, f"{HEAD}<!DOCTYPE x [{inside}]>"))


def entities() -> bytes:
    """Ten of ten of ten … nine deep."""
    inside = "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 10}">' for i in range(9)
    )
    return declared(inside, "&e8;")


def wide_entities(codec: str) -> bytes:
    """The same spelled with two bytes a letter."""
    text = words.document(words.paragraph("&a;") + VISIBLE).replace(
        HEAD,
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "SECRET">]>',
    )
    bom = b"\xff\xfe" if codec == "utf-16-le" else b"\xfe\xff"
    return main_part(bom + text.encode(codec))


def patched(data: bytes, *, local: int, central: int, form: str, value: int) -> bytes:
    """A field of every header changed: it says what is not so."""
    out = bytearray(data)
    for mark, offset in ((LOCAL, local), (CENTRAL, central)):
        place = out.find(mark)
        while place >= 0:
            struct.pack_into(form, out, place + offset, value)
            place = out.find(mark, place + 4)
    return bytes(out)


def flagged(flag: int) -> bytes:
    """All entries carry a flag."""
    return patched(GOOD, local=6, central=8, form="<H", value=flag)


def method(number: int) -> bytes:
    """All entries are packed in a way that no one knows."""
    return patched(GOOD, local=8, central=10, form="<H", value=number)


def sized(number: int) -> bytes:
    """All entries say another unpacked size than they have."""
    return patched(GOOD, local=22, central=24, form="<L", value=number)


def checked(number: int) -> bytes:
    """All entries have a wrong checksum."""
    return patched(GOOD, local=14, central=16, form="<L", value=number)


def renamed(old: str, new: str) -> bytes:
    """A name changed in place, with signs that no tool would write."""
    assert len(old) == len(new)
    return with_part(old).replace(old.encode(), new.encode())


def twice() -> bytes:
    """The main part is there twice, with other words."""
    other = words.document(words.paragraph("SECRET"))
    return with_part("word/document.xmX", other).replace(
        b"document.xmX", b"document.xml"
    )


def nested(levels: int) -> bytes:
    """An archive in an archive in an archive."""
    inner = GOOD
    for _ in range(levels):
        inner = with_part("word/embeddings/one.docx", inner)
    return inner


def lying_bomb() -> bytes:
    """A part that says 1 kB and unpacks to far more."""
    data = with_part("word/styles.xml", "<a>" + " " * 60_000_000 + "</a>")
    place = data.rindex(CENTRAL, 0, data.rindex(b"word/styles.xml"))
    out = bytearray(data)
    struct.pack_into("<L", out, place + 24, 1_000)
    return bytes(out)


def crowd() -> bytes:
    """10 MB of nothing but names: a quarter of a million entries."""
    entry = (
        struct.pack("<4s4B4HL2L5H2L", CENTRAL, 20, 0, 20, *[0] * 8, 1, *[0] * 6) + b"a"
    )
    number = (10 * 2**20 - 1_000) // len(entry)
    start = len(LOCAL) + 26
    few = number & 0xFFFF
    end = struct.pack("<4s4H2LH", END, 0, 0, few, few, number * len(entry), start, 0)
    return LOCAL + bytes(26) + entry * number + end


def many(number: int) -> bytes:
    """So many parts."""
    return words.archive({f"word/p{i}.xml": "<x/>" for i in range(number)})


def bombs(number: int) -> bytes:
    """Parts that are small enough each, and too much together."""
    part = "<x>" + "ab12" * 400_000 + "</x>"
    return words.archive({f"word/p{i}.bin": part for i in range(number)})


def paragraphs(number: int) -> bytes:
    """So many paragraphs with a letter each, which pack well below the ratio."""
    return body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * number)


def numbers() -> bytes:
    """More paragraphs than are read, in a main part of ordinary size."""
    return body("".join(words.paragraph(str(number)) for number in range(25_000)))


def strict() -> bytes:
    """As Word saves a «Strict Open XML Document»; hidden words stay hidden."""
    text = words.document(VISIBLE + words.paragraph("SECRET", "<w:vanish/>"))
    return main_part(
        text.replace(words.W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    )


def linked() -> bytes:
    """Parts that stand elsewhere: a file, an address, a share."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = ("file:///etc/passwd", "http://192.0.2.1/SECRET", r"\\192.0.2.1\x")
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{kind}/{what}" Target="{target}" '
        'TargetMode="External"/>'
        for i, target in enumerate(targets)
        for what in ("attachedTemplate", "image", "header")
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return with_part(
        "word/_rels/document.xml.rels",
        f'{HEAD}<Relationships xmlns="{space}">{rows}</Relationships>',
    )


def included() -> bytes:
    """A part that wants another file put in."""
    return body(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
        'href="file:///etc/passwd"/>'
    )


def deep(tag: str, levels: int) -> bytes:
    """Elements in elements."""
    return body(f"<w:{tag}>" * levels + f"</w:{tag}>" * levels)


def deep_tables(levels: int) -> bytes:
    """Tables in cells of tables."""
    return body(
        "<w:tbl><w:tr><w:tc>" * levels + VISIBLE + "</w:tc></w:tr></w:tbl>" * levels
    )


def styles(rows: str) -> bytes:
    """A part with these styles, and a paragraph in the style A."""
    part = f'{HEAD}<w:styles xmlns:w="{words.W}">{rows}</w:styles>'
    styled = (
        '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>'
        "<w:r><w:t>Visible words</w:t></w:r></w:p>"
    )
    return words.archive({MAIN: words.document(styled), "word/styles.xml": part})


def based(name: str, upon: str) -> str:
    """A style that is based upon another."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}">'
        f'<w:basedOn w:val="{upon}"/></w:style>'
    )
