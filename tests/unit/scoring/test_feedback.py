"""Feedback says what the record shows, in both languages, and nothing else."""

from dataclasses import replace

import pytest

from interviews.scoring.evidence import Evidence
from interviews.scoring.feedback import (
    CriterionResult,
    QuestionResult,
    improvements,
    next_level,
    question_feedback,
    strengths,
)
from interviews.scoring.wording import (
    ADD,
    CONFIDENCE,
    REASONS,
    TOLD,
    confidence_text,
    reason_text,
)

DID = Evidence("제가 로그를 분석했습니다", 0, 13, "action", "for")
CAME = Evidence("오류가 3건으로 줄었습니다", 20, 34, "result", "for")
SET = Evidence("데이터베이스를 주로 씁니다", 40, 54, "situation", "for")
AGAINST = Evidence("그냥 넘어갔습니다", 60, 69, "situation", "against")


def result(
    level: int | None,
    *evidence: Evidence,
    key: str = "clarity",
    status: str = "scored",
    reasons: tuple[str, ...] = (),
) -> CriterionResult:
    return CriterionResult(
        criterion=key,
        name="명확성",
        axis="communication",
        status=status,
        level=level,
        evidence=evidence,
        reasons=reasons,
    )


def question(*criteria: CriterionResult, order: int = 1) -> QuestionResult:
    return QuestionResult(turn_id=f"t{order}", order=order, criteria=criteria)


def test_a_strength_is_a_high_level_with_its_quotes() -> None:
    (point,) = strengths([question(result(4, DID, CAME))], "ko")

    assert point.text == (
        "‘명확성’ 수준 4. 직접 한 일과 그 결과를 함께 말했어요. "
        "구체적인 숫자를 들어 말했어요."
    )
    assert point.evidence == (CAME, DID)
    assert point.as_dict()["evidence"][0]["quote"] == CAME.quote
    assert point.as_dict()["evidence"][0]["turn_id"] == "t1"


def test_level_three_is_called_sound_only_when_nothing_is_better() -> None:
    middling = question(result(3, DID, key="a"), order=1)

    assert "기본을 갖췄어요" in strengths([middling], "ko")[0].text
    best = strengths([middling, question(result(5, DID, key="b"), order=2)], "ko")
    assert [point.level for point in best] == [5]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_judged_means_no_praise_no_advice_and_no_feedback(
    language: str,
) -> None:
    rows = [
        question(
            result(None, status="abstained", reasons=("no_evidence",)),
            result(None, status="failed"),
        )
    ]

    assert strengths(rows, language) == []
    assert improvements(rows, language) == []
    assert question_feedback(rows[0], language) == ""


def test_a_low_level_is_no_strength() -> None:
    assert strengths([question(result(2, SET))], "ko") == []


def test_an_improvement_names_what_is_missing_and_nothing_else() -> None:
    (point,) = improvements([question(result(3, DID))], "ko")

    assert point.text == f"‘명확성’ 수준 3. {ADD['ko']['result']}"


def test_an_improvement_rests_on_what_speaks_against() -> None:
    (point,) = improvements([question(result(1, DID, AGAINST))], "ko")

    assert point.evidence == (AGAINST,)


@pytest.mark.parametrize("level", [3, 4])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_own_action_is_not_asked_of_a_level_that_needs_one(
    level: int, language: str
) -> None:
    # One sentence can tell both; its only tag is then the result.
    rows = [question(result(level, CAME, SET))]

    (point,) = improvements(rows, language)

    assert ADD[language]["action"] not in point.text
    assert ADD[language]["action"] not in question_feedback(rows[0], language)


@pytest.mark.parametrize(
    ("level", "aim"), [(1, 3), (2, 3), (3, 4), (4, 5), (5, None), (None, None)]
)
def test_the_aim_is_never_an_anchor_that_describes_a_lack(
    level: int | None, aim: int | None
) -> None:
    assert next_level(level) == aim


def test_level_five_is_not_improved() -> None:
    assert improvements([question(result(5, DID, CAME))], "ko") == []


def test_a_criterion_is_named_once_and_the_weakest_first() -> None:
    rows = [
        question(result(4, DID, key="a"), result(3, DID, key="b"), order=1),
        question(result(2, SET, key="a"), order=2),
    ]

    points = improvements(rows, "ko")

    assert [(p.criterion, p.level) for p in points] == [("a", 2), ("b", 3)]


def test_at_most_three_points() -> None:
    rows = [question(*(result(4, DID, key=f"c{n}") for n in range(6)))]

    assert len(strengths(rows, "en")) == len(improvements(rows, "en")) == 3


def test_feedback_on_a_question_tells_the_evidence_and_the_next_step() -> None:
    text = question_feedback(question(result(3, DID)), "ko")

    assert text == (
        f"‘명확성’: 직접 한 일을 말했어요. 더 해 볼 점, ‘명확성’: {ADD['ko']['result']}"
    )


def test_feedback_repeats_neither_levels_nor_reasons_of_the_rows() -> None:
    unjudged = result(None, status="abstained", reasons=("no_evidence",), key="b")

    text = question_feedback(question(result(3, DID), unjudged), "ko")

    assert "수준" not in text
    assert reason_text("no_evidence", "ko") not in text


def test_feedback_tells_of_the_strongest_and_advises_on_the_weakest() -> None:
    strong = replace(result(4, DID, CAME, key="a"), name="협업")

    text = question_feedback(question(result(2, SET), strong), "ko")

    assert text.startswith("‘협업’: 직접 한 일과 그 결과를 함께 말했어요.")
    assert text.endswith(f"더 해 볼 점, ‘명확성’: {ADD['ko']['action']}")


def test_talk_without_a_deed_is_not_praised() -> None:
    text = question_feedback(question(result(2, SET)), "ko")

    assert TOLD["ko"]["other"] in text
    assert TOLD["ko"]["action"] not in text


def test_a_quote_against_is_said_to_be_against() -> None:
    assert TOLD["ko"]["against"] in question_feedback(
        question(result(1, AGAINST)), "ko"
    )


def test_english_feedback_has_no_korean_words_of_ours() -> None:
    text = question_feedback(question(result(4, DID, CAME)), "en")

    assert text.startswith("“명확성”: You told both")


def test_both_languages_know_the_same_reasons() -> None:
    assert REASONS["ko"].keys() == REASONS["en"].keys()
    assert reason_text("brand_new", "ko") == "brand_new"


@pytest.mark.parametrize(
    ("method", "samples", "korean", "english"),
    [
        ("agreement_raw", [4, 3, 4], "채점 3번 중 2번 일치", "2 of 3 samples agree"),
        ("agreement_raw", [4, 4], "채점 2번 중 2번 일치", "2 of 2 samples agree"),
        ("rules_capped", [4], "확신 낮음 (규칙)", "Low confidence (rules)"),
        ("none", [4], "확신은 재지 않았어요", "Confidence not measured"),
    ],
)
def test_confidence_is_words_and_no_percentage(
    method: str, samples: list[int], korean: str, english: str
) -> None:
    assert confidence_text(method, samples, 4, "ko") == korean
    assert confidence_text(method, samples, 4, "en") == english
    assert CONFIDENCE["ko"].keys() == CONFIDENCE["en"].keys()
