"""What waits for one open event stream: bounded, and never a thread or a query."""

import asyncio
from collections import deque
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from interviews.events.envelope import Envelope

MAX_WAITING: Final = 128
TOKEN_GAP_S: Final = 0.1  # a growing question is shown at most ten times a second


class Closed(StrEnum):
    """Why a stream ends."""

    REVOKED = "revoked"  # signed out, token revoked
    SHUTDOWN = "shutdown"  # this server stops
    SLOW = "slow"  # the reader does not keep up
    UPSTREAM = "upstream"  # Redis is gone, so nothing would arrive
    GONE = "gone"  # the reader left


class Stream:
    """One reader's queue. Everything here runs on the event loop's thread."""

    __slots__ = (
        "_loop",
        "_queue",
        "_token",
        "_token_at",
        "_wake",
        "channel",
        "closed",
        "holders",
        "is_sending",
        "task",
    )

    def __init__(self, channel: str, holders: frozenset[str]) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: deque[Envelope] = deque()
        self._token: Envelope | None = None
        self._token_at = 0.0
        self._wake: asyncio.Future[None] | None = None
        self.channel = channel
        self.holders = holders
        self.closed: Closed | None = None
        self.is_sending = False
        self.task = asyncio.current_task()

    def offer(self, envelope: Envelope) -> None:
        """Queue the event; a reader that is too slow is dropped, not waited for."""
        if self.closed is not None:
            return
        if envelope.version is None:
            self._token = envelope  # it holds all text so far: the last one is enough
        elif len(self._queue) >= MAX_WAITING:
            self.close(Closed.SLOW)
            return
        else:
            self._queue.append(envelope)
        self._wake_up()

    def put_first(self, missed: Iterable[Envelope]) -> None:
        """Replayed events go before what arrived meanwhile; twins count once."""
        replayed = list(missed)
        uids = {envelope.uid for envelope in replayed}
        rest = [envelope for envelope in self._queue if envelope.uid not in uids]
        self._queue = deque([*replayed, *rest])

    def close(self, why: Closed) -> None:
        """End the stream; a writer that is stuck in a send is cancelled."""
        if self.closed is not None:
            return
        self.closed = why
        self._wake_up()
        if self.is_sending and self.task is not None:
            self.task.cancel()

    async def next(self, *, within_s: float) -> list[Envelope] | None:
        """Events to send now, none if nothing came in time; None: it is closed."""
        deadline = self._loop.time() + within_s
        while self.closed is None:
            batch = self.take()
            if batch or self._loop.time() >= deadline:
                return batch
            await self._sleep_until(min(deadline, self._token_due(deadline)))
        return None

    def take(self) -> list[Envelope]:
        """Everything that may be sent at this moment."""
        batch = list(self._queue)
        self._queue.clear()
        token = self._token
        if token is not None and (batch or self._token_due(0.0) <= self._loop.time()):
            # A finished question needs no more of its own beginnings.
            if not any(envelope.name == "question.ready" for envelope in batch):
                batch.append(token)
            self._token, self._token_at = None, self._loop.time()
        return batch

    def _token_due(self, otherwise: float) -> float:
        return otherwise if self._token is None else self._token_at + TOKEN_GAP_S

    async def _sleep_until(self, when: float) -> None:
        self._wake = self._loop.create_future()
        alarm = self._loop.call_at(when, self._wake_up)
        try:
            await self._wake
        finally:
            alarm.cancel()
            self._wake = None

    def _wake_up(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)
