"""A real server in a thread, and a reader of event streams, for tests."""

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from interview_site.asgi import Site
from interview_site.bridge import WSGI

LAST_CHUNK = b"0\r\n\r\n"


def run_async(scenario: Coroutine[Any, Any, None]) -> None:
    """asyncio.run() in a thread: the browser tests leave a loop in the main one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, scenario).result()


@dataclass(frozen=True)
class LiveSite:
    """Where it listens, what it serves, and its loop."""

    port: int
    site: Site
    loop: asyncio.AbstractEventLoop

    def ask(
        self, path: str, method: str = "GET", body: Any = None, **headers: str
    ) -> tuple[int, bytes]:
        """One request on a connection of its own: status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(connection):
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()

    def close_streams(self) -> None:
        """End the event streams, as a stopping server does."""
        asyncio.run_coroutine_threadsafe(self.site.close_streams(), self.loop).result(5)


@contextmanager
def served(app: WSGI, *, threads: int = 4) -> Iterator[LiveSite]:
    """Serve the app behind the ASGI door on a free port."""
    loops: list[asyncio.AbstractEventLoop] = []
    site = Site(app, threads=threads)
    config = uvicorn.Config(
        site,
        port=0,
        log_config=None,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)

    async def main() -> None:
        loops.append(asyncio.get_running_loop())
        await server.serve()

    thread = threading.Thread(target=lambda: asyncio.run(main()))
    thread.start()
    wait_until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    live = LiveSite(port, site, loops[0])
    try:
        yield live
    finally:
        live.close_streams()
        server.should_exit = True
        thread.join(10)


def wait_until(holds: Any, *, within_s: float = 10) -> None:
    """Wait for a condition; AssertionError when it does not come true."""
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


class EventReader:
    """Reads one event stream over a plain socket."""

    def __init__(self, port: int, path: str, **headers: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        lines = [f"GET {path} HTTP/1.1", "Host: localhost"]
        for name, value in headers.items():
            lines.append(f"{name.replace('_', '-')}: {value}")
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._buffer = b""
        self.heartbeats = 0
        self.status = int(self._until(b"\r\n\r\n").split(b" ")[1])

    def next_event(self) -> dict[str, str]:
        """The next message that carries data, as its fields; {} at the end."""
        while True:
            fields = self._message()
            if fields is None:
                return {}
            if "data" in fields:
                return fields

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _message(self) -> dict[str, str] | None:
        try:
            lines = self._until(b"\n\n").decode().splitlines()
        except EOFError:
            return None
        self.heartbeats += ":" in lines
        # Chunk sizes of the transfer encoding stand on lines of their own.
        pairs = [line.split(": ", 1) for line in lines if ": " in line]
        return {name: value for name, value in pairs if name}

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._buffer:
            # The last chunk may have come together with what was read before.
            if self._buffer.endswith(LAST_CHUNK):
                raise EOFError
            part = self._socket.recv(65536)
            if not part:
                raise EOFError
            self._buffer += part
        found, _, self._buffer = self._buffer.partition(mark)
        return found
