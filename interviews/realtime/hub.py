"""One hub per server process: one source of events, many bounded streams."""

import asyncio
import contextlib
import logging
import random
from collections import defaultdict
from typing import Final, Protocol, override

import orjson
import redis.asyncio
from django.conf import settings
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from interviews.events import CONTROL, bus
from interviews.events.envelope import Envelope
from interviews.events.transport import TIMEOUT_S, TOPIC, LocalBus, log_key
from interviews.realtime.stream import Closed, Stream

log = logging.getLogger(__name__)

MAX_STREAMS: Final = 20_000
MAX_PER_CHANNEL: Final = 32
QUIET_S: Final = 10.0  # after this silence the source is asked whether it lives
PONG_S: Final = 3.0


class Source(Protocol):
    """Where a hub's events come from."""

    async def run(self, hub: "Hub") -> None:
        """Feed the hub until cancelled."""

    async def recent(self, channel: str) -> list[Envelope]:
        """The channel's last durable events, oldest first; empty when unknown."""


class Hub:
    """Passes each event to the streams of its channel; lives on one event loop."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._streams: defaultdict[str, set[Stream]] = defaultdict(set)
        self._runner: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._count = 0
        self._is_up = False

    def start(self) -> None:
        """Begin to listen; a second call changes nothing."""
        if self._runner is None:
            self._runner = asyncio.create_task(self._source.run(self))

    async def stop(self) -> None:
        """Wake every stream to its end, admit no more, stop listening."""
        self._is_up = False
        self.close_all(Closed.SHUTDOWN)
        if self._runner is not None:
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._runner

    @property
    def count(self) -> int:
        """Open streams."""
        return self._count

    def set_up(self, *, is_up: bool) -> None:
        """Told by the source. Readers of a dead source are sent to poll."""
        self._is_up = is_up
        self._changed.set()
        self._changed = asyncio.Event()
        if not is_up:
            self.close_all(Closed.UPSTREAM)

    async def is_up(self, *, within_s: float = 0.0) -> bool:
        """Whether events arrive; waits a little for a source that is starting."""
        if not self._is_up and within_s:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within_s):
                    await self._changed.wait()
        return self._is_up

    def has_room(self, channel: str) -> bool:
        """Whether one more stream may open."""
        others = len(self._streams[channel]) if channel in self._streams else 0
        return self._count < MAX_STREAMS and others < MAX_PER_CHANNEL

    def add(self, stream: Stream) -> None:
        """Events of its channel reach the stream from now on."""
        self._streams[stream.channel].add(stream)
        self._count += 1

    def remove(self, stream: Stream) -> None:
        """Forget the stream; a second call changes nothing."""
        streams = self._streams.get(stream.channel, set())
        if stream not in streams:
            return
        streams.remove(stream)
        self._count -= 1
        if not streams:
            del self._streams[stream.channel]

    async def recent(self, channel: str) -> list[Envelope]:
        """The channel's last durable events, oldest first."""
        return await self._source.recent(channel)

    def deliver(self, envelope: Envelope) -> None:
        """Pass one event on. Runs on the loop's thread."""
        if envelope.channel == CONTROL:
            self._obey(envelope)
            return
        for stream in tuple(self._streams.get(envelope.channel, ())):
            stream.offer(envelope)

    def close_all(self, why: Closed) -> None:
        """End every stream."""
        for streams in tuple(self._streams.values()):
            for stream in tuple(streams):
                stream.close(why)

    def _obey(self, envelope: Envelope) -> None:
        holder = orjson.loads(envelope.data)["holder"]
        for streams in tuple(self._streams.values()):
            for stream in tuple(streams):
                if holder in stream.holders:
                    stream.close(Closed.REVOKED)


class LocalSource(Source):
    """Events published by this very process."""

    def __init__(self, local: LocalBus) -> None:
        self._bus = local

    @override
    async def run(self, hub: Hub) -> None:
        loop = asyncio.get_running_loop()

        def pass_on(envelope: Envelope) -> None:
            # The loop may be closed between the look-up of listeners and this call.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(hub.deliver, envelope)

        stop = self._bus.listen(pass_on)
        hub.set_up(is_up=True)
        try:
            await loop.create_future()
        finally:
            stop()

    @override
    async def recent(self, channel: str) -> list[Envelope]:
        return self._bus.recent(channel)


class RedisSource(Source):
    """Events published by any process, through one subscription."""

    def __init__(self, url: str) -> None:
        # No silent reconnects: whatever was published meanwhile would be missing.
        self._redis = redis.asyncio.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )

    @override
    async def run(self, hub: Hub) -> None:
        wait_s = 0.1
        try:
            while True:
                try:
                    async with self._redis.pubsub() as subscription:
                        await subscription.subscribe(TOPIC)
                        wait_s = 0.1
                        await self._pump(subscription, hub)
                except (RedisError, OSError) as error:
                    log.warning("Live events lost Redis: %s", type(error).__name__)
                hub.set_up(is_up=False)
                await asyncio.sleep(wait_s * random.uniform(0.5, 1.5))  # noqa: S311
                wait_s = min(5.0, wait_s * 2)
        finally:
            await self._redis.aclose()

    @override
    async def recent(self, channel: str) -> list[Envelope]:
        try:
            wires = await self._redis.lrange(log_key(channel), 0, -1)
        except (RedisError, OSError):
            return []  # the reader gets a snapshot instead
        return [Envelope.from_wire(wire) for wire in wires]

    async def _pump(self, subscription: redis.asyncio.client.PubSub, hub: Hub) -> None:
        while True:
            message = await subscription.get_message(timeout=QUIET_S)
            if message is None:
                await subscription.ping()
                message = await subscription.get_message(timeout=PONG_S)
            if message is None:
                raise redis.exceptions.TimeoutError("Redis is silent")
            if message["type"] == "subscribe":
                hub.set_up(is_up=True)
            elif message["type"] == "message":
                self._hand_on(message["data"], hub)

    @staticmethod
    def _hand_on(wire: bytes, hub: Hub) -> None:
        try:
            hub.deliver(Envelope.from_wire(wire))
        except ValueError:
            log.warning("Something that is no event was published on %s", TOPIC)


def new_hub() -> Hub:
    """A hub for this process, as the settings say."""
    if settings.REDIS_URL:
        return Hub(RedisSource(settings.REDIS_URL))
    local = bus()
    if not isinstance(local, LocalBus):
        raise TypeError("The bus was made for other settings.")
    return Hub(LocalSource(local))
