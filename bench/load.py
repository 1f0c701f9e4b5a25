"""A small asyncio HTTP client for load: keep-alive, times to the first byte."""

import asyncio
import contextlib
import re
import time
from dataclasses import dataclass, field
from typing import Self

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
TIMEOUT_S = 30.0


@dataclass(frozen=True)
class Reply:
    """What came back; times in milliseconds since the request was sent."""

    status: int
    head: bytes
    body: bytes
    first_byte_ms: float
    total_ms: float

    def header(self, name: str) -> str:
        """One header, or an empty text."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""


@dataclass
class Client:
    """One connection of one person; not for use by two tasks at once."""

    port: int
    headers: str = ""
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(
        default=None, repr=False
    )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def ask(
        self, method: str, path: str, *, body: bytes = b"", headers: str = ""
    ) -> Reply:
        """One request; an idle connection that the server closed is opened again."""
        length = f"Content-Length: {len(body)}\r\n" if method != "GET" else ""
        request = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"{self.headers}{headers}{length}\r\n"
        ).encode() + body
        async with asyncio.timeout(TIMEOUT_S):
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                return await self._exchange(request)
            self._streams = None
            return await self._exchange(request)

    async def _exchange(self, request: bytes) -> Reply:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        sent = time.perf_counter()
        writer.write(request)
        head = await reader.readexactly(1)
        first = time.perf_counter()
        head += await reader.readuntil(b"\r\n\r\n")
        body = await _body(reader, head)
        return Reply(
            status=int(head[9:12]),
            head=head,
            body=body,
            first_byte_ms=(first - sent) * 1000,
            total_ms=(time.perf_counter() - sent) * 1000,
        )


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if CHUNKED.search(head):
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return body
    found = LENGTH.search(head)
    return await reader.readexactly(int(found[1])) if found else b""


@dataclass(frozen=True)
class Burst:
    """What a closed loop of requests came to."""

    count: int
    errors: int
    seconds: float
    client_cpu: float  # of one core
    first_byte_ms: list[float]

    @property
    def per_s(self) -> float:
        """Requests per second."""
        return self.count / self.seconds


async def hammer(
    clients: list[Client],
    path: str,
    *,
    seconds: float,
    want: int = 200,
    headers: str = "",
) -> Burst:
    """All clients ask for the path again and again, without a pause."""
    times: list[float] = []
    errors = 0
    cpu, began = time.process_time(), time.perf_counter()

    async def repeat(client: Client) -> None:
        nonlocal errors
        while time.perf_counter() < began + seconds:
            reply = await client.ask("GET", path, headers=headers)
            times.append(reply.first_byte_ms)
            errors += reply.status != want

    await asyncio.gather(*(repeat(client) for client in clients))
    took = time.perf_counter() - began
    return Burst(
        count=len(times),
        errors=errors,
        seconds=took,
        client_cpu=(time.process_time() - cpu) / took,
        first_byte_ms=times,
    )
