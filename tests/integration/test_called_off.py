"""An interview is called off while its questions are still to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from interviews import tasks
from interviews.actions import consents, interviews, sweeps, turns
from interviews.ai.base import AITimeout, Prompt
from interviews.ai.providers.fake import SCRIPT, default_reply
from interviews.models import AICall, Interview, Turn
from tests.conftest import ANSWER_KO

type Make = Callable[..., Interview]
type CallOff = Callable[[Interview, User, datetime], None]


def cancel(interview: Interview, by: User, at: datetime) -> None:
    """By the button."""
    fresh = Interview.objects.get(pk=interview.pk)
    interviews.cancel(interview=fresh, by=by, at=at)


def withdraw(interview: Interview, by: User, at: datetime) -> None:
    """By taking back the consent that it cannot go on without."""
    fresh = Interview.objects.get(pk=interview.pk)
    consents.withdraw(interview=fresh, purpose="interview_record", by=by, at=at)


CALL_OFF = pytest.mark.parametrize("call_off", [cancel, withdraw])


@pytest.fixture(autouse=True)
def _model(settings: Any) -> Iterator[None]:
    settings.AI_PROVIDER = "fake"
    SCRIPT.reset()
    yield
    SCRIPT.reset()


@pytest.fixture
def waiting(new_interview: Make, alice: User, now: datetime) -> Turn:
    """A follow-up that the candidate waits for."""
    interview = new_interview()
    interviews.start(interview=interview, by=alice, at=now)
    first = Turn.objects.select_related("interview", "answer").get(
        interview=interview, order=1
    )
    turns.submit_answer(turn=first, text=ANSWER_KO, by=alice, at=now)
    return Turn.objects.select_related("interview").get(
        interview=interview, status="GENERATING"
    )


def asked_after(turn: Turn) -> list[Turn]:
    rows = Turn.objects.filter(interview_id=turn.interview_id)
    return list(rows.waiting())


@CALL_OFF
def test_a_queued_follow_up_sends_nothing_to_the_model(
    call_off: CallOff, waiting: Turn, alice: User, now: datetime
) -> None:
    call_off(waiting.interview, alice, now)

    tasks.generate_question(turn_id=waiting.pk)

    assert not AICall.objects.exists()
    assert asked_after(waiting) == []
    waiting.refresh_from_db()
    assert waiting.work == "DONE"


@CALL_OFF
def test_what_the_model_writes_meanwhile_is_not_asked(
    call_off: CallOff, waiting: Turn, alice: User, now: datetime
) -> None:
    def reply(prompt: Prompt) -> str:
        call_off(waiting.interview, alice, now)
        return default_reply(prompt).model_dump_json()

    SCRIPT.add("follow_up", reply)

    tasks.generate_question(turn_id=waiting.pk)

    assert asked_after(waiting) == []


@CALL_OFF
def test_no_other_question_steps_in_for_a_fault(
    call_off: CallOff, waiting: Turn, alice: User, now: datetime
) -> None:
    def late(prompt: Prompt) -> str:
        call_off(waiting.interview, alice, now)
        raise AITimeout("late")

    SCRIPT.add("follow_up", late)

    tasks.generate_question(turn_id=waiting.pk)

    assert asked_after(waiting) == []


@CALL_OFF
def test_nor_does_the_sweep_let_one_step_in(
    call_off: CallOff, waiting: Turn, alice: User, now: datetime
) -> None:
    call_off(waiting.interview, alice, now)
    since = now - timedelta(hours=1)
    Turn.objects.filter(pk=waiting.pk).update(generating_at=since, work="NONE")

    sweeps.sweep_once()

    assert asked_after(waiting) == []


@CALL_OFF
def test_nothing_is_written_ahead(
    call_off: CallOff, new_interview: Make, alice: User, now: datetime
) -> None:
    interview = new_interview(scenario_key="standard")
    call_off(interview, alice, now)

    tasks.plan_questions(interview_id=interview.pk)

    assert not AICall.objects.exists()


@CALL_OFF
def test_writing_ahead_stops_with_the_question_at_hand(
    call_off: CallOff, new_interview: Make, alice: User, now: datetime
) -> None:
    interview = new_interview(scenario_key="standard")

    def reply(prompt: Prompt) -> str:
        call_off(interview, alice, now)
        return default_reply(prompt).model_dump_json()

    SCRIPT.add("ask", reply)

    tasks.plan_questions(interview_id=interview.pk)

    assert AICall.objects.count() == 1
