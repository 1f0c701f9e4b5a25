"""Questions that a model writes ahead: one question, on what was really written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from interviews.actions import generation, interviews, questions
from interviews.ai.base import BadCompletion
from interviews.ai.providers.fake import SCRIPT
from interviews.ai.schemas import AskedQuestion
from interviews.models import Interview, Turn

LETTER = (
    "저는 동아리에서 매주 회의록을 남겨 약속을 지켰습니다. 함께하는 법을 배웠습니다."
)
type Write = Callable[[str], questions.Written]


@pytest.fixture(autouse=True)
def model(settings: Any) -> Iterator[None]:
    settings.AI_PROVIDER = "fake"
    SCRIPT.reset()
    yield
    SCRIPT.reset()


@pytest.fixture
def planned(new_interview: Callable[..., Interview]) -> Turn:
    """A stage of the standard format whose question a model writes."""
    interview = new_interview(scenario_key="standard")
    turns = Turn.objects.filter(interview=interview).to_write_ahead()
    return turns.order_by("order")[0]


@pytest.fixture
def write(planned: Turn) -> Write:
    """Have the model write this question to somebody with a cover letter."""

    def written(question: str, *, letter: str = LETTER) -> questions.Written:
        interview = planned.interview
        part = {"question": None, "answer": letter}
        interview.profile = {"cover_letter": [part]} if letter else {}
        SCRIPT.add("ask", AskedQuestion(quote=None, question=question))
        return questions.write(
            interview, planned, on_text=None, first_token_s=5, timeout_s=5
        )

    return written


@pytest.mark.parametrize(
    "said",
    [
        "“저는 팀장을 해고했습니다”",
        "‘팀장 해고’",
        "'팀장 해고'",
        "«팀장 해고»",
        "『팀장 해고』",
    ],
)
@pytest.mark.parametrize("letter", ["", LETTER])
def test_a_question_that_quotes_what_was_never_written_is_refused(
    write: Write, said: str, letter: str
) -> None:
    question = f"자기소개서에 {said}라고 쓰셨는데, 그때 무엇을 하셨습니까?"

    with pytest.raises(BadCompletion):
        write(question, letter=letter)


@pytest.mark.parametrize(
    "said",
    [
        "“매주 회의록을 남겨 약속을 지켰습니다. 함께하는 법”",
        "‘백엔드 개발자’",
        "매주 남기신 회의록",
    ],
)
def test_a_question_may_quote_the_letter_and_the_position(
    write: Write, said: str
) -> None:
    question = f"{said}에 대해, 그때 무엇을 하셨습니까?"

    assert write(question).text == question


@pytest.mark.parametrize(
    "question",
    [
        "어떤 일이었습니까? 그때 무엇을 하셨습니까?",
        "어떤 일이었습니까？ 그리고 무엇을 하셨습니까?",
        "“왜 늦지?”라고 물은 동료가 있었습니까? 무엇을 하셨습니까?",
    ],
)
def test_two_questions_at_once_are_refused(write: Write, question: str) -> None:
    with pytest.raises(BadCompletion, match="one single question"):
        write(question, letter="“왜 늦지?”라고 물은 동료에게 까닭을 설명했습니다.")


@pytest.mark.parametrize(
    "question",
    [
        "정말 그렇게 하셨습니까??",
        "“왜 늦지?”라고 물은 동료에게 무엇을 하셨습니까?",
        "그때 하신 일을 말씀해 주시겠습니까?",
    ],
)
def test_one_question_may_quote_another(write: Write, question: str) -> None:
    letter = "“왜 늦지?”라고 물은 동료에게 까닭을 설명했습니다."

    assert write(question, letter=letter).text == question


def test_a_candidate_who_waits_gets_a_bank_question_instead(
    planned: Turn, alice: User, now: datetime
) -> None:
    question = "이력서에 “팀장을 해고했습니다”라고 쓰셨는데, 왜 그렇게 하셨습니까?"
    SCRIPT.add("ask", AskedQuestion(quote=None, question=question))

    interviews.start(interview=planned.interview, by=alice, at=now)
    Turn.objects.filter(pk=planned.pk).update(status="GENERATING")
    planned.want_work()
    generation.generate(turn_id=planned.pk)
    planned.refresh_from_db()

    assert planned.source == Turn.Source.BANK_FALLBACK
    assert planned.fallback_code == "LLM_INVALID_REPLY"
    assert "해고" not in planned.text
