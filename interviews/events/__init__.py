"""What just happened, told to whoever is looking at it.

Events carry ids and states; the one exception is a question that is being written,
which carries its text so far. They are a courtesy: the row is the truth, and a lost
event costs seconds, not data. `publish()` waits for the commit, `publish_now()` does
not; neither ever raises for a missing Redis or makes a request wait for one.

    publish(QuestionReady(interview=interview.public_id, version=interview.version,
                          turn_id=turn.public_id, order=turn.order, status=turn.status))
    publish_now(QuestionToken(interview=…, turn_id=…, text=text_so_far))
    publish_now(SessionEnded(holder=session_holder(request.session.session_key)))
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import ClassVar, Final, override
from uuid import UUID

import orjson
from django.db import transaction

from interviews.events.envelope import Envelope
from interviews.events.transport import CONTROL, bus
from interviews.states import InterviewStatus, ReportStatus, ResumeStatus

__all__ = [
    "CONTROL",
    "INTERVIEW_ENDS",
    "RESUME_RESTS",
    "AnswerState",
    "Event",
    "InterviewEvent",
    "InterviewState",
    "QuestionReady",
    "QuestionToken",
    "ReportState",
    "ResumeState",
    "SessionEnded",
    "bus",
    "key_holder",
    "publish",
    "publish_now",
    "session_holder",
    "user_holder",
]

# After these nothing more will happen that a page could wait for.
INTERVIEW_ENDS: Final[frozenset[str]] = frozenset(
    {
        InterviewStatus.SCORED,
        InterviewStatus.CLOSED,
        InterviewStatus.CANCELLED,
        InterviewStatus.EXPIRED,
    }
)
REPORT_RESTS: Final[frozenset[str]] = frozenset(
    {ReportStatus.READY, ReportStatus.RELEASED, ReportStatus.WITHHELD}
)
RESUME_RESTS: Final[frozenset[str]] = frozenset(
    {ResumeStatus.PARSED, ResumeStatus.CONFIRMED, ResumeStatus.FAILED}
)


class Event:
    """Base of all events; `name` is what API clients see."""

    name: ClassVar[str]

    def channel(self) -> str:
        """Who is told: the public id of the interview or résumé, or CONTROL."""
        raise NotImplementedError

    def payload(self) -> Mapping[str, object]:
        """The JSON that API clients read."""
        raise NotImplementedError

    def envelope(self) -> Envelope:
        """The event as it travels."""
        return Envelope(
            channel=self.channel(),
            name=self.name,
            version=getattr(self, "version", None),
            is_last=self.is_last(),
            data=orjson.dumps(self.payload()).decode(),
        )

    def is_last(self) -> bool:
        """Whether streams of this channel may end after it."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewEvent(Event):
    """Something in one interview; interview: its public id."""

    interview: UUID

    @override
    def channel(self) -> str:
        return str(self.interview)

    @override
    def payload(self) -> Mapping[str, object]:
        names = (field.name for field in fields(self) if field.name != "interview")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionToken(InterviewEvent):
    """A question is being written; text: all of it so far. Never kept or replayed."""

    name: ClassVar[str] = "question.token"
    turn_id: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReady(InterviewEvent):
    """A question can be answered; status: the Turn's state."""

    name: ClassVar[str] = "question.ready"
    turn_id: UUID
    order: int
    status: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerState(InterviewEvent):
    """An answer moved on."""

    name: ClassVar[str] = "answer.state"
    turn_id: UUID
    answer_status: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState(InterviewEvent):
    """The report moved on; an InterviewState may follow in the same commit."""

    name: ClassVar[str] = "report.state"
    status: str
    version: int

    @override
    def is_last(self) -> bool:
        return self.status in REPORT_RESTS


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewState(InterviewEvent):
    """The interview moved on; its end ends the streams."""

    name: ClassVar[str] = "interview.state"
    status: str
    version: int

    @override
    def is_last(self) -> bool:
        return self.status in INTERVIEW_ENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeState(Event):
    """A résumé's parsing moved on; resume: its public id, version: grows by change."""

    name: ClassVar[str] = "resume.state"
    resume: UUID
    status: str
    version: int

    @override
    def channel(self) -> str:
        return str(self.resume)

    @override
    def payload(self) -> Mapping[str, object]:
        return {"status": self.status, "version": self.version}

    @override
    def is_last(self) -> bool:
        return self.status in RESUME_RESTS


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """A sign-in is over: every open stream that rests on this holder closes.

    holder: from session_holder(), key_holder() or user_holder() (all of a person's).
    """

    name: ClassVar[str] = "session.ended"
    holder: str

    @override
    def channel(self) -> str:
        return CONTROL

    @override
    def payload(self) -> Mapping[str, object]:
        return {"holder": self.holder}


def session_holder(session_key: str) -> str:
    """The holder of a browser session; hashed, because the key opens the session."""
    return f"session:{hashlib.sha256(session_key.encode()).hexdigest()[:24]}"


def key_holder(key_id: int) -> str:
    """The holder of an ApiKey (also a person's bearer token)."""
    return f"key:{key_id}"


def user_holder(user_id: int) -> str:
    """All sessions and tokens of one person."""
    return f"user:{user_id}"


def publish(event: Event) -> None:
    """Tell everybody who looks, once this transaction is committed."""
    transaction.on_commit(partial(publish_now, event), robust=True)


def publish_now(event: Event) -> None:
    """Tell everybody who looks, at once; for what no transaction carries."""
    bus().send(event.envelope())
