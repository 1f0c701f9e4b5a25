"""Small helpers for writing PDFs with typst and documents with python-docx."""

import io
import json
from pathlib import Path

import typst
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONTS = Path(__file__).resolve().parents[2] / "interviews" / "pdf" / "fonts"


def s(text: str) -> str:
    """A typst string; `#` in front of it makes it text."""
    return json.dumps(text, ensure_ascii=False)


def pdf(markup: str, *, size: float = 10, margin: str = "2cm") -> bytes:
    """Typst markup → PDF with the project's own fonts only."""
    head = (
        f'#set page(paper: "a4", margin: {margin})\n'
        f'#set text(font: "Pretendard", size: {size}pt)\n'
        "#set par(leading: 0.6em, spacing: 0.8em)\n"
    )
    result = typst.compile(
        (head + markup).encode(), font_paths=[FONTS], ignore_system_fonts=True
    )
    if not isinstance(result, bytes):
        raise TypeError("typst gave pages instead of one file")
    return result


def para(text: str, **style: object) -> str:
    """One typst paragraph."""
    if not style:
        return f"#{s(text)}\n\n"
    options = ", ".join(f"{key}: {value}" for key, value in style.items())
    return f"#text({options})[#{s(text)}]\n\n"


def bullets(lines: tuple[str, ...], mark: str = "•") -> str:
    """Lines with a bullet typed before each."""
    return "".join(
        f"#par(hanging-indent: 1em)[#{s(f'{mark} {line}')}]\n" for line in lines
    )


def grid(rows: list[list[str]], columns: str, *, stroke: str = "0.5pt") -> str:
    """A bordered typst table of plain cells; a cell may be typst code with `table.`."""
    cells = ",\n".join(
        cell if cell.startswith("table.cell") else f"[#{s(cell)}]"
        for row in rows
        for cell in row
    )
    return f"#table(columns: ({columns}), stroke: {stroke}, inset: 6pt,\n{cells})\n\n"


def wide(text: str, span: int, *, rows: int = 1, fill: str = "none") -> str:
    """A merged cell."""
    return f"table.cell(colspan: {span}, rowspan: {rows}, fill: {fill})[#{s(text)}]"


def saved(document: Docx) -> bytes:
    """A python-docx document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_box(paragraph: Paragraph, lines: list[str]) -> None:
    """Anchor a text box, with the old form beside it as Word writes both."""
    inner = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{_xml(line)}</w:t></w:r></w:p>"
        for line in lines
    )
    run = f"""
    <w:r {nsdecls("w")}
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
     xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
     xmlns:v="urn:schemas-microsoft-com:vml"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
     <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>
     <wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>
     </wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>
     <w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>
     </mc:Fallback></mc:AlternateContent></w:r>"""
    paragraph._p.append(parse_xml(run))  # noqa: SLF001 - no public way


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fill_table(table: Table, rows: list[list[str]]) -> None:
    """Put texts into the cells of a table of the same shape."""
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def merge_down(table: Table, col: int, first: int, last: int) -> _Cell:
    """Merge the cells of one column."""
    return table.cell(first, col).merge(table.cell(last, col))
