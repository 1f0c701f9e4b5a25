"""Naughty strings over the API: kept exactly as sent, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.lines import clean_line
from interviews.models import Answer, Interview, Resume
from tests.corpora.naughty import KEPT, naughty
from tests.integration.api.conftest import Caller
from tests.integration.api.test_questions import now_asked, path_of

CORPUS = naughty()
LINE, PARAGRAPH = 300, 20_000
ROWS, EACH, EIGHTH = 50, 60, 8
DATES = {"1970-01-01", "2026-02-30"}  # a day that no month has is as far as known


@pytest.fixture(autouse=True)
def open_limits(settings: Any) -> None:
    """So many requests that the limits would answer instead."""
    settings.API_BURST = 100_000


def test_the_corpus_has_its_size() -> None:
    assert len({item.text for item in CORPUS}) >= 500


def test_every_draft_is_kept_as_sent_or_refused(
    as_alice: Caller, started: Interview
) -> None:
    question = now_asked(as_alice, started)
    path = path_of(started, question, "draft")
    drafts = Answer.objects.filter(turn__public_id=question["id"])
    drafts = drafts.values_list("draft", flat=True)
    before = ""

    for item in CORPUS:
        answer = as_alice("PUT", path, {"text": item.text})

        kept = item.expected in {KEPT, "empty"}
        assert answer.status_code == (200 if kept else 422), item
        before = item.text if kept else before
        assert drafts.get() == before, item


def test_an_answer_is_kept_as_sent_or_refused(
    as_alice: Caller, started: Interview
) -> None:
    """All that is refused, and a part of the rest: drafts go through the same check."""
    question = now_asked(as_alice, started)
    path = path_of(started, question, "answer")
    row = Answer.objects.filter(turn__public_id=question["id"])
    kept = [item for item in CORPUS if item.expected == KEPT]
    refused = [item for item in CORPUS if item.expected != KEPT]

    for item in kept[::6]:
        with transaction.atomic():
            answer = as_alice("POST", path, {"text": item.text})
            stored = row.get()
            transaction.set_rollback(True)
        assert answer.status_code == 201, item
        assert stored.text == item.text, item
    for item in refused:
        answer = as_alice("POST", path, {"text": item.text})
        assert answer.status_code == 422, item
        assert answer.json()["errors"][0]["loc"] == ["body", "text"], item
        assert row.get().status == "DRAFT", item


def test_what_was_kept_comes_back_as_sent(as_alice: Caller, started: Interview) -> None:
    question = now_asked(as_alice, started)
    url = f"/interviews/{started.public_id}/questions"
    whole = "\n".join(item.text for item in CORPUS if item.expected == KEPT)

    for start in range(0, len(whole), 19_000):
        text = f"앞{whole[start : start + 19_000]}뒤"
        as_alice("PUT", path_of(started, question, "draft"), {"text": text})
        shown = as_alice("GET", url).json()["questions"]
        assert [q["draft"] for q in shown if q["id"] == question["id"]] == [text]


def can_be_stored(text: str) -> bool:
    """Neither NUL nor half a character."""
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)


def is_line(text: str) -> bool:
    """Something that people see, and not too much."""
    fits = 0 < len(text.strip()) <= LINE
    return can_be_stored(text) and fits and clean_line(text) != ""


def is_paragraph(text: str) -> bool:
    """Anything but too much."""
    return can_be_stored(text) and len(text) <= PARAGRAPH


def is_date(text: str) -> bool:
    """Two strings of the corpus are dates."""
    return text in DATES


def ascii_of(text: str) -> str:
    """What no tidying may touch."""
    return "".join(
        sign for sign in text if sign.isascii() and sign.isprintable()
    ).replace(" ", "")


type Rule = Callable[[str], bool]
# Field → how a row holds the text, what may be in it, and whether it is a line.
FIELDS: dict[str, tuple[str, Callable[[str], Any], Rule, bool]] = {
    "skill": ("skills", lambda text: text, is_line, True),
    "school": ("education", lambda text: {"school": text}, is_line, True),
    "start": ("experience", lambda text: {"start": text}, is_date, False),
    "summary": ("projects", lambda text: {"summary": text}, is_paragraph, False),
    "answer": ("cover_letter", lambda text: {"answer": text}, is_paragraph, False),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_a_profile_keeps_what_was_sent(
    as_alice: Caller, resume_of_alice: Resume, name: str
) -> None:
    section, row_with, is_right, is_one_line = FIELDS[name]
    texts = [item.text for item in CORPUS if is_right(item.text)]

    for start in range(0, len(texts), ROWS):
        sent = texts[start : start + ROWS]
        body = {section: [row_with(text) for text in sent]}
        answer = as_alice(
            "PATCH", f"/resumes/{resume_of_alice.public_id}/profile", body
        )
        resume_of_alice.refresh_from_db()

        stored = resume_of_alice.profile[section]
        kept = [row if isinstance(row, str) else row[name] for row in stored]
        assert answer.status_code == 200
        assert kept == [clean_line(text) if is_one_line else text for text in sent]
        assert answer.json()["profile"][section] == stored
        for text, row in zip(sent, kept, strict=True):
            assert ascii_of(row) == ascii_of(text)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_a_profile_refuses_what_it_cannot_keep(
    as_alice: Caller, resume_of_alice: Resume, name: str
) -> None:
    section, row_with, is_right, _is_one_line = FIELDS[name]
    before = resume_of_alice.profile
    texts = [item.text for item in CORPUS if not is_right(item.text)]
    texts.sort(key=can_be_stored)

    for text in [*texts[:EACH], *texts[EACH::EIGHTH]]:
        body = {section: [row_with("2020"), row_with(text)]}
        answer = as_alice(
            "PATCH", f"/resumes/{resume_of_alice.public_id}/profile", body
        )

        assert answer.status_code == 422, text
        assert answer.json()["errors"][0]["loc"][:3] == ["body", section, 1], text
    resume_of_alice.refresh_from_db()
    assert resume_of_alice.profile == before
