"""Hand-made bad PDFs: each ends as the corpus says, within the child's limits."""

from __future__ import annotations

import pytest

from tests.corpora.bad_pdf_list import BOMBS, PDFS
from tests.corpora.readings import Reading, read_all
from tests.unit.resumes.limits import assert_within_limits


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """All of them, read one after another."""
    return read_all({name: ("cv.pdf", pdf.make()) for name, pdf in PDFS.items()})


def test_the_corpus_has_its_size() -> None:
    assert len(PDFS) >= 60
    assert len(BOMBS) >= 6


@pytest.mark.parametrize("name", PDFS)
def test_bad_pdf_ends_as_expected(readings: dict[str, Reading], name: str) -> None:
    reading = readings[name]

    assert_within_limits(reading)
    assert reading.result == PDFS[name].expected
    if reading.document is not None:
        assert PDFS[name].words in reading.document.visible_text
        assert "SECRET" not in repr(reading.document)


@pytest.mark.parametrize("name", sorted(PDFS.keys() - BOMBS.keys()))
def test_only_bombs_end_their_child(readings: dict[str, Reading], name: str) -> None:
    assert readings[name].died in {"", "at the door"}


FOUND = {
    "white text": ("hidden_text", 1),
    "1 pt text": ("hidden_text", 1),
    "more letters than are read of a page": ("truncated", 1),
    "count too large": ("unreadable_page", 30),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_not_read_is_said(readings: dict[str, Reading], name: str) -> None:
    document = readings[name].document

    assert document is not None
    assert FOUND[name] in [(row.kind, row.page) for row in document.findings]


@pytest.mark.parametrize(
    "name",
    [
        "Arabic",
        "Greek, Cyrillic and Polish",
        "Korean",
        "Korean in single sounds",
        "Thai and Hindi",
        "sheet of 200 inches",
        "small letters on a large sheet",
    ],
)
def test_what_people_see_is_not_called_hidden(
    readings: dict[str, Reading], name: str
) -> None:
    document = readings[name].document

    assert document is not None
    assert document.findings == ()
