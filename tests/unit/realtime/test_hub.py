"""One hub per process: who gets what, and what ends a stream."""

import threading
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from interviews.events import AnswerState, QuestionToken, SessionEnded, session_holder
from interviews.events.transport import REPLAY_EVENTS, LocalBus
from interviews.realtime import hub as hub_module
from interviews.realtime.hub import Hub, LocalSource
from interviews.realtime.stream import Closed, Stream
from tests.live_site import run_async

ROOM = uuid4()


def answer_state(version: int = 1) -> AnswerState:
    return AnswerState(
        interview=ROOM, turn_id=uuid4(), answer_status="SCORED", version=version
    )


def with_hub(scenario: Callable[[Hub, LocalBus], Awaitable[None]]) -> None:
    async def main() -> None:
        local = LocalBus()
        hub = Hub(LocalSource(local))
        hub.start()
        assert await hub.is_up(within_s=1)
        await scenario(hub, local)
        await hub.stop()

    run_async(main())


def opened(hub: Hub, channel: str, *holders: str) -> Stream:
    stream = Stream(channel, frozenset(holders))
    hub.add(stream)
    return stream


def test_an_event_reaches_every_stream_of_its_channel_and_no_other() -> None:
    async def scenario(hub: Hub, local: LocalBus) -> None:
        first, second = opened(hub, str(ROOM)), opened(hub, str(ROOM))
        other = opened(hub, str(uuid4()))

        local.send(answer_state().envelope())

        assert await first.next(within_s=1)
        assert await second.next(within_s=1)
        assert await other.next(within_s=0.02) == []

    with_hub(scenario)


def test_events_published_in_other_threads_arrive() -> None:
    async def scenario(hub: Hub, local: LocalBus) -> None:
        stream = opened(hub, str(ROOM))

        thread = threading.Thread(target=local.send, args=(answer_state().envelope(),))
        thread.start()
        batch = await stream.next(within_s=1)
        thread.join()

        assert batch

    with_hub(scenario)


def test_only_durable_events_are_kept_for_replay() -> None:
    async def scenario(hub: Hub, local: LocalBus) -> None:
        local.send(QuestionToken(interview=ROOM, turn_id=uuid4(), text="a").envelope())
        for version in range(1, REPLAY_EVENTS + 11):
            local.send(answer_state(version).envelope())

        kept = await hub.recent(str(ROOM))

        assert len(kept) == REPLAY_EVENTS
        assert kept[-1].version == REPLAY_EVENTS + 10

    with_hub(scenario)


def test_a_logout_ends_the_streams_of_that_session_only() -> None:
    async def scenario(hub: Hub, local: LocalBus) -> None:
        mine = opened(hub, str(ROOM), session_holder("mine"), "user:1")
        yours = opened(hub, str(ROOM), session_holder("yours"), "user:1")

        local.send(SessionEnded(holder=session_holder("mine")).envelope())

        assert await mine.next(within_s=1) is None
        assert mine.closed is Closed.REVOKED
        assert await yours.next(within_s=0.02) == []

    with_hub(scenario)


def test_a_dead_source_sends_its_readers_away() -> None:
    async def scenario(hub: Hub, local: LocalBus) -> None:
        stream = opened(hub, str(ROOM))

        hub.set_up(is_up=False)

        assert stream.closed is Closed.UPSTREAM
        assert not await hub.is_up()

    with_hub(scenario)


def test_stopping_ends_every_stream_and_admits_no_more() -> None:
    async def main() -> None:
        hub = Hub(LocalSource(LocalBus()))
        hub.start()
        await hub.is_up(within_s=1)
        stream = opened(hub, str(ROOM))

        await hub.stop()

        assert stream.closed is Closed.SHUTDOWN
        assert not await hub.is_up()

    run_async(main())


def test_one_interview_takes_only_so_many_streams(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hub_module, "MAX_PER_CHANNEL", 2)

    async def scenario(hub: Hub, local: LocalBus) -> None:
        first = opened(hub, str(ROOM))
        opened(hub, str(ROOM))
        assert not hub.has_room(str(ROOM))
        assert hub.has_room(str(uuid4()))

        hub.remove(first)
        hub.remove(first)

        assert hub.has_room(str(ROOM))
        assert hub.count == 1

    with_hub(scenario)
