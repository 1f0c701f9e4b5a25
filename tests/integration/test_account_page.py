"""A6: the own account, all data in one file, the end of the account."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import clear_url_caches, reverse
from django.utils import timezone

from accounts.models import User
from interview_site import urls
from interviews.models import AuditEvent, Interview

PROFILE = "/me/account/"
EXPORT = "/me/account/export/"
DELETE = "/me/account/delete/"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    """Tries of passwords are counted in the cache."""
    cache.clear()


@pytest.fixture
def browser(alice: User) -> Client:
    """Alice, signed in."""
    client = Client()
    client.force_login(alice)
    return client


@pytest.mark.parametrize(
    ("language", "heading"), [("ko", "내 정보"), ("en", "Account")]
)
def test_the_page_is_whole_in_both_languages(
    browser: Client, language: str, heading: str
) -> None:
    browser.cookies["django_language"] = language

    response = browser.get(PROFILE)

    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1") == html.count("<main") == 1
    assert f'<html lang="{language}"' in html
    assert f"<h1>{heading}</h1>" in html
    assert 'value="김하늘"' in html
    for name in ("account_email", "account_change_password", "account_logout"):
        assert reverse(name) in html
    assert EXPORT in html
    assert DELETE in html
    assert 'aria-current="page"' in html
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("url", [PROFILE, EXPORT, DELETE])
def test_a_visitor_is_sent_to_the_sign_in(client: Client, url: str) -> None:
    read, sent = client.get(url), client.post(url)

    assert read.status_code == 302
    assert read["Location"] == f"/accounts/login/?next={url}"
    assert sent.status_code == 401
    assert 'href="/accounts/login/?next=%2F"' in sent.text


@pytest.mark.parametrize(
    ("url", "method"),
    [(PROFILE, "put"), (PROFILE, "delete"), (EXPORT, "post"), (DELETE, "delete")],
)
def test_another_method_is_refused(browser: Client, url: str, method: str) -> None:
    assert getattr(browser, method)(url).status_code == 405


def test_htmx_gets_only_the_partial(browser: Client) -> None:
    response = browser.get(PROFILE, headers=PARTIAL)

    html = response.content.decode()
    assert response.status_code == 200
    assert html.lstrip().startswith('<div class="stack-48" id="account">')
    assert "<main" not in html
    assert "HX-Request" in response["Vary"]


def test_changing_name_and_language_speaks_the_new_language(
    browser: Client, alice: User
) -> None:
    response = browser.post(
        PROFILE,
        {
            "full_name": " 김\u3164 하늘\u202e ",
            "language": "en",
            "time_zone": "Asia/Seoul",
        },
    )

    assert (response.status_code, response["Location"]) == (302, PROFILE)
    alice.refresh_from_db()
    assert (alice.full_name, alice.language) == ("김 하늘", "en")
    html = browser.get(PROFILE).content.decode()
    assert '<html lang="en"' in html
    assert "Saved." in html


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": "x" * 81}, "full_name"),
        ({"full_name": "a\x00b"}, "full_name"),
        ({"language": "fr"}, "language"),
        ({"language": ""}, "language"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_changes(
    browser: Client, alice: User, change: dict[str, str], field: str
) -> None:
    sent = {
        "full_name": "다른 이름",
        "language": "ko",
        "time_zone": "Asia/Seoul",
        **change,
    }

    response = browser.post(PROFILE, sent)

    html = response.content.decode()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert '<title id="page-title">오류:' in html
    assert 'class="error-summary"' in html
    alice.refresh_from_db()
    assert alice.full_name == "김하늘"


def test_times_are_those_of_the_chosen_time_zone(
    browser: Client, alice: User, finished: Interview
) -> None:
    receipt = f"/i/{finished.public_id}/receipt/"
    before = browser.get(receipt).content.decode()

    browser.post(
        PROFILE, {"full_name": "a", "language": "ko", "time_zone": "Europe/Dublin"}
    )

    page = browser.get(PROFILE).content.decode()
    assert "(Asia/Seoul)" in before
    assert "(Europe/Dublin)" in browser.get(receipt).content.decode()
    assert '<option value="Europe/Dublin" selected>Dublin</option>' in page
    assert timezone.get_current_timezone_name() == "Asia/Seoul"


def test_a_time_zone_that_is_gone_stops_no_page(browser: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Gone/Zone")

    response = browser.get(PROFILE)

    assert response.status_code == 200
    assert '<option value="Gone/Zone" selected>Gone/Zone</option>' in response.text


def test_no_posted_field_gives_rights_or_another_address(
    browser: Client, alice: User
) -> None:
    browser.post(
        PROFILE,
        {
            "full_name": "a",
            "language": "ko",
            "time_zone": "Asia/Seoul",
            "is_staff": "on",
            "email": "x@y.example",
        },
    )

    alice.refresh_from_db()
    assert (alice.is_staff, alice.email) == (False, "alice@test.example")


def test_all_data_come_as_one_file(browser: Client, finished: Interview) -> None:
    response = browser.get(EXPORT)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "private, no-store"
    data = json.loads(response.content)
    assert data["person"]["email"] == "alice@test.example"
    assert [row["public_id"] for row in data["interviews"]] == [str(finished.public_id)]
    assert data["answers"]
    assert data["reports"]
    assert data["consents"]
    assert AuditEvent.objects.filter(type="PERSON_EXPORTED").count() == 1


def test_a_stranger_gets_nothing_of_it(finished: Interview, sam: User) -> None:
    client = Client()
    client.force_login(sam)

    data = json.loads(client.get(EXPORT).content)

    assert data["interviews"] == data["answers"] == data["reports"] == []
    assert str(finished.public_id) not in json.dumps(data)


def test_the_page_says_what_goes_and_a_visit_deletes_nothing(
    browser: Client, alice: User
) -> None:
    response = browser.get(DELETE)

    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert 'autocomplete="current-password"' in html
    assert EXPORT in html
    assert User.objects.filter(pk=alice.pk).exists()


@pytest.mark.parametrize(
    ("password", "words"),
    [("", "비밀번호를 적어 주세요."), ("no", "비밀번호가 맞지 않아요.")],
)
def test_without_the_right_password_nothing_is_deleted(
    browser: Client, alice: User, password: str, words: str
) -> None:
    response = browser.post(DELETE, {"password": password})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_password_cannot_be_guessed_here(browser: Client, alice: User) -> None:
    answers = [browser.post(DELETE, {"password": f"no-{n}"}) for n in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert browser.post(DELETE, {"password": "pw-alice-1"}).status_code == 429
    assert User.objects.filter(pk=alice.pk).exists()


def test_somebody_without_a_password_sets_one_first(
    browser: Client, alice: User
) -> None:
    alice.set_unusable_password()
    alice.save(update_fields=["password"])
    browser.force_login(alice)

    page = browser.get(DELETE)
    refused = browser.post(DELETE, {"password": ""})

    assert reverse("account_set_password") in page.content.decode()
    assert refused.status_code == 409
    assert User.objects.filter(pk=alice.pk).exists()


def test_deleting_ends_the_account_and_every_sign_in(
    browser: Client,
    alice: User,
    sam: User,
    finished: Interview,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    other_device = Client()
    other_device.force_login(alice)

    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(DELETE, {"password": "pw-alice-1"})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert "계정과 자료를 모두 지웠어요." in browser.get("/").content.decode()
    assert list(User.objects.all()) == [sam]
    assert not Interview.objects.exists()
    for client in (browser, other_device):
        assert client.get("/me/")["Location"] == "/accounts/login/?next=/me/"
    event = AuditEvent.objects.get(type="PERSON_ERASED")
    assert event.object_type == "User"
    assert event.object_id == str(alice.public_id)


def test_deleting_needs_the_token_of_the_form(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    response = client.post(DELETE, {"password": "pw-alice-1"})

    assert response.status_code == 403
    assert User.objects.filter(pk=alice.pk).exists()


@pytest.mark.parametrize(("debug", "status"), [(True, 200), (False, 404)])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_gallery_of_partials_is_for_development_only(
    client: Client, debug: object, status: int, language: str
) -> None:
    client.cookies["django_language"] = language
    try:
        with override_settings(DEBUG=debug):
            importlib.reload(urls)
            clear_url_caches()
            response = client.get("/ui/")
    finally:
        importlib.reload(urls)
        clear_url_caches()

    assert response.status_code == status
