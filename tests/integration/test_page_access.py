"""Who may open the candidate's pages, and with which method."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.models import Interview, Resume, Turn

READ = "GET"
WRITE = "POST"
BOTH = "GET, POST"
INTERVIEW_PAGES = {
    "list": READ,
    "room-now": READ,
    "consent": BOTH,
    "consent-withdraw": WRITE,
    "how": BOTH,
    "start": WRITE,
    "live": READ,
    "live-state": READ,
    "check": READ,
    "complete": WRITE,
    "receipt": READ,
    "receipt-state": READ,
    "report": READ,
    "report-json": READ,
    "retry-report": WRITE,
    "cancel": BOTH,
}
TURN_PAGES = ["draft", "answer-submit", "skip", "retry-answer"]
RESUME_PAGES = {
    "resume": READ,
    "resume-profile": WRITE,
    "resume-confirm": WRITE,
    "resume-retry": WRITE,
    "resume-delete": BOTH,
    "resume-file": READ,
    "resume-state": READ,
    "resume-live": READ,
}
OWN_PAGES = {
    "home": READ,
    "home-state": READ,
    "resumes": READ,
    "resume-upload": WRITE,
    "practice-new": BOTH,
}


def _resume(owner: User) -> Resume:
    return Resume.objects.create(
        owner=owner, file_name="cv.txt", size_bytes=1, sha256="0", kind="txt"
    )


def _all_urls(interview: Interview, resume: Resume) -> dict[str, str]:
    """Every page with its method; rows of one person."""
    turn = Turn.objects.filter(interview=interview).waiting()[0]
    urls = {}
    for name, method in INTERVIEW_PAGES.items():
        urls[reverse(f"interviews:{name}", args=[interview.public_id])] = method
    for name in TURN_PAGES:
        args = [interview.public_id, turn.public_id]
        urls[reverse(f"interviews:{name}", args=args)] = WRITE
    urls[reverse("interviews:room", args=[interview.public_id, "1"])] = READ
    for name, method in RESUME_PAGES.items():
        urls[reverse(f"interviews:{name}", args=[resume.public_id])] = method
    return urls


def test_anonymous_people_are_sent_to_sign_in(
    client: Client, started: Interview, alice: User
) -> None:
    urls = _all_urls(started, _resume(alice))
    urls |= {
        reverse(f"interviews:{name}"): method for name, method in OWN_PAGES.items()
    }

    for url, method in urls.items():
        response = client.post(url) if method == WRITE else client.get(url)

        assert response.status_code == 302, url
        assert response["Location"].startswith("/accounts/login/?next="), url


def test_strangers_find_nothing(
    client: Client, started: Interview, alice: User, sam: User
) -> None:
    client.force_login(sam)

    for url, method in _all_urls(started, _resume(alice)).items():
        if WRITE in method:
            assert client.post(url).status_code == 404, url
        if READ in method:
            assert client.get(url).status_code == 404, url


def test_a_missing_interview_looks_like_a_strangers(
    client: Client, alice: User
) -> None:
    client.force_login(alice)

    for name in ("list", "receipt", "report"):
        url = reverse(f"interviews:{name}", args=[uuid.uuid4()])
        assert client.get(url).status_code == 404


def test_the_wrong_method_is_refused(
    client: Client, started: Interview, alice: User
) -> None:
    client.force_login(alice)
    urls = _all_urls(started, _resume(alice))
    urls |= {
        reverse(f"interviews:{name}"): method for name, method in OWN_PAGES.items()
    }

    for url, method in urls.items():
        if method == READ:
            assert client.post(url).status_code == 405, url
        if method == WRITE:
            assert client.get(url).status_code == 405, url
        assert client.put(url).status_code == 405, url


def test_pages_of_one_person_are_never_kept_by_caches(
    client: Client, started: Interview, alice: User
) -> None:
    client.force_login(alice)

    for name in ("list", "check", "consent"):
        url = reverse(f"interviews:{name}", args=[started.public_id])
        assert "no-store" in client.get(url)["Cache-Control"]


def test_a_recruiter_cannot_open_the_candidates_pages_of_a_practice(
    client: Client, started: Interview, ritu: User
) -> None:
    client.force_login(ritu)

    url = reverse("interviews:list", args=[started.public_id])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", ["0", "16", "2-3", "99-9", "abc"])
def test_a_question_that_is_not_there_is_missing(
    client: Client, started: Interview, alice: User, number: str
) -> None:
    client.force_login(alice)

    response = client.get(f"/i/{started.public_id}/q/{number}/")

    assert response.status_code == 404


def test_a_later_question_is_not_shown_before_its_turn(
    client: Client, started: Interview, alice: User
) -> None:
    client.force_login(alice)

    assert client.get(f"/i/{started.public_id}/q/3/").status_code == 404
