"""What bears on a question: plain answers of many trades, other work, small talk.

The answers were written for these tests. `on` bears on the question's criteria,
`elsewhere` is work that has nothing to do with them, `off` is about something else.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from interviews.ai.providers.builtin import BuiltinProvider
from interviews.ai.schemas import FollowUp, FollowUpInputs
from tests.unit.ai.builtin_pipeline import ROOT, prompt, score

PROBES = json.loads((ROOT / "tests" / "cases" / "topic_probes.json").read_text())
RIGHT_AT_LEAST = 0.9


def has_level(probe: dict[str, Any]) -> bool:
    keys = probe["criteria"]
    got = score(probe["answer"], probe["question"], probe["language"], keys)
    return any(conclusion.level for conclusion in got.values())


def is_sent_back(probe: dict[str, Any]) -> bool:
    """Taken for talk about something else, so that the question is put again."""
    inputs = FollowUpInputs(
        question=probe["question"],
        answer=probe["answer"],
        position="지원 직무",
        axis="experience",
        intent="",
        language=probe["language"],
        asked=[],
    )
    asked = BuiltinProvider().complete(
        prompt(inputs, "follow_up"), FollowUp, timeout_s=5
    )
    return asked.value.skip_reason == "off_topic"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("kind", "is_right"),
    [
        ("on", lambda probe: has_level(probe) and not is_sent_back(probe)),
        ("elsewhere", lambda probe: not has_level(probe)),
        ("off", lambda probe: not has_level(probe)),
    ],
)
def test_what_bears_on_the_question_is_told_from_what_does_not(
    language: str, kind: str, is_right: Callable[[dict[str, Any]], bool]
) -> None:
    probes = [p for p in PROBES if (p["language"], p["kind"]) == (language, kind)]

    wrong = [probe["id"] for probe in probes if not is_right(probe)]

    assert len(probes) >= 14
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(probes), wrong


@pytest.mark.parametrize("language", ["ko", "en"])
def test_most_small_talk_is_sent_back(language: str) -> None:
    probes = [p for p in PROBES if (p["language"], p["kind"]) == (language, "off")]

    assert sum(map(is_sent_back, probes)) >= RIGHT_AT_LEAST * len(probes)


ALL_KEYS = [
    row["key"]
    for row in json.loads(
        (ROOT / "interviews" / "content" / "rubric.json").read_text()
    )["criteria"]
]


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        (
            "ko",
            "동료와 의견이 부딪혔던 경험과 그것을 어떻게 풀었는지 말씀해 주세요.",
            "물류 창고에서 상자 300개를 옮겼습니다.",
        ),
        (
            "ko",
            "동료와 의견이 부딪혔던 경험과 그것을 어떻게 풀었는지 말씀해 주세요.",
            "저는 물류 창고에서 상자 300개를 옮겼습니다. 트럭도 운전했습니다.",
        ),
        (
            "en",
            "Tell me about a time you disagreed with a colleague.",
            "At the warehouse I carried 300 boxes.",
        ),
    ],
)
def test_a_deed_that_has_nothing_to_do_with_it_is_evidence_for_nothing(
    language: str, question: str, answer: str
) -> None:
    for conclusion in score(answer, question, language, ALL_KEYS).values():
        assert conclusion.level is None
        assert conclusion.abstain_reasons == ("no_evidence",)
