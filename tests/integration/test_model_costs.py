"""What judging may cost: requests per answer, tokens per interview, nothing twice."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from interviews.actions import evaluations, turns
from interviews.ai.base import AITimeout, AIUnavailable, Prompt
from interviews.ai.budget import most_tokens
from interviews.ai.providers.fake import SCRIPT
from interviews.ai.schemas import ExtractInputs
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
from tests.stub_llm import Fault, StubLLM


def test_what_was_read_of_an_answer_is_not_paid_for_twice(
    stub: StubLLM, answered: Answer, settings: Any
) -> None:
    settings.OPENAI_JUDGE_MODEL = "missing"
    stub.fail_always("judge", Fault(4))  # and the probe finds nothing wrong
    for _try in range(12):
        ProviderHealth.objects.update(probe_at=None)
        attempt(answered)

    assert len(stub.asked("judge")) > 2
    assert len(stub.asked("extract")) == 1
    assert (answered.work, answered.waiting_code) == ("PENDING", "LLM_MODEL_MISSING")

    stub.fail_always("judge", None)
    ProviderHealth.objects.update(probe_at=None)
    attempt(answered)
    assert answered.status == "SCORED"
    assert len(stub.asked("extract")) == 1
    assert all(
        ANSWER_KO[item["start"] : item["end"]] == item["quote"]
        for row in Evaluation.objects.filter(answer=answered)
        for item in row.record["evidence"]
    )


def test_another_model_or_prompt_reads_the_answer_anew(
    stub: StubLLM, answered: Answer, settings: Any
) -> None:
    settings.AI_SAMPLES = 5  # room for three readings
    stub.script("judge", Fault(9), Fault(9))
    attempt(answered)
    settings.OPENAI_MODEL = settings.OPENAI_JUDGE_MODEL = "another"
    stub.script("judge", Fault(9), Fault(9))
    attempt(answered)
    assert len(stub.asked("extract")) == 2

    AICall.objects.filter(purpose="extract").update(prefix_hash="of other criteria")
    attempt(answered)
    assert answered.status == "SCORED"
    assert len(stub.asked("extract")) == 3


def test_a_reading_that_repeated_the_secret_mark_is_not_used_again(
    started: Interview, alice: User, now: datetime, settings: Any
) -> None:
    settings.AI_PROVIDER = "fake"
    settings.AI_SAMPLES = 3
    turn = Turn.objects.select_related("interview", "answer").get(
        interview=started, order=1
    )
    answer = turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
    SCRIPT.reset()
    SCRIPT.add("extract", leaking)
    with pytest.raises(RuntimeError):
        dying_before_the_end(answer)
    assert AICall.objects.get().error_code == "LLM_CANARY_LEAKED"

    Answer.objects.update(claimed_at=None)
    attempt(answer)

    asked = [prompt.purpose for prompt in SCRIPT.calls]
    assert asked.count("extract") == 2
    assert answer.status == "SCORED"


def leaking(prompt: Prompt) -> str:
    """A valid reading that also says what must never come out."""
    item = {"criterion": "x", "quote": prompt.canary, "star": "task", "polarity": "for"}
    assert isinstance(prompt.inputs, ExtractInputs)
    item["criterion"] = prompt.inputs.criteria[0].key
    return json.dumps({"items": [item]})


def dying_before_the_end(answer: Answer) -> None:
    """An attempt that ends after the reading, before anything is stored."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluations, "_store", lambda *_args, **_named: explode())
        evaluations.score(answer_id=answer.pk)


def explode() -> None:
    """Die."""
    raise RuntimeError


def test_an_answer_makes_no_more_requests_than_its_ceiling(
    stub: StubLLM, answered: Answer, alice: User, now: datetime
) -> None:
    stub.fail_always("judge", Fault(9))
    for _try in range(Answer.max_attempts):
        ProviderHealth.objects.update(failures=0, open_since=None)
        attempt(answered)

    ceiling = 2 * (1 + 3)
    assert ceiling - 1 <= len(stub.requests) <= ceiling
    assert (answered.status, answered.code) == ("FAILED", "LLM_CALLS_SPENT")
    assert not AICall.objects.filter(answer=answered, outcome="STARTED").exists()

    # A person presses retry: the count begins again, and it is read again.
    stub.reset()
    evaluations.retry_answer(answer=answered, by=alice, at=now)
    attempt(answered)
    assert answered.status == "SCORED"
    assert len(stub.asked("extract")) == 1


def test_requests_that_the_server_turned_away_do_not_count(
    stub: StubLLM, answered: Answer
) -> None:
    stub.fail_always("extract", Fault(7, 0))
    for _try in range(10):
        attempt(answered)
    assert (answered.work, answered.waiting_code) == ("PENDING", "LLM_RATE_LIMITED")

    stub.fail_always("extract", None)
    attempt(answered)
    assert answered.status == "SCORED"


def test_an_answer_cannot_spend_more_than_the_budget(
    stub: StubLLM, answered: Answer, settings: Any
) -> None:
    settings.AI_BUDGET_PER_INTERVIEW = 1
    AICall.objects.create(interview=answered.turn.interview, purpose="ask", charged=5)
    attempt(answered)

    assert answered.status == "FAILED"
    assert answered.code == "LLM_BUDGET_SPENT"


def test_tokens_that_the_server_counted_are_charged_as_they_are(
    stub: StubLLM, answered: Answer
) -> None:
    attempt(answered)

    calls = list(AICall.objects.filter(answer=answered))
    assert calls
    assert all(call.input_tokens and call.output_tokens for call in calls)
    for call in calls:
        assert call.charged == call.input_tokens + call.output_tokens


@pytest.fixture
def uncounted(started: Interview, alice: User, now: datetime, settings: Any) -> Answer:
    """An answer that waits for a model whose server never says what was used."""
    settings.AI_PROVIDER = "fake"
    settings.AI_SAMPLES = 3
    SCRIPT.reset()
    turn = Turn.objects.select_related("interview", "answer").get(
        interview=started, order=1
    )
    return turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)


def test_a_server_that_counts_nothing_is_charged_an_upper_estimate(
    uncounted: Answer, settings: Any
) -> None:
    settings.AI_BUDGET_PER_INTERVIEW = 1_000  # less than one reading of the answer
    attempt(uncounted)

    assert (uncounted.status, uncounted.code) == ("FAILED", "LLM_BUDGET_SPENT")
    call = AICall.objects.get(answer=uncounted)
    sent = "".join(message["content"] for message in SCRIPT.calls[0].messages)
    assert (call.input_tokens, call.output_tokens, call.cost) == (None, None, None)
    assert call.charged == most_tokens(sent) + most_tokens(call.raw_output)


def test_a_request_is_charged_unless_the_server_certainly_did_no_work(
    uncounted: Answer,
) -> None:
    SCRIPT.add("extract", AITimeout("late"), AIUnavailable("refused"))
    attempt(uncounted)
    attempt(uncounted)

    late, refused = AICall.objects.filter(answer=uncounted).order_by("pk")
    assert late.charged > 0
    assert refused.charged == 0


def test_a_request_that_never_ended_is_charged(uncounted: Answer) -> None:
    def die(prompt: Prompt) -> str:
        raise KeyboardInterrupt

    SCRIPT.add("extract", die)
    with pytest.raises(KeyboardInterrupt):
        evaluations.score(answer_id=uncounted.pk)

    call = AICall.objects.get(answer=uncounted)
    assert call.outcome == "STARTED"
    assert call.charged > 0
