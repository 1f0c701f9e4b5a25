"""DOCX archives written part by part, so that tests can make bad ones."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def document(body: str) -> str:
    """The main part around a body."""
    return (
        f'<?xml version="1.0"?><w:document xmlns:w="{W}">'
        f"<w:body>{body}</w:body></w:document>"
    )


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of one run."""
    run = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:p><w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of parts, the two that every document needs added where missing."""
    whole = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": document(paragraph("Visible words")),
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in whole.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def saying(*paragraphs: str) -> bytes:
    """A document of these paragraphs."""
    return archive({"word/document.xml": document("".join(paragraphs))})
