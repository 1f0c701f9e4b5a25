"""Find what was lost: every kind of work ends, even if no nudge ever arrives."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from interviews.actions import evaluations, generation, plans, reports, resumes
from interviews.actions.leases import unless_gone
from interviews.ai.base import AIError
from interviews.jobs import Job, nudge
from interviews.models import (
    AICall,
    Answer,
    Interview,
    LeaseLost,
    Report,
    Resume,
    Turn,
)
from interviews.models._base import Claimable
from interviews.scoring.record import RecordBroken
from interviews.states import TransitionNotAllowed

log = logging.getLogger(__name__)

BATCH: Final = 200
TOO_LONG_S: Final = 20.0
type Faults = tuple[type[Exception], ...]
# What a row whose data contradicts itself makes our own code raise. A database that
# is away is not among them: it is no fault of one row, and ends the round.
ROW_FAULTS: Final[Faults] = (
    ArithmeticError,
    AttributeError,
    DataError,
    IntegrityError,
    LookupError,
    ObjectDoesNotExist,
    StopIteration,
    TransitionNotAllowed,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Kind:
    """One kind of work: whose, which job, and what happens when it is exhausted.

    deadline_s: how long it may run. faults: what one row may make `give_up` raise
    without keeping the sweep from the others.
    """

    job: Job
    model: Any
    id_name: str
    give_up: Callable[[Any], None]
    deadline_s: float
    faults: Faults = ROW_FAULTS


def _step_in(turn: Turn) -> None:
    with transaction.atomic():
        generation.step_in_for(turn, "WORKER_DIED")
        turn.fail_work("WORKER_DIED")


KINDS: Final = (
    Kind(
        Job.GENERATE_QUESTION,
        Turn,
        "turn_id",
        _step_in,
        deadline_s=generation.DEADLINE_S,
    ),
    Kind(
        Job.PARSE_RESUME,
        Resume,
        "resume_id",
        resumes.give_up,
        deadline_s=resumes.DEADLINE_S,
    ),
    Kind(
        Job.SCORE_ANSWER,
        Answer,
        "answer_id",
        lambda row: evaluations.give_up(row, "WORKER_DIED"),
        deadline_s=evaluations.DEADLINE_S,
        # The record names the scorer, whose settings may be wrong by now.
        faults=(*ROW_FAULTS, AIError, RecordBroken),
    ),
    Kind(
        Job.PLAN_QUESTIONS,
        Interview,
        "interview_id",
        plans.give_up,
        deadline_s=plans.PLAN_DEADLINE_S,
    ),
    Kind(
        Job.COMBINE_REPORT,
        Report,
        "report_id",
        reports.give_up,
        deadline_s=Report.lease_s,
    ),
)
LONGEST_S: Final = max(kind.deadline_s for kind in KINDS)


def sweep_once() -> int:
    """Nudge due rows that nobody holds; end those with no attempt left."""
    found = 0
    for kind in KINDS:
        for row in kind.model.objects.all().worn_out().order_by("due_at")[:BATCH]:
            with _alone(kind.job, row, kind.faults):
                _end(kind, row)
            found += 1
        for row in kind.model.objects.all().due().order_by("due_at")[:BATCH]:
            nudge(kind.job, {kind.id_name: row.pk})
            found += 1
    found += _relieve_waiting_candidates() + _revive_reports()
    return found + _end_dead_calls()


@contextmanager
def _alone(job: Job, row: Claimable, faults: Faults) -> Iterator[None]:
    """Whatever is wrong with this row stays with it: the id is logged, no contents."""
    try:
        with unless_gone(type(row), row.pk):
            yield
    except LeaseLost as lost:
        log.info("%s %s: %s", job, row.pk, type(lost).__name__)
    except faults as fault:
        last = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        log.error("%s %s: %s at %s", job, row.pk, type(fault).__name__, place)  # noqa: TRY400 - the trace would quote answers


def _end(kind: Kind, row: Any) -> None:
    """Take the row in a claim of its own, so that two sweeps end it once."""
    held = kind.model.claim_worn_out(row.pk)
    if held is None:
        return
    log.warning("Giving up %s %s", kind.job, row.pk)
    kind.give_up(held)


def _relieve_waiting_candidates() -> int:
    """Nobody waits longer than 20 s for a question, whatever happened to its writer."""
    since = timezone.now() - timedelta(seconds=TOO_LONG_S)
    rows = list(Turn.objects.all().stuck_in_generation(since)[:BATCH])
    for turn in rows:
        with _alone(Job.GENERATE_QUESTION, turn, ROW_FAULTS):
            generation.step_in_for(turn, "LLM_TIMEOUT")
    return len(rows)


def _revive_reports() -> int:
    """Reports whose last answer ended without a nudge."""
    rows = list(Report.objects.all().forgotten()[:BATCH])
    for report in rows:
        with _alone(Job.COMBINE_REPORT, report, ROW_FAULTS), transaction.atomic():
            report.want_work()
    return len(rows)


def _end_dead_calls() -> int:
    """Requests that no living process waits for any more."""
    since = timezone.now() - timedelta(seconds=LONGEST_S)
    return AICall.objects.all().end_begun_before(since, "WORKER_DIED", limit=BATCH)
