"""States and their transitions: one enum and one table per thing with a life.

Interview   DRAFT → SCHEDULED → READY → IN_PROGRESS → SUBMITTED → SCORED → CLOSED
            any open state → CANCELLED | EXPIRED
Turn        PLANNED → GENERATING → ASKED → OPENED → ANSWERED | SKIPPED
            PLANNED → ASKED (text prepared ahead), GENERATING → FAILED → ASKED (bank)
Answer      DRAFT → SUBMITTED → (TRANSCRIBING) → READY → SCORED;  → FAILED → READY
Resume      UPLOADED → PARSING → PARSED → CONFIRMED;  PARSING → FAILED → PARSING
Evaluation  PENDING → SCORED | ABSTAINED | FAILED
Report      PENDING → READY → RELEASED | WITHHELD;  PENDING → FAILED → PENDING
Work        PENDING → DONE | FAILED;  FAILED → PENDING (a person presses retry)
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class TransitionNotAllowed(Exception):
    """The row is in a state from which this step does not lead on.

    source, target: state values; the API answers 409, the page says it in words.
    """

    def __init__(self, source: str, target: str) -> None:
        super().__init__(f"{source} → {target} is not allowed")
        self.source = source
        self.target = target


class InterviewStatus(StrEnum):
    """Where an interview is."""

    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    READY = "READY"
    IN_PROGRESS = "IN_PROGRESS"
    SUBMITTED = "SUBMITTED"
    SCORED = "SCORED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class TurnStatus(StrEnum):
    """Where one question of an interview is."""

    PLANNED = "PLANNED"
    GENERATING = "GENERATING"
    ASKED = "ASKED"
    OPENED = "OPENED"
    ANSWERED = "ANSWERED"
    SKIPPED = "SKIPPED"
    FAILED = "FAILED"


class AnswerStatus(StrEnum):
    """Where one answer is."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    TRANSCRIBING = "TRANSCRIBING"
    READY = "READY"
    SCORED = "SCORED"
    FAILED = "FAILED"


class ResumeStatus(StrEnum):
    """Where reading a résumé is."""

    UPLOADED = "UPLOADED"
    PARSING = "PARSING"
    PARSED = "PARSED"
    CONFIRMED = "CONFIRMED"
    FAILED = "FAILED"


class EvaluationStatus(StrEnum):
    """What became of judging one answer on one criterion."""

    PENDING = "PENDING"
    SCORED = "SCORED"
    ABSTAINED = "ABSTAINED"
    FAILED = "FAILED"


class ReportStatus(StrEnum):
    """Where a report is."""

    PENDING = "PENDING"
    READY = "READY"
    RELEASED = "RELEASED"
    WITHHELD = "WITHHELD"
    FAILED = "FAILED"


class WorkStatus(StrEnum):
    """Background work on a row: NONE until there is something to do."""

    NONE = "NONE"
    PENDING = "PENDING"
    DONE = "DONE"
    FAILED = "FAILED"


_I = InterviewStatus
_OVER = frozenset({_I.CANCELLED, _I.EXPIRED})
INTERVIEW: Final[Mapping[str, frozenset[str]]] = {
    _I.DRAFT: frozenset({_I.SCHEDULED, _I.READY}) | _OVER,
    _I.SCHEDULED: frozenset({_I.READY}) | _OVER,
    _I.READY: frozenset({_I.IN_PROGRESS}) | _OVER,
    _I.IN_PROGRESS: frozenset({_I.SUBMITTED}) | _OVER,
    _I.SUBMITTED: frozenset({_I.SCORED}),
    _I.SCORED: frozenset({_I.CLOSED}),
    _I.CLOSED: frozenset(),
    _I.CANCELLED: frozenset(),
    _I.EXPIRED: frozenset(),
}

_T = TurnStatus
TURN: Final[Mapping[str, frozenset[str]]] = {
    _T.PLANNED: frozenset({_T.GENERATING, _T.ASKED, _T.SKIPPED}),
    _T.GENERATING: frozenset({_T.ASKED, _T.SKIPPED, _T.FAILED}),
    _T.FAILED: frozenset({_T.ASKED, _T.SKIPPED}),
    _T.ASKED: frozenset({_T.OPENED, _T.ANSWERED, _T.SKIPPED}),
    _T.OPENED: frozenset({_T.ANSWERED, _T.SKIPPED}),
    _T.ANSWERED: frozenset(),
    _T.SKIPPED: frozenset(),
}

_A = AnswerStatus
ANSWER: Final[Mapping[str, frozenset[str]]] = {
    _A.DRAFT: frozenset({_A.SUBMITTED}),
    _A.SUBMITTED: frozenset({_A.TRANSCRIBING, _A.READY, _A.FAILED}),
    _A.TRANSCRIBING: frozenset({_A.READY, _A.FAILED}),
    _A.READY: frozenset({_A.SCORED, _A.FAILED}),
    _A.FAILED: frozenset({_A.TRANSCRIBING, _A.READY}),
    _A.SCORED: frozenset(),
}

_R = ResumeStatus
RESUME: Final[Mapping[str, frozenset[str]]] = {
    _R.UPLOADED: frozenset({_R.PARSING, _R.FAILED}),
    _R.PARSING: frozenset({_R.PARSED, _R.FAILED}),
    _R.PARSED: frozenset({_R.CONFIRMED}),
    _R.FAILED: frozenset({_R.PARSING, _R.CONFIRMED}),
    _R.CONFIRMED: frozenset(),
}

_E = EvaluationStatus
EVALUATION: Final[Mapping[str, frozenset[str]]] = {
    _E.PENDING: frozenset({_E.SCORED, _E.ABSTAINED, _E.FAILED}),
    _E.SCORED: frozenset(),
    _E.ABSTAINED: frozenset(),
    _E.FAILED: frozenset(),
}

_P = ReportStatus
REPORT: Final[Mapping[str, frozenset[str]]] = {
    _P.PENDING: frozenset({_P.READY, _P.FAILED}),
    _P.READY: frozenset({_P.RELEASED, _P.WITHHELD, _P.PENDING}),
    _P.FAILED: frozenset({_P.PENDING}),
    _P.RELEASED: frozenset(),
    _P.WITHHELD: frozenset({_P.RELEASED}),
}

_W = WorkStatus
WORK: Final[Mapping[str, frozenset[str]]] = {
    _W.NONE: frozenset({_W.PENDING}),
    _W.PENDING: frozenset({_W.DONE, _W.FAILED, _W.NONE}),
    _W.DONE: frozenset({_W.PENDING}),
    _W.FAILED: frozenset({_W.PENDING}),
}

OPEN_INTERVIEW: Final = frozenset({_I.DRAFT, _I.SCHEDULED, _I.READY, _I.IN_PROGRESS})
WAITING_TURN: Final = frozenset({_T.ASKED, _T.OPENED})
VISIBLE_TURN: Final = frozenset(
    {_T.GENERATING, _T.ASKED, _T.OPENED, _T.ANSWERED, _T.SKIPPED}
)
