"""Registering, tokens, the own account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import ApiKey, User
from tests.integration.api.conftest import Caller, caller_for

NEW = {
    "email": "New.Person@Test.Example",
    "password": "a-long-passphrase-7",
    "full_name": "새 사람",
}


def test_whoever_registers_can_get_a_token_and_read_themselves(nobody: Caller) -> None:
    made = nobody("POST", "/auth/register", NEW)
    token = nobody(
        "POST",
        "/auth/token",
        {"email": "new.person@test.example", "password": NEW["password"]},
    )
    me = Caller(token.json()["access_token"])("GET", "/users/me")

    assert made.status_code == 201
    assert token.status_code == 200
    assert token.json()["token_type"] == "bearer"
    assert token.json()["expires_in"] > 3600
    assert me.json()["email"] == "new.person@test.example"
    assert me.json()["full_name"] == "새 사람"
    assert me.json() == made.json()


def test_nobody_registers_as_staff(nobody: Caller) -> None:
    refused = nobody("POST", "/auth/register", {**NEW, "is_staff": True})
    role = nobody("POST", "/auth/register", {**NEW, "role": "manager"})

    assert (refused.status_code, role.status_code) == (422, 422)
    assert refused.json()["errors"][0]["loc"] == ["body", "is_staff"]
    assert not User.objects.exists()


def test_an_address_registers_once_whatever_its_case(nobody: Caller) -> None:
    nobody("POST", "/auth/register", NEW)
    again = nobody(
        "POST", "/auth/register", {**NEW, "email": "new.person@TEST.example"}
    )

    assert again.status_code == 409
    assert again.json()["code"] == "email_taken"
    assert User.objects.count() == 1


def test_where_mail_is_sent_nobody_learns_who_is_registered(
    nobody: Caller, alice: User, settings: LazySettings, mailoutbox: list[Any]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"

    new = nobody("POST", "/auth/register", NEW)
    known = nobody("POST", "/auth/register", {**NEW, "email": alice.email})

    assert new.status_code == known.status_code == 201
    assert {**new.json(), "email": ""} == {**known.json(), "email": ""}
    assert new.json()["id"] is None
    assert [mail.to for mail in mailoutbox] == [[NEW["email"].lower()], [alice.email]]
    assert User.objects.count() == 2
    alice.refresh_from_db()
    assert alice.full_name != NEW["full_name"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "no-address"}, "email"),
        ({"password": "12345678"}, "password"),
        ({"password": 12345678}, "password"),
        ({"language": "fr"}, "language"),
        ({"full_name": "x" * 81}, "full_name"),
        ({"full_name": "a\x00b"}, "full_name"),
    ],
)
def test_registering_names_the_wrong_field_and_never_its_value(
    nobody: Caller, change: dict[str, object], field: str
) -> None:
    answer = nobody("POST", "/auth/register", {**NEW, **change})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["body", field]
    assert str(next(iter(change.values()))) not in answer.content.decode()


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    nobody: Caller, alice: User
) -> None:
    wrong = nobody("POST", "/auth/token", {"email": alice.email, "password": "no"})
    unknown = nobody("POST", "/auth/token", {"email": "x@x.example", "password": "no"})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_an_inactive_person_gets_no_token_and_their_token_opens_nothing(
    nobody: Caller, alice: User, as_alice: Caller
) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)

    token = nobody(
        "POST", "/auth/token", {"email": alice.email, "password": "pw-alice-1"}
    )

    assert token.status_code == 401
    assert as_alice("GET", "/users/me").status_code == 401


def test_the_eleventh_sign_in_of_a_minute_waits(nobody: Caller, alice: User) -> None:
    body = {"email": alice.email, "password": "pw-alice-1"}

    answers = [nobody("POST", "/auth/token", body) for _n in range(11)]

    assert [a.status_code for a in answers] == [200] * 10 + [429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert answers[-1].json()["code"] == "rate_limited"


def test_only_a_confirmed_address_gets_a_token_where_mail_is_sent(
    nobody: Caller, settings: LazySettings, mailoutbox: list[object]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    nobody("POST", "/auth/register", NEW)
    body = {"email": "new.person@test.example", "password": NEW["password"]}

    before = nobody("POST", "/auth/token", body)
    EmailAddress.objects.update(verified=True)
    after = nobody("POST", "/auth/token", body)

    assert len(mailoutbox) == 1
    assert before.status_code == 403
    assert before.json()["code"] == "email_unverified"
    assert after.status_code == 200


def test_a_revoked_token_opens_nothing_at_once(as_alice: Caller) -> None:
    assert as_alice("GET", "/users/me").status_code == 200

    gone = as_alice("DELETE", "/auth/token")

    assert gone.status_code == 204
    assert as_alice("GET", "/users/me").status_code == 401
    assert as_alice("DELETE", "/auth/token").status_code == 401


def test_a_new_password_ends_all_tokens(as_alice: Caller, alice: User) -> None:
    page = Client()
    alice.set_password(NEW["password"])
    alice.save()
    page.force_login(alice)
    assert as_alice("GET", "/users/me").status_code == 200

    changed = page.post(
        reverse("account_change_password"),
        {
            "oldpassword": NEW["password"],
            "password1": "another-passphrase-8",
            "password2": "another-passphrase-8",
        },
    )

    assert changed.status_code == 302
    assert as_alice("GET", "/users/me").status_code == 401


def test_an_expired_token_opens_nothing(as_alice: Caller) -> None:
    ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert as_alice("GET", "/users/me").status_code == 401


def test_only_a_hash_of_the_token_is_stored(as_alice: Caller) -> None:
    key = ApiKey.objects.get()

    assert as_alice.token is not None
    assert key.key_hash not in as_alice.token
    assert as_alice.token.split("_")[2] not in str(key.__dict__)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "dhw_",
        "dhw_abcdefgh_",
        "dhw_abcdefgh_" + "x" * 43,
        "dhw_%00_x",
        "é" * 9,
    ],
)
def test_no_made_up_token_opens_anything(nobody: Caller, token: str) -> None:
    answer = nobody("GET", "/users/me", Authorization=f"Bearer {token}")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_person_changes_their_own_name_language_and_zone(as_alice: Caller) -> None:
    as_alice("GET", "/users/me")

    changed = as_alice("PATCH", "/users/me", {"language": "en", "time_zone": "UTC"})

    assert changed.status_code == 200
    assert changed.json()["language"] == "en"
    assert as_alice("GET", "/users/me").json()["time_zone"] == "UTC"


@pytest.mark.parametrize(
    "body",
    [
        {"email": "x@y.example"},
        {"is_superuser": True},
        {"language": None},
        {"time_zone": "Mars/Olympus"},
        {"full_name": 7},
        [],
        "text",
        None,
    ],
)
def test_nothing_else_of_a_person_can_be_changed(
    as_alice: Caller, alice: User, body: object
) -> None:
    answer = as_alice("PATCH", "/users/me", body)

    alice.refresh_from_db()
    assert answer.status_code == 422
    assert (alice.email, alice.language) == ("alice@test.example", "ko")
    assert not alice.is_superuser


def test_no_answer_about_a_person_shows_a_hash(as_alice: Caller) -> None:
    answer = as_alice("GET", "/users/me")

    assert set(answer.json()) == {
        "id",
        "email",
        "full_name",
        "language",
        "time_zone",
        "created_at",
    }


def test_a_page_may_use_its_session_and_must_send_the_csrf_token_to_write(
    alice: User,
) -> None:
    page = Client(enforce_csrf_checks=True)
    page.force_login(alice)

    read = page.get("/api/v1/users/me")
    bare = page.patch("/api/v1/users/me", "{}", content_type="application/json")
    page.cookies["csrftoken"] = "a" * 32
    good = page.patch(
        "/api/v1/users/me",
        '{"language":"en"}',
        content_type="application/json",
        headers={"X-CSRFToken": "a" * 32},
    )

    assert read.status_code == 200
    assert bare.status_code == 403
    assert bare.json()["code"] == "csrf_failed"
    assert good.status_code == 200


def test_a_bad_token_is_not_rescued_by_a_session(alice: User) -> None:
    page = Client()
    page.force_login(alice)

    answer = page.get("/api/v1/users/me", headers={"Authorization": "Bearer nonsense"})

    assert answer.status_code == 401


def test_requests_of_one_person_are_counted_over_all_their_tokens(
    alice: User, settings: LazySettings
) -> None:
    settings.API_BURST = 5
    settings.API_PER_MINUTE = 1  # none comes back while the test runs
    one, other = caller_for(alice), caller_for(alice)

    answers = [c("GET", "/users/me") for c in (one, other) * 3]

    assert [a.status_code for a in answers] == [200] * 5 + [429]
    assert answers[0]["RateLimit-Limit"] == "5"
    assert answers[0]["RateLimit-Remaining"] == "4"
    assert answers[-1]["RateLimit-Remaining"] == "0"
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
