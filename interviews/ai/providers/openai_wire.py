"""The wire under ``openai_compatible``: one loop per process, bounded replies.

Requests run in one background event loop, so that connections are pooled and a
request that hangs can be cancelled the moment its deadline is over, from whichever
worker thread waits for it. The caller's callback runs in the caller's own thread.
"""

import asyncio
import logging
import os
import queue
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Final, override

import httpx2

MAX_REPLY: Final = 1_000_000  # bytes of one reply
MAX_STREAM: Final = 4_000_000  # bytes on the wire: each token travels in an envelope
CONNECT_S: Final = 5.0
SILENCE_S: Final = 20.0
GRACE_S: Final = 2.0  # the loop enforces the deadline itself; this is for a stuck loop

# One line per request at INFO would say nothing that AICall does not know.
logging.getLogger("httpx2").setLevel(logging.WARNING)

type Tell = Callable[[str], None]


class ReplyTooLarge(Exception):
    """More bytes came than any honest reply has."""


class NotPlain(Exception):
    """The reply is compressed, although plain bytes were asked for."""


class _Bounded(httpx2.AsyncByteStream):
    """A response body that stops at a limit."""

    def __init__(self, stream: httpx2.AsyncByteStream, limit: int) -> None:
        self._stream = stream
        self._limit = limit

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._stream:
            seen += len(chunk)
            if seen > self._limit:
                raise ReplyTooLarge(f"more than {self._limit} bytes")
            yield chunk

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()


class BoundedClient(httpx2.AsyncClient):
    """An HTTP client that follows no redirect and reads no endless body."""

    def __init__(self) -> None:
        """Keep connections open between the calls of one interview."""
        super().__init__(
            follow_redirects=False,
            headers={"Accept-Encoding": "identity"},
            limits=httpx2.Limits(
                max_connections=64, max_keepalive_connections=16, keepalive_expiry=30
            ),
        )

    @override
    async def send(self, *args: Any, **kwargs: Any) -> httpx2.Response:
        """Send, and put the limit around the body before anyone reads it."""
        is_stream = kwargs.pop("stream", False)
        response = await super().send(*args, stream=True, **kwargs)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise NotPlain(response.headers["content-encoding"][:40])
        events = "text/event-stream" in response.headers.get("content-type", "")
        body = response.stream
        if isinstance(body, httpx2.AsyncByteStream):
            response.stream = _Bounded(body, MAX_STREAM if events else MAX_REPLY)
        if not is_stream:
            await response.aread()
        return response


class _Loop:
    """The background loop of this process; made again after a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def get(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._pid != os.getpid():
                self._pid = os.getpid()
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=self._loop.run_forever, name="ai-requests", daemon=True
                ).start()
            return self._loop


_LOOP: Final = _Loop()


def run[R](
    request: Callable[[Tell], Coroutine[Any, Any, R]],
    *,
    on_text: Tell | None,
    timeout_s: float,
) -> R:
    """Run a request in the background loop and wait for it in this thread.

    What the request tells is handed to ``on_text`` here. TimeoutError if nothing
    at all is heard for longer than the request may take.
    """
    heard: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    future = asyncio.run_coroutine_threadsafe(request(heard.put), _LOOP.get())
    future.add_done_callback(lambda _: heard.put(None))
    try:
        while True:
            try:
                text = heard.get(timeout=timeout_s + GRACE_S)
            except queue.Empty:
                raise TimeoutError("the request never ended") from None
            if text is None:
                return future.result(timeout=0)
            if on_text is not None:
                on_text(text)
    finally:
        future.cancel()
