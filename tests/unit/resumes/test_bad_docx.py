"""Hand-made bad DOCX: each ends as the corpus says, within the child's limits."""

from __future__ import annotations

import tracemalloc

import pytest

from interviews.resumes import RefusedFile, check_upload
from tests.corpora import bad_docx
from tests.corpora.bad_docx_list import DOCX
from tests.corpora.readings import Reading, read_all
from tests.unit.resumes.limits import assert_within_limits


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """All of them, read one after another."""
    return read_all({name: ("cv.docx", docx.make()) for name, docx in DOCX.items()})


def test_the_corpus_has_its_size() -> None:
    assert len(DOCX) >= 30


@pytest.mark.parametrize("name", DOCX)
def test_bad_docx_ends_as_expected(readings: dict[str, Reading], name: str) -> None:
    reading = readings[name]

    assert_within_limits(reading)
    assert reading.died in {"", "at the door"}
    assert reading.result == DOCX[name].expected
    if reading.document is not None:
        assert DOCX[name].words in reading.document.visible_text
        assert "SECRET" not in repr(reading.document)
        assert "root:" not in reading.document.visible_text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("25,000 paragraphs that differ", "truncated"),
        ("hidden words", "hidden_text"),
        ("strict name space", "hidden_text"),
    ],
)
def test_what_was_not_read_is_said(
    readings: dict[str, Reading], name: str, kind: str
) -> None:
    document = readings[name].document

    assert document is not None
    assert {row.kind for row in document.findings} == {kind}


def test_a_crowd_of_entries_costs_the_door_no_memory() -> None:
    data = bad_docx.crowd()
    tracemalloc.start()

    with pytest.raises(RefusedFile) as refusal:
        check_upload("cv.docx", data, len(data))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.value.code == "bomb"
    assert peak < 1_000_000
