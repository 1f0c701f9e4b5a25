"""Consents over the API: read in a language, kept in that language."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Consent, User
from tests.integration.api.conftest import Caller

pytestmark = pytest.mark.usefixtures("seeded")


def _agree(caller: Caller, query: str, names: tuple[str, ...]) -> Any:
    """Read the texts, agree to the required one as it was listed, in English."""
    items = caller("GET", f"/consents{query}").json()["items"]
    body = {
        "position": "Backend developer",
        "scenario": "short",
        "language": "en",
        "consents": [
            {name: row[name] for name in names} for row in items if row["required"]
        ],
    }
    made = caller("POST", "/interviews", body)
    assert made.status_code == 201, made.content
    given = caller("GET", f"/interviews/{made.json()['id']}/consents").json()["items"]
    return items[0], given[0]


@pytest.mark.parametrize("own", ["ko", "en"])
def test_the_words_of_the_callers_language_are_kept(
    as_alice: Caller, alice: User, own: str
) -> None:
    User.objects.filter(pk=alice.pk).update(language=own)

    read, kept = _agree(as_alice, "", ("purpose", "version"))

    assert read["language"] == kept["language"] == own
    assert read["sha256"] == kept["sha256"]
    assert Consent.objects.get().document.sha256 == read["sha256"]


@pytest.mark.parametrize("asked", ["ko", "en"])
def test_the_words_of_the_language_that_was_asked_for_are_kept(
    as_alice: Caller, asked: str
) -> None:
    names = ("purpose", "version", "language")

    read, kept = _agree(as_alice, f"?language={asked}", names)

    assert read["language"] == kept["language"] == asked
    assert read["sha256"] == kept["sha256"]


def test_an_unknown_language_is_refused(as_alice: Caller) -> None:
    consent = {"purpose": "interview_record", "version": "2026-11", "language": "fr"}

    made = as_alice(
        "POST", "/interviews", {"position": "개발자", "consents": [consent]}
    )

    assert made.status_code == 422
