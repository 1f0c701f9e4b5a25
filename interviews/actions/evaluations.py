"""Judge answers: claim → extract → verify → judge → records; scoring.md §3."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from interviews.actions import ai_calls, audit, judging, reports
from interviews.actions.leases import backoff_s, held
from interviews.ai.base import AIError
from interviews.events import AnswerState, publish
from interviews.jobs import Job, enqueue
from interviews.models import (
    Answer,
    AuditEvent,
    Evaluation,
    Interview,
    Turn,
)
from interviews.scoring.record import GENESIS, Facts, build_record
from interviews.states import AnswerStatus, InterviewStatus, TransitionNotAllowed

DEADLINE_S: Final = 300.0
WAIT_FOR_SERVER_S: Final = 30.0


def want(interview: Interview, turn: Turn, answer: Answer) -> None:
    """Have an answer judged if it is to be: criteria, consent, no stop switch."""
    if may_judge(interview) and turn.criteria:
        answer.want_work()
        enqueue(Job.SCORE_ANSWER, answer_id=answer.pk)


def may_judge(interview: Interview) -> bool:
    """The candidate agreed and did not call it off; no stop switch is pressed."""
    company = interview.company
    is_off = interview.status in {InterviewStatus.CANCELLED, InterviewStatus.EXPIRED}
    is_stopped = company is not None and not company.ai_scoring_enabled
    return interview.ai_consent and not is_off and not is_stopped


def score(*, answer_id: int) -> None:
    """Judge one answer on its criteria, once; a fault is a retry or a failure."""
    answer = Answer.claim(answer_id)
    if answer is None:
        return
    turn = Turn.objects.select_related(
        "interview__company", "interview__rubric", "parent"
    ).get(pk=answer.turn_id)
    if not may_judge(turn.interview):
        _leave_unjudged(turn, answer)
        return
    with held(answer, deadline_s=DEADLINE_S):
        try:
            ai_calls.check_breaker("extract", "judge")
            judged = judging.judge(turn, answer)
        except ai_calls.BreakerOpen as closed:
            answer.give_back(after_s=WAIT_FOR_SERVER_S, code=closed.reason, refund=True)
            return
        except AIError as error:
            _after_fault(turn, answer, error)
            return
    _store(turn, answer, judged)


@transaction.atomic
def retry_answer(*, answer: Answer, by: User, at: datetime) -> None:
    """A person presses «다시 채점» on a failed answer that may still be judged."""
    if not may_judge(answer.turn.interview):
        raise TransitionNotAllowed(answer.status, AnswerStatus.READY)
    answer.retry()
    enqueue(Job.SCORE_ANSWER, answer_id=answer.pk)
    audit.record(AuditEvent.Type.ANSWER_RETRIED, answer, by=by, at=at)
    _tell(answer.turn.interview, answer.turn, answer)


def give_up(answer: Answer, code: str) -> None:
    """Every attempt is used: the failure is stored and shown as what it is."""
    turn = Turn.objects.select_related("interview__rubric").get(pk=answer.turn_id)
    judged = judging.failed(turn, answer, code)
    _store(turn, answer, judged, code=code)


def _after_fault(turn: Turn, answer: Answer, error: AIError) -> None:
    if error.kind in {"R", "C"}:
        pause = error.retry_after_s or WAIT_FOR_SERVER_S
        answer.give_back(after_s=min(pause, 300.0), code=error.code, refund=True)
    elif error.kind == "H" or answer.is_last_attempt:
        _store(turn, answer, judging.failed(turn, answer, error.code), code=error.code)
    else:
        answer.give_back(after_s=backoff_s(answer.attempts), code=error.code)
    with transaction.atomic():
        _tell(turn.interview, turn, answer)


@transaction.atomic
def _store(
    turn: Turn, answer: Answer, judged: judging.Judged, *, code: str = ""
) -> None:
    """All records of one answer, its next state and the nudge, or nothing."""
    at = timezone.now()
    interview = turn.interview
    # Locks the interview's row, so that the chain of records has one writer.
    version = interview.touch()
    if not may_judge(Interview.objects.with_parts().get(pk=interview.pk)):
        _leave_unjudged(turn, answer)  # a consent was withdrawn meanwhile
        return
    if code:
        answer.fail_work(code)
        answer.fail(code)
    else:
        answer.finish_work()
        answer.be_scored(at=at)
    _append(interview, turn, answer, judged, at=at)
    audit.record(AuditEvent.Type.ANSWER_SCORED, answer, by=None, at=at)
    publish(
        AnswerState(
            interview=interview.public_id,
            turn_id=turn.public_id,
            answer_status=answer.status,
            version=version,
        )
    )
    reports.nudge(interview)


@transaction.atomic
def _leave_unjudged(turn: Turn, answer: Answer) -> None:
    """It may not be judged: no record; the report need not wait for it."""
    turn.interview.touch()
    answer.finish_work()
    reports.nudge(turn.interview)


def _append(
    interview: Interview,
    turn: Turn,
    answer: Answer,
    judged: judging.Judged,
    *,
    at: datetime,
) -> None:
    last = Evaluation.objects.filter(interview=interview).order_by("-seq").first()
    seq, previous = (last.seq, last.log_hash) if last else (0, GENESIS)
    run, old = _earlier(answer)
    for criterion, conclusion in judged.conclusions.items():
        seq += 1
        record = build_record(
            _facts(turn, answer, judged, criterion, old.get(criterion), at),
            conclusion,
            judged.text,
            previous,
        )
        previous = record["log_hash"]
        Evaluation.objects.create(
            public_id=record["score_id"],
            interview=interview,
            answer=answer,
            seq=seq,
            run=run,
            criterion=criterion,
            axis=judged.axes[criterion],
            status=conclusion.status.upper(),
            level=conclusion.level,
            scorer_version=judged.scorer_version,
            record=record,
            log_hash=previous,
            created_at=at,
        )


def _earlier(answer: Answer) -> tuple[int, dict[str, str]]:
    """The number of this run, and the records that it supersedes."""
    rows = list(Evaluation.objects.filter(answer=answer).order_by("run"))
    run = rows[-1].run + 1 if rows else 1
    return run, {row.criterion: str(row.public_id) for row in rows}


def _facts(
    turn: Turn,
    answer: Answer,
    judged: judging.Judged,
    criterion: str,
    supersedes: str | None,
    at: datetime,
) -> Facts:
    interview = turn.interview
    return Facts(
        score_id=str(uuid.uuid4()),
        mode=interview.kind,
        scorer=judged.scorer,
        scorer_version=judged.scorer_version,
        answer_id=str(answer.public_id),
        answer_sha256=judged.answer_sha256,
        rubric_id=str(interview.rubric.public_id),
        rubric_content_hash=interview.rubric.content_hash,
        criterion=criterion,
        axis=judged.axes[criterion],
        created_at=at.isoformat(),
        supersedes=supersedes,
        model=judged.model,
        prompt_hashes=judged.prompt_hashes,
    )


def _tell(interview: Interview, turn: Turn, answer: Answer) -> None:
    publish(
        AnswerState(
            interview=interview.public_id,
            turn_id=turn.public_id,
            answer_status=answer.status,
            version=interview.touch(),
        )
    )
