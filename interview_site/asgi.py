"""The server's door: event streams on the loop, everything else in one thread hop.

Django's classic handler in a small thread pool serves three times what Django's own
ASGI handler does, and a stream as a plain coroutine costs no thread at all (ADR 0014).
Bodies go through in parts: what a slow client sends is collected on the loop, in
memory up to SPOOL_BYTES and then in a file, so it holds no thread; a long response is
sent piece by piece, and stops when its reader has gone.
"""

import asyncio
import contextlib
import contextvars
import io
import logging
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, Final
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import close_old_connections

# Sets Django up; the imports below need it.
from interview_site.wsgi import application as wsgi_application  # isort: split

from interviews.realtime import sse
from interviews.realtime.hub import Hub, new_hub

log = logging.getLogger(__name__)

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SPOOL_BYTES: Final = 256 * 1024
MAX_BODY_BYTES: Final = 256 * 1024 * 1024
PART_BYTES: Final = 64 * 1024
STALL_S: Final = 30.0  # a client that moves no byte for so long has gone


class ClientGone(ConnectionError):
    """The client left, or takes nothing any more."""


class BodyTooLarge(Exception):
    """The request carries more than MAX_BODY_BYTES."""


class Exchange:
    """One request and its response; `run()` is its part in the thread."""

    def __init__(self, app: WSGI, send: Send) -> None:
        self._app = app
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._start: MutableMapping[str, Any] | None = None
        self._is_started = False
        self.is_gone = False

    def run(self, environ: dict[str, Any]) -> bytes:
        """Call the app; send long responses from here, return the last part."""
        parts = self._app(environ, self._start_response)
        waiting = bytearray()
        try:
            for part in parts:
                waiting += part
                if len(waiting) >= PART_BYTES:
                    self._push(bytes(waiting))
                    waiting.clear()
        finally:
            if close := getattr(parts, "close", None):
                close()
        return bytes(waiting)

    async def finish(self, last: bytes) -> None:
        """Send what is left; runs on the loop, so a slow reader holds no thread."""
        await self._send_start()
        await self._send({"type": "http.response.body", "body": last})

    async def watch(self, receive: Receive) -> None:
        """Notice that the client leaves."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self.is_gone = True

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], None]:
        del exc_info  # Django never starts twice
        self._start = {
            "type": "http.response.start",
            "status": int(status[:3]),
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1"))
                for name, value in headers
            ],
        }
        return self._push

    def _push(self, part: bytes) -> None:
        if self.is_gone:
            raise ClientGone
        sending = asyncio.run_coroutine_threadsafe(self._send_part(part), self._loop)
        try:
            sending.result(STALL_S)
        except TimeoutError:
            sending.cancel()
            raise ClientGone from None

    async def _send_part(self, part: bytes) -> None:
        await self._send_start()
        await self._send(
            {"type": "http.response.body", "body": part, "more_body": True}
        )

    async def _send_start(self) -> None:
        if not self._is_started and self._start is not None:
            self._is_started = True
            await self._send(self._start)


class Site:
    """The ASGI application: lifespan, event streams, Django."""

    def __init__(self, app: WSGI, *, threads: int) -> None:
        self._app = app
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._hub: Hub | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif route := sse.route_of(scope["path"]):
            hub = self.hub()
            await sse.serve(scope, receive, send, route=route, hub=hub, hop=self.hop)
        else:
            await self._page(scope, receive, send)

    def hub(self) -> Hub:
        """This process's hub; started by the first that needs it."""
        if self._hub is None:
            self._hub = new_hub()
            self._hub.start()
        return self._hub

    async def close_streams(self) -> None:
        """End all event streams and open no more, so that the server can stop."""
        if self._hub is not None:
            await self._hub.stop()

    async def hop[T](self, work: Callable[[], T]) -> T:
        """Run work that uses the database in a thread of the pool."""
        return await asyncio.get_running_loop().run_in_executor(
            self._pool, _with_connections, work
        )

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.hub()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.close_streams()
        self._pool.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _collect(scope, receive)
        except BodyTooLarge:
            await _plain(send, 413, b"The request is too large.")
            return
        except TimeoutError:
            await _plain(send, 408, b"The request did not arrive.")
            return
        except ClientGone:
            return
        with body:
            await self._exchange(_environ(scope, body), receive, send)

    async def _exchange(
        self, environ: dict[str, Any], receive: Receive, send: Send
    ) -> None:
        exchange = Exchange(self._app, send)
        watcher = asyncio.ensure_future(exchange.watch(receive))
        context = contextvars.copy_context()
        try:
            last = await asyncio.get_running_loop().run_in_executor(
                self._pool, context.run, exchange.run, environ
            )
            await exchange.finish(last)
        except ClientGone:
            log.info("A client left in the middle of %s", environ["PATH_INFO"])
        finally:
            watcher.cancel()


def _with_connections[T](work: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


async def _collect(scope: Scope, receive: Receive) -> IO[bytes]:
    """The whole request body, rewound; the caller closes it."""
    for name, value in scope["headers"]:
        if name == b"content-length" and int(value) > MAX_BODY_BYTES:
            raise BodyTooLarge
    message = await _next_part(receive)
    if not message.get("more_body"):
        return io.BytesIO(message.get("body", b""))
    with contextlib.ExitStack() as on_failure:
        spool = on_failure.enter_context(
            tempfile.SpooledTemporaryFile(
                SPOOL_BYTES, dir=settings.FILE_UPLOAD_TEMP_DIR
            )
        )
        await _fill(spool, message, receive)
        on_failure.pop_all()
    return spool


async def _fill(
    spool: IO[bytes], message: MutableMapping[str, Any], receive: Receive
) -> None:
    size = 0
    while True:
        size += spool.write(message.get("body", b""))
        if size > MAX_BODY_BYTES:
            raise BodyTooLarge
        if not message.get("more_body"):
            break
        message = await _next_part(receive)
    spool.seek(0)


async def _next_part(receive: Receive) -> MutableMapping[str, Any]:
    async with asyncio.timeout(STALL_S):
        message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientGone
    return message


def _environ(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The request as WSGI wants it (PEP 3333): bytes as latin-1 text."""
    server = scope.get("server") or ("localhost", None)
    client = scope.get("client") or ("", 0)
    length = body.seek(0, os.SEEK_END)
    body.seek(0)
    raw_path = scope.get("raw_path") or scope["path"].encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": unquote_to_bytes(raw_path.partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope["headers"])
    environ["CONTENT_LENGTH"] = str(length)
    return environ


def _add_headers(
    environ: dict[str, Any], headers: Iterable[tuple[bytes, bytes]]
) -> None:
    for raw_name, raw_value in headers:
        # X_Forwarded_For would otherwise pass for X-Forwarded-For.
        if b"_" in raw_name:
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        if key in environ:
            joint = "; " if key == "HTTP_COOKIE" else ","
            value = f"{environ[key]}{joint}{value}"
        environ[key] = value


async def _plain(send: Send, status: int, text: bytes) -> None:
    with contextlib.suppress(ConnectionError):
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [
                    (b"content-type", b"text/plain; charset=utf-8"),
                    (b"connection", b"close"),
                ],
            }
        )
        await send({"type": "http.response.body", "body": text})


application = Site(wsgi_application, threads=settings.WEB_THREADS)
