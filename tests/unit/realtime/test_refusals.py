"""A stream that cannot open says so as a problem, and is worth another try."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import InterfaceError, OperationalError

from interviews.realtime import sse
from interviews.realtime.hub import new_hub
from tests.live_site import run_async


async def _ask(hop: Callable[..., Any], sent: list[dict[str, Any]]) -> None:
    """What is sent to somebody who asks for the events of an interview."""
    route = sse.route_of(f"/api/v1/interviews/{uuid4()}/events")

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        await asyncio.Event().wait()

    hub = new_hub()
    hub.start()
    scope = {"method": "GET", "headers": [], "query_string": b""}
    assert route is not None
    try:
        await sse.serve(scope, receive, send, route=route, hub=hub, hop=hop)
    finally:
        await hub.stop()


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_stream_that_meets_no_database_is_to_be_asked_for_again(
    fault: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    async def hop(_work: Any) -> None:
        raise fault("server closed the connection")

    sent: list[dict[str, Any]] = []
    run_async(_ask(hop, sent))

    start, body = sent

    assert start["status"] == 503
    assert (b"retry-after", b"5") in start["headers"]
    assert json.loads(body["body"])["code"] == "events_unavailable"
    assert fault.__name__ in caplog.text
