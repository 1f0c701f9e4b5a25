"""Who may open the candidate's pages, and with which method."""

from __future__ import annotations

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.models import Interview, Resume, Turn

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
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
    "interview-delete": BOTH,
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
        if method == WRITE:
            refused = client.post(url)
            assert refused.status_code == 401, url
            assert 'href="/accounts/login/?next=' in refused.text, url
            continue
        response = client.get(url)
        assert response.status_code == 302, url
        assert response["Location"].startswith("/accounts/login/?next="), url


def on(path: str) -> dict[str, str]:
    """What htmx says of the page that it is on."""
    return {"HX-Current-URL": f"http://testserver{path}"}


def test_htmx_hears_of_the_sign_in_and_takes_no_page_for_an_answer(
    client: Client, started: Interview
) -> None:
    room = f"/i/{started.public_id}/q/1/"

    for response in (
        client.get(f"/i/{started.public_id}/live/state/", headers=HTMX | on(room)),
        client.post("/practice/new/", headers=HTMX | on(room)),
    ):
        assert response.status_code == 401
        assert (
            response["HX-Redirect"] == f"/accounts/login/?{urlencode({'next': room})}"
        )
        assert response.content == b""


def test_nobody_is_sent_back_to_another_site(client: Client) -> None:
    elsewhere = {"HX-Current-URL": "https://evil.example/x"}
    response = client.get("/me/", headers=HTMX | elsewhere)
    form = client.post("/practice/new/", headers={"Referer": "https://evil.example/x"})

    assert response["HX-Redirect"] == "/accounts/login/?next=%2F"
    assert "evil.example" not in form.text


def test_what_a_form_carried_is_shown_to_whoever_was_signed_out(
    client: Client, started: Interview
) -> None:
    turn = Turn.objects.filter(interview=started).waiting()[0]
    url = f"/i/{started.public_id}/t/{turn.public_id}/answer/"
    came_from = {"Referer": f"http://testserver/i/{started.public_id}/q/1/"}

    response = client.post(url, {"text": "<b>쓰던 답변\0</b>"}, headers=came_from)

    assert response.status_code == 401
    assert "&lt;b&gt;쓰던 답변&lt;/b&gt;</textarea>" in response.text
    back = urlencode({"next": f"/i/{started.public_id}/q/1/"})
    assert f'href="/accounts/login/?{back}"' in response.text


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


def test_an_address_for_forms_says_where_the_form_is(
    client: Client, started: Interview, alice: User
) -> None:
    client.force_login(alice)
    urls = _all_urls(started, _resume(alice))
    urls |= {reverse("interviews:resume-upload"): WRITE}

    for url in [url for url, method in urls.items() if method == WRITE]:
        page = client.get(url)
        assert page["Allow"] == "POST", url
        (place,) = re.findall(r'class="btn btn-primary" href="([^"]+)"', page.text)
        assert client.get(place, follow=True).status_code == 200, url


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
