"""Events through a real Redis: arrival, replay, and a Redis that dies or hangs."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import redis

from interviews.events import (
    AnswerState,
    Event,
    QuestionToken,
    SessionEnded,
    transport as transport_module,
)
from interviews.events.transport import TOPIC, RedisBus
from interviews.realtime.hub import Hub, RedisSource
from interviews.realtime.stream import Closed, Stream
from tests.live_site import run_async, wait_until
from tests.redis_server import HungServer, RedisServer, free_port

ROOM = uuid4()
REQUEST_COST_S = 0.7

pytestmark = pytest.mark.skipif(
    not RedisServer.is_installed(), reason="redis-server is not installed"
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    redis_server = RedisServer(tmp_path)
    redis_server.start()
    yield redis_server
    redis_server.kill()


@pytest.fixture(autouse=True)
def _quick_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "PROBE_S", 0.1)


def answer_state(version: int = 1) -> AnswerState:
    return AnswerState(
        interview=ROOM, turn_id=uuid4(), answer_status="SCORED", version=version
    )


def publish(url: str, *events: Event) -> None:
    publisher = RedisBus(url)
    for event in events:
        publisher.send(event.envelope())
    publisher.close()


def with_hub(url: str, scenario: Callable[[Hub], Awaitable[None]]) -> None:
    async def main() -> None:
        hub = Hub(RedisSource(url))
        hub.start()
        try:
            await scenario(hub)
        finally:
            await hub.stop()

    run_async(main())


def opened(hub: Hub) -> Stream:
    stream = Stream(str(ROOM), frozenset({"user:1"}))
    hub.add(stream)
    return stream


def test_events_of_another_process_arrive(server: RedisServer) -> None:
    async def scenario(hub: Hub) -> None:
        assert await hub.is_up(within_s=5)
        stream = opened(hub)

        await asyncio.to_thread(publish, server.url, answer_state(5))
        batch = await stream.next(within_s=5)

        assert [envelope.version for envelope in batch or []] == [5]

    with_hub(server.url, scenario)


def test_durable_events_can_be_replayed_and_words_cannot(server: RedisServer) -> None:
    async def scenario(hub: Hub) -> None:
        words = QuestionToken(interview=ROOM, turn_id=ROOM, text="a")
        publish(server.url, words, answer_state(5), answer_state(6))

        kept = await hub.recent(str(ROOM))

        assert [envelope.version for envelope in kept] == [5, 6]

    with_hub(server.url, scenario)


def test_the_log_of_a_channel_is_forgotten_after_a_while(server: RedisServer) -> None:
    publish(server.url, answer_state())

    with redis.Redis.from_url(server.url) as client:
        life_s = client.ttl(f"{TOPIC}:{ROOM}")

    assert 0 < int(life_s) <= transport_module.REPLAY_S


def test_nonsense_on_the_topic_harms_nothing(server: RedisServer) -> None:
    async def scenario(hub: Hub) -> None:
        assert await hub.is_up(within_s=5)
        stream = opened(hub)
        with redis.Redis.from_url(server.url) as client:
            client.publish(TOPIC, b"\xff not json")
            client.publish(TOPIC, b"[1, 2]")
        publish(server.url, answer_state(8))

        batch = await stream.next(within_s=5)

        assert [envelope.version for envelope in batch or []] == [8]

    with_hub(server.url, scenario)


def test_when_redis_dies_readers_are_sent_to_poll_and_come_back(
    server: RedisServer,
) -> None:
    async def scenario(hub: Hub) -> None:
        assert await hub.is_up(within_s=5)
        stream = opened(hub)

        await asyncio.to_thread(server.kill)
        assert await stream.next(within_s=5) is None
        assert stream.closed is Closed.UPSTREAM
        hub.remove(stream)

        await asyncio.to_thread(server.start)
        assert await hub.is_up(within_s=5)
        again = opened(hub)
        await asyncio.to_thread(publish, server.url, answer_state(9))
        assert await again.next(within_s=5)

    with_hub(server.url, scenario)


def test_what_a_dead_redis_missed_is_sent_when_it_is_back(server: RedisServer) -> None:
    publisher = RedisBus(server.url)
    publisher.send(answer_state(1).envelope())
    server.kill()
    publisher.send(answer_state(2).envelope())
    publisher.send(SessionEnded(holder="user:1").envelope())
    assert publisher.is_open

    server.start()
    wait_until(lambda: not publisher.is_open)
    publisher.close()

    with redis.Redis.from_url(server.url) as client:
        assert client.llen(f"{TOPIC}:{ROOM}") == 1


@pytest.mark.parametrize("fault", ["refused", "hung"])
def test_a_dead_redis_costs_one_request_little_and_the_next_nothing(fault: str) -> None:
    hung = HungServer() if fault == "hung" else None
    url = hung.url if hung else f"redis://127.0.0.1:{free_port()}/0"
    publisher = RedisBus(url)

    began = time.monotonic()
    publisher.send(answer_state(1).envelope())
    first_s = time.monotonic() - began
    began = time.monotonic()
    for version in range(100):
        publisher.send(answer_state(version).envelope())
    rest_s = time.monotonic() - began

    assert first_s < REQUEST_COST_S
    assert rest_s < 0.5  # a hundred of them
    publisher.close()
    if hung:
        hung.close()
