"""Write the question that the candidate waits for, or let another one step in."""

from __future__ import annotations

import time
from typing import Final

from django.db import transaction

from interviews.actions import ai_calls, picking, plans, questions, turns
from interviews.actions.leases import held
from interviews.actions.previews import Preview
from interviews.actions.questions import Written
from interviews.ai.base import AIError, AITimeout
from interviews.events import QuestionToken, publish_now
from interviews.models import Interview, Turn
from interviews.states import TransitionNotAllowed

# Of the candidate's time: waiting for a worker counts as waiting for the model.
FIRST_TOKEN_S: Final = 8.0
DEADLINE_S: Final = 20.0
# In less than this no model is heard from.
LEAST_S: Final = 0.5


def generate(*, turn_id: int) -> None:
    """Claim the turn, write its question, ask it; never leave the candidate waiting."""
    turn = Turn.claim(turn_id)
    if turn is None:
        return
    interview = Interview.objects.with_parts().get(pk=turn.interview_id)
    if not (turn.is_generating and interview.is_in_progress):
        turn.finish_work()  # asked meanwhile, handed in or called off: nobody waits
        return
    with held(turn, deadline_s=DEADLINE_S + 5):
        try:
            begun = time.monotonic()
            ai_calls.check_breaker()
            waited_s = _waited_for_worker_s(turn) + time.monotonic() - begun
            written = _write(interview, turn, waited_s=waited_s)
        except ai_calls.BreakerOpen as closed:
            _step_in(interview, turn, closed.reason)
            return
        except AIError as error:
            _step_in(interview, turn, error.code)
            return
    _ask(interview, turn, written)


def step_in_for(turn: Turn, code: str) -> None:
    """For the sweep: the writer died or took too long; another question steps in."""
    interview = Interview.objects.with_parts().get(pk=turn.interview_id)
    with transaction.atomic():
        if _is_awaited(interview):
            _replace(interview, turn, code)


def _is_awaited(interview: Interview) -> bool:
    """Locks the interview, before its turns as handing in does: no deadlock."""
    try:
        interview.hold_in_progress()
    except TransitionNotAllowed:
        return False
    return True


def _waited_for_worker_s(turn: Turn) -> float:
    """From the moment that the question was due until it was claimed."""
    if turn.claimed_at is None or turn.due_at is None:
        return 0.0
    return (turn.claimed_at - turn.due_at).total_seconds()


def _write(interview: Interview, turn: Turn, *, waited_s: float) -> Written:
    """Raises AITimeout at once when the candidate has waited long enough."""
    if waited_s > FIRST_TOKEN_S - LEAST_S:
        raise AITimeout("Waited for a worker for too long.")

    def tell(text: str) -> None:
        publish_now(
            QuestionToken(
                interview=interview.public_id, turn_id=turn.public_id, text=text
            )
        )

    answered = questions.answered_turn(turn) if turn.kind == "followup" else None
    preview = Preview(
        tell,
        language=interview.language,
        source=answered.answer.text if answered else questions.own_words(interview),
    )

    def hear(text: str) -> None:
        if turn.first_token_at is None:
            turn.first_token_at = questions.now()
            turn.see_first_token(at=turn.first_token_at)
        preview.hear(text)

    write = questions.follow_up if turn.kind == "followup" else questions.write
    return write(
        interview,
        turn,
        on_text=hear,
        first_token_s=FIRST_TOKEN_S - waited_s,
        timeout_s=DEADLINE_S - waited_s,
    )


@transaction.atomic
def _ask(interview: Interview, turn: Turn, written: Written) -> None:
    is_awaited = _is_awaited(interview)
    turn.finish_work()
    if not (is_awaited and turn.is_generating):
        return  # handed in, called off, or another question stepped in
    if written.skip_reason == "off_topic":
        turns.ask_again_gently(interview, turn)
    elif written.skip_reason:
        turns.leave_out(interview, turn, written.skip_reason)
    else:
        is_followup = turn.kind == "followup"
        turn.prepare(
            text=written.text,
            source=Turn.Source.FOLLOWUP if is_followup else Turn.Source.GENERATED,
            quote=written.quote,
        )
        plans.put(interview, turn)


def _step_in(interview: Interview, turn: Turn, code: str) -> None:
    with transaction.atomic():
        is_awaited = _is_awaited(interview)
        turn.fail_work(code)
        if is_awaited:
            _replace(interview, turn, code)


def _replace(interview: Interview, turn: Turn, code: str) -> None:
    """A fixed follow-up of the stage, or a bank question of the same competency."""
    turn.refresh_from_db()
    if turn.status not in {"GENERATING", "FAILED"}:
        return
    if turn.status == "GENERATING":
        turn.fail(code)
    try:
        wording = _replacement(interview, turn)
    except picking.NoQuestionLeft:
        turns.leave_out(interview, turn, "no_question_left")
        return
    Turn.objects.filter(pk=turn.pk, text="").update(
        text=wording.text,
        source=Turn.Source.BANK_FALLBACK,
        source_quote=wording.quote,
        question=wording.question,
    )
    turn.refresh_from_db()
    plans.put(interview, turn)


def _replacement(interview: Interview, turn: Turn) -> picking.Wording:
    stage = plans.stage_of(interview, turn)
    fixed = stage["texts"].get("fallback_followup", {}).get(interview.language)
    if turn.kind == "followup" and fixed:
        return picking.Wording(fixed, Turn.Source.BANK_FALLBACK)
    return plans.word_stage(
        stage,
        plans.values_for(interview),
        interview.language,
        picking.BankPicker(interview),
    )
