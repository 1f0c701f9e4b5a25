"""Bad files: each gets its code, within seconds, and nothing hidden gets through."""

import io
import random
import time
import zipfile
from collections.abc import Callable

import pdfs
import pytest
import words
from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from interviews.resumes import (
    MAX_BYTES,
    Document,
    RefusedFile,
    ResumeError,
    check_upload,
    profile_from,
    read_document,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
GOOD_PDF = pdfs.pages([pdfs.text("Visible words")])
SHOWN = pdfs.text("Visible words")
SLOWEST = 17.0


def encrypted_pdf() -> bytes:
    buffer = io.BytesIO()
    lock = pdfencrypt.StandardEncryption("open sesame", ownerPassword="owner")
    page = canvas.Canvas(buffer, encrypt=lock)
    page.drawString(72, 700, "Visible words")
    page.save()
    return buffer.getvalue()


def encrypted_docx() -> bytes:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    return ole + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def image_only_pdf(over: bytes = b"") -> bytes:
    picture = pdfs.stream(
        bytes([0, 255] * 32 * 64),
        b"/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8",
    )
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: pdfs.FONT,
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /I 6 0 R >> /Font << /F1 3 0 R >> >> >>",
        5: pdfs.stream(b"q 595 0 0 842 0 0 cm /I Do Q\n" + over),
        6: picture,
    }
    return pdfs.build(objects)


def looping_pages() -> bytes:
    return pdfs.build(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
        }
    )


def ratio_bomb() -> bytes:
    blanks = " " * 9_000_000
    return words.archive({"word/document.xml": words.document(blanks)})


def entity_bomb() -> bytes:
    inner = "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 10}">' for i in range(9)
    )
    body = words.document(words.paragraph("&e8;")).replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0"?><!DOCTYPE x [{inner}]>'
    )
    return words.archive({"word/document.xml": body})


def external_entity() -> bytes:
    body = words.document(words.paragraph("&file;")).replace(
        '<?xml version="1.0"?>',
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    )
    return words.archive({"word/document.xml": body})


def zipped(name: str, *, flags: int = 0) -> bytes:
    data = words.archive({name: "x"})
    if not flags:
        return data
    out = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(magic)
        while place >= 0:
            out[place + offset] |= flags
            place = out.find(magic, place + 4)
    return bytes(out)


def named_twice() -> bytes:
    buffer = io.BytesIO(words.archive({}))
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(buffer, "a") as packed,
    ):
        packed.writestr("word/document.xml", words.document("<w:p/>"))
    return buffer.getvalue()


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty file": ("cv.pdf", lambda: b"", "empty"),
    "blank text": ("cv.txt", lambda: b" \n\t\r\n", "empty"),
    "more than 10 MB": ("cv.txt", lambda: b"a" * (MAX_BYTES + 1), "too_large"),
    "41 pages": ("cv.pdf", lambda: pdfs.pages([SHOWN] * 41), "too_many_pages"),
    "encrypted PDF": ("cv.pdf", encrypted_pdf, "encrypted"),
    "encrypted DOCX": ("cv.docx", encrypted_docx, "encrypted"),
    "encrypted entry": ("cv.docx", lambda: zipped("word/x.xml", flags=1), "encrypted"),
    "header and nothing else": ("cv.pdf", lambda: b"%PDF-1.7\n", "broken"),
    "half a PDF": ("cv.pdf", lambda: GOOD_PDF[:300], "broken"),
    "half a DOCX": ("cv.docx", lambda: words.archive({})[:300], "broken"),
    "pages in a loop": ("cv.pdf", looping_pages, "no_text"),
    "picture only": ("cv.pdf", image_only_pdf, "no_text"),
    "empty page": ("cv.pdf", lambda: pdfs.pages([b""]), "no_text"),
    "only hidden text": (
        "cv.pdf",
        lambda: pdfs.pages([pdfs.text("SECRET", more="3 Tr")]),
        "no_text",
    ),
    "PNG named PDF": ("cv.pdf", lambda: PNG, "unsupported_type"),
    "PNG named TXT": ("cv.txt", lambda: PNG, "unsupported_type"),
    "PNG named DOCX": ("cv.docx", lambda: PNG, "unsupported_type"),
    "PDF named DOCX": ("cv.docx", lambda: GOOD_PDF, "unsupported_type"),
    "header not at the start": ("cv.pdf", lambda: b"x" + GOOD_PDF, "unsupported_type"),
    "no Word document": (
        "cv.docx",
        lambda: zip_of({"xl/workbook.xml": "<x/>"}),
        "unsupported_type",
    ),
    "macros": (
        "cv.docx",
        lambda: zipped("word/vbaProject.bin"),
        "unsupported_type",
    ),
    "another format": ("cv.hwp", lambda: b"HWP Document File", "unsupported_type"),
    "no extension": ("cv", lambda: GOOD_PDF, "unsupported_type"),
    "bytes that are no text": ("cv.txt", lambda: b"\x81\xff\xfe\xfa" * 9, "broken"),
    "ratio bomb": ("cv.docx", ratio_bomb, "bomb"),
    "entity bomb": ("cv.docx", entity_bomb, "bomb"),
    "external entity": ("cv.docx", external_entity, "bomb"),
    "too many parts": (
        "cv.docx",
        lambda: words.archive({f"word/p{i}.xml": "<x/>" for i in range(501)}),
        "bomb",
    ),
    "path out of the archive": ("cv.docx", lambda: zipped("../x.xml"), "broken"),
    "part named twice": ("cv.docx", named_twice, "broken"),
    "XML that does not parse": (
        "cv.docx",
        lambda: words.archive({"word/document.xml": "<w:document"}),
        "broken",
    ),
    "wrong root": (
        "cv.docx",
        lambda: words.archive({"word/document.xml": "<other/>"}),
        "broken",
    ),
    "nested Flate bomb": ("cv.pdf", lambda: pdfs.bomb(2), "broken"),
    "single Flate bomb": ("cv.pdf", lambda: pdfs.bomb(1), "broken"),
    "five million saves": ("cv.pdf", lambda: pdfs.pages([b"q " * 4_900_000]), "broken"),
}


def zip_of(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_bad_file_gets_its_code_in_time(case: str) -> None:
    name, make, code = REFUSED[case]
    data = make()
    started = time.monotonic()
    with pytest.raises(ResumeError) as refusal:
        read_document(data, name)
    assert refusal.value.code == code
    assert refusal.value.detail
    assert time.monotonic() - started < SLOWEST


HIDDEN_PDF = {
    "white": pdfs.text("SECRET", y=600, more="1 1 1 rg"),
    "nearly white": pdfs.text("SECRET", y=600, more="0.94 0.94 0.94 rg"),
    "tiny": pdfs.text("SECRET", y=600, size=1),
    "off the page": pdfs.text("SECRET", x=900, y=600),
    "below the page": pdfs.text("SECRET", y=-50),
    "render mode 3": pdfs.text("SECRET", y=600, more="3 Tr"),
    "under a shape": pdfs.text("SECRET", y=600) + b"1 1 1 rg 50 590 300 30 re f\n",
    "white upon other text": pdfs.text("SECRET more", more="1 1 1 rg"),
}


@pytest.mark.parametrize("case", HIDDEN_PDF)
def test_hidden_text_in_a_pdf_stays_out_and_is_reported(case: str) -> None:
    document = read_document(pdfs.pages([SHOWN + HIDDEN_PDF[case]]), "cv.pdf")
    assert "Visible" in document.visible_text
    assert_nothing_hidden(document)


def assert_nothing_hidden(document: Document) -> None:
    assert [f.kind for f in document.findings] == ["hidden_text"]
    shown = document.visible_text + "".join(f.detail for f in document.findings)
    assert "SECRET" not in shown
    assert "SECR" not in "".join(shown.split())


def test_text_recognised_over_a_scan_is_read_and_reported_as_such() -> None:
    unseen = pdfs.text("Recognised words", more="3 Tr")
    document = read_document(image_only_pdf(unseen), "cv.pdf")
    assert document.visible_text == "Recognised words"
    assert [finding.kind for finding in document.findings] == ["ocr_layer"]


def test_white_text_on_dark_ground_is_kept() -> None:
    dark = b"0 0 0 rg 50 590 300 30 re f\n"
    data = pdfs.pages([dark + pdfs.text("Light on dark", y=600, more="1 1 1 rg")])
    document = read_document(data, "cv.pdf")
    assert document.visible_text == "Light on dark"
    assert document.findings == ()


HIDDEN_DOCX = {
    "vanish": words.paragraph("SECRET", "<w:vanish/>"),
    "white": words.paragraph("SECRET", '<w:color w:val="FFFFFF"/>'),
    "nearly white": words.paragraph("SECRET", '<w:color w:val="F8F8F8"/>'),
    "two points": words.paragraph("SECRET", '<w:sz w:val="4"/>'),
    "black on black": words.paragraph(
        "SECRET", '<w:shd w:val="clear" w:fill="000000"/>'
    ),
}


@pytest.mark.parametrize("case", HIDDEN_DOCX)
def test_hidden_text_in_a_docx_stays_out_and_is_reported(case: str) -> None:
    data = words.saying(words.paragraph("Visible words"), HIDDEN_DOCX[case])
    document = read_document(data, "cv.docx")
    assert document.visible_text == "Visible words"
    assert_nothing_hidden(document)


def test_text_that_a_style_hides_stays_out() -> None:
    styles = (
        f'<w:styles xmlns:w="{words.W}"><w:style w:type="paragraph" w:styleId="Base">'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Ghost'>"
        "<w:basedOn w:val='Base'/></w:style></w:styles>"
    )
    ghost = (
        '<w:p><w:pPr><w:pStyle w:val="Ghost"/></w:pPr>'
        "<w:r><w:t>SECRET</w:t></w:r></w:p>"
    )
    body = words.document(words.paragraph("Visible words") + ghost)
    data = words.archive({"word/document.xml": body, "word/styles.xml": styles})
    assert_nothing_hidden(read_document(data, "cv.docx"))


def test_white_text_in_a_dark_cell_is_kept() -> None:
    cell = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>"
        + words.paragraph("Career", '<w:color w:val="FFFFFF"/>')
        + "</w:tc></w:tr></w:tbl>"
    )
    assert read_document(words.saying(cell), "cv.docx").visible_text == "Career"


def test_comments_deletions_and_field_codes_are_not_read() -> None:
    body = (
        words.paragraph("Visible words")
        + "<w:p><w:del><w:r><w:delText>SECRET</w:delText></w:r></w:del>"
        + "<w:r><w:instrText>SECRET</w:instrText></w:r></w:p>"
    )
    comments = (
        f'<w:comments xmlns:w="{words.W}"><w:comment>{words.paragraph("SECRET")}'
        "</w:comment></w:comments>"
    )
    data = words.archive(
        {"word/document.xml": words.document(body), "word/comments.xml": comments}
    )
    assert read_document(data, "cv.docx").visible_text == "Visible words"


def test_control_characters_of_pdf_fonts_become_spaces() -> None:
    data = pdfs.pages([pdfs.text("Senior\\003Data\\001Engineer")])
    assert read_document(data, "cv.pdf").visible_text == "Senior Data Engineer"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_text_is_read_in_every_encoding(codec: str) -> None:
    text = "홍가온\n경력\n가온테크 개발자"
    assert read_document(text.encode(codec), "이력서.txt").visible_text == text


def test_decomposed_hangul_is_composed_and_invisible_signs_go() -> None:
    text = "\u1112\u1161\u11ab\u200b글\u202e\u00a0이력\x07서"
    document = read_document(text.encode(), "cv.txt")
    assert document.visible_text == "한글 이력 서"


def test_forty_pages_are_read_to_the_end() -> None:
    contents = [pdfs.text(f"Words of page number {n} here") for n in range(1, 41)]
    document = read_document(pdfs.pages(contents), "cv.pdf")
    assert document.pages == 40
    assert "Words of page number 40 here" in document.visible_text


def test_a_page_without_text_among_others_is_reported() -> None:
    drawing = b"0 0 0 rg 100 100 300 300 re f\n"
    document = read_document(pdfs.pages([SHOWN, drawing, b""]), "cv.pdf")
    assert [(f.kind, f.page) for f in document.findings] == [("no_text_layer", 2)]


def test_very_long_text_is_cut_and_says_so() -> None:
    lines = "".join(f"Line {n} of a very long text\n" for n in range(30_000))
    document = read_document(lines.encode(), "cv.txt")
    assert len(document.visible_text.encode()) <= 200_000
    assert [f.kind for f in document.findings] == ["truncated"]


def test_a_million_paragraphs_end_in_a_result_or_a_code() -> None:
    data = words.archive({"word/document.xml": words.document("<w:p/>" * 1_000_000)})
    with pytest.raises(ResumeError) as refusal:
        read_document(data, "cv.docx")
    assert refusal.value.code in {"bomb", "broken", "no_text"}


def test_upload_is_refused_at_once_by_its_first_kilobyte() -> None:
    with pytest.raises(RefusedFile) as refusal:
        check_upload("cv.pdf", PNG, 5_000_000)
    assert refusal.value.code == "unsupported_type"
    assert check_upload("cv.pdf", GOOD_PDF[:100], len(GOOD_PDF)).value == "pdf"


@pytest.mark.parametrize("seed", range(12))
def test_damaged_pdf_gives_text_or_a_code(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible damage
    data = bytearray(GOOD_PDF)
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(9, len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    code = ""
    try:
        profile_from(read_document(bytes(data), "cv.pdf"))
    except ResumeError as error:
        code = error.code
    assert code in {"", "broken", "no_text", "unsupported_type", "empty"}
