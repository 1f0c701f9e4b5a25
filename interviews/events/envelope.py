"""The form in which an event travels between processes."""

import secrets
from dataclasses import dataclass, field
from typing import Self

import orjson


def _new_uid() -> int:
    return secrets.randbits(63)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One event on its way.

    channel: public id of what it is about, or the control channel.
    version: the counter of a durable event, None for one that is never replayed.
    is_last: the streams of this channel may end after it.
    data: the JSON for API clients.
    uid: tells a replayed event from its live twin.
    """

    channel: str
    name: str
    version: int | None
    is_last: bool
    data: str
    uid: int = field(default_factory=_new_uid)

    def to_wire(self) -> bytes:
        """Bytes for Redis."""
        return orjson.dumps(
            [
                self.channel,
                self.name,
                self.version,
                self.is_last,
                self.data,
                self.uid,
            ]
        )

    @classmethod
    def from_wire(cls, wire: bytes | str) -> Self:
        """Back from Redis; ValueError for anything that to_wire() did not write."""
        match orjson.loads(wire):
            case [str(channel), str(name), version, bool(is_last), str(data), int(uid)]:
                return cls(
                    channel=channel,
                    name=name,
                    version=version,
                    is_last=is_last,
                    data=data,
                    uid=uid,
                )
            case _:
                raise ValueError("not an event")
