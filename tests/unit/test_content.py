"""What ships as data holds together, in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import interviews
from interviews.resumes.career import job_family_of
from interviews.resumes.phrasing import choose, render
from interviews.scoring.linter import lint

FOLDER = Path(interviews.__file__).parent / "content"
LANGUAGES = ("ko", "en")
AXES = [
    "technical",
    "experience",
    "problem_solving",
    "communication",
    "responsibility",
    "growth",
]
FIFTEEN = [
    "intro",
    "motivation",
    "skill",
    "skill_followup",
    "experience",
    "experience_followup",
    "problem_solving",
    "problem_solving_followup",
    "communication",
    "communication_followup",
    "responsibility",
    "responsibility_followup",
    "growth",
    "growth_followup",
    "closing",
]
VALUES = {
    "ko": {
        "name": "김하늘",
        "position": "백엔드 개발자",
        "company": "한빛소프트",
        "ideal": "기준을 함께 세우는 사람을 찾습니다.",
        "certificate": "정보처리기사",
        "skill": "SQL",
        "activity": "가온페이, 백엔드 개발자",
        "project": "결제 재시도 개선 프로젝트",
        "cover_sentence": "맡은 일은 끝까지 확인합니다.",
        "major": "컴퓨터공학",
        "past_role": "백엔드 개발자",
    },
    "en": {
        "name": "Haneul Kim",
        "position": "backend developer",
        "company": "Hanbit Soft",
        "ideal": "We look for people who set standards together.",
        "certificate": "SQLD",
        "skill": "SQL",
        "activity": "Gaon Pay, backend developer",
        "project": "Payment Retry Improvement",
        "cover_sentence": "I check my work to the end.",
        "major": "computer science",
        "past_role": "engineer",
    },
}
QUOTE = {"ko": "세 번으로 정했습니다", "en": "I settled on three"}


def _load(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


RUBRIC = _load("rubric.json")
CRITERIA = {criterion["key"]: criterion for criterion in RUBRIC["criteria"]}
SCENARIOS = {scenario["key"]: scenario for scenario in _load("scenarios.json")}
STAGES = [
    pytest.param(stage, id=f"{key}.{stage['key']}")
    for key, scenario in SCENARIOS.items()
    for stage in scenario["stages"]
]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _pairs(value: Any) -> Iterator[dict[str, Any]]:
    """Every {ko, en} in the data, wherever it is."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield value
        for inner in value.values():
            yield from _pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner)


@pytest.mark.parametrize(
    "name",
    [
        "rubric.json",
        "scenarios.json",
        "companies.json",
        "consents.json",
        "job_families.json",
    ],
)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    pairs = list(_pairs(_load(name)))
    assert pairs
    for pair in pairs:
        assert pair["ko"], pair
        assert pair["en"], pair
        assert not any(re.search("[가-힣]", text) for text in _texts(pair["en"])), pair
        korean = " ".join(_texts(pair["ko"]))
        assert re.search("[가-힣]", korean), pair


def test_six_axes_have_at_least_two_criteria_each() -> None:
    assert [axis["key"] for axis in RUBRIC["axes"]] == AXES
    for axis in AXES:
        assert sum(one["axis"] == axis for one in CRITERIA.values()) >= 2
    assert len(CRITERIA) == len(RUBRIC["criteria"])


@pytest.mark.parametrize("key", CRITERIA)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_criterion_has_five_anchors_and_short_indicators(
    key: str, language: str
) -> None:
    criterion = CRITERIA[key]
    anchors = criterion["anchors"][language]
    assert list(anchors) == ["1", "2", "3", "4", "5"]
    assert len(set(anchors.values())) == 5
    indicators = criterion["indicators"][language]
    assert 6 <= len(indicators["positive"]) <= 10
    assert 4 <= len(indicators["negative"]) <= 6
    assert all(len(phrase.split()) <= 4 for phrase in _texts(indicators))
    assert not set(indicators["positive"]) & set(indicators["negative"])
    assert criterion["probes"][language]


@pytest.mark.parametrize("name", ["rubric.json", "scenarios.json"])
def test_nothing_asks_for_what_may_not_be_asked(name: str) -> None:
    findings = [found for text in _texts(_load(name)) for found in lint(text)]
    assert not findings


def test_the_scenarios_have_their_stages_in_order() -> None:
    assert list(SCENARIOS) == ["standard", "career_change", "short"]
    for key in ("standard", "career_change"):
        assert [stage["key"] for stage in SCENARIOS[key]["stages"]] == FIFTEEN
    short = SCENARIOS["short"]["stages"]
    assert sum(stage["kind"] != "followup" for stage in short) == 5
    assert sum(stage["kind"] == "followup" for stage in short) <= 5
    for scenario in SCENARIOS.values():
        orders = [stage["order"] for stage in scenario["stages"]]
        assert orders == list(range(1, len(orders) + 1))


@pytest.mark.parametrize("key", SCENARIOS)
def test_every_axis_is_judged_and_the_time_adds_up(key: str) -> None:
    stages = SCENARIOS[key]["stages"]
    judged = {CRITERIA[name]["axis"] for stage in stages for name in stage["criteria"]}
    assert judged == set(AXES)
    seconds = sum(stage["prep_s"] + stage["answer_s"] for stage in stages)
    assert abs(seconds / 60 - SCENARIOS[key]["minutes"]) <= 2


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_judges_what_its_kind_allows(stage: dict[str, Any]) -> None:
    axes = {CRITERIA[name]["axis"] for name in stage["criteria"]}
    if stage["key"] == "closing":
        assert (stage["criteria"], stage["axis"]) == ([], None)
    elif stage["key"] in {"intro", "motivation"}:
        assert axes == {"communication"}
    else:
        assert stage["axis"] in axes
    if stage["bank"] is not None:
        assert stage["bank"]["axis"] == stage["axis"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_follow_up_comes_right_after_its_parent(scenario: str) -> None:
    stages = SCENARIOS[scenario]["stages"]
    for before, stage in zip([None, *stages], stages, strict=False):
        if stage["kind"] != "followup":
            assert stage["parent"] is None
            continue
        assert before is not None
        assert stage["parent"] == before["key"]
        assert stage["criteria"] == before["criteria"]
        assert stage["intent"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_renders_without_a_hole(
    stage: dict[str, Any], language: str
) -> None:
    values = VALUES[language]
    for variant in stage["variants"]:
        needed = {name: values[name] for name in (*variant["needs"], "position")}
        said = render(variant[language], needed, language)
        assert not re.search(r"[{}]|  |\(을\)|\(로\)", said)
        for need in variant["needs"]:
            assert values[need].split()[0] in said
    fixed = [stage["reask"], stage["fallback_followup"]]
    for text in filter(None, fixed):
        assert "{" not in text[language]
    if stage["quoted_followup"]:
        quoted = stage["quoted_followup"][language]
        assert QUOTE[language] in render(quoted, {"quote": QUOTE[language]}, language)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_only_a_position_there_is_still_a_question(
    stage: dict[str, Any], language: str
) -> None:
    values = {"position": VALUES[language]["position"]}
    said = choose(stage["variants"], values, language)
    if stage["kind"] == "followup":
        assert stage["fallback_followup"][language].strip()
    elif said is None:
        assert stage["bank"] is not None
    else:
        assert "{" not in said


@pytest.mark.parametrize("stage", STAGES)
def test_richer_wordings_are_tried_before_poorer_ones(stage: dict[str, Any]) -> None:
    needs = [set(variant["needs"]) for variant in stage["variants"]]
    for index, wanted in enumerate(needs):
        assert not any(earlier <= wanted for earlier in needs[:index])


def test_the_responsibility_question_quotes_the_cover_letter_exactly() -> None:
    stage = SCENARIOS["standard"]["stages"][FIFTEEN.index("responsibility")]
    said = choose(stage["variants"], VALUES["ko"], "ko")
    assert said is not None
    assert f"“{VALUES['ko']['cover_sentence']}”" in said


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_companies_are_distinct_and_their_colours_readable_on_white() -> None:
    companies = _load("companies.json")
    assert len(companies) == 5
    owners = [
        {re.sub(r"\s", "", n).casefold() for n in (one["name"], *one["aliases"])}
        for one in companies
    ]
    assert sum(map(len, owners)) == len(set().union(*owners))
    for company in companies:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", company["slug"])
        assert 1.05 / (_luminance(company["accent"]) + 0.05) >= 4.5
        for language in LANGUAGES:
            assert 1 <= len(re.findall(r"[.]", company["ideal"][language])) <= 2


def test_consents_say_what_why_how_long_who_and_what_if_not() -> None:
    consents = {one["purpose"]: one for one in _load("consents.json")}
    assert {key: one["required"] for key, one in consents.items()} == {
        "interview_record": True,
        "ai_scoring": False,
        "video": False,
        "service_improvement": False,
    }
    parts = {
        "ko": ("무엇을:", "왜:", "어떻게, 얼마나:", "누가:", "동의하지 않으면:"),
        "en": ("What:", "Why:", "How, and for how long:", "Who:", "If you say no:"),
    }
    for consent in consents.values():
        for language in LANGUAGES:
            paragraphs = consent["text"][language].split("\n\n")
            assert len(paragraphs) == len(parts[language])
            for part, paragraph in zip(parts[language], paragraphs, strict=True):
                assert paragraph.startswith(part)


def test_the_twelve_job_families_know_their_own_names() -> None:
    families = _load("job_families.json")["families"]
    assert len(families) == 12
    for family in families:
        for language in LANGUAGES:
            assert job_family_of(family["name"][language]) == family["key"]


SAMPLE = _load("samples/interview_ko.json")


def test_the_sample_interview_asks_what_the_scenario_asks() -> None:
    stages = SCENARIOS[SAMPLE["scenario"]]["stages"]
    assert list(SAMPLE["stages"]) == FIFTEEN
    for stage in stages:
        turn = SAMPLE["stages"][stage["key"]]
        assert turn["answer"].strip()
        if stage["kind"] == "followup":
            assert turn["quote"] in SAMPLE["stages"][stage["parent"]]["answer"]
            wording = stage["quoted_followup"]["ko"]
            assert turn["question"] == render(wording, {"quote": turn["quote"]}, "ko")
        else:
            expected = choose(stage["variants"], SAMPLE["values"], "ko")
            assert turn["question"] == expected


def test_the_sample_interview_uses_what_the_sample_resume_says() -> None:
    resume = (FOLDER / "samples" / "resume_ko.txt").read_text(encoding="utf-8")
    values = SAMPLE["values"]
    names = ("name", "position", "company", "certificate", "skill", "project", "major")
    for name in (*names, "cover_sentence", "past_role"):
        assert values[name] in resume
    company = next(
        one for one in _load("companies.json") if one["slug"] == SAMPLE["company"]
    )
    assert values["company"] == company["name"]
    assert values["ideal"] == company["ideal"]["ko"]


@pytest.mark.parametrize(
    "name", ["resume_ko.txt", "resume_hiring_ko.txt", "resume_en.txt"]
)
def test_the_sample_resumes_hold_no_protected_fact(name: str) -> None:
    text = (FOLDER / "samples" / name).read_text(encoding="utf-8")
    assert "example.com" in text
    assert not lint(text)
