"""What candidates see of a question that is still being written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from interviews.actions import generation, questions, turns
from interviews.actions.previews import Preview
from interviews.ai.providers.fake import SCRIPT
from interviews.ai.schemas import FollowUp
from interviews.events import bus
from interviews.models import Interview, Turn
from tests.conftest import ANSWER_EN, ANSWER_KO

QUOTE = "재시도 간격이 문제라는 것을 확인하고"


@pytest.fixture
def seen(settings: Any) -> Iterator[list[str]]:
    """The texts that go out to whoever watches, in order."""
    settings.AI_PROVIDER = "fake"
    settings.REDIS_URL = ""
    SCRIPT.reset()
    bus.cache_clear()
    texts: list[str] = []

    def note(envelope: Any) -> None:
        if envelope.name == "question.token":
            texts.append(json.loads(envelope.data)["text"])

    stop = bus().listen(note)
    yield texts
    stop()
    SCRIPT.reset()
    bus.cache_clear()


@pytest.fixture
def follow_up(
    seen: list[str], started: Interview, alice: User, now: datetime
) -> Callable[[str], Turn]:
    """Have the model write this follow-up to an answer."""

    def write(question: str) -> Turn:
        turn = Turn.objects.select_related("interview", "answer").get(
            interview=started, order=1
        )
        turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
        written = FollowUp(
            should_ask=True, skip_reason=None, quote=QUOTE, question=question
        )
        SCRIPT.add("follow_up", written)
        waiting = Turn.objects.get(interview=started, status="GENERATING")
        generation.generate(turn_id=waiting.pk)
        waiting.refresh_from_db()
        return waiting

    return write


def test_a_question_grows_word_by_word(
    follow_up: Callable[[str], Turn], seen: list[str]
) -> None:
    turn = follow_up(
        f"“{QUOTE}”라고 하셨는데, 그 뒤에 어떤 수치를 얼마 동안 확인하셨는지 "
        "순서대로 말씀해 주시겠습니까?"
    )

    assert turn.source == Turn.Source.FOLLOWUP
    assert turn.first_token_at is not None
    assert len(seen) >= 3
    assert seen == sorted(set(seen), key=len)
    assert all(turn.text.startswith(f"{text} ") for text in seen)


def test_a_forbidden_question_is_never_shown(
    follow_up: Callable[[str], Turn], seen: list[str]
) -> None:
    turn = follow_up(
        f"“{QUOTE}”라고 하셨는데, 팀에서 함께 일하던 때를 떠올려 보면 "
        "결혼은 그때 하셨는지, 일정은 어떻게 지켰는지 말씀해 주시겠습니까?"
    )

    assert turn.source == Turn.Source.BANK_FALLBACK
    assert turn.fallback_code == "LLM_INVALID_REPLY"
    assert seen
    assert not [text for text in seen if "결" in text]


def test_words_that_were_never_said_are_never_shown_as_a_quotation(
    follow_up: Callable[[str], Turn], seen: list[str]
) -> None:
    turn = follow_up(
        f"“{QUOTE}”라고 하셨고 이어서 “매출을 두 배로 늘리고 상을 받았다”라고 "
        "하셨는데, 그 일을 어떻게 하셨는지 말씀해 주시겠습니까?"
    )

    assert turn.source != Turn.Source.FOLLOWUP
    assert seen
    assert not [text for text in seen if "매출" in text]


@pytest.mark.parametrize(
    "question",
    [
        "When you changed the interval, where are you from and who helped you then?",
        "Which numbers did you watch? And why? And for how long? And what then, later?",
        "Tell me more about it, " + "and then, " * 40 + "please?",
    ],
)
def test_it_falls_silent_at_the_first_thing_that_may_not_be_asked(
    question: str,
) -> None:
    told: list[str] = []
    preview = Preview(told.append, language="en", source=ANSWER_EN)
    for end in range(1, len(question) + 1):
        preview.hear(question[:end])
    longest = told[-1]
    preview.hear("What is next?" * 2)

    with pytest.raises(questions.BadCompletion):
        questions.check_question(question)
    questions.check_so_far(longest)
    assert told[-1] == longest
    assert "from" not in longest
