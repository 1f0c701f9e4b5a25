"""The short way of the polling call says what the API says, or leaves it to the API."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import actions
from accounts.models import ApiKey, User
from interview_site.wsgi import application as django_app
from interviews.actions import interviews
from interviews.api import polling
from interviews.models import Interview
from tests.conftest import NOW
from tests.integration.api.conftest import Caller, caller_for
from tests.live_site import LiveSite, served

SAME = ("Content-Type", "ETag", "Cache-Control", "X-Content-Type-Options")


@pytest.fixture
def token(alice: User) -> str:
    """Alice's token, its use noted just now."""
    issued = actions.issue_token(user=alice, at=timezone.now())
    issued.key.mark_used(at=timezone.now())
    return issued.shown


@pytest.fixture
def live(
    transactional_db: None, new_interview: Callable[..., Interview]
) -> Iterator[tuple[LiveSite, Interview]]:
    """A served site that has a running interview."""
    interview = new_interview()
    interviews.start(interview=interview, by=interview.candidate, at=NOW)
    with served(django_app) as site:
        yield site, interview


def path_of(interview: Interview) -> str:
    """The address that is polled."""
    return f"/api/v1/interviews/{interview.public_id}/questions"


def scope_of(interview: Interview, token: str, **headers: str) -> dict[str, Any]:
    """The request as the server hands it over."""
    sent = {"authorization": f"Bearer {token}", **headers}
    return {
        "method": "GET",
        "scheme": "http",
        "path": path_of(interview),
        "query_string": b"",
        "headers": [
            (name.replace("_", "-").encode(), value.encode())
            for name, value in sent.items()
        ],
    }


def answer(interview: Interview, token: str, **headers: str) -> polling.Reply | None:
    """What the short way says."""
    poll = polling.poll_of(scope_of(interview, token, **headers))
    assert poll is not None
    return polling.answer(poll)


def test_it_says_what_the_api_says(
    token: str, started: Interview, finished: Interview
) -> None:
    by_api = Caller(token)("GET", path_of(finished).removeprefix("/api/v1"))
    by_poll = answer(finished, token)

    assert by_poll is not None
    assert by_poll.status == by_api.status_code == 200
    assert by_poll.body == by_api.content
    for name in SAME:
        assert by_poll.headers[name] == by_api[name]
    assert set(by_poll.headers["Vary"].split(", ")) <= set(by_api["Vary"].split(", "))


def test_nothing_new_is_a_304_of_one_query(
    token: str, started: Interview, django_assert_num_queries: Any
) -> None:
    first = answer(started, token)
    assert first is not None

    with django_assert_num_queries(1):
        second = answer(started, token, if_none_match=first.headers["ETag"])
    with django_assert_num_queries(1):
        third = answer(started, token)

    assert second == polling.Reply(304, second.headers if second else {})
    assert third is not None
    assert third.body == first.body


def test_a_visible_change_is_seen_at_once(token: str, started: Interview) -> None:
    first = answer(started, token)
    assert first is not None

    started.touch()
    second = answer(started, token, if_none_match=first.headers["ETag"])

    assert second is not None
    assert second.status == 200
    assert json.loads(second.body)["version"] == started.version


def test_packed_bodies_are_the_same_text(token: str, finished: Interview) -> None:
    plain = answer(finished, token)
    packed = answer(finished, token, accept_encoding="gzip, br")

    assert plain is not None
    assert packed is not None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert len(packed.body) < len(plain.body) / 2
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"revoked_at": timezone.now()},
        {"last_used_at": None},
        {"last_used_at": timezone.now() - timedelta(minutes=2)},
        {"key_hash": "0" * 64},
        {"kind": "program"},
    ],
    ids=["expired", "revoked", "unused", "use-not-noted", "other-secret", "program"],
)
def test_a_token_that_needs_a_closer_look_is_left_to_the_api(
    token: str, started: Interview, change: dict[str, Any]
) -> None:
    assert answer(started, token) is not None

    ApiKey.objects.update(**change)

    assert answer(started, token) is None


def test_nobody_but_the_candidate_is_answered(
    token: str, started: Interview, alice: User, sam: User
) -> None:
    other = actions.issue_token(user=sam, at=timezone.now())
    other.key.mark_used(at=timezone.now())
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")

    assert answer(started, other.shown) is None
    assert answer(started, forged) is None
    assert answer(Interview(public_id=uuid4()), token) is None
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert answer(started, token) is None


def test_an_empty_bucket_is_left_to_the_api(
    token: str, started: Interview, settings: Any
) -> None:
    settings.API_BURST = 2
    settings.API_PER_MINUTE = 1

    replies = [answer(started, token) for _ in range(3)]

    assert [reply is None for reply in replies] == [False, False, True]
    assert replies[1] is not None
    assert replies[1].headers["RateLimit-Remaining"] == "0"


@pytest.mark.parametrize(
    "change",
    [
        {"method": "POST"},
        {"query_string": b"a=1"},
        {"path": "/api/v1/interviews"},
        {"headers": []},
        {"headers": [(b"authorization", b"Basic dhw_abc_def")]},
        {"headers": [(b"authorization", b"Bearer dhw_abc_def")] * 2},
        {"headers": [(b"cookie", b"sessionid=abc")]},
    ],
    ids=str,
)
def test_other_requests_are_no_polls(change: dict[str, Any]) -> None:
    asked = scope_of(Interview(), "dhw_abc_def")

    assert polling.poll_of(asked) is not None
    assert polling.poll_of({**asked, **change}) is None


def test_plain_http_is_left_to_the_redirect(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    asked = scope_of(Interview(), "dhw_abc_def")
    proxied = scope_of(Interview(), "dhw_abc_def", x_forwarded_proto="https")

    assert polling.poll_of(asked) is None
    assert polling.poll_of(proxied) is None
    assert polling.poll_of({**asked, "scheme": "https"}) is not None
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert polling.poll_of({**asked, "scheme": "https"}) is None
    assert polling.poll_of(proxied) is not None


def test_the_server_answers_polls_and_everything_else(
    live: tuple[LiveSite, Interview], sam: User
) -> None:
    site, interview = live
    token = caller_for(interview.candidate).token
    path = path_of(interview)
    sent = {"Authorization": f"Bearer {token}"}

    noted = _ask(site, path, sent)  # by the API, which notes the use
    polled = _ask(site, path, sent)
    etag = polled[1]["ETag"]
    unchanged = _ask(site, path, {**sent, "If-None-Match": etag})
    stranger = _ask(site, path, {"Authorization": f"Bearer {caller_for(sam).token}"})

    assert noted[0] == polled[0] == 200
    assert noted[2] == polled[2]
    assert "Content-Security-Policy" in noted[1]
    assert "Content-Security-Policy" not in polled[1]
    assert (unchanged[0], unchanged[2]) == (304, b"")
    assert stranger[0] == 404
    assert _ask(site, path, {})[0] == 401


def _ask(site: LiveSite, path: str, headers: dict[str, str]) -> tuple[int, Any, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", site.port)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
