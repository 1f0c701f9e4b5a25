"""Naughty strings in the rules that read answers and résumés."""

from __future__ import annotations

from typing import Any

import pytest

from interviews.resumes import profile_from
from interviews.scoring.intake import take_in
from tests.corpora.naughty import KEPT, naughty
from tests.unit.ai.builtin_pipeline import score

KEPT_ONES = [item for item in naughty() if item.expected == KEPT]
GOOD = (
    "작년 가을 결제 모듈을 맡았을 때 실패율이 3퍼센트까지 올랐습니다. "
    "저는 원인을 찾기 위해 로그를 시간대별로 나누어 비교했습니다. "
)
QUESTION = "문제를 해결한 경험을 말씀해 주세요."
SHORT = 3_000


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_answer_that_is_kept_can_be_taken_in(language: str) -> None:
    for item in KEPT_ONES:
        intake = take_in(item.text, QUESTION, language)
        back = [intake.nfc_text[at] for at in intake.offset_map]

        assert "".join(back) == intake.cleaned, item


@pytest.mark.parametrize("before", ["", GOOD], ids=["alone", "after a good answer"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_answer_that_is_kept_comes_to_a_conclusion(
    before: str, language: Any
) -> None:
    for item in KEPT_ONES:
        intake = take_in(before + item.text, QUESTION, language)
        found = score(before + item.text, QUESTION, language, ["job_knowledge"])

        conclusion = found["job_knowledge"]
        assert conclusion.level is None or 1 <= conclusion.level <= 5, item
        for quote in conclusion.evidence:
            assert intake.nfc_text[quote.start : quote.end] == quote.quote, item


def test_every_string_can_stand_in_a_resume() -> None:
    for item in KEPT_ONES:
        if len(item.text) <= SHORT:
            text = f"이름: {item.text}\n경력\n{item.text} 2020.01 - 현재\n{item.text}"
            assert profile_from(text).model_dump(mode="json"), item
