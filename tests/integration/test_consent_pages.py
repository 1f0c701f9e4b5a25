"""Consents: shown and kept in the words of the page, given once, taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import Consent, ConsentDocument, User
from interviews.actions import interviews
from interviews.models import Interview
from tests.conftest import NOW

RECORD = {"interview_record": "yes", "interview_record_version": "2026-11"}
SCORING = {"ai_scoring": "yes", "ai_scoring_version": "2026-11"}


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


@pytest.fixture
def draft(seeded: None, alice: User) -> Interview:
    """An interview in English that waits for consents."""
    return interviews.create_practice(
        by=alice,
        position="Backend developer",
        company=None,
        resume=None,
        scenario_key="short",
        language="en",
        scheduled_time=None,
        at=NOW,
    )


def _read(page: Client, draft: Interview, language: str) -> str:
    page.cookies["django_language"] = language
    return page.get(f"/i/{draft.public_id}/consent/").text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_texts_are_shown_and_kept_in_the_language_of_the_page(
    page: Client, draft: Interview, language: str
) -> None:
    text = _read(page, draft, language)
    shown = re.findall(r'name="read_in" value="(\w+)"', text)

    page.post(f"/i/{draft.public_id}/consent/", {"read_in": shown[0], **RECORD})

    document = Consent.objects.get().document
    assert shown == [document.language] == [language]
    assert f'<div lang="{language}">' in text
    assert document.title in text


def test_what_was_read_is_kept_though_the_page_changed_its_language(
    page: Client, draft: Interview
) -> None:
    _read(page, draft, "ko")
    page.cookies["django_language"] = "en"

    page.post(f"/i/{draft.public_id}/consent/", {"read_in": "ko", **RECORD})

    given = page.get(f"/i/{draft.public_id}/consent/").text
    assert Consent.objects.get().document.language == "ko"
    assert 'lang="ko">면접 기록</h2>' in given


def test_a_mistake_is_shown_in_the_words_that_were_read(
    page: Client, draft: Interview
) -> None:
    page.cookies["django_language"] = "en"

    response = page.post(f"/i/{draft.public_id}/consent/", {"read_in": "ko", **SCORING})

    assert response.status_code == 422
    assert '<div lang="ko">' in response.text
    assert "면접 기록" in response.text


@pytest.mark.parametrize("language", ["", "fr", "\x00"])
def test_a_language_that_there_is_not_is_the_pages(
    page: Client, draft: Interview, language: str
) -> None:
    page.cookies["django_language"] = "ko"

    page.post(f"/i/{draft.public_id}/consent/", {"read_in": language, **RECORD})

    assert Consent.objects.get().document.language == "ko"


def _press(page: Client, draft: Interview, *answers: dict[str, str]) -> Any:
    data = {name: value for answer in answers for name, value in answer.items()}
    return page.post(f"/i/{draft.public_id}/consent/", {"read_in": "ko", **data})


def test_pressing_twice_goes_on_as_once(page: Client, draft: Interview) -> None:
    pressed = [_press(page, draft, RECORD, SCORING) for _press_no in range(2)]

    assert {response["Location"] for response in pressed} == {
        f"/i/{draft.public_id}/how/"
    }
    assert Consent.objects.count() == 2
    draft.refresh_from_db()
    assert (draft.status, draft.ai_consent) == ("READY", True)


def test_another_choice_later_is_no_second_press(
    page: Client, draft: Interview
) -> None:
    _press(page, draft, RECORD)

    response = _press(page, draft, RECORD, SCORING)

    assert response.status_code == 409
    assert Consent.objects.count() == 1


def test_a_consent_that_was_taken_back_is_not_given_by_an_old_page(
    page: Client, draft: Interview
) -> None:
    _press(page, draft, RECORD, SCORING)
    page.post(f"/i/{draft.public_id}/consent/withdraw/", {"purpose": "ai_scoring"})

    response = _press(page, draft, RECORD, SCORING)

    draft.refresh_from_db()
    assert response.status_code == 409
    assert not draft.ai_consent


def test_an_interview_that_has_begun_asks_for_nothing_more(
    page: Client, started: Interview
) -> None:
    response = page.post(f"/i/{started.public_id}/consent/", {})

    assert response.status_code == 409


def test_a_newer_text_is_read_before_it_is_agreed_to(
    page: Client, draft: Interview
) -> None:
    old = ConsentDocument.objects.get(purpose="interview_record", language="ko")
    ConsentDocument.objects.create(
        purpose=old.purpose,
        language="ko",
        version="2027-01",
        title=old.title,
        text=f"{old.text} …",
        sha256="0" * 64,
        is_required=True,
    )

    response = _press(page, draft, RECORD)

    assert response.status_code == 422
    assert "안내문이 바뀌었어요." in response.text
