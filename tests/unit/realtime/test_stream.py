"""One reader's queue: bounded, ordered, and quick to say that it is over."""

import asyncio
from collections.abc import Awaitable, Callable

from interviews.events.envelope import Envelope
from interviews.realtime import stream as stream_module
from interviews.realtime.stream import MAX_WAITING, Closed, Stream
from tests.live_site import run_async


def durable(version: int, name: str = "answer.state") -> Envelope:
    return Envelope(channel="c", name=name, version=version, is_last=False, data="{}")


def token(text: str) -> Envelope:
    return Envelope(
        channel="c",
        name="question.token",
        version=None,
        is_last=False,
        data=f'{{"text":"{text}"}}',
    )


def on_loop(scenario: Callable[[Stream], Awaitable[None]]) -> None:
    async def main() -> None:
        await scenario(Stream("c", frozenset()))

    run_async(main())


def test_events_arrive_in_order_in_one_batch() -> None:
    async def scenario(stream: Stream) -> None:
        stream.offer(durable(1))
        stream.offer(durable(2))

        batch = await stream.next(within_s=1)

        assert [envelope.version for envelope in batch or []] == [1, 2]

    on_loop(scenario)


def test_a_waiting_reader_wakes_at_once() -> None:
    async def scenario(stream: Stream) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(0.02, stream.offer, durable(1))
        started = loop.time()

        await stream.next(within_s=5)

        assert loop.time() - started < 1

    on_loop(scenario)


def test_silence_ends_in_an_empty_batch() -> None:
    async def scenario(stream: Stream) -> None:
        assert await stream.next(within_s=0.01) == []

    on_loop(scenario)


def test_only_the_newest_text_of_a_growing_question_is_kept() -> None:
    async def scenario(stream: Stream) -> None:
        for text in ("a", "ab", "abc"):
            stream.offer(token(text))

        batch = await stream.next(within_s=1)

        assert [envelope.data for envelope in batch or []] == ['{"text":"abc"}']

    on_loop(scenario)


def test_growing_questions_are_shown_at_most_ten_times_a_second() -> None:
    async def scenario(stream: Stream) -> None:
        loop = asyncio.get_running_loop()
        stream.offer(token("a"))
        await stream.next(within_s=1)
        shown = loop.time()
        stream.offer(token("ab"))

        batch = await stream.next(within_s=1)

        assert batch
        assert loop.time() - shown >= stream_module.TOKEN_GAP_S * 0.95

    on_loop(scenario)


def test_a_finished_question_drops_its_own_beginnings() -> None:
    async def scenario(stream: Stream) -> None:
        stream.offer(token("half a questi"))
        stream.offer(durable(3, name="question.ready"))

        batch = await stream.next(within_s=1)

        assert [envelope.name for envelope in batch or []] == ["question.ready"]
        assert await stream.next(within_s=0.15) == []

    on_loop(scenario)


def test_a_reader_that_does_not_read_is_dropped() -> None:
    async def scenario(stream: Stream) -> None:
        for version in range(MAX_WAITING + 1):
            stream.offer(durable(version))

        assert stream.closed is Closed.SLOW
        assert await stream.next(within_s=1) is None

    on_loop(scenario)


def test_closing_cancels_a_writer_that_is_stuck_in_a_send() -> None:
    async def main() -> None:
        opened: asyncio.Future[Stream] = asyncio.get_running_loop().create_future()

        async def writer() -> None:
            stream = Stream("c", frozenset())
            stream.is_sending = True
            opened.set_result(stream)
            await asyncio.sleep(60)

        task = asyncio.create_task(writer())
        (await opened).close(Closed.SLOW)
        await asyncio.wait({task}, timeout=1)

        assert task.cancelled()

    run_async(main())


def test_replayed_events_go_first_and_twins_count_once() -> None:
    async def scenario(stream: Stream) -> None:
        old, both, new = durable(1), durable(2), durable(3)
        stream.offer(both)
        stream.offer(new)
        stream.put_first([old, both])

        batch = await stream.next(within_s=1)

        assert [envelope.version for envelope in batch or []] == [1, 2, 3]

    on_loop(scenario)
