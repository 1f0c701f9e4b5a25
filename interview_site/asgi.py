"""The server's door: event streams on the loop, everything else in one thread hop.

Django's classic handler in a small thread pool serves three times what Django's own
ASGI handler does, and a stream as a plain coroutine costs no thread at all (ADR 0015).
"""

import asyncio
import contextlib
import contextvars
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import close_old_connections, connections

# Sets Django up; the imports below need it.
from interview_site.wsgi import application as wsgi_application  # isort: split

from interview_site import bridge
from interview_site.bridge import WSGI, Receive, Scope, Send
from interviews.api import polling
from interviews.realtime import sse
from interviews.realtime.hub import Hub, new_hub

log = logging.getLogger(__name__)

LEAVE_S: Final = 0.5


class Site:
    """The ASGI application: lifespan, event streams, Django."""

    def __init__(self, app: WSGI, *, threads: int) -> None:
        self._app = app
        self._threads = threads
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
        elif not await self._poll(scope, send):
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

    async def _poll(self, scope: Scope, send: Send) -> bool:
        """Answer a plain polling call; False when it is for Django."""
        poll = polling.poll_of(scope)
        reply = await self.hop(partial(polling.answer, poll)) if poll else None
        if reply is None:
            return False
        await send(
            {
                "type": "http.response.start",
                "status": reply.status,
                "headers": [
                    (name.lower().encode(), value.encode())
                    for name, value in reply.headers.items()
                ],
            }
        )
        await send({"type": "http.response.body", "body": reply.body})
        return True

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.hub()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.close_streams()
        await self._leave_database()
        self._pool.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _leave_database(self) -> None:
        """Each idle thread closes its own connections; a busy one is not waited for."""
        loop = asyncio.get_running_loop()
        all_here = threading.Barrier(self._threads)

        def leave() -> None:
            with contextlib.suppress(threading.BrokenBarrierError):
                all_here.wait(LEAVE_S)  # so that no thread leaves for another
            connections.close_all()

        leaving = [
            loop.run_in_executor(self._pool, leave) for _ in range(self._threads)
        ]
        await asyncio.wait(leaving, timeout=LEAVE_S * 2)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await bridge.collect(scope, receive)
        except bridge.BodyTooLarge:
            await _plain(send, 413, b"The request is too large.")
            return
        except TimeoutError:
            await _plain(send, 408, b"The request did not arrive.")
            return
        except bridge.ClientGone:
            return
        with body:
            await self._exchange(bridge.environ_of(scope, body), receive, send)

    async def _exchange(
        self, environ: dict[str, Any], receive: Receive, send: Send
    ) -> None:
        exchange = bridge.Exchange(self._app, send)
        watcher = asyncio.ensure_future(exchange.watch(receive))
        context = contextvars.copy_context()
        try:
            last = await asyncio.get_running_loop().run_in_executor(
                self._pool, context.run, exchange.run, environ
            )
            await exchange.finish(last)
        except bridge.ClientGone:
            log.info("A client left in the middle of %s", environ["PATH_INFO"])
        finally:
            watcher.cancel()


def _with_connections[T](work: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


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
