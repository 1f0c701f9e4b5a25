"""One request of Django's classic handler behind ASGI: bodies, parts, disconnects.

What a slow client sends is collected on the loop, in memory up to SPOOL_BYTES and then
in a file, so it holds no thread. An ordinary response crosses back to the loop once; a
long one is sent piece by piece, and stops when its reader has gone.
"""

import asyncio
import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import IO, Any, Final
from urllib.parse import unquote_to_bytes

from django.conf import settings

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


async def collect(scope: Scope, receive: Receive) -> IO[bytes]:
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


def environ_of(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
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
