"""Bad files through the reader as a whole, and hidden text that must not get through.

The corpora of bad PDFs and DOCX have tests of their own beside this one.
"""

import time
from collections.abc import Callable

import pytest

from interviews.resumes import (
    MAX_BYTES,
    Document,
    RefusedFile,
    ResumeError,
    check_upload,
    read_document,
)
from tests.corpora import bad_docx, bad_pdfs, pdf_bombs, pdfs, words

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
GOOD_PDF = pdfs.pages([pdfs.text("Visible words")])
SHOWN = pdfs.text("Visible words")
SLOWEST = 17.0


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


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "blank text": ("cv.txt", lambda: b" \n\t\r\n", "empty"),
    "more than 10 MB": ("cv.txt", lambda: b"a" * (MAX_BYTES + 1), "too_large"),
    "41 pages": ("cv.pdf", lambda: pdfs.pages([SHOWN] * 41), "too_many_pages"),
    "picture only": ("cv.pdf", image_only_pdf, "no_text"),
    "only hidden text": (
        "cv.pdf",
        lambda: pdfs.pages([pdfs.text("SECRET", more="3 Tr")]),
        "no_text",
    ),
    "PNG named PDF": ("cv.pdf", lambda: PNG, "unsupported_type"),
    "PNG named TXT": ("cv.txt", lambda: PNG, "unsupported_type"),
    "PNG named DOCX": ("cv.docx", lambda: PNG, "unsupported_type"),
    "PDF named DOCX": ("cv.docx", lambda: GOOD_PDF, "unsupported_type"),
    "another format": ("cv.hwp", lambda: b"HWP Document File", "unsupported_type"),
    "no extension": ("cv", lambda: GOOD_PDF, "unsupported_type"),
    "bytes that are no text": ("cv.txt", lambda: b"\x81\xff\xfe\xfa" * 9, "broken"),
    "child that dies": ("cv.pdf", pdf_bombs.nested_flate, "broken"),
    "locked PDF": ("cv.pdf", lambda: bad_pdfs.locked("open", "owner"), "encrypted"),
    "entities in entities": ("cv.docx", bad_docx.entities, "bomb"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_file_gets_its_code_in_time(case: str) -> None:
    """Through the child as it is started in life; the corpora use forks of one."""
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


def test_upload_is_refused_at_once_by_its_first_kilobyte() -> None:
    with pytest.raises(RefusedFile) as refusal:
        check_upload("cv.pdf", PNG, 5_000_000)
    assert refusal.value.code == "unsupported_type"
    assert check_upload("cv.pdf", GOOD_PDF[:100], len(GOOD_PDF)).value == "pdf"
