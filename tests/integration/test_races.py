"""Two of them at once: a writer ahead and a candidate, a hand-in and a worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from interviews.actions import (
    consents,
    evaluations,
    generation,
    interviews,
    plans,
    turns,
)
from interviews.actions.questions import Written
from interviews.ai.base import AIUnavailable, Prompt
from interviews.ai.providers.fake import SCRIPT, default_reply
from interviews.models import (
    Answer,
    AuditEvent,
    Evaluation,
    Interview,
    Question,
    Turn,
)
from interviews.states import TransitionNotAllowed
from tests.conftest import ANSWER_KO

type Make = Callable[..., Interview]


def handing_in(
    row: Interview, *, by: User, at: datetime
) -> tuple[threading.Thread, list[DatabaseError]]:
    """A hand-in that holds the interview's row while the caller goes on."""
    holds_it = threading.Event()
    faults: list[DatabaseError] = []

    def hand_in() -> None:
        try:
            with transaction.atomic():
                row.touch()
                holds_it.set()
                time.sleep(0.5)
                interviews.complete(interview=row, by=by, at=at)
        except DatabaseError as error:
            faults.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=hand_in)
    other.start()
    assert holds_it.wait(10)
    return other, faults


@pytest.fixture
def model(settings: Any) -> Iterator[None]:
    """A model that answers at once."""
    settings.AI_PROVIDER = "fake"
    SCRIPT.reset()
    yield
    SCRIPT.reset()


@pytest.fixture
def waiting_for_ahead(
    model: None, new_interview: Make, alice: User, now: datetime
) -> Turn:
    """A generated stage whose candidate waits while it is written ahead."""
    interview = new_interview(scenario_key="standard")
    interviews.start(interview=interview, by=alice, at=now)
    turn = Turn.objects.filter(interview=interview, kind="generated").in_order()[0]
    turn.generate(at=now)
    turn.want_work()
    return turn


def test_a_question_written_ahead_for_a_waiting_candidate_can_be_answered(
    waiting_for_ahead: Turn, alice: User, now: datetime
) -> None:
    plans.write_ahead(interview_id=waiting_for_ahead.interview_id)

    turn = Turn.objects.select_related("interview").get(pk=waiting_for_ahead.pk)
    assert turn.status == "ASKED"
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
    assert Answer.objects.get(turn=turn).text == ANSWER_KO


def test_a_question_that_is_there_already_is_not_written_again(
    waiting_for_ahead: Turn,
) -> None:
    plans.write_ahead(interview_id=waiting_for_ahead.interview_id)
    asked = len(SCRIPT.calls)

    generation.generate(turn_id=waiting_for_ahead.pk)

    assert len(SCRIPT.calls) == asked
    waiting_for_ahead.refresh_from_db()
    assert waiting_for_ahead.work == "DONE"


def test_a_question_of_an_interview_that_was_handed_in_is_not_written(
    waiting_for_ahead: Turn, alice: User, now: datetime
) -> None:
    interviews.complete(interview=waiting_for_ahead.interview, by=alice, at=now)

    generation.generate(turn_id=waiting_for_ahead.pk)

    assert SCRIPT.calls == []
    waiting_for_ahead.refresh_from_db()
    assert (waiting_for_ahead.status, waiting_for_ahead.work) == ("SKIPPED", "DONE")


def test_an_empty_bank_costs_one_question_and_never_the_sweep(
    waiting_for_ahead: Turn,
) -> None:
    Question.objects.update(is_active=False)
    SCRIPT.add("ask", AIUnavailable("down"))

    generation.generate(turn_id=waiting_for_ahead.pk)

    waiting_for_ahead.refresh_from_db()
    assert waiting_for_ahead.status == "SKIPPED"
    assert waiting_for_ahead.skip_reason == "no_question_left"
    assert waiting_for_ahead.work == "FAILED"


def test_an_empty_bank_refuses_a_new_interview_in_words(new_interview: Make) -> None:
    Question.objects.update(is_active=False)

    with pytest.raises(interviews.InterviewInvalid) as refused:
        new_interview(scenario_key="standard")

    assert refused.value.code == "no_question_left"
    assert not Interview.objects.exists()


@pytest.fixture
def answered(started: Interview, alice: User, now: datetime) -> Answer:
    """An answer that waits to be judged."""
    turn = Turn.objects.filter(interview=started).waiting().get()
    return turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)


@pytest.mark.parametrize("purpose", ["ai_scoring", "interview_record"])
def test_nothing_is_stored_of_an_answer_whose_consent_is_withdrawn_while_it_is_judged(
    purpose: str,
    model: None,
    answered: Answer,
    alice: User,
    now: datetime,
) -> None:
    def withdraw(prompt: Prompt) -> str:
        consents.withdraw(
            interview=answered.turn.interview, purpose=purpose, by=alice, at=now
        )
        return default_reply(prompt).model_dump_json()

    SCRIPT.add("extract", withdraw)

    evaluations.score(answer_id=answered.pk)

    answered.refresh_from_db()
    assert (answered.status, answered.work) == ("READY", "DONE")
    assert not Evaluation.objects.exists()


def test_nothing_is_judged_of_an_interview_that_was_called_off(
    answered: Answer, alice: User, now: datetime
) -> None:
    interviews.cancel(interview=answered.turn.interview, by=alice, at=now)

    evaluations.score(answer_id=answered.pk)

    answered.refresh_from_db()
    assert answered.work == "DONE"
    assert not Evaluation.objects.exists()


def test_handing_in_twice_with_a_row_read_before_changes_nothing(
    answered: Answer, alice: User, now: datetime
) -> None:
    mine = Interview.objects.get(pk=answered.turn.interview_id)
    others = Interview.objects.get(pk=answered.turn.interview_id)

    interviews.complete(interview=others, by=alice, at=now)
    interviews.complete(interview=mine, by=alice, at=now)

    assert mine.status == "SUBMITTED"
    assert AuditEvent.objects.filter(type="INTERVIEW_SUBMITTED").count() == 1


@pytest.mark.django_db(transaction=True)
def test_handing_in_and_asking_at_once_do_not_wait_for_each_other_for_ever(
    waiting_for_ahead: Turn, alice: User, now: datetime
) -> None:
    """Both lock the interview first; in the other order PostgreSQL ends one of them."""
    row = Interview.objects.get(pk=waiting_for_ahead.interview_id)
    turn = Turn.claim(waiting_for_ahead.pk)
    assert turn is not None
    other, faults = handing_in(row, by=alice, at=now)
    generation._ask(turn.interview, turn, Written(text="어떻게 하셨나요?"))
    other.join(10)

    turn.refresh_from_db()
    assert faults == []
    assert turn.status == "SKIPPED"


@pytest.mark.django_db(transaction=True)
def test_a_look_at_a_question_does_not_cost_the_hand_in_of_another_tab(
    started: Interview, alice: User, now: datetime
) -> None:
    turn = Turn.objects.filter(interview=started).waiting().get()
    row = Interview.objects.get(pk=started.pk)
    other, faults = handing_in(row, by=alice, at=now)
    with pytest.raises(TransitionNotAllowed):
        turns.open_turn(turn=turn, at=now)
    other.join(10)

    turn.refresh_from_db()
    assert faults == []
    assert (turn.status, turn.opened_at) == ("SKIPPED", None)


def test_two_tabs_that_look_at_a_question_at_once_note_one_look(
    started: Interview, now: datetime
) -> None:
    turn = Turn.objects.filter(interview=started).waiting().get()
    in_other_tab = Turn.objects.get(pk=turn.pk)

    turns.open_turn(turn=in_other_tab, at=now)
    turns.open_turn(turn=turn, at=now + timedelta(seconds=1))

    turn.refresh_from_db()
    assert turn.opened_at == now
    assert turn.interview.version == Interview.objects.get(pk=started.pk).version
