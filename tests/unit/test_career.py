"""The proposed scenario fits the career, and says what it rests on."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from interviews.resumes.career import PastRole, Proposal, job_family_of, propose

CASES = Path(__file__).resolve().parent.parent / "cases" / "career_probes.json"
PROBES: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))


def _propose(probe: dict[str, Any]) -> Proposal:
    return propose(
        position=probe["position"],
        major=probe["major"],
        past_roles=[PastRole(**role) for role in probe["past_roles"]],
        language=probe["language"],
    )


def test_at_least_95_percent_of_the_labelled_probes_are_right() -> None:
    answers = {probe["id"]: _propose(probe) for probe in PROBES}
    wrong = [p for p in PROBES if answers[p["id"]].scenario != p["scenario"]]
    named = [(p["id"], p["why"], answers[p["id"]].reason) for p in wrong]
    assert len(PROBES) >= 40
    assert len(wrong) <= 0.05 * len(PROBES), named


def test_the_probes_are_varied() -> None:
    assert {probe["scenario"] for probe in PROBES} == {"standard", "career_change"}
    assert {probe["language"] for probe in PROBES} == {"ko", "en"}
    assert len({probe["id"] for probe in PROBES}) == len(PROBES)


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: str(probe["id"]))
def test_the_reason_is_one_sentence_in_the_language_asked(
    probe: dict[str, Any],
) -> None:
    reason = _propose(probe).reason
    assert reason.endswith(".")
    assert not re.search(r"[{}]|  ", reason)
    assert bool(re.search("[가-힣]", reason)) == (probe["language"] == "ko")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("백엔드 개발자", "it_development"),
        ("Senior Back-End Engineer", "it_development"),
        ("데이터분석가", "data"),
        ("마케팅 데이터 분석가", "data"),
        ("데이터 기반 마케터", "marketing"),
        ("Data Engineers", "data"),
        ("브랜드 디자이너", "design"),
        ("해외 영업 담당", "sales"),
        ("개발자 채용 담당자", "hr"),
        ("international sales manager", "sales"),
        ("재무팀 대리", "finance"),
        ("중환자실 간호사", "nursing"),
        ("품질 관리", "manufacturing"),
        ("SCM 담당자", "logistics"),
        ("구청 행정 담당", "public_service"),
        ("초등학교 교사", "education"),
        ("간호학과", "nursing"),
        ("Computer Science", "it_development"),
        ("요리사", None),
        ("엔지니어", None),
        ("대학원생", None),
        ("인사이트", None),
        ("", None),
    ],
)
def test_a_title_or_major_belongs_to_its_job_family(
    text: str, family: str | None
) -> None:
    assert job_family_of(text) == family


def test_the_reason_names_the_work_it_rests_on() -> None:
    nurse = PastRole(role="병동 간호사", company="누리샘병원", years=3.5)
    said = propose(
        position="백엔드 개발자", major="간호학", past_roles=[nurse], language="ko"
    )
    assert said.scenario == "career_change"
    assert said.reason == (
        "누리샘병원의 ‘병동 간호사’ 경력(3년 6개월)이 백엔드 개발자 직무와 "
        "다른 분야라서 직무 전환 면접을 권해요."
    )


def test_the_reason_names_the_major_when_there_is_no_work() -> None:
    said = propose(
        position="데이터 분석가", major="통계학", past_roles=[], language="ko"
    )
    assert said.reason == (
        "통계학 전공이 데이터 분석가 직무와 이어져서 기본 면접을 권해요."
    )


def test_an_unknown_position_is_said_to_be_unknown() -> None:
    said = propose(position="Wizard", major="Physics", past_roles=[], language="en")
    assert said.scenario == "standard"
    assert "can't tell which field the role of Wizard" in said.reason


def test_the_same_rare_job_is_no_change() -> None:
    said = propose(
        position="소믈리에",
        major="회계학",
        past_roles=[PastRole("소믈리에", years=3)],
        language="ko",
    )
    assert said.scenario == "standard"


def test_military_service_is_no_work() -> None:
    served = PastRole(role="육군 병장 (군 복무)", years=1.75)
    said = propose(
        position="백엔드 개발자",
        major="컴퓨터공학",
        past_roles=[served],
        language="ko",
    )
    assert "컴퓨터공학 전공" in said.reason


ROLES = st.builds(
    PastRole,
    role=st.text(max_size=40),
    company=st.none() | st.text(max_size=20),
    years=st.none() | st.floats(0, 50),
    part_time=st.booleans(),
)


@given(
    position=st.text(max_size=60),
    major=st.none() | st.text(max_size=40),
    past_roles=st.lists(ROLES, max_size=3),
    language=st.sampled_from(["ko", "en", "fr"]),
)
def test_any_text_gets_a_proposal_and_a_reason(
    position: str, major: str | None, past_roles: list[PastRole], language: str
) -> None:
    said = propose(
        position=position, major=major, past_roles=past_roles, language=language
    )
    assert said.scenario in {"standard", "career_change"}
    assert said.reason.strip()
