"""Replies of a model made from the corpus of JSON: read, or refused, and no crash."""

from __future__ import annotations

from typing import Any

import pytest

from interviews.ai.base import BadCompletion, Reply
from interviews.ai.schemas import (
    AskedQuestion,
    Extraction,
    FollowUp,
    Judgement,
    Output,
    ResumeProfile,
)
from interviews.ai.strict import read_partial_question, read_reply
from tests.corpora.json_bodies import EITHER, READ, REFUSED, Body, bodies

RIGHT: dict[type[Output], dict[str, Any]] = {
    AskedQuestion: {
        "quote": "로그를 나누어 “비교”",
        "question": "왜\n그렇게 하셨나요? 🙂",
    },
    Extraction: {
        "items": [
            {
                "criterion": "root_cause",
                "quote": "로그를 나누어 비교했습니다.",
                "star": "action",
                "polarity": "for",
            }
        ]
    },
    FollowUp: {
        "should_ask": True,
        "skip_reason": None,
        "quote": "로그를",
        "question": "“로그를”이라고 하셨는데, 왜 그 방법을 고르셨습니까?",
    },
    Judgement: {
        "items": [{"criterion": "root_cause", "level": 4, "rationale": "근거 [1]"}]
    },
    ResumeProfile: {
        "name": "김하늘",
        "email": None,
        "phone": None,
        "target_position": "백엔드 개발자",
        "target_company": None,
        "education": [],
        "experience": [],
        "projects": [],
        "certificates": ["정보처리기사"],
        "skills": ["Python"],
        "languages": [{"language": "영어", "level": None}],
        "cover_letter": [{"question": None, "answer": '저는 \\ " / 입니다.'}],
    },
}


def text_of(body: Body) -> str:
    """The body as a reply: bytes that are no letters stay what they are."""
    return body.data.decode("utf-8", "surrogateescape")


def outcome(body: Body, schema: type[Output]) -> Output | None:
    """The value that was read, or None for a refusal."""
    try:
        return read_reply(Reply(raw=text_of(body)), schema)
    except BadCompletion:
        return None


@pytest.mark.parametrize("schema", RIGHT)
def test_every_reply_is_read_or_refused_as_expected(schema: type[Output]) -> None:
    right = RIGHT[schema]
    whole = schema.model_validate(right)

    corpus = bodies(right)

    assert len(corpus) >= 300
    assert {body.expected for body in corpus} == {READ, REFUSED, EITHER}
    for body in corpus:
        value = outcome(body, schema)
        if body.expected == READ:
            assert value == whole, body.name
        if body.expected == REFUSED:
            assert value is None, body.name
        if body.name == "a name twice":
            assert value is None


def test_no_beginning_of_a_question_breaks_the_stream() -> None:
    for schema in (AskedQuestion, FollowUp):
        for body in bodies(RIGHT[schema]):
            assert isinstance(read_partial_question(text_of(body)), str), body.name
