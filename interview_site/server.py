"""Runs the ASGI application in this process.

We own the signals. A server of its own would wait for open event streams before it
stops, and uvicorn raises the signal again afterwards, which kills whatever runs
beside it. So: streams are woken first, then the server stops, then the caller goes on.
"""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final, Protocol, override

import uvicorn

log = logging.getLogger(__name__)

# Many streams connect at once after a restart.
BACKLOG: Final = 16_384
GRACE_S: Final = 2


class PortTaken(Exception):
    """Somebody listens there already."""


class StreamingSite(Protocol):
    """The ASGI application, and the way to end its event streams."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one connection."""

    async def close_streams(self) -> None:
        """End all event streams and open no more."""


class _Uvicorn(uvicorn.Server):
    @contextlib.contextmanager
    @override
    def capture_signals(self) -> Iterator[None]:
        yield  # ours, not its


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises PortTaken with one sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"Port {port} cannot be used ({error.strerror}); set PORT to a free one."
        ) from error
    return listener


def run(
    site: StreamingSite,
    listener: socket.socket,
    *,
    beside: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM; blocks the main thread.

    beside: runs on the same loop as soon as the server answers.
    """
    config = uvicorn.Config(
        site,
        lifespan="on",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # Django decides whom to believe (BEHIND_PROXY)
        backlog=BACKLOG,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_S,
    )
    asyncio.run(_run(_Uvicorn(config), site, listener, beside))


async def _run(
    server: _Uvicorn,
    site: StreamingSite,
    listener: socket.socket,
    beside: Callable[[], Awaitable[None]] | None,
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    serving = asyncio.create_task(server.serve([listener]))
    waiting = asyncio.create_task(stop.wait())
    companion = asyncio.ensure_future(beside()) if beside else None
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if companion is not None:
        companion.cancel()
    waiting.cancel()
    await site.close_streams()
    server.should_exit = True
    await serving
