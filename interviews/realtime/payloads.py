"""Events as text/event-stream: JSON for API clients, partials for our pages.

A durable event has an `id:` (the version), so that a reconnecting reader says what
it has seen. Words of a question that is being written have none.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Final
from uuid import UUID

import orjson

from interviews.events.envelope import Envelope

HEARTBEAT: Final = b":\n\n"
DONE: Final = b"event: done\ndata: done\n\n"
MAX_TOKEN_TEXT: Final = 300
LINE_ENDS: Final = re.compile(r"\r\n|\r|\n")


def opening(version: int, *, retry_ms: int) -> bytes:
    """The first lines: how long to wait before a reconnect, and where we are."""
    return f"retry: {retry_ms}\nid: {version}\n\n".encode()


def for_api(batch: Sequence[Envelope]) -> bytes:
    """Each event by its name, with its JSON."""
    return "".join(
        _message(
            envelope.data,
            event=envelope.name,
            number=envelope.version,
        )
        for envelope in batch
    ).encode()


def for_page(batch: Sequence[Envelope]) -> bytes:
    """The question's text so far, and one `changed` for all durable events.

    The page answers `changed` by fetching its state view, which renders for that
    viewer; the stream itself shows nobody's data.
    """
    parts = [
        _message(_question_text(envelope))
        for envelope in batch
        if envelope.version is None
    ]
    versions = [envelope.version for envelope in batch if envelope.version is not None]
    if versions:
        newest = max(versions)
        parts.append(_message(str(newest), event="changed", number=newest))
    return "".join(parts).encode()


def _question_text(envelope: Envelope) -> str:
    """Only where the page waits for this very question: another one keeps its own."""
    data = orjson.loads(envelope.data)
    turn_id, text = UUID(data["turn_id"]), str(data["text"])[:MAX_TOKEN_TEXT]
    place = f"#stage:has(> #shown[value='{turn_id}:writing']) #q-text"
    return (
        f'<hx-partial id="q-text" hx-target="{place}" hx-swap="innerHTML">'
        f"{escape(text)}</hx-partial>"
    )


def _message(data: str, *, event: str = "", number: int | None = None) -> str:
    lines = [f"event: {event}"] if event else []
    if number is not None:
        lines.append(f"id: {number}")
    lines.extend(f"data: {line}" for line in LINE_ENDS.split(data))
    return "\n".join(lines) + "\n\n"
