"""Event streams over real sockets: who may watch, what arrives, how they end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import ApiKey, User
from interview_site.wsgi import application as django_app
from interviews.events import (
    AnswerState,
    InterviewState,
    QuestionReady,
    QuestionToken,
    SessionEnded,
    bus,
    key_holder,
    publish_now,
    session_holder,
)
from interviews.models import Interview, Resume
from interviews.realtime import hub as hub_module, sse
from tests.live_site import EventReader, LiveSite, served, wait_until

TURN = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def live(transactional_db: None) -> Iterator[LiveSite]:
    bus.cache_clear()
    with served(django_app) as site:
        yield site


@pytest.fixture
def room(transactional_db: None, new_interview: Callable[..., Interview]) -> Interview:
    return new_interview()


def cookie_of(user: User) -> tuple[str, str]:
    """(Cookie header, session key) of a signed-in browser."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={key}", key


def token_of(user: User) -> tuple[str, ApiKey]:
    """(Authorization header, key) of a person's API client."""
    prefix, shown, hashed = ApiKey.new_secret()
    key = ApiKey.objects.create(
        kind="person",
        user=user,
        prefix=prefix,
        key_hash=hashed,
        expires_at=timezone.now() + timedelta(hours=1),
    )
    return f"Bearer {shown}", key


def api_path(room: Interview) -> str:
    return f"/api/v1/interviews/{room.public_id}/events"


def ready(room: Interview, version: int) -> QuestionReady:
    return QuestionReady(
        interview=room.public_id,
        turn_id=TURN,
        order=1,
        status="ASKED",
        version=version,
    )


def opened(live: LiveSite, count: int = 1) -> None:
    wait_until(lambda: live.site.hub().count >= count)


def test_a_page_learns_that_something_changed_and_sees_words_arrive(
    live: LiveSite, room: Interview, alice: User
) -> None:
    cookie, _key = cookie_of(alice)
    reader = EventReader(live.port, f"/i/{room.public_id}/live", Cookie=cookie)
    assert reader.status == 200
    opened(live)

    publish_now(QuestionToken(interview=room.public_id, turn_id=TURN, text="어떤 <일>"))
    words = reader.next_event()
    publish_now(ready(room, room.version + 1))
    change = reader.next_event()

    assert words == {
        "data": '<hx-partial id="q-text" hx-target="#stage:has(> #shown'
        f'[value=\'{TURN}:writing\']) #q-text" hx-swap="innerHTML">'
        "어떤 &lt;일&gt;</hx-partial>"
    }
    assert change["event"] == "changed"
    assert change["id"] == change["data"] == str(room.version + 1)
    reader.close()


def test_an_api_client_gets_named_events_with_json(
    live: LiveSite, room: Interview, alice: User
) -> None:
    bearer, _key = token_of(alice)
    reader = EventReader(live.port, api_path(room), Authorization=bearer)
    opened(live)

    publish_now(ready(room, 9))
    event = reader.next_event()

    assert event["event"] == "question.ready"
    assert event["id"] == "9"
    assert event["data"] == (
        f'{{"turn_id":"{TURN}","order":1,"status":"ASKED","version":9}}'
    )
    reader.close()


def test_a_reconnect_gets_what_it_missed(
    live: LiveSite, room: Interview, alice: User
) -> None:
    bearer, _key = token_of(alice)
    for version in (40, 41, 42):
        publish_now(ready(room, version))

    reader = EventReader(
        live.port, api_path(room), Authorization=bearer, Last_Event_ID="40"
    )

    assert reader.next_event()["id"] == "41"
    assert reader.next_event()["id"] == "42"
    reader.close()


def test_a_reconnect_past_the_log_gets_a_snapshot(
    live: LiveSite, room: Interview, alice: User
) -> None:
    bearer, _key = token_of(alice)
    Interview.objects.filter(pk=room.pk).update(version=50)

    reader = EventReader(
        live.port, api_path(room), Authorization=bearer, Last_Event_ID="3"
    )

    assert reader.next_event() == {
        "event": "interview.state",
        "id": "50",
        "data": '{"status":"READY","version":50}',
    }
    reader.close()


def test_a_page_that_is_behind_is_told_at_once(
    live: LiveSite, room: Interview, alice: User
) -> None:
    cookie, _key = cookie_of(alice)

    reader = EventReader(live.port, f"/i/{room.public_id}/live?v=1", Cookie=cookie)

    assert reader.next_event()["event"] == "changed"
    reader.close()


def test_the_end_of_the_interview_ends_the_stream(
    live: LiveSite, room: Interview, alice: User
) -> None:
    cookie, _key = cookie_of(alice)
    reader = EventReader(live.port, f"/i/{room.public_id}/live", Cookie=cookie)
    opened(live)

    publish_now(InterviewState(interview=room.public_id, status="SCORED", version=99))

    assert reader.next_event()["event"] == "changed"
    assert reader.next_event()["event"] == "done"
    assert reader.next_event() == {}
    wait_until(lambda: live.site.hub().count == 0)
    reader.close()


def test_a_finished_interview_has_nothing_to_wait_for(
    live: LiveSite, room: Interview, alice: User
) -> None:
    room.cancel(at=timezone.now())
    cookie, _key = cookie_of(alice)

    reader = EventReader(live.port, f"/i/{room.public_id}/live", Cookie=cookie)

    assert reader.next_event()["event"] == "done"
    reader.close()


def test_a_resume_page_follows_its_parsing(
    live: LiveSite, transactional_db: None, alice: User, sam: User
) -> None:
    resume = Resume.objects.create(
        owner=alice, file_name="a.txt", size_bytes=1, sha256="0" * 64, kind="txt"
    )
    path = f"/me/resumes/{resume.public_id}/live"
    reader = EventReader(live.port, path, Cookie=cookie_of(alice)[0])

    assert reader.status == 200
    assert live.ask(path, Cookie=cookie_of(sam)[0])[0] == 404
    reader.close()


def test_strangers_and_missing_interviews_look_the_same(
    live: LiveSite, room: Interview, sam: User
) -> None:
    cookie, _key = cookie_of(sam)
    bearer, _token = token_of(sam)

    page = live.ask(f"/i/{room.public_id}/live", Cookie=cookie)
    missing_page = live.ask(f"/i/{uuid4()}/live", Cookie=cookie)
    api = live.ask(api_path(room), Authorization=bearer)
    missing_api = live.ask(f"/api/v1/interviews/{uuid4()}/events", Authorization=bearer)

    assert page == missing_page == api == missing_api
    assert page[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer dhw_aaaaaaaa_bbbb"},
        {"Authorization": "Basic YTpi"},
        {"Cookie": "sessionid=nonsense"},
    ],
)
def test_nobody_watches_without_signing_in(
    live: LiveSite, room: Interview, headers: dict[str, str]
) -> None:
    assert live.ask(api_path(room), **headers)[0] == 401
    assert live.ask(f"/i/{room.public_id}/live", **headers)[0] == 401


def test_a_page_stream_takes_no_token(
    live: LiveSite, room: Interview, alice: User
) -> None:
    bearer, _key = token_of(alice)

    assert live.ask(f"/i/{room.public_id}/live", Authorization=bearer)[0] == 401


def test_expired_and_revoked_tokens_open_nothing(
    live: LiveSite, room: Interview, alice: User
) -> None:
    bearer, key = token_of(alice)
    key.revoke(at=timezone.now())

    assert live.ask(api_path(room), Authorization=bearer)[0] == 401


def test_only_get_opens_a_stream(live: LiveSite, room: Interview, alice: User) -> None:
    cookie, _key = cookie_of(alice)

    assert live.ask(f"/i/{room.public_id}/live", "POST", Cookie=cookie)[0] == 405


@pytest.mark.parametrize("way", ["session", "token"])
def test_the_end_of_a_sign_in_ends_its_streams(
    live: LiveSite, room: Interview, alice: User, way: str
) -> None:
    cookie, session_key = cookie_of(alice)
    bearer, key = token_of(alice)
    headers = {"Cookie": cookie} if way == "session" else {"Authorization": bearer}
    holder = session_holder(session_key) if way == "session" else key_holder(key.pk)
    reader = EventReader(live.port, api_path(room), **headers)
    opened(live)

    publish_now(SessionEnded(holder=holder))

    assert reader.next_event() == {}
    reader.close()


def test_signing_out_in_one_browser_ends_its_stream_and_not_the_other(
    live: LiveSite, room: Interview, alice: User
) -> None:
    leaving = Client()
    leaving.force_login(alice)
    key = leaving.cookies[settings.SESSION_COOKIE_NAME].value
    path = f"/i/{room.public_id}/live"
    here = EventReader(live.port, path, Cookie=f"{settings.SESSION_COOKIE_NAME}={key}")
    elsewhere = EventReader(live.port, path, Cookie=cookie_of(alice)[0])
    opened(live, 2)

    leaving.logout()

    assert here.next_event() == {}
    publish_now(ready(room, 44))
    assert elsewhere.next_event()["event"] == "changed"
    here.close()
    elsewhere.close()


def test_a_reader_that_leaves_is_forgotten(
    live: LiveSite, room: Interview, alice: User
) -> None:
    cookie, _key = cookie_of(alice)
    reader = EventReader(live.port, f"/i/{room.public_id}/live", Cookie=cookie)
    opened(live)

    reader.close()

    wait_until(lambda: live.site.hub().count == 0)


def test_a_quiet_stream_sends_heartbeats(
    live: LiveSite, room: Interview, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT_S", 0.05)
    cookie, _key = cookie_of(alice)
    reader = EventReader(live.port, f"/i/{room.public_id}/live", Cookie=cookie)
    opened(live)
    time.sleep(0.4)

    publish_now(ready(room, 7))

    assert reader.next_event()["event"] == "changed"
    assert reader.heartbeats >= 2
    reader.close()


def test_a_stopping_server_ends_streams_at_once(
    live: LiveSite, room: Interview, alice: User
) -> None:
    cookie, _key = cookie_of(alice)
    reader = EventReader(live.port, f"/i/{room.public_id}/live", Cookie=cookie)
    opened(live)
    began = time.monotonic()

    live.close_streams()

    assert reader.next_event() == {}
    assert time.monotonic() - began < 1
    assert live.ask(f"/i/{room.public_id}/live", Cookie=cookie)[0] == 503
    reader.close()


def test_open_streams_cost_no_thread(
    live: LiveSite, room: Interview, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "MAX_PER_CHANNEL", 100)
    cookie, _key = cookie_of(alice)
    before = len(os.listdir("/proc/self/task"))  # noqa: PTH208 (threads, not files)

    path = f"/i/{room.public_id}/live"
    readers = [EventReader(live.port, path, Cookie=cookie) for _ in range(40)]
    opened(live, 40)
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208

    assert threads <= before + settings.WEB_THREADS
    for reader in readers:
        reader.close()


def test_pages_are_served_beside_the_streams(live: LiveSite) -> None:
    assert live.ask("/healthz", Host="localhost")[0] == 200


def test_a_lost_event_is_no_error(settings: Any) -> None:
    state = AnswerState(
        interview=uuid4(), turn_id=TURN, answer_status="SCORED", version=1
    )

    publish_now(state)
