"""Report data → PDF bytes, by typst; what people wrote travels as data only."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

from interviews.pdf.glyphs import printable

__all__ = ["PdfFailed", "printable", "report_pdf"]

FOLDER: Final = Path(__file__).resolve().parent


class PdfFailed(Exception):
    """typst could not set the report; `str()` is its diagnostic, without the data."""


def report_pdf(data: Mapping[str, Any]) -> bytes:
    """Set one report as PDF/UA-1, with Pretendard embedded.

    data: what report.typ reads, all texts ready to print (see actions/report_pdf.py)
    and in characters of the font (`printable`).
    Raises PdfFailed.
    """
    try:
        return typst.compile(
            str(FOLDER / "report.typ"),
            root=str(FOLDER),
            font_paths=[str(FOLDER / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise PdfFailed(error.message) from error
