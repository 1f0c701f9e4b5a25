"""Profiles from whole files, from text, and with a model's help."""

import json
import time

import pytest
from hypothesis import given, settings, strategies as st

from bench.resume_fields import Tally, compared, normal
from bench.resumes import layouts_dev, layouts_dev2, people_dev, people_dev2
from bench.resumes.make import Half, case as make_case, keys
from interviews.actions import content
from interviews.resumes import (
    Profile,
    cover_sentences,
    facts,
    merge,
    profile_from,
    read_document,
)

PEOPLE = people_dev.PEOPLE | people_dev2.PEOPLE
LAYOUTS = layouts_dev.LAYOUTS | layouts_dev2.LAYOUTS
PROTECTED = ("생년월일", "주소", "병역", "Date of birth", "Address")

PLAIN = """이력서
성명 : 홍가온
생년월일 : 1995.03.02
성별 : 여
주소 : 서울시 은평구 가온로 1
연락처 : 010-1234-5678 / 이메일 : gaon@example.com
지원분야 : 백엔드 개발자

[학력]
2014.03 ~ 2020.02   한빛대학교   컴퓨터공학과 학사 졸업

[경력]
2020.03 ~ 현재   가온테크 백엔드 개발자
- 결제 API 개발

[병역사항]
육군 병장 만기전역 (2015.01 ~ 2016.10)

[가족사항]
부 홍길산 60세 자영업

[자기소개서]
1. 지원동기
결제 장애를 줄인 경험이 있습니다. 귀사에서 이어 가고 싶습니다.
"""


HALVES: tuple[Half, ...] = ("dev", "held-out")


@pytest.mark.parametrize(
    ("half", "key"), [(half, key) for half in HALVES for key in keys(half)]
)
def test_labelled_resume_is_read_well(half: Half, key: str) -> None:
    case = make_case(half, key)
    read = profile_from(read_document(case.data, case.name)).model_dump()
    tally = Tally()
    for _, wanted, got in compared(case.profile, read):
        same = normal(wanted) == normal(got)
        tally["tp"] += bool(normal(wanted)) and same
        tally["fn"] += bool(normal(wanted)) and not same
        tally["fp"] += bool(normal(got)) and not same
    assert tally.accuracy >= 0.75


@pytest.mark.parametrize("key", [key for key in LAYOUTS if PEOPLE[key].other])
def test_protected_facts_stay_out_of_the_profile(key: str) -> None:
    layout, suffix = LAYOUTS[key]
    document = read_document(layout(PEOPLE[key]), f"{key}.{suffix}")
    profile = normal(profile_from(document).model_dump_json())
    for name in PROTECTED:
        value = normal(PEOPLE[key].other.get(name))
        assert not value or value not in profile


def test_plain_text_gives_the_same_profile_as_its_file() -> None:
    document = read_document(PLAIN.encode(), "cv.txt")
    from_file, from_text = profile_from(document), profile_from(PLAIN)
    assert from_file == from_text
    assert from_file.name == "홍가온"
    assert from_file.target_position == "백엔드 개발자"
    assert from_file.experience[0].company == "가온테크"
    assert from_file.experience[0].end is None


def test_birth_family_and_military_service_are_in_no_field() -> None:
    profile = json.dumps(profile_from(PLAIN).model_dump(), ensure_ascii=False)
    for word in ("1995", "은평구", "병장", "홍길산", "2016-10", "여"):
        assert f'"{word}' not in profile
        assert word == "여" or word not in profile


def test_profile_has_exactly_the_fields_of_the_contract() -> None:
    assert list(Profile().model_dump()) == [
        "name",
        "email",
        "phone",
        "target_position",
        "target_company",
        "education",
        "experience",
        "projects",
        "certificates",
        "skills",
        "languages",
        "cover_letter",
    ]


@pytest.mark.parametrize(
    ("header", "name", "role"),
    [
        ("Chaekdari, Server developer", "Chaekdari", "Server developer"),
        (
            "Retry, reworked, Backend developer and coordinator",
            "Retry, reworked",
            "Backend developer and coordinator",
        ),
        ("동네 책 나눔, 서버 개발자", "동네 책 나눔", "서버 개발자"),
        ("Tools for teachers, nurses and leads of wards", None, None),
        ("Search, sorting", None, None),
        ("Lead developer, Chaekdari", None, None),
    ],
)
def test_a_role_behind_the_comma_is_no_part_of_the_projects_name(
    header: str, name: str | None, role: str | None
) -> None:
    sample = content.FOLDER / "samples" / "resume_en.txt"
    text = sample.read_text(encoding="utf-8")

    other = text.replace("Chaekdari, Server developer", header)
    project = profile_from(other).projects[1]

    assert (project.name, project.role) == (name or header, role)


def test_model_values_count_only_where_the_text_says_them() -> None:
    rules = profile_from(PLAIN)
    model = rules.model_copy(deep=True)
    model.name = "김지어냄"
    model.target_company = "가온 테크"
    model.skills = ["결제 API", "쿠버네티스"]
    merged = merge(rules, model, PLAIN)
    assert merged.name == "홍가온"
    assert merged.target_company == "가온 테크"
    assert merged.skills == ["결제 API"]


def test_model_dates_need_their_year_in_the_text() -> None:
    rules = profile_from(PLAIN)
    model = rules.model_copy(deep=True)
    model.experience[0].start = "2011-01"
    assert merge(rules, model, PLAIN).experience[0].start != "2011-01"


def test_cover_sentences_are_word_for_word() -> None:
    sentences = cover_sentences(profile_from(PLAIN))
    assert sentences == [
        "결제 장애를 줄인 경험이 있습니다.",
        "귀사에서 이어 가고 싶습니다.",
    ]
    assert all(sentence in PLAIN for sentence in sentences)


def test_facts_name_work_and_school() -> None:
    assert facts(profile_from(PLAIN)) == [
        "가온테크, 백엔드 개발자, 결제 API 개발",
        "한빛대학교, 컴퓨터공학과, 학사",
    ]


SIGNS = ["(", ")", "|", "\t", "•", "- ", ":", "\n", "\n\n", "1.", "TOEIC 900", "자격증"]
PERIODS = ["2019.03 ~ 2021.02", "Mar 2020 – Present", "Experience", "Skills:"]
WORDS = st.sampled_from([*PLAIN.split(), *SIGNS, *PERIODS])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_no_text_makes_the_rules_fail(pieces: list[str]) -> None:
    profile_from(" ".join(pieces))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_characters_make_the_rules_fail(text: str) -> None:
    profile_from(text)


HOSTILE = {
    "capital letters": "A " * 100_000,
    "headings between tabs": "학력\t" * 40_000,
    "labels in labels": "학력: " * 40_000,
    "brackets": "(" * 200_000,
    "periods": "2019.03 ~ " * 20_000,
    "one word": "가" * 60_000,
    "bullets": "• " * 90_000,
    "school after school": "Education\n" + "New University of Old " * 9_000,
    "commas": "기술\n" + "a," * 90_000,
    "many entries": "경력\n" + "가온 개발자 2019.03 ~ 2020.02\n- 일\n" * 5_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_read_in_seconds(case: str) -> None:
    started = time.process_time()
    profile_from(HOSTILE[case])
    assert time.process_time() - started < 5
