"""A person is erased while a worker works for them: the job ends quietly."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.models import User
from interviews import tasks
from interviews.actions import interviews, retention, turns
from interviews.actions.leases import unless_gone
from interviews.ai.base import AITimeout, Prompt
from interviews.ai.providers.fake import SCRIPT, default_reply
from interviews.models import AICall, Answer, Evaluation, Interview, RowGone, Turn
from tests.conftest import ANSWER_KO

pytestmark = pytest.mark.django_db(transaction=True)
type Make = Callable[..., Interview]


@pytest.fixture
def erase(alice: User, now: datetime, settings: Any) -> Iterator[Callable[..., str]]:
    """A reply that comes after its person has been erased."""
    settings.AI_PROVIDER = "fake"
    settings.AI_SAMPLES = 1
    SCRIPT.reset()

    def reply(prompt: Prompt) -> str:
        retention.erase_person(person=alice, by=None, at=now)
        return default_reply(prompt).model_dump_json()

    yield reply
    SCRIPT.reset()


@pytest.fixture
def answered(new_interview: Make, alice: User, now: datetime) -> Answer:
    """An answer that waits to be judged and to be followed up."""
    interview = new_interview()
    interviews.start(interview=interview, by=alice, at=now)
    turn = Turn.objects.select_related("interview", "answer").get(
        interview=interview, order=1
    )
    return turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)


@pytest.mark.parametrize("purpose", ["extract", "judge"])
def test_judging_for_somebody_who_was_erased_ends_as_row_gone(
    purpose: str, erase: Callable[..., str], answered: Answer
) -> None:
    SCRIPT.add(purpose, erase)

    with pytest.raises(RowGone):
        tasks.score_answer(answer_id=answered.pk)

    assert not Answer.objects.exists()
    assert not AICall.objects.exists()
    assert not Evaluation.objects.exists()


def test_writing_a_follow_up_for_somebody_who_was_erased_ends_as_row_gone(
    erase: Callable[..., str], answered: Answer
) -> None:
    turn = Turn.objects.get(interview=answered.turn.interview, status="GENERATING")
    SCRIPT.add("follow_up", erase)

    with pytest.raises(RowGone):
        tasks.generate_question(turn_id=turn.pk)

    assert not AICall.objects.exists()


def test_writing_ahead_for_somebody_who_was_erased_ends_as_row_gone(
    erase: Callable[..., str], new_interview: Make, alice: User
) -> None:
    interview = new_interview(scenario_key="standard")
    SCRIPT.add("ask", erase)

    with pytest.raises(RowGone):
        tasks.plan_questions(interview_id=interview.pk)

    assert not AICall.objects.exists()


def test_a_fault_after_the_erasure_is_no_fault(
    alice: User, erase: Callable[..., str], answered: Answer
) -> None:
    def late(prompt: Prompt) -> str:
        erase(prompt)
        raise AITimeout("late")

    SCRIPT.add("extract", late)

    with pytest.raises(RowGone):
        tasks.score_answer(answer_id=answered.pk)


def test_a_worker_notes_it_without_an_error(
    erase: Callable[..., str], answered: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    SCRIPT.add("extract", erase)

    result = tasks.score_answer.apply(kwargs={"answer_id": answered.pk})

    assert isinstance(result.result, RowGone)
    assert "ERROR" not in {row.levelname for row in caplog.records}


def test_a_call_about_a_row_that_is_gone_is_told_from_one_that_is_broken(
    answered: Answer,
) -> None:
    with pytest.raises(IntegrityError), unless_gone(Answer, answered.pk):
        AICall.objects.create(answer=answered, interview_id=10**9, purpose="judge")

    with pytest.raises(RowGone), unless_gone(Answer, 10**9):
        AICall.objects.create(answer_id=10**9, purpose="judge")
