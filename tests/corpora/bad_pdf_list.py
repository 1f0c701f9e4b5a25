"""The list of bad PDFs: what is wrong, how it is made, what must come of it."""

from __future__ import annotations

import unicodedata
import zlib
from typing import Final

from tests.corpora import bad_pdfs as bad, pdf_bombs, pdfs
from tests.corpora.bad_pdfs import GOOD, SHOWN, BadPdf

BOMBS: Final[dict[str, BadPdf]] = {
    "single Flate bomb": BadPdf(pdf_bombs.single_flate, "broken"),
    "nested Flate bomb": BadPdf(pdf_bombs.nested_flate, "broken"),
    "20,000 pages of one stream": BadPdf(pdf_bombs.shared_stream, "too_many_pages"),
    "20,000 pages counted as one": BadPdf(
        pdf_bombs.shared_stream_with_a_low_count, "text"
    ),
    "2 M text operators": BadPdf(pdf_bombs.text_operators, "broken"),
    "5 M saves": BadPdf(pdf_bombs.saves, "broken"),
    "200,000 nested arrays": BadPdf(pdf_bombs.nested_arrays, "text"),
    "nested arrays in the catalogue": BadPdf(
        pdf_bombs.nested_arrays_in_the_catalogue, "text"
    ),
    "a million objects": BadPdf(pdf_bombs.many_objects, "text"),
    "200,000 rectangles": BadPdf(pdf_bombs.many_drawings, "text"),
    "forms in forms": BadPdf(pdf_bombs.forms_in_forms, "broken"),
}
STRUCTURE: Final[dict[str, BadPdf]] = {
    "0 bytes": BadPdf(lambda: b"", "empty"),
    "1 byte": BadPdf(lambda: b"%", "unsupported_type"),
    "header only": BadPdf(lambda: b"%PDF-1.7\n", "broken"),
    "header not at 0": BadPdf(lambda: b"\n" + GOOD, "unsupported_type"),
    "header of no version": BadPdf(lambda: b"%PDF-x.y\n" + GOOD[9:], "text"),
    "zeros after the header": BadPdf(lambda: b"%PDF-1.7\n" + bytes(9_999), "broken"),
    "no %%EOF": BadPdf(lambda: bad.cut_at(b"%%EOF"), "text"),
    "no startxref": BadPdf(lambda: bad.cut_at(b"startxref"), "text"),
    "no trailer": BadPdf(lambda: bad.cut_at(b"trailer"), "broken"),
    "no xref": BadPdf(lambda: bad.cut_at(b"xref"), "broken"),
    "bytes after %%EOF": BadPdf(lambda: GOOD + bytes(5_000), "text"),
    "table place too far": BadPdf(lambda: bad.shifted(10**9), "text"),
    "table place a little off": BadPdf(lambda: bad.shifted(-7), "text"),
    "table place negative": BadPdf(lambda: bad.shifted(-(10**6)), "text"),
    "entries of the table wrong": BadPdf(
        lambda: GOOD.replace(b" 00000 n", b"9 00000 n"), "text"
    ),
    "all entries of the table free": BadPdf(
        lambda: GOOD.replace(b" 00000 n", b" 00000 f"), "text"
    ),
    "table in a loop": BadPdf(bad.table_in_a_loop, "text"),
    "size of the table wrong": BadPdf(
        lambda: bad.replaced(b"/Size 12", b"/Size 99"), "text"
    ),
    "size of the table huge": BadPdf(
        lambda: bad.replaced(b"/Size 12", b"/Size 2147483647"), "text"
    ),
    "object and table streams": BadPdf(bad.packed, "text"),
    "table stream in a loop": BadPdf(
        lambda: bad.packed(lambda start: b"/Prev %d" % start), "text"
    ),
    "object stream in itself": BadPdf(bad.stream_in_itself, "text"),
    "length too small": BadPdf(lambda: bad.lengthy(b"3"), "text"),
    "length too large": BadPdf(lambda: bad.lengthy(b"9999999"), "text"),
    "length negative": BadPdf(lambda: bad.lengthy(b"-1"), "text"),
    "length refers to itself": BadPdf(lambda: bad.lengthy(b"11 0 R"), "text"),
    "length of no number": BadPdf(lambda: bad.lengthy(b"/Many"), "text"),
    "page tree in a loop": BadPdf(bad.page_in_a_loop, "no_text"),
    "page tree a thousand deep": BadPdf(bad.deep_tree, "text"),
    "count too small": BadPdf(lambda: bad.replaced(b"/Count 1", b"/Count 0"), "text"),
    "count too large": BadPdf(lambda: bad.replaced(b"/Count 1", b"/Count 30"), "text"),
    "count far too large": BadPdf(
        lambda: bad.replaced(b"/Count 1", b"/Count 99999999"), "text"
    ),
    "count negative": BadPdf(lambda: bad.replaced(b"/Count 1", b"/Count -5"), "text"),
    "no page": BadPdf(
        lambda: bad.changed({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "no_text"
    ),
    "page that is missing": BadPdf(
        lambda: bad.changed({2: b"<< /Type /Pages /Kids [99 0 R] /Count 1 >>"}),
        "no_text",
    ),
    "no catalogue": BadPdf(
        lambda: bad.replaced(b"/Root 1 0 R", b"/Root 9 0 R"), "broken"
    ),
    "font that is missing": BadPdf(
        lambda: bad.replaced(b"/F1 3 0 R", b"/F1 9 0 R"), "text"
    ),
    "font that is itself": BadPdf(
        lambda: bad.changed(
            {3: b"<< /Type /Font /Subtype /Type0 /DescendantFonts [3 0 R] >>"}
        ),
        "no_text",
    ),
    "content that is missing": BadPdf(
        lambda: bad.changed({4: bad.PAGE.replace(b"5 0 R", b"9 0 R")}), "no_text"
    ),
    "unknown filter": BadPdf(lambda: bad.filtered(SHOWN, b"/NoSuch"), "text"),
    "packed content that is damaged": BadPdf(
        lambda: bad.filtered(b"\x78\x9c" + bytes(99), b"/FlateDecode"), "no_text"
    ),
    "packed content that is cut": BadPdf(
        lambda: bad.filtered(zlib.compress(SHOWN * 9)[:-6], b"/FlateDecode"), "text"
    ),
    "a thousand filters": BadPdf(
        lambda: bad.filtered(SHOWN, b"[" + b"/ASCIIHexDecode " * 1_000 + b"]"), "text"
    ),
}
LOCKED: Final[dict[str, BadPdf]] = {
    "password to open it": BadPdf(
        lambda: bad.locked("open sesame", "owner"), "encrypted"
    ),
    "password to change it": BadPdf(lambda: bad.locked("", "owner"), "text"),
    "lock that only its own program opens": BadPdf(
        lambda: pdfs.build(
            bad.ONE, trailer=b"/Encrypt << /Filter /NoSuch /V 99 >> /ID [<00> <00>]"
        ),
        "encrypted",
    ),
}
ACTING: Final[dict[str, BadPdf]] = {
    "JavaScript": BadPdf(
        lambda: bad.acting(
            b"/Names << /JavaScript << /Names "
            b"[(x) << /S /JavaScript /JS (SECRET) >>] >> >>"
        ),
        "text",
    ),
    "JavaScript when it opens": BadPdf(
        lambda: bad.acting(
            b"/OpenAction << /S /JavaScript /JS (for \\(;;\\) SECRET) >>"
        ),
        "text",
    ),
    "opens an address": BadPdf(
        lambda: bad.acting(b"/OpenAction << /S /URI /URI (http://192.0.2.1/SECRET) >>"),
        "text",
    ),
    "starts a program": BadPdf(
        lambda: bad.acting(b"/OpenAction << /S /Launch /F (/bin/SECRET) >>"), "text"
    ),
    "link to an address": BadPdf(
        lambda: bad.link(b"/S /URI /URI (http://192.0.2.1/SECRET)"), "text"
    ),
    "link that sends a form": BadPdf(
        lambda: bad.link(b"/S /SubmitForm /F (http://192.0.2.1/SECRET)"), "text"
    ),
    "embedded file": BadPdf(bad.embedded, "text"),
    "XFA form": BadPdf(bad.form, "text"),
    "content in another file": BadPdf(
        lambda: bad.changed(
            {5: b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"}
        ),
        "no_text",
    ),
}
SHEETS: Final[dict[str, BadPdf]] = {
    "huge sheet": BadPdf(lambda: bad.boxed("[0 0 200000000 200000000]"), "no_text"),
    "small letters on a large sheet": BadPdf(bad.large_sheet, "text", "illicit hijab"),
    "sheet of 200 inches": BadPdf(lambda: bad.boxed("[0 0 14400 14400]"), "text"),
    "endless sheet": BadPdf(lambda: bad.boxed("[0 0 1e38 1e38]"), "text"),
    "sheet without size": BadPdf(lambda: bad.boxed("[0 0 0 0]"), "text"),
    "sheet inside out": BadPdf(lambda: bad.boxed("[595 842 0 0]"), "text"),
    "sheet of words": BadPdf(lambda: bad.boxed("[(a) /b null]"), "text"),
    "very wide strip": BadPdf(lambda: bad.boxed("[0 0 1000000 800]"), "text"),
}
WORDS: Final[dict[str, BadPdf]] = {
    "empty page": BadPdf(lambda: pdfs.pages([b""]), "no_text"),
    "only white text": BadPdf(
        lambda: pdfs.pages([pdfs.text("SECRET", more="1 1 1 rg")]), "no_text"
    ),
    "white text": BadPdf(
        lambda: bad.drawing(pdfs.text("SECRET", y=600, more="1 1 1 rg")), "text"
    ),
    "1 pt text": BadPdf(
        lambda: bad.drawing(pdfs.text("SECRET", y=600, size=1)), "text"
    ),
    "Korean": BadPdf(lambda: bad.unicode_page("보이는 낱말"), "text", "보이는 낱말"),
    "Arabic": BadPdf(lambda: bad.unicode_page("كلمات"), "text", "كلمات"),
    "Korean, Arabic and Latin": BadPdf(
        lambda: bad.unicode_page("한국 كلمات words", "Visible words"), "text"
    ),
    "private letters": BadPdf(lambda: bad.unicode_page("\ue000\uf8ff"), "text", ""),
    "halves of characters": BadPdf(
        lambda: bad.unicode_page("가나").replace(b"<AC00", b"<D800"), "text", ""
    ),
    "Greek, Cyrillic and Polish": BadPdf(
        lambda: bad.unicode_page("λόγος слова Łódź"), "text", "λόγος слова Łódź"
    ),
    "Thai and Hindi": BadPdf(
        lambda: bad.unicode_page("ประเทศ हिन्दी"), "text", "ประเทศ हिन्दी"
    ),
    "Korean in single sounds": BadPdf(
        lambda: bad.unicode_page(unicodedata.normalize("NFD", "한글 이력서")),
        "text",
        "한글 이력서",
    ),
    "more letters than are read of a page": BadPdf(bad.very_full_page, "text"),
    "no number where one must be": BadPdf(
        lambda: bad.drawing(b"BT /F1 x Tf nan inf Td (more) Tj ET"), "text"
    ),
    "huge numbers": BadPdf(
        lambda: bad.drawing(b"1e38 0 0 1e38 1e38 1e38 cm BT /F1 1e38 Tf (far) Tj ET"),
        "text",
    ),
    "mirrored": BadPdf(lambda: pdfs.pages([b"-1 0 0 1 595 0 cm " + SHOWN]), "text", ""),
}
POLYGLOTS: Final[dict[str, BadPdf]] = {
    "PDF and ZIP": BadPdf(bad.with_zip, "text"),
    "ZIP before the PDF": BadPdf(
        lambda: b"PK\x03\x04" + bytes(99) + GOOD, "unsupported_type"
    ),
    "PDF and HTML": BadPdf(
        lambda: b"%PDF-1.7\n<html><script>SECRET</script></html>\n" + GOOD[9:], "text"
    ),
    "HTML before the PDF": BadPdf(lambda: b"<html>" + GOOD, "unsupported_type"),
    "PDF and JPEG": BadPdf(
        lambda: GOOD + b"\xff\xd8\xff\xe0" + bytes(500) + b"\xff\xd9", "text"
    ),
    "JPEG before the PDF": BadPdf(
        lambda: b"\xff\xd8\xff\xe0" + bytes(99) + GOOD, "unsupported_type"
    ),
    "two PDFs": BadPdf(lambda: GOOD + GOOD, "text"),
}
PDFS: Final[dict[str, BadPdf]] = {
    **BOMBS, **STRUCTURE, **LOCKED, **ACTING, **SHEETS, **WORDS, **POLYGLOTS,
}  # fmt: skip
