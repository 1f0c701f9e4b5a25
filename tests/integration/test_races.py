"""What two of them do at once: a writer ahead and a candidate, a hand-in and a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from interviews.actions import generation, interviews, plans, turns
from interviews.ai.providers.fake import SCRIPT
from interviews.models import Answer, Interview, Turn
from tests.conftest import ANSWER_KO

type Make = Callable[..., Interview]


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
