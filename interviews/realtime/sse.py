"""Event streams as a plain ASGI coroutine: no ORM and no thread while they are open.

Access is decided once, at connect, in one hop to a thread (ADR 0012). After that a
stream only waits for its hub: events, a heartbeat each 15 s, an end.
"""

import asyncio
import contextlib
import logging
import random
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs
from uuid import UUID

import orjson
from django.db import InterfaceError, OperationalError

from accounts.api_auth.problems import CONTENT_TYPE, Problem
from interviews.events.envelope import Envelope
from interviews.realtime import payloads
from interviews.realtime.hub import Hub
from interviews.realtime.stream import Closed, Stream
from interviews.realtime.viewers import (
    LiveKind,
    LiveViewer,
    NotSignedIn,
    live_viewer,
)

log = logging.getLogger(__name__)

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type InThread = Callable[
    [Callable[[], LiveViewer | None]], Awaitable[LiveViewer | None]
]

HEARTBEAT_S: Final = 15.0
MAX_AGE_S: Final = 1800.0
LINGER_S: Final = 0.2  # events of the last commit arrive together, not at once
START_S: Final = 2.0
ID: Final = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
PATHS: Final[tuple[tuple[re.Pattern[str], LiveKind], ...]] = (
    (re.compile(rf"/api/v1/interviews/{ID}/events"), "api"),
    (re.compile(rf"/i/{ID}/live"), "page"),
    (re.compile(rf"/me/resumes/{ID}/live"), "resume"),
)
HEADERS: Final[list[tuple[bytes, bytes]]] = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"vary", b"Cookie, Authorization"),
]
REFUSALS: Final[Mapping[int, str]] = {
    401: "unauthenticated",
    404: "not_found",
    405: "method_not_allowed",
    429: "too_many_streams",
    503: "events_unavailable",
}


@dataclass(frozen=True, slots=True)
class Route:
    """What a path asks to watch."""

    kind: LiveKind
    public_id: UUID


class Refused(Exception):
    """The stream does not open; status: the HTTP answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def route_of(path: str) -> Route | None:
    """The event stream at this path, None for every other page."""
    for pattern, kind in PATHS:
        if match := pattern.fullmatch(path):
            return Route(kind, UUID(match[1]))
    return None


async def serve(
    scope: Scope, receive: Receive, send: Send, *, route: Route, hub: Hub, hop: InThread
) -> None:
    """Answer one request for an event stream; returns when the stream is over."""
    try:
        viewer = await _admit(scope, route, hub, hop)
    except Refused as refusal:
        await _refuse(send, refusal.status)
        return
    stream = Stream(str(route.public_id), viewer.holders)
    hub.add(stream)
    watcher = asyncio.create_task(_leave_with(receive, stream))
    try:
        await _run(_Writer(send, stream, route.kind), scope, viewer, hub)
    except asyncio.CancelledError:
        # Ours when the reader does not take what is sent; the server's otherwise.
        if stream.closed is not Closed.SLOW:
            raise
    finally:
        watcher.cancel()
        hub.remove(stream)


class _Writer:
    """Sends batches in the reader's form."""

    def __init__(self, send: Send, stream: Stream, kind: LiveKind) -> None:
        self._send = send
        self._stream = stream
        self._render = payloads.for_api if kind == "api" else payloads.for_page
        self.stream = stream

    async def start(self) -> None:
        await self._send(
            {"type": "http.response.start", "status": 200, "headers": HEADERS}
        )

    async def write(self, body: bytes, *, more: bool = True) -> None:
        self._stream.is_sending = True
        try:
            await self._send(
                {"type": "http.response.body", "body": body, "more_body": more}
            )
        finally:
            self._stream.is_sending = False

    async def events(self, batch: Sequence[Envelope]) -> None:
        await self.write(self._render(batch))


async def _admit(scope: Scope, route: Route, hub: Hub, hop: InThread) -> LiveViewer:
    if scope["method"] != "GET":
        raise Refused(405)
    if not hub.has_room(str(route.public_id)):
        raise Refused(429)
    if not await hub.is_up(within_s=START_S):
        raise Refused(503)
    headers = _headers(scope)
    try:
        viewer = await hop(lambda: live_viewer(route.kind, route.public_id, headers))
    except NotSignedIn:
        raise Refused(401) from None
    except (InterfaceError, OperationalError) as away:
        log.warning("No stream, the database is away: %s", type(away).__name__)
        raise Refused(503) from away
    if viewer is None:
        raise Refused(404)
    return viewer


async def _run(writer: _Writer, scope: Scope, viewer: LiveViewer, hub: Hub) -> None:
    stream = writer.stream
    seen = _last_seen(scope)
    missed = _missed(await hub.recent(stream.channel), seen, viewer)
    stream.put_first(missed)
    await writer.start()
    retry_ms = random.randint(1000, 3000)  # noqa: S311 (spreads reconnects)
    await writer.write(payloads.opening(viewer.version, retry_ms=retry_ms))
    if viewer.is_over:
        await _finish(writer)
        return
    await _follow(writer)


async def _follow(writer: _Writer) -> None:
    """Until the last event, the reader's leave or an end of ours."""
    loop = asyncio.get_running_loop()
    stream = writer.stream
    oldest = loop.time() + MAX_AGE_S * random.uniform(0.8, 1.2)  # noqa: S311
    while loop.time() < oldest:
        batch = await stream.next(within_s=HEARTBEAT_S)
        if batch is None:
            break
        if not batch:
            await writer.write(payloads.HEARTBEAT)
            continue
        await writer.events(batch)
        if any(envelope.is_last for envelope in batch):
            await asyncio.sleep(LINGER_S)
            await _finish(writer)
            return
    await writer.write(b"", more=False)


async def _finish(writer: _Writer) -> None:
    if rest := writer.stream.take():
        await writer.events(rest)
    await writer.write(payloads.DONE, more=False)


async def _leave_with(receive: Receive, stream: Stream) -> None:
    """End the stream when its reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close(Closed.GONE)


def _missed(
    recent: Sequence[Envelope], seen: int | None, viewer: LiveViewer
) -> list[Envelope]:
    """What the reader has not seen, oldest first; one snapshot if the log has a gap.

    Two transactions may publish out of order and one may publish twice, so we
    replay everything after the *first* event with the version that was seen. Twice
    does no harm.
    """
    since = viewer.version if seen is None else seen
    versions = [envelope.version or 0 for envelope in recent]
    if seen is not None and seen in versions:
        missed = list(recent[versions.index(seen) + 1 :])
        reaches_back = True
    else:
        missed = [envelope for envelope in recent if (envelope.version or 0) > since]
        reaches_back = min(versions, default=since) <= since + 1
    newest = max((envelope.version or 0 for envelope in missed), default=since)
    if since < viewer.version and (newest < viewer.version or not reaches_back):
        missed.append(_snapshot(viewer))
    return missed


def _snapshot(viewer: LiveViewer) -> Envelope:
    data = {"status": viewer.status, "version": viewer.version}
    return Envelope(
        channel="",
        name=f"{viewer.subject}.state",
        version=viewer.version,
        is_last=False,
        data=orjson.dumps(data).decode(),
    )


def _last_seen(scope: Scope) -> int | None:
    """`Last-Event-ID`, else `?v=` of the page: the version that the reader knows."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    asked = _headers(scope).get("last-event-id") or query.get("v", [""])[0]
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 16
    return int(asked) if is_number else None


def _headers(scope: Scope) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in scope["headers"]
    }


async def _refuse(send: Send, status: int) -> None:
    problem = Problem(status, REFUSALS[status])
    headers = [
        (b"content-type", CONTENT_TYPE.encode()),
        (b"cache-control", b"private, no-store"),
    ]
    if status == 405:
        headers.append((b"allow", b"GET"))
    if status in {429, 503}:
        headers.append((b"retry-after", b"5"))
    with contextlib.suppress(ConnectionError):
        await send(
            {"type": "http.response.start", "status": status, "headers": headers}
        )
        await send({"type": "http.response.body", "body": orjson.dumps(problem.body())})
