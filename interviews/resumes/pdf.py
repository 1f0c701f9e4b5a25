"""PDF → lines and tables: only what people see, in the order they read it."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2.raw as pdfium

from interviews.resumes.documents import Block, Finding, Line
from interviews.resumes.errors import ResumeUnreadable
from interviews.resumes.glyphs import PageGlyphs, page_glyphs
from interviews.resumes.layout import Part, page_parts
from interviews.resumes.pdf_page import Page

MAX_PAGES: Final = 40
_GUTTER_SLACK: Final = 10.0
# A password is asked for, or the lock is of a kind that only its own program opens.
_LOCKED: Final = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def read_pdf(data: bytes) -> tuple[list[Block], list[Finding], int]:
    """The visible blocks, the findings and the number of pages."""
    with _opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise ResumeUnreadable(
                "too_many_pages", f"The file has {count} pages; {MAX_PAGES} are read."
            )
        parts: list[Part] = []
        findings: list[Finding] = []
        for index in range(count):
            page_found, glyphs = _read_page(document, index)
            findings += _findings(glyphs, index + 1)
            _append(parts, page_found)
    blocks = [block for part in parts for block in part.blocks]
    return _without_repeats(blocks), findings, count


@contextmanager
def _opened(data: bytes) -> Iterator[object]:
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() in _LOCKED:
            raise ResumeUnreadable("encrypted", "The file is protected by a password.")
        raise ResumeUnreadable("broken", "The file is damaged.")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read_page(document: object, index: int) -> tuple[list[Part], PageGlyphs | None]:
    page = Page(document, index)
    try:
        if not page.loaded:
            return [], None
        glyphs = page_glyphs(page)
        if glyphs.total == 0:
            glyphs.inked = page.shows_anything()
        return page_parts(glyphs.glyphs, page.drawings, index + 1), glyphs
    finally:
        page.close()


def _findings(glyphs: PageGlyphs | None, page: int) -> list[Finding]:
    if glyphs is None:
        return [Finding("unreadable_page", page, "The page is damaged.")]
    found = []
    if glyphs.total == 0 and glyphs.inked:
        found.append(Finding("no_text_layer", page, "The page holds no text."))
    if glyphs.hidden:
        reasons = ", ".join(f"{key} {n}" for key, n in sorted(glyphs.hidden.items()))
        found.append(
            Finding("hidden_text", page, f"Characters people do not see: {reasons}.")
        )
    if glyphs.cut:
        found.append(Finding("truncated", page, "Only a part of the page was read."))
    if glyphs.ocr:
        detail = f"{glyphs.ocr} characters lie unseen over a picture of the page."
        found.append(Finding("ocr_layer", page, detail))
    return found


def _append(parts: list[Part], more: list[Part]) -> None:
    """Add a page; columns that go on from the page before are read on."""
    goes_on = (
        len(parts) >= 2
        and len(more) >= 2
        and parts[-1].column == 2
        and (more[0].column, more[1].column) == (1, 2)
        and abs(parts[-1].gutter - more[1].gutter) <= _GUTTER_SLACK
    )
    if goes_on:
        parts[-2].blocks.extend(more[0].blocks)
        parts[-1].blocks.extend(more[1].blocks)
        more = more[2:]
    parts.extend(more)


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Drop running heads and page numbers: the same first or last line on pages."""
    seen: dict[str, set[int]] = {}
    for block in blocks:
        if isinstance(block, Line) and len(block.text) <= 60:
            seen.setdefault(block.text, set()).add(block.page)
    edges = _edge_lines(blocks)
    kept = []
    for block in blocks:
        if isinstance(block, Line) and id(block) in edges:
            first_page = min(seen.get(block.text, {block.page}))
            if block.page > first_page:
                continue
        kept.append(block)
    return kept


def _edge_lines(blocks: list[Block]) -> set[int]:
    """The first and last line of each page, by identity."""
    by_page: dict[int, list[Block]] = {}
    for block in blocks:
        by_page.setdefault(block.page, []).append(block)
    return {id(block) for page in by_page.values() for block in (page[0], page[-1])}
