"""A model that is late, wrong, down or hostile: every answer ends honestly."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from accounts.models import User
from interviews import tasks
from interviews.actions import generation, interviews
from interviews.models import (
    AICall,
    Answer,
    Evaluation,
    Interview,
    ProviderHealth,
    Turn,
)
from tests.conftest import ANSWER_KO
from tests.integration.conftest import attempt
from tests.stub_llm import Fault, Say, StubLLM

type Make = Callable[..., Interview]


def test_a_well_behaved_model_scores_with_verified_quotes(
    stub: StubLLM, answered: Answer
) -> None:
    attempt(answered)

    rows = Evaluation.objects.filter(answer=answered)
    assert answered.status == "SCORED"
    assert {row.record["scorer"] for row in rows} == {"llm"}
    assert all(
        ANSWER_KO[item["start"] : item["end"]] == item["quote"]
        for row in rows
        for item in row.record["evidence"]
    )
    assert len(stub.asked("judge")) in {2, 3}


WAITS = [5, 6, 9, 10, 11, 12, 16, 19]
HANGS = {16, 19}
REFUNDS = [2, 3, 4, 7, 8]


@pytest.mark.parametrize("number", WAITS)
def test_a_fault_that_usually_passes_is_tried_again_later(
    number: int, stub: StubLLM, answered: Answer, settings: Any
) -> None:
    stub.script("extract", Fault(number))
    settings.AI_TIMEOUT_S = 1 if number in HANGS else 20
    attempt(answered)

    assert (answered.status, answered.work) == ("READY", "PENDING")
    assert answered.waiting_code.startswith("LLM_")
    assert answered.attempts == 1
    assert not Evaluation.objects.filter(answer=answered).exists()

    settings.AI_TIMEOUT_S = 20
    attempt(answered)
    assert answered.status == "SCORED"


@pytest.mark.parametrize("number", REFUNDS)
def test_a_busy_or_wrongly_set_up_server_costs_no_attempt(
    number: int, stub: StubLLM, answered: Answer
) -> None:
    stub.script("extract", Fault(number))
    attempt(answered)

    assert (answered.status, answered.work) == ("READY", "PENDING")
    assert answered.attempts == 0
    assert not Evaluation.objects.filter(answer=answered).exists()


@pytest.mark.parametrize("number", [20, 21, 23, 25, 26, 27, 29])
def test_two_invalid_replies_abstain_and_never_become_a_level(
    number: int, stub: StubLLM, answered: Answer
) -> None:
    stub.fail_always("judge", Fault(number))
    attempt(answered)

    rows = list(Evaluation.objects.filter(answer=answered))
    assert rows
    assert {row.level for row in rows} == {None}
    assert {row.status for row in rows} == {"ABSTAINED"}


def test_an_extraction_that_cannot_be_read_is_not_taken_for_no_evidence(
    stub: StubLLM, answered: Answer
) -> None:
    stub.fail_always("extract", Fault(21))
    attempt(answered)

    reasons = [
        row.record["abstain_reasons"]
        for row in Evaluation.objects.filter(answer=answered)
    ]
    assert reasons
    assert all(found == ["parse_failure"] for found in reasons)


def test_quotes_that_were_never_said_support_nothing(
    stub: StubLLM, answered: Answer
) -> None:
    items = [
        {
            "criterion": key,
            "quote": "저는 노벨상을 세 번 받았습니다.",
            "star": "result",
            "polarity": "for",
        }
        for key in answered.turn.criteria
    ]
    stub.script("extract", Say(json.dumps({"items": items}, ensure_ascii=False)))
    attempt(answered)

    rows = list(Evaluation.objects.filter(answer=answered))
    assert {row.status for row in rows} == {"ABSTAINED"}
    for row in rows:
        assert row.record["abstain_reasons"] == ["no_evidence"]
        assert row.record["dropped_evidence"][0]["reason"] == "not_in_answer"


def test_a_refusal_twice_needs_a_person(stub: StubLLM, answered: Answer) -> None:
    stub.fail_always("extract", Fault(31))
    attempt(answered)

    assert answered.status == "FAILED"
    assert answered.code == "LLM_REFUSED"
    rows = Evaluation.objects.filter(answer=answered)
    assert {row.status for row in rows} == {"FAILED"}


def test_another_language_twice_needs_a_person(stub: StubLLM, answered: Answer) -> None:
    stub.fail_always("judge", Fault(28))
    attempt(answered)

    assert (answered.status, answered.code) == ("FAILED", "LLM_WRONG_LANGUAGE")


def test_after_the_last_attempt_the_failure_is_stored_with_its_code(
    stub: StubLLM, answered: Answer
) -> None:
    stub.fail_always("extract", Fault(9))
    for _try in range(Answer.max_attempts):
        ProviderHealth.objects.update(failures=0, open_since=None)
        attempt(answered)

    assert answered.status == "FAILED"
    assert answered.code == "LLM_UNAVAILABLE"


def test_the_breaker_opens_after_three_faults_and_closes_when_the_server_is_back(
    stub: StubLLM, answered: Answer
) -> None:
    stub.fail_always("extract", Fault(9))
    for _try in range(3):
        attempt(answered)
    health = ProviderHealth.objects.get()
    assert health.open_since is not None

    asked = len(stub.requests)
    attempt(answered)
    assert len(stub.requests) == asked
    assert answered.attempts == 3

    stub.reset()
    ProviderHealth.objects.update(probe_at=None)
    attempt(answered)
    health.refresh_from_db()
    assert answered.status == "SCORED"
    assert health.open_since is None


def test_each_model_of_a_server_has_a_breaker_of_its_own(
    stub: StubLLM, answered: Answer, settings: Any
) -> None:
    settings.OPENAI_JUDGE_MODEL = "missing"
    stub.fail_always("judge", Fault(4))
    stub.fail_always("probe", Fault(4))
    attempt(answered)

    blocked = ProviderHealth.objects.exclude(open_since=None).get()
    assert blocked.endpoint.endswith("#missing")
    assert answered.waiting_code == "LLM_MODEL_MISSING"

    # Its time has come: the model that is missing is asked, and no other one.
    asked = len(stub.requests)
    ProviderHealth.objects.update(probe_at=None)
    attempt(answered)
    assert [body["model"] for body in stub.requests[asked:]] == ["missing"]
    assert answered.waiting_code == "LLM_MODEL_MISSING"

    # Questions are written by the other model, which is well.
    turn = Turn.objects.get(interview=answered.turn.interview, status="GENERATING")
    generation.generate(turn_id=turn.pk)
    turn.refresh_from_db()
    assert turn.source == Turn.Source.FOLLOWUP


def test_a_follow_up_streams_and_quotes_the_answer(
    stub: StubLLM, answered: Answer, started: Interview
) -> None:
    turn = Turn.objects.get(interview=started, status="GENERATING")
    generation.generate(turn_id=turn.pk)
    turn.refresh_from_db()

    assert turn.status == "ASKED"
    assert turn.source == Turn.Source.FOLLOWUP
    assert turn.first_token_at is not None
    assert turn.source_quote is not None
    assert turn.source_quote["text"] in ANSWER_KO


@pytest.mark.parametrize("number", [9, 16, 18, 20, 21, 31])
def test_another_question_steps_in_when_the_follow_up_cannot_be_written(
    number: int,
    stub: StubLLM,
    answered: Answer,
    started: Interview,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("interviews.actions.generation.FIRST_TOKEN_S", 1.0)
    stub.fail_always("follow_up", Fault(number))
    turn = Turn.objects.get(interview=started, status="GENERATING")
    generation.generate(turn_id=turn.pk)
    turn.refresh_from_db()

    assert turn.status == "ASKED"
    assert turn.source == Turn.Source.BANK_FALLBACK
    assert turn.fallback_code.startswith("LLM_")
    assert turn.text


def _waits_since(turn: Turn, seconds: float) -> None:
    """The candidate has waited so long when a worker is free for the question."""
    Turn.objects.filter(pk=turn.pk).update(due_at=Now() - timedelta(seconds=seconds))


def test_the_wait_for_a_worker_counts_as_wait_for_the_model(
    stub: StubLLM, answered: Answer, started: Interview
) -> None:
    stub.fail_always("follow_up", Fault(16))
    turn = Turn.objects.get(interview=started, status="GENERATING")
    _waits_since(turn, generation.FIRST_TOKEN_S - 1)
    begun = time.monotonic()

    generation.generate(turn_id=turn.pk)

    turn.refresh_from_db()
    assert time.monotonic() - begun < generation.FIRST_TOKEN_S / 2
    assert (turn.status, turn.source) == ("ASKED", Turn.Source.BANK_FALLBACK)
    assert turn.fallback_code == "LLM_TIMEOUT"


def test_a_candidate_who_has_waited_long_enough_waits_for_no_model(
    stub: StubLLM, answered: Answer, started: Interview
) -> None:
    turn = Turn.objects.get(interview=started, status="GENERATING")
    _waits_since(turn, generation.FIRST_TOKEN_S)

    generation.generate(turn_id=turn.pk)

    turn.refresh_from_db()
    assert stub.asked("follow_up") == []
    assert (turn.status, turn.source) == ("ASKED", Turn.Source.BANK_FALLBACK)
    assert turn.fallback_code == "LLM_TIMEOUT"


def test_generated_questions_are_written_ahead(
    stub: StubLLM, new_interview: Make, run_work: Callable[[Interview], None]
) -> None:
    interview = new_interview(scenario_key="standard")
    assert Turn.objects.filter(interview=interview).to_write_ahead().count() == 3

    tasks.plan_questions(interview_id=interview.pk)

    generated = Turn.objects.filter(interview=interview, kind="generated")
    assert {turn.source for turn in generated} == {Turn.Source.GENERATED}
    assert all(turn.text and turn.status == "PLANNED" for turn in generated)
    assert AICall.objects.filter(interview=interview, outcome="OK").count() == 3


def test_the_candidate_can_complete_while_the_model_is_down(
    stub: StubLLM, answered: Answer, started: Interview, alice: User, now: datetime
) -> None:
    stub.fail_always("extract", Fault(9))
    interviews.complete(interview=started, by=alice, at=now)
    started.refresh_from_db()

    assert started.status == "SUBMITTED"
