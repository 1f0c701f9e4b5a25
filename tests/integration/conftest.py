"""A model server of our own, and an answer that waits to be judged by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db.models.functions import Now

from accounts.models import User
from interviews.actions import evaluations, turns
from interviews.models import Answer, Interview, Turn
from tests.conftest import ANSWER_KO
from tests.stub_llm import StubLLM


@pytest.fixture
def stub(settings: Any) -> Iterator[StubLLM]:
    """A model server of our own, and the settings that point to it."""
    with StubLLM() as server:
        settings.AI_PROVIDER = "openai_compatible"
        settings.OPENAI_API_KEY = "test"
        settings.OPENAI_BASE_URL = server.url
        settings.OPENAI_MODEL = "stub"
        settings.OPENAI_JUDGE_MODEL = "stub"
        settings.AI_SAMPLES = 3
        settings.AI_TIMEOUT_S = 20
        yield server


@pytest.fixture
def answered(stub: StubLLM, started: Interview, alice: User, now: datetime) -> Answer:
    """An answer that waits to be judged by the stub."""
    turn = Turn.objects.select_related("interview", "answer").get(
        interview=started, order=1
    )
    return turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)


def attempt(answer: Answer) -> Answer:
    """One attempt, as if its time had come."""
    Answer.objects.filter(pk=answer.pk).update(due_at=Now())
    evaluations.score(answer_id=answer.pk)
    answer.refresh_from_db()
    return answer
