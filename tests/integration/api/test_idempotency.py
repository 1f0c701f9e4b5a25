"""Idempotency keys: done once, answered alike, also at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from interviews.actions import consents, content, interviews, replays
from interviews.models import Answer, Interview, Replay, Resume
from tests.conftest import ANSWER_KO, NOW
from tests.integration.api.conftest import Caller, caller_for
from tests.integration.api.test_interviews import NEW
from tests.integration.api.test_questions import now_asked, path_of


@pytest.mark.usefixtures("seeded")
def test_the_same_key_and_body_create_one_interview(as_alice: Caller) -> None:
    first = as_alice("POST", "/interviews", NEW, Idempotency_Key="one")
    second = as_alice("POST", "/interviews", NEW, Idempotency_Key="one")
    other = as_alice("POST", "/interviews", NEW, Idempotency_Key="two")

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert other.json()["id"] != first.json()["id"]
    assert Interview.objects.count() == 2


@pytest.mark.usefixtures("seeded")
def test_another_body_under_the_same_key_is_refused(as_alice: Caller) -> None:
    as_alice("POST", "/interviews", NEW, Idempotency_Key="one")

    other = as_alice(
        "POST", "/interviews", {**NEW, "position": "다른"}, Idempotency_Key="one"
    )

    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_key_reused"
    assert Interview.objects.count() == 1


def test_the_same_answer_again_gives_the_same_response(
    as_alice: Caller, started: Interview
) -> None:
    path = path_of(started, now_asked(as_alice, started), "answer")

    first = as_alice("POST", path, {"text": ANSWER_KO}, Idempotency_Key="a")
    again = as_alice("POST", path, {"text": ANSWER_KO}, Idempotency_Key="a")

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


def test_keys_of_two_people_do_not_meet(
    as_alice: Caller, as_sam: Caller, seeded: None
) -> None:
    mine = as_alice("POST", "/interviews", NEW, Idempotency_Key="one").json()
    theirs = as_sam("POST", "/interviews", NEW, Idempotency_Key="one").json()

    assert mine["id"] != theirs["id"]


def test_a_refused_request_leaves_its_key_free(
    as_alice: Caller, new_interview: Callable[..., Interview]
) -> None:
    path = f"/interviews/{new_interview().public_id}"
    early = as_alice("POST", f"{path}/complete", Idempotency_Key="k")
    as_alice("POST", f"{path}/start")

    now = as_alice("POST", f"{path}/complete", Idempotency_Key="k")

    assert (early.status_code, now.status_code) == (409, 200)
    assert Replay.objects.count() == 1


def test_while_the_first_runs_the_second_is_told_so(
    as_alice: Caller, started: Interview
) -> None:
    path = path_of(started, now_asked(as_alice, started), "answer")
    as_alice("POST", path, {"text": ANSWER_KO}, Idempotency_Key="a")
    Replay.objects.update(status=None, body=None, created_at=timezone.now())

    busy = as_alice("POST", path, {"text": ANSWER_KO}, Idempotency_Key="a")

    assert busy.status_code == 409
    assert busy.json()["code"] == "idempotency_in_progress"
    assert busy["Retry-After"] == "1"


def test_a_claim_that_died_is_taken_over(as_alice: Caller, started: Interview) -> None:
    path = f"/interviews/{started.public_id}/cancel"
    as_alice("POST", path, Idempotency_Key="a")
    Replay.objects.update(
        status=None, body=None, created_at=timezone.now() - replays.CLAIM * 2
    )
    Interview.objects.filter(pk=started.pk).update(status="IN_PROGRESS")

    again = as_alice("POST", path, Idempotency_Key="a")

    assert again.status_code == 200
    assert again.json()["status"] == "CANCELLED"


def test_an_upload_is_the_same_whatever_its_boundary(as_alice: Caller) -> None:
    text = "이력서\n이름: 김하늘\n".encode() * 20

    first = as_alice.upload("이력서.txt", text, Idempotency_Key="f")
    again = as_alice.upload("이력서.txt", text, Idempotency_Key="f")
    other = as_alice.upload("이력서.txt", text + b"x", Idempotency_Key="f")

    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    assert other.status_code == 422
    assert Resume.objects.count() == 1


@pytest.mark.parametrize("key", ["x" * 201, "a b", "é", "\x7f"])
def test_a_key_is_a_word(as_alice: Caller, started: Interview, key: str) -> None:
    answer = as_alice(
        "POST", f"/interviews/{started.public_id}/cancel", Idempotency_Key=key
    )

    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency_key_invalid"


def test_no_token_is_ever_stored_as_an_answer(nobody: Caller, alice: User) -> None:
    body = {"email": alice.email, "password": "pw-alice-1"}

    one = nobody("POST", "/auth/token", body, Idempotency_Key="k")
    two = nobody("POST", "/auth/token", body, Idempotency_Key="k")

    assert one.json()["access_token"] != two.json()["access_token"]
    assert not Replay.objects.exists()


def test_old_keys_are_forgotten(as_alice: Caller, started: Interview) -> None:
    as_alice("POST", f"/interviews/{started.public_id}/cancel", Idempotency_Key="k")
    now = timezone.now()

    assert replays.forget_old(at=now) == 0
    assert replays.forget_old(at=now + replays.KEPT * 2) == 1


# Races


def _together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run work(0) … work(count - 1) in threads that begin at the same moment."""
    gate = threading.Barrier(count)
    results: list[Any] = [None] * count

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = work(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def running(transactional_db: None, settings: Any) -> tuple[Interview, str]:
    """A started interview that threads can see, and its candidate's token."""
    settings.API_BURST = 1000
    content.load_content()
    user = User.objects.create_user("race@test.example", "pw-race-1")
    interview = interviews.create_practice(
        by=user,
        position="백엔드 개발자",
        company=None,
        resume=None,
        scenario_key="short",
        language="ko",
        scheduled_time=None,
        at=NOW,
    )
    consents.give(
        interview=interview,
        given=[consents.Read("interview_record", "2026-11", "ko")],
        by=user,
        at=NOW,
    )
    interviews.start(interview=interview, by=user, at=NOW)
    token = caller_for(user).token
    assert token is not None
    return interview, token


@pytest.mark.parametrize("key", [None, "same"])
def test_fifty_submits_at_once_are_one_answer(
    running: tuple[Interview, str], key: str | None
) -> None:
    interview, token = running
    path = path_of(interview, now_asked(Caller(token), interview), "answer")
    headers = {"Idempotency_Key": key} if key else {}

    answers = _together(
        50, lambda _n: Caller(token)("POST", path, {"text": ANSWER_KO}, **headers)
    )

    codes = [answer.status_code for answer in answers]
    created = [answer for answer in answers if answer.status_code == 201]
    assert set(codes) <= {201, 409}
    assert len({answer.content for answer in created}) == 1
    assert key is not None or len(created) == 1
    assert Answer.objects.filter(status__in=["SUBMITTED", "READY"]).count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}


def test_twenty_starts_at_once_are_one(
    running: tuple[Interview, str],
) -> None:
    interview, token = running
    Interview.objects.filter(pk=interview.pk).update(status="READY", started_at=None)
    path = f"/interviews/{interview.public_id}/start"

    answers = _together(20, lambda _n: Caller(token)("POST", path))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 19


def test_fifty_calls_at_once_never_get_more_than_the_limit(
    running: tuple[Interview, str], settings: Any
) -> None:
    settings.API_BURST = 20
    settings.API_PER_MINUTE = 1
    _interview, token = running

    answers = _together(50, lambda _n: Caller(token)("GET", "/users/me"))

    assert sum(answer.status_code == 200 for answer in answers) == 20


def test_processes_that_share_the_database_share_the_limit(
    running: tuple[Interview, str], settings: Any
) -> None:
    settings.EMBEDDED = False
    settings.API_BURST = 20
    settings.API_PER_MINUTE = 1
    _interview, token = running

    answers = _together(50, lambda _n: Caller(token)("GET", "/users/me"))

    assert sum(answer.status_code == 200 for answer in answers) == 20
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
