"""Good PDFs damaged by chance: text or a code, within the limits, whatever happened.

300 of them each time; `CORPORA=long` reads 2,500, before a release.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from interviews.resumes import profile_from
from tests.corpora.mutated_pdfs import BASES, mutations
from tests.corpora.readings import Reading, read_all
from tests.unit.resumes.limits import assert_within_limits

NUMBER = 2_500 if os.environ.get("CORPORA") == "long" else 300
ALLOWED = {"text", "broken", "encrypted", "no_text", "too_many_pages"}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """All of them, read one after another."""
    return read_all({name: ("cv.pdf", data) for name, data in mutations(NUMBER)})


def test_the_corpus_has_its_size(readings: dict[str, Reading]) -> None:
    assert len(readings) == NUMBER


def test_damage_is_only_damage() -> None:
    """Undamaged, each of them is read: what fails below fails by its damage."""
    whole = read_all({name: ("cv.pdf", make()) for name, make in BASES.items()})

    assert {reading.result for reading in whole.values()} == {"text"}


def test_damaged_pdf_gives_text_or_a_code(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        assert_within_limits(reading)
        assert reading.result in ALLOWED, name
        assert reading.died == "", name


def test_text_of_a_damaged_pdf_gives_a_profile(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        if reading.document is not None:
            assert profile_from(reading.document)


def test_neither_all_nor_none_of_them_can_be_read(readings: dict[str, Reading]) -> None:
    results = Counter(reading.result for reading in readings.values())

    assert results["text"] >= NUMBER // 5
    assert results["broken"] >= NUMBER // 5
