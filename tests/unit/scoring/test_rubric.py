"""Rubrics: hashes, completeness, and what they may not ask about."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from interviews.scoring.linter import lint
from interviews.scoring.rubric import (
    RubricRefused,
    check_question,
    content_hash,
    load_rubric,
    missing_parts,
    structure_hash,
)

CONTENT = Path(__file__).parents[3] / "interviews" / "content" / "rubric.json"


@pytest.fixture
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(CONTENT.read_text())
    return loaded


def test_the_default_rubric_can_be_published(data: dict[str, Any]) -> None:
    rubric = load_rubric(data, version=3)

    assert rubric.version == 3
    assert {c.axis for c in rubric.criteria} == {a["key"] for a in data["axes"]}
    assert rubric.criterion("learning").anchor("en", 3)
    assert len(rubric.criterion("learning").texts("ko")) > 7


def test_an_unknown_criterion_is_an_error(data: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        load_rubric(data).criterion("charm")


def test_a_word_changes_the_content_hash_only(data: dict[str, Any]) -> None:
    changed = copy.deepcopy(data)
    changed["criteria"][0]["anchors"]["ko"]["3"] += " 또."

    assert content_hash(changed) != content_hash(data)
    assert structure_hash(changed) == structure_hash(data)


def test_the_order_of_keys_changes_no_hash(data: dict[str, Any]) -> None:
    turned = json.loads(json.dumps(data, sort_keys=True))

    assert content_hash(turned) == content_hash(data)


def test_another_axis_changes_both_hashes(data: dict[str, Any]) -> None:
    changed = copy.deepcopy(data)
    changed["criteria"][0]["axis"] = "growth"

    assert structure_hash(changed) != structure_hash(data)
    assert content_hash(changed) != content_hash(data)


def test_a_rubric_without_an_anchor_is_refused_by_name(data: dict[str, Any]) -> None:
    changed = copy.deepcopy(data)
    changed["criteria"][0]["anchors"]["en"]["4"] = " "
    del changed["criteria"][1]["indicators"]["ko"]["negative"]

    with pytest.raises(RubricRefused) as refused:
        load_rubric(changed)

    assert refused.value.problems == (
        "job_knowledge: anchor 4 (en) is missing",
        "practical_skill: negative indicators (ko) are missing",
    )
    assert missing_parts({"key": "x"})[0] == "x: axis is missing"


def test_a_rubric_that_rates_a_voice_is_refused_with_the_phrase(
    data: dict[str, Any],
) -> None:
    changed = copy.deepcopy(data)
    changed["criteria"][0]["anchors"]["ko"]["5"] = "밝은 목소리로 답한다."

    with pytest.raises(RubricRefused, match="목소리") as refused:
        load_rubric(changed)

    assert refused.value.findings[0].code == "voice"
    assert refused.value.findings[0].suggestion_ko


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("밝은 표정으로 답한다.", "emotion"),
        ("Seems very confident.", "emotion"),
        ("사투리를 쓰지 않는다.", "voice"),
        ("Speaks without an accent.", "voice"),
        ("단정한 용모를 갖췄다.", "appearance"),
        ("Is well-groomed.", "appearance"),
        ("MBTI가 어떻게 되나요?", "personality"),
        ("Are you an introvert?", "personality"),
        ("결혼은 하셨나요?", "family"),
        ("부모님은 무슨 일을 하시나요?", "family"),
        ("Are you planning to have children?", "family"),
        ("고향이 어디세요?", "origin"),
        ("Where are you from?", "origin"),
        ("나이가 어떻게 되세요?", "age_gender"),
        ("How old are you?", "age_gender"),
        ("종교가 있으신가요?", "belief"),
        ("What are your political views?", "belief"),
        ("장애가 있으신가요?", "health"),
        ("Do you have any disabilities?", "health"),
        ("자가인가요, 전세인가요?", "property"),
        ("두 아이의 엄마로서 어떻게 하시겠어요?", "family"),
        ("What did my father teach me?", "family"),
        ("How were you raised by strict parents?", "family"),
        ("군 복무 때 무엇을 하셨나요?", "age_gender"),
        ("스무 살에 무엇을 하셨나요?", "age_gender"),
        ("What did you do in national service?", "age_gender"),
        ("교회에서 무엇을 맡으셨나요?", "belief"),
    ],
)
def test_what_no_interview_may_ask_is_named(text: str, code: str) -> None:
    assert code in {finding.code for finding in lint(text)}


@pytest.mark.parametrize(
    "text",
    [
        "화가 난 고객의 감정을 어떻게 다루셨나요?",
        "환자의 표정을 살피고 무엇을 하셨나요?",
        "원인을 찾아내고 어떻게 확인하셨나요?",
        "How did you calm an angry customer who looked nervous?",
        "대안을 어떤 기준으로 비교하셨나요?",
        "What was the hardest part of the race condition you fixed for users?",
        "화장품 매장에서 전세계 고객을 어떻게 도우셨나요?",
        "부채 비율과 지적 재산권을 어떻게 검토하셨나요?",
        "How did you handle a concern raised by the mother of a patient?",
        "미사일 부품을 어떻게 검사하셨나요?",
        "일을 제대로 끝내려고 서울 전역에서 무엇을 하셨나요?",
    ],
)
def test_stories_about_work_and_other_people_may_be_asked_for(text: str) -> None:
    assert lint(text) == []


def test_a_question_is_refused_in_either_language() -> None:
    with pytest.raises(RubricRefused, match="religion"):
        check_question({"ko": "무엇을 배우셨나요?", "en": "What is your religion?"})
    check_question({"ko": "무엇을 배우셨나요?", "en": "What did you learn?"})
