"""Companies, scenarios, proposals, consent texts."""

from __future__ import annotations

import hashlib

import pytest

from accounts.models import Company
from interviews.models import Resume
from tests.integration.api.conftest import Caller

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.mark.parametrize(
    "search",
    [
        "한빛소프트",
        "㈜한빛소프트",
        "주식회사 한빛 소프트",
        "hanbit SOFT",
        "Hanbit Soft Inc.",
    ],
)
def test_a_company_is_found_however_it_is_written(
    as_alice: Caller, search: str
) -> None:
    found = as_alice("GET", f"/companies?search={search}").json()["items"]

    assert [row["slug"] for row in found] == ["hanbit-soft"]


def test_companies_come_in_pages_without_a_gap(as_alice: Caller) -> None:
    whole = as_alice("GET", "/companies").json()["items"]

    seen, cursor = [], ""
    for _page in range(10):
        page = as_alice("GET", f"/companies?limit=2{cursor}").json()
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert len(whole) >= 5
    assert seen == whole


def test_one_company_speaks_the_callers_language(as_alice: Caller) -> None:
    korean = as_alice("GET", "/companies/hanbit-soft").json()
    as_alice("PATCH", "/users/me", {"language": "en"})
    english = as_alice("GET", "/companies/hanbit-soft").json()

    assert korean["name"] == english["name"] == "한빛소프트"
    assert korean["ideal"] != english["ideal"]


def test_a_company_that_is_not_in_use_is_missing(as_alice: Caller) -> None:
    Company.objects.filter(slug="hanbit-soft").update(is_active=False)

    assert as_alice("GET", "/companies/hanbit-soft").status_code == 404
    assert as_alice("GET", "/companies?search=한빛소프트").json()["items"] == []


@pytest.mark.parametrize("search", ["😀", "㈜", "(주) 주식회사", "!!", "%25"])
def test_a_search_without_a_name_finds_no_company(
    as_alice: Caller, seeded: None, search: str
) -> None:
    assert as_alice("GET", f"/companies?search={search}").json()["items"] == []


def test_a_blank_search_is_no_search(as_alice: Caller, seeded: None) -> None:
    assert as_alice("GET", "/companies?search=%20").json()["items"]


def test_a_cursor_of_no_company_is_refused(as_alice: Caller) -> None:
    assert as_alice("GET", "/companies?cursor=nobody").status_code == 422


def test_scenarios_come_with_their_stages_in_order(as_alice: Caller) -> None:
    rows = {row["key"]: row for row in as_alice("GET", "/scenarios").json()["items"]}

    assert set(rows) == {"standard", "career_change", "short"}
    assert [s["order"] for s in rows["standard"]["stages"]] == list(range(1, 16))
    assert rows["standard"]["stages"][0]["key"] == "intro"


@pytest.mark.parametrize(
    ("body", "scenario"),
    [
        (
            {
                "position": "백엔드 개발자",
                "past_roles": [{"role": "간호사", "years": 4}],
            },
            "career_change",
        ),
        (
            {"position": "백엔드 개발자", "past_roles": [{"role": "백엔드 개발자"}]},
            "standard",
        ),
        ({"position": "간호사", "major": "간호학"}, "standard"),
        ({"position": "백엔드 개발자", "language": "en"}, "standard"),
    ],
)
def test_a_proposal_comes_with_its_reason(
    as_alice: Caller, body: dict[str, object], scenario: str
) -> None:
    answer = as_alice("POST", "/scenarios/propose", body)

    assert answer.status_code == 200
    assert answer.json()["scenario"] == scenario
    assert answer.json()["reason"]


@pytest.mark.parametrize(
    ("role", "scenario"),
    [
        ("International Sales Manager", "career_change"),
        ("Internal Auditor", "career_change"),
        ("Sales Intern", "standard"),
        ("영업 인턴", "standard"),
        ("영업 관리자", "career_change"),
        ("매장 판매 아르바이트", "standard"),
    ],
)
def test_a_past_is_judged_alike_whether_a_resume_or_the_caller_tells_it(
    as_alice: Caller, resume_of_alice: Resume, role: str, scenario: str
) -> None:
    job = {"company": "가상상사", "role": role, "start": "2014", "end": "2024"}
    Resume.objects.update(
        profile={
            **resume_of_alice.profile,
            "education": [],
            "experience": [{**job, "summary": None}],
        }
    )
    position = {"position": "백엔드 개발자"}
    told = {"role": role, "company": "가상상사", "years": 10}

    by_resume = as_alice(
        "POST",
        "/scenarios/propose",
        {**position, "resume_id": str(resume_of_alice.public_id)},
    )
    by_caller = as_alice(
        "POST", "/scenarios/propose", {**position, "past_roles": [told]}
    )

    assert by_resume.json()["scenario"] == scenario
    assert by_resume.json() == by_caller.json()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"position": ""},
        {"position": "x", "past_roles": [{}]},
        {"position": "x", "past_roles": [{"role": "a", "years": -1}]},
        {"position": "x", "past_roles": [{"role": "a", "part_time": "maybe"}]},
        {"position": "x", "past_roles": [{"role": "a"}] * 51},
        {"position": "x", "resume_id": "6f1c1d3e-0000-4000-8000-000000000000"},
    ],
)
def test_a_wrong_proposal_is_refused(as_alice: Caller, body: dict[str, object]) -> None:
    assert as_alice("POST", "/scenarios/propose", body).status_code == 422


@pytest.mark.parametrize("language", ["ko", "en"])
def test_consent_texts_carry_the_hash_of_what_is_read(
    as_alice: Caller, language: str
) -> None:
    items = as_alice("GET", f"/consents?language={language}").json()["items"]

    assert [row["required"] for row in items] == [True, False, False, False]
    assert {row["purpose"] for row in items} == {
        "interview_record",
        "ai_scoring",
        "video",
        "service_improvement",
    }
    for row in items:
        text = f"{row['title']}\n{row['text']}"
        assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_consent_texts_in_an_unknown_language_are_refused(as_alice: Caller) -> None:
    assert as_alice("GET", "/consents?language=fr").status_code == 422
