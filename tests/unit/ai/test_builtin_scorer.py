"""The builtin rules on realistic answers: levels, quotes, coverage, honesty."""

import json
import time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from interviews.ai.base import AIMisconfigured
from interviews.ai.providers.builtin import CONFIDENCE_CAP, BuiltinProvider
from interviews.ai.providers.builtin.cues import confessions, own_actions, read
from interviews.ai.providers.builtin.levels import Signs, level_of
from interviews.ai.schemas import (
    AskedQuestion,
    AskInputs,
    ExtractInputs,
    Extraction,
    Judgement,
)
from interviews.scoring.record import Facts, build_record
from interviews.scoring.text import sha256_text
from tests.unit.ai.builtin_pipeline import ROOT, criterion_text, prompt, score

PROBLEM_KO = (
    "예상하지 못한 문제가 생겼던 때를 떠올려 주세요. 원인을 어떻게 찾았고, "
    "어떻게 해결하셨는지 말씀해 주시겠어요?"
)
STRONG_KO = (
    "작년 물류 회사 인턴 때 출고 오류가 하루 30건까지 늘어난 적이 있었습니다. "
    "제가 원인을 찾는 일을 맡아서 스캐너 로그를 시간대별로 분석했고, 야간 조에서만 "
    "바코드가 두 번 읽힌다는 것을 확인했습니다. 기기를 바꾸는 방법과 Python 점검 "
    "스크립트를 쓰는 방법을 비교해서 비용을 기준으로 두 번째를 선택했습니다. "
    "그 결과 오류가 하루 4건으로 줄었고 지금도 쓰고 있습니다."
)


def sample() -> list[dict[str, Any]]:
    lines = (ROOT / "tests" / "cases" / "scoring_sample.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def level_of_line(line: dict[str, Any]) -> int | None:
    key = line["criterion"]["id"]
    got = score(
        line["answer"]["text"], line["question"]["text"], line["language"], [key]
    )
    return got[key].level


def test_designed_levels_are_met_within_one() -> None:
    misses = [
        line["item_id"]
        for line in sample()
        if abs((level_of_line(line) or 0) - line["ratings"][0]["level"]) > 1
    ]

    assert misses == []


def test_strong_answers_are_above_thin_ones_in_both_languages() -> None:
    for language in ("ko", "en"):
        rows = [r for r in sample() if r["language"] == language]
        strong = [level_of_line(r) for r in rows if r["ratings"][0]["level"] >= 4]
        thin = [level_of_line(r) for r in rows if r["ratings"][0]["level"] == 2]

        assert min(level or 0 for level in strong) >= 4
        assert max(level or 9 for level in thin) == 2


PROBLEM_EN = "How did you find the cause of a problem at work?"
OFF_TOPIC = [
    ("ko", "오늘은 날씨가 좋아서 기분이 좋습니다. 점심에는 김치찌개를 먹었습니다."),
    ("ko", "저는 축구를 좋아합니다. 어제 두 골이 나왔고 치킨을 먹으면서 봤습니다."),
    ("ko", "바다는 넓고 하늘은 푸릅니다. 사과는 빨갛고 바나나는 노랗습니다."),
    ("en", "The weather has been lovely. I enjoy hiking with my dog on weekends."),
    ("en", "Bananas are yellow. I saw a funny video of a cat and ate ice cream."),
]


@pytest.mark.parametrize(("language", "answer"), OFF_TOPIC)
def test_talk_about_something_else_is_no_evidence(language: str, answer: str) -> None:
    keys = ["problem_analysis", "solution_judgement"]
    question = PROBLEM_KO if language == "ko" else PROBLEM_EN

    for conclusion in score(answer, question, language, keys).values():
        assert conclusion.level is None
        assert conclusion.abstain_reasons == ("no_evidence",)


@pytest.mark.parametrize(
    "answer", ["", ":", "Thought process:", "모르겠습니다.", PROBLEM_KO]
)
def test_null_answers_have_no_level(answer: str) -> None:
    for conclusion in score(answer, PROBLEM_KO, "ko", ["problem_analysis"]).values():
        assert conclusion.abstain_reasons == ("non_attempt",)


def test_every_level_stands_on_quotes_and_names_its_rules() -> None:
    keys = ["problem_analysis", "solution_judgement"]

    for key, conclusion in score(STRONG_KO, PROBLEM_KO, "ko", keys).items():
        assert conclusion.level in {4, 5}
        assert len(conclusion.evidence) >= 2
        assert conclusion.rationale.startswith("규칙 기반 판단.")
        assert not any(e.quote in conclusion.rationale for e in conclusion.evidence)
        facts = Facts(
            score_id="s",
            mode="practice",
            scorer="builtin_rules",
            scorer_version="v",
            answer_id="a",
            answer_sha256=sha256_text(STRONG_KO),
            rubric_id="default",
            rubric_content_hash="r",
            criterion=key,
            axis="problem_solving",
            created_at="2026-11-24T00:00:00Z",
        )
        record = build_record(facts, conclusion, STRONG_KO)
        assert record["confidence_method"] == "rules_capped"
        assert record["confidence"] <= float(CONFIDENCE_CAP)


def test_more_of_the_same_adds_nothing() -> None:
    once = score(STRONG_KO, PROBLEM_KO, "ko", ["problem_analysis"])
    again = score(f"{STRONG_KO} {STRONG_KO}", PROBLEM_KO, "ko", ["problem_analysis"])

    assert again["problem_analysis"].level == once["problem_analysis"].level


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.sampled_from("가나다했습니다줄였어요 .,!?\n제가결과3명ab\u200b🙂"),
        max_size=300,
    )
)
def test_any_text_gets_valid_records_and_the_same_ones_twice(answer: str) -> None:
    first = score(answer, PROBLEM_KO, "ko", ["problem_analysis"])

    assert first == score(answer, PROBLEM_KO, "ko", ["problem_analysis"])


@pytest.mark.parametrize(
    "piece", ["했습니다 ", "가", "그래서 저는 ", "I did and ", "{", " "]
)
def test_twenty_thousand_characters_are_no_problem(piece: str) -> None:
    inputs = ExtractInputs(
        question=PROBLEM_KO,
        criteria=[criterion_text("problem_analysis", "ko")],
        answer=("고객 업무에서 " + piece * 20_000)[:20_000],
        language="ko",
    )

    started = time.perf_counter()
    found = BuiltinProvider().complete(
        prompt(inputs, "extract"), Extraction, timeout_s=5
    )

    assert time.perf_counter() - started < 2
    assert all(item.quote in inputs.answer for item in found.value.items)


@pytest.mark.parametrize(
    ("signs", "level"),
    [
        ({"c": 4, "p": 3, "positives": 2, "quotes": 2}, 5),
        ({"c": 4, "p": 3, "positives": 1, "quotes": 2}, 4),
        ({"c": 4, "p": 3, "positives": 2, "quotes": 1}, 3),
        ({"c": 3, "p": 2, "positives": 0, "quotes": 2}, 4),
        ({"c": 3, "p": 1, "positives": 0, "quotes": 2}, 3),
        ({"c": 2, "p": 1, "positives": 0, "quotes": 1}, 3),
        ({"c": 1, "p": 1, "positives": 0, "quotes": 1}, 2),
        ({"c": 0, "p": 0, "positives": 0, "quotes": 1}, 2),
        ({"c": 0, "p": 0, "positives": 0, "quotes": 1, "confessed": True}, 1),
        ({"c": 2, "p": 1, "positives": 0, "quotes": 1, "confessed": True}, 3),
    ],
)  # fmt: skip
def test_the_level_table(signs: dict[str, Any], level: int) -> None:
    parts = ("action", "result", "task", "situation")[: signs["c"]]
    made = Signs(
        parts=parts,
        own_action=signs["p"] >= 1,
        number=signs["p"] >= 2,
        name=signs["p"] >= 3,
        positives=signs["positives"],
        confessed=signs.get("confessed", False),
        quotes=signs["quotes"],
    )

    assert level_of(made) == level
    assert made.confidence == CONFIDENCE_CAP * Fraction(signs["c"] + signs["p"], 7)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("로그를 나눠 봤고 원인을 정리했어요.", "ko"),
        ("기준을 정했습니다", "ko"),
        ("순서를 바꿨는데 훨씬 나았습니다", "ko"),
        ("대기 시간을 절반으로 줄였어요", "ko"),
        ("팀장님이 요청하셔서 자료를 정리했습니다", "ko"),
        ("상대의 의견을 먼저 들었습니다", "ko"),
        ("고객이 화를 냈지만 저는 끝까지 설명했습니다", "ko"),
        ("I rewrote the parser.", "en"),
        ("I then carefully compared both.", "en"),
        ("I was able to fix it.", "en"),
        ("I sat down with them and wrote a list.", "en"),
    ],
)
def test_own_deeds_are_recognised(sentence: str, language: str) -> None:
    assert list(own_actions(sentence, language))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("문제가 있었습니다", "ko"),
        ("어려움이 많았어요", "ko"),
        ("팀장님이 결정했습니다", "ko"),
        ("저희 팀은 앱을 만들었습니다", "ko"),
        ("고객이 화를 냈습니다", "ko"),
        ("해결하지 않았습니다", "ko"),
        ("좋은 결과가 나왔습니다", "ko"),
        ("도움이 되었다고 생각했습니다", "ko"),
        ("선생님께서 도와주셨습니다", "ko"),
        ("I needed help.", "en"),
        ("I believed in it.", "en"),
        ("We built an app.", "en"),
        ("I didn't do it.", "en"),
        ("It was interesting.", "en"),
    ],
)
def test_states_and_other_peoples_deeds_are_not_own(
    sentence: str, language: str
) -> None:
    assert not list(own_actions(sentence, language))


def test_a_plan_counts_where_the_question_asks_for_one() -> None:
    said = "먼저 고객의 이야기를 끝까지 듣겠습니다"

    assert read(said, "ko", hypothetical=True).own_action
    assert not read(said, "ko").own_action


@pytest.mark.parametrize(
    ("sentence", "indicator", "language", "count"),
    [
        ("그건 남 탓을 하면 됩니다", "남 탓", "ko", 1),
        ("남 탓을 하지 않고 기록했습니다", "남 탓", "ko", 0),
        ("저는 보통 대충 합니다", "대충", "ko", 1),
        ("I just ignored them", "ignored", "en", 1),
        ("I never ignored them", "ignored", "en", 0),
        ("we unignored it", "ignored", "en", 0),
    ],
)
def test_a_negative_indicator_that_is_turned_down_is_no_confession(
    sentence: str, indicator: str, language: str, count: int
) -> None:
    assert len(confessions(sentence, [indicator], language)) == count


def test_giving_up_is_not_a_deed() -> None:
    conclusion = score(
        "업무에서 문제가 생겼는데 그냥 포기했습니다.",
        PROBLEM_KO,
        "ko",
        ["solution_judgement"],
    )["solution_judgement"]

    assert conclusion.level == 1
    assert conclusion.evidence[0].polarity == "against"


def test_what_rules_cannot_write_is_a_set_up_fault() -> None:
    inputs = AskInputs(stage="growth", axis="growth", position="간호사", language="ko")

    with pytest.raises(AIMisconfigured):
        BuiltinProvider().complete(prompt(inputs, "ask"), AskedQuestion, timeout_s=5)


def test_another_schema_is_a_set_up_fault() -> None:
    inputs = ExtractInputs(
        question=PROBLEM_KO,
        criteria=[criterion_text("clarity", "ko")],
        answer=STRONG_KO,
        language="ko",
    )

    with pytest.raises(AIMisconfigured, match="Judgement"):
        BuiltinProvider().complete(prompt(inputs, "extract"), Judgement, timeout_s=5)


def test_the_provider_says_what_it_is() -> None:
    provider = BuiltinProvider()

    assert (provider.name, provider.label, provider.is_model) == (
        "builtin",
        "builtin rules",
        False,
    )
