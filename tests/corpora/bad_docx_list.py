"""The list of bad DOCX: what is wrong, how it is made, what must come of it."""

from __future__ import annotations

from typing import Final

from tests.corpora import bad_docx as bad, words
from tests.corpora.bad_docx import GOOD, VISIBLE, BadDocx

BOMBS: Final[dict[str, BadDocx]] = {
    "entities in entities": BadDocx(bad.entities, "bomb"),
    "an entity": BadDocx(lambda: bad.declared('<!ENTITY a "SECRET">', "&a;"), "bomb"),
    "an entity in UTF-16": BadDocx(lambda: bad.wide_entities("utf-16-le"), "bomb"),
    "an entity in UTF-16, the other way": BadDocx(
        lambda: bad.wide_entities("utf-16-be"), "bomb"
    ),
    "entity that is a file": BadDocx(
        lambda: bad.declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "bomb"
    ),
    "entity that is an address": BadDocx(
        lambda: bad.declared('<!ENTITY a SYSTEM "http://192.0.2.1/">', "&a;"), "bomb"
    ),
    "entity of parameters": BadDocx(
        lambda: bad.declared('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', "x"),
        "bomb",
    ),
    "document type in a part that is not read": BadDocx(
        lambda: bad.with_part("docProps/app.xml", "<!DOCTYPE x><x/>"), "bomb"
    ),
    "ratio": BadDocx(lambda: bad.main_part(words.document(" " * 9_000_000)), "bomb"),
    "ratio in a part that is not read": BadDocx(
        lambda: bad.with_part("word/media/a.bmp", bytes(9_000_000)), "bomb"
    ),
    "main part of 11 MB": BadDocx(lambda: bad.paragraphs(340_000), "bomb"),
    "parts that are too much together": BadDocx(lambda: bad.bombs(40), "bomb"),
    "part that says a smaller size": BadDocx(bad.lying_bomb, "broken"),
    "a million paragraphs": BadDocx(lambda: bad.body("<w:p/>" * 1_000_000), "bomb"),
    "200,000 paragraphs": BadDocx(lambda: bad.paragraphs(200_000), "bomb"),
    "25,000 paragraphs that differ": BadDocx(bad.numbers, "text", "4000"),
    "10,000 entries": BadDocx(lambda: bad.many(10_000), "bomb"),
    "501 entries": BadDocx(lambda: bad.many(499), "bomb"),
    "500 entries": BadDocx(lambda: bad.many(498), "text"),
    "a quarter of a million entries": BadDocx(bad.crowd, "bomb"),
    "archive in an archive": BadDocx(lambda: bad.nested(5), "text"),
}
ARCHIVES: Final[dict[str, BadDocx]] = {
    "0 bytes": BadDocx(lambda: b"", "empty"),
    "1 byte": BadDocx(lambda: b"P", "unsupported_type"),
    "first four bytes": BadDocx(lambda: GOOD[:4], "broken"),
    "half of it": BadDocx(lambda: GOOD[: len(GOOD) // 2], "broken"),
    "without its last byte": BadDocx(lambda: GOOD[:-1], "broken"),
    "bytes after the end": BadDocx(lambda: GOOD + bytes(999), "text"),
    "bytes before the start": BadDocx(lambda: b"MZ" + GOOD, "unsupported_type"),
    "name with ..": BadDocx(lambda: bad.with_part("../../evil.xml"), "broken"),
    "name with .. the other way": BadDocx(
        lambda: bad.with_part("..\\evil.xml"), "broken"
    ),
    "name from the root": BadDocx(lambda: bad.with_part("/etc/evil.xml"), "broken"),
    "name with a drive": BadDocx(lambda: bad.with_part("C:/evil.xml"), "broken"),
    "name with NUL": BadDocx(lambda: bad.renamed("word/a.xml", "word/\0.xml"), "text"),
    "name of 60,000 letters": BadDocx(lambda: bad.with_part("a" * 60_000), "text"),
    "main part twice": BadDocx(bad.twice, "broken"),
    "locked entries": BadDocx(lambda: bad.flagged(1), "encrypted"),
    "strongly locked entries": BadDocx(lambda: bad.flagged(0x41), "encrypted"),
    "patched entries": BadDocx(lambda: bad.flagged(0x20), "broken"),
    "unknown way of packing": BadDocx(lambda: bad.method(99), "broken"),
    "wrong checksum": BadDocx(lambda: bad.checked(7), "broken"),
    "sizes too small": BadDocx(lambda: bad.sized(10), "broken"),
    "sizes far too large": BadDocx(lambda: bad.sized(4_000_000_000), "bomb"),
    "locked file": BadDocx(
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(500)
            + "EncryptedPackage".encode("utf-16-le")
        ),
        "encrypted",
    ),
    "old Word file": BadDocx(
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000), "unsupported_type"
    ),
}
PARTS: Final[dict[str, BadDocx]] = {
    "no main part": BadDocx(
        lambda: bad.without("word/document.xml"), "unsupported_type"
    ),
    "no list of types": BadDocx(
        lambda: bad.without("[Content_Types].xml"), "unsupported_type"
    ),
    "empty main part": BadDocx(lambda: bad.main_part(""), "broken"),
    "main part that is no XML": BadDocx(lambda: bad.main_part(bytes(99)), "broken"),
    "main part that is cut": BadDocx(lambda: bad.main_part("<w:document"), "broken"),
    "wrong root": BadDocx(lambda: bad.main_part("<other/>"), "broken"),
    "no body": BadDocx(
        lambda: bad.main_part(f'<w:document xmlns:w="{words.W}"/>'), "broken"
    ),
    "empty body": BadDocx(lambda: bad.main_part(words.document("")), "no_text"),
    "another name space": BadDocx(
        lambda: bad.main_part(words.document(VISIBLE).replace("openxml", "closed")),
        "broken",
    ),
    "strict name space": BadDocx(bad.strict, "text"),
    "bytes that are no UTF-8": BadDocx(
        lambda: bad.main_part(words.document(VISIBLE).encode() + b"\xff\xfe"), "broken"
    ),
    "unknown encoding": BadDocx(
        lambda: bad.main_part('<?xml version="1.0" encoding="no-such"?><x/>'), "broken"
    ),
    "styles that are no XML": BadDocx(
        lambda: bad.with_part("word/styles.xml", "<w:styles"), "broken"
    ),
    "header that is no XML": BadDocx(
        lambda: bad.with_part("word/header1.xml", "<"), "broken"
    ),
    "macros": BadDocx(lambda: bad.with_part("word/vbaProject.bin"), "unsupported_type"),
    "macros in capitals": BadDocx(
        lambda: bad.with_part("word/VBAPROJECT.BIN"), "unsupported_type"
    ),
    "parts elsewhere": BadDocx(bad.linked, "text"),
    "part that includes a file": BadDocx(bad.included, "text"),
    "style based upon itself": BadDocx(lambda: bad.styles(bad.based("A", "A")), "text"),
    "styles in a circle": BadDocx(
        lambda: bad.styles(bad.based("A", "B") + bad.based("B", "A")), "text"
    ),
    "styles ten thousand deep": BadDocx(
        lambda: bad.styles(
            bad.based("A", "S0")
            + "".join(bad.based(f"S{i}", f"S{i + 1}") for i in range(10_000))
        ),
        "text",
    ),
    "style that is missing": BadDocx(lambda: bad.styles(""), "text"),
    "sizes that are no numbers": BadDocx(
        lambda: bad.main_part(
            words.document(
                words.paragraph(
                    "Visible words", '<w:sz w:val="large"/><w:color w:val="red"/>'
                )
            )
        ),
        "text",
    ),
    "controls two hundred deep": BadDocx(lambda: bad.deep("sdt", 200), "text"),
    "controls a thousand deep": BadDocx(lambda: bad.deep("sdt", 1_000), "broken"),
    "tables sixty deep": BadDocx(lambda: bad.deep_tables(60), "text"),
    "tables a thousand deep": BadDocx(lambda: bad.deep_tables(1_000), "broken"),
    "cell over a milliard columns": BadDocx(
        lambda: bad.body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
            f"{VISIBLE}</w:tc><w:tc>{VISIBLE}</w:tc></w:tr></w:tbl>"
        ),
        "text",
    ),
    "hidden words": BadDocx(
        lambda: bad.body(words.paragraph("SECRET", "<w:vanish/>")), "text"
    ),
}
DOCX: Final[dict[str, BadDocx]] = {**BOMBS, **ARCHIVES, **PARTS}
