"""Ways for an event to reach the hubs: inside this process, or through Redis."""

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import cache
from typing import Final, Protocol

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from interviews.events.envelope import Envelope

log = logging.getLogger(__name__)

CONTROL: Final = "control"  # a channel that every hub hears
TOPIC: Final = "daehwa:events"
REPLAY_EVENTS: Final = 64  # per channel; a reconnect is seconds away, not hours
REPLAY_S: Final = 900
REPLAY_CHANNELS: Final = 2_000  # in memory; the least recently used goes first
TIMEOUT_S: Final = 0.5
SLOW_S: Final = 0.25
PROBE_S: Final = 1.0
HELD_EVENTS: Final = 2_000

type Listener = Callable[[Envelope], None]


class Bus(Protocol):
    """Takes events; never raises and never waits longer than TIMEOUT_S."""

    def send(self, envelope: Envelope) -> None:
        """Pass the event on, and keep it for replay when it is durable."""


def log_key(channel: str) -> str:
    """The Redis list that holds a channel's recent durable events."""
    return f"{TOPIC}:{channel}"


class LocalBus:
    """Everything in one process: the embedded default."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._logs: OrderedDict[str, deque[Envelope]] = OrderedDict()
        self._listeners: list[Listener] = []

    def send(self, envelope: Envelope) -> None:
        """Keep a durable event, then call every listener in this thread."""
        with self._lock:
            if envelope.version is not None:
                self._keep(envelope)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(envelope)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call listener for each event from now on; returns the way to stop it."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._forget(listener)

    def recent(self, channel: str) -> list[Envelope]:
        """The channel's last durable events, oldest first."""
        with self._lock:
            return list(self._logs.get(channel, ()))

    def _forget(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.remove(listener)

    def _keep(self, envelope: Envelope) -> None:
        events = self._logs.setdefault(envelope.channel, deque(maxlen=REPLAY_EVENTS))
        events.append(envelope)
        self._logs.move_to_end(envelope.channel)
        if len(self._logs) > REPLAY_CHANNELS:
            self._logs.popitem(last=False)


class RedisBus:
    """Publishes through Redis, behind time-outs and a breaker.

    The breaker opens at the first failure or slow publish. While it is open no
    caller touches Redis: durable events are held, a thread of its own probes once
    a second and sends what was held.
    """

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._lock = threading.Lock()
        self._held: deque[Envelope] = deque(maxlen=HELD_EVENTS)
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether publishing is suspended."""
        return self._is_open

    def send(self, envelope: Envelope) -> None:
        """Publish, or hold the event while Redis is away."""
        if self._held_back(envelope):
            return
        started = time.monotonic()
        try:
            self._write(envelope)
        except redis.RedisError as error:
            self._suspend(type(error).__name__, envelope)
            return
        if time.monotonic() - started > SLOW_S:
            self._suspend("slow")

    def close(self) -> None:
        """Stop probing and let go of Redis; for tests and benchmarks."""
        self._is_open = False
        self._redis.close()

    def _write(self, envelope: Envelope) -> None:
        wire = envelope.to_wire()
        with self._redis.pipeline(transaction=envelope.version is not None) as pipe:
            if envelope.version is not None:
                key = log_key(envelope.channel)
                pipe.rpush(key, wire)
                pipe.ltrim(key, -REPLAY_EVENTS, -1)
                pipe.expire(key, REPLAY_S)
            pipe.publish(TOPIC, wire)
            pipe.execute()

    def _held_back(self, envelope: Envelope) -> bool:
        if not self._is_open:
            return False
        with self._lock:
            if self._is_open:
                self._hold(envelope)
            return self._is_open

    def _hold(self, envelope: Envelope) -> None:
        # A question's next words replace these; a logout must not be forgotten.
        if envelope.version is not None or envelope.channel == CONTROL:
            self._held.append(envelope)

    def _suspend(self, why: str, unsent: Envelope | None = None) -> None:
        with self._lock:
            if unsent is not None:
                self._hold(unsent)
            if self._is_open:
                return
            self._is_open = True
        log.warning("Live events wait for Redis (%s); pages fall back to polling", why)
        threading.Thread(target=self._recover, name="events-probe", daemon=True).start()

    def _recover(self) -> None:
        while self._is_open:
            time.sleep(PROBE_S)
            try:
                self._redis.ping()
                self._send_held()
            except redis.RedisError:
                continue
            with self._lock:
                # Whatever was held since the last look goes first.
                self._is_open = bool(self._held)
        log.info("Live events flow again")

    def _send_held(self) -> None:
        while self._held:
            envelope = self._held.popleft()
            try:
                self._write(envelope)
            except redis.RedisError:
                self._held.appendleft(envelope)
                raise


@cache
def bus() -> LocalBus | RedisBus:
    """This process's bus, as the settings say."""
    return RedisBus(settings.REDIS_URL) if settings.REDIS_URL else LocalBus()
