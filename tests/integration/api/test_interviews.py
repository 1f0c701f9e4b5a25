"""Preparing, starting, handing in and calling off an interview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Company, User
from interviews.actions import interviews
from interviews.models import Interview, Question, Resume, Scenario
from tests.integration.api.conftest import Caller, caller_for, documented

NEW: dict[str, Any] = {
    "position": "백엔드 개발자",
    "company_id": "hanbit-soft",
    "scenario": "short",
    "language": "ko",
    "consents": [
        {"purpose": "interview_record", "version": "2026-11"},
        {"purpose": "ai_scoring", "version": "2026-11"},
    ],
}


@pytest.mark.usefixtures("seeded")
def test_a_practice_interview_is_ready_once_consents_are_given(
    as_alice: Caller, resume_of_alice: Resume
) -> None:
    made = as_alice(
        "POST", "/interviews", {**NEW, "resume_id": str(resume_of_alice.public_id)}
    )

    body = made.json()
    assert made.status_code == 201
    assert body["status"] == "READY"
    assert body["kind"] == "practice"
    assert body["company"] == {"slug": "hanbit-soft", "name": "한빛소프트"}
    assert body["resume_id"] == str(resume_of_alice.public_id)
    assert body["scenario"] == "short"
    assert body["created_at"].endswith("Z")
    assert body["overall"] is None
    assert as_alice("GET", f"/interviews/{body['id']}").json() == body


@pytest.mark.usefixtures("seeded")
def test_an_interview_for_later_is_scheduled(as_alice: Caller) -> None:
    later = (timezone.now() + timedelta(days=1)).isoformat()

    made = as_alice("POST", "/interviews", {**NEW, "scheduled_time": later})

    assert made.json()["status"] == "SCHEDULED"


@pytest.mark.usefixtures("seeded")
def test_without_a_scenario_the_proposed_one_is_taken(as_alice: Caller) -> None:
    without = {k: v for k, v in NEW.items() if k != "scenario"}

    assert as_alice("POST", "/interviews", without).json()["scenario"] == "standard"


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"position": "   "}, "position", "invalid"),
        ({"position": "\x1f\x1d"}, "position", "invalid"),
        ({"position": "x" * 121}, "position", "invalid"),
        ({"position": "a\x00b"}, "position", "invalid"),
        ({"position": 5}, "position", "invalid"),
        ({"company_id": "no-such"}, "company_id", "unknown_company"),
        ({"company_id": "한빛"}, "company_id", "unknown_company"),
        (
            {"resume_id": "6f1c1d3e-0000-4000-8000-000000000000"},
            "resume_id",
            "unknown_resume",
        ),
        ({"resume_id": "7"}, "resume_id", "invalid"),
        ({"scheduled_time": "2020-01-01T00:00:00Z"}, "scheduled_time", "in_the_past"),
        ({"scheduled_time": "2090-01-01T00:00:00"}, "scheduled_time", "invalid"),
        ({"scheduled_time": 4102444800}, "scheduled_time", "invalid"),
        ({"scenario": "long"}, "scenario", "invalid"),
        ({"language": "fr"}, "language", "invalid"),
        ({"consents": []}, "consents", "consent_missing"),
        ({"kind": "hiring"}, "kind", "invalid"),
        ({"candidate": "x"}, "candidate", "invalid"),
    ],
)
def test_a_wrong_choice_is_named_and_nothing_is_created(
    as_alice: Caller, change: dict[str, Any], field: str, code: str
) -> None:
    answer = as_alice("POST", "/interviews", {**NEW, **change})

    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert answer.json()["errors"][0]["loc"][:2] == ["body", field]
    assert not Interview.objects.exists()


@pytest.mark.usefixtures("seeded")
def test_a_missing_required_consent_is_named(as_alice: Caller) -> None:
    only = [{"purpose": "ai_scoring", "version": "2026-11"}]
    old = [{"purpose": "interview_record", "version": "1999-01"}]

    missing = as_alice("POST", "/interviews", {**NEW, "consents": only})
    unknown = as_alice("POST", "/interviews", {**NEW, "consents": old})

    assert "interview_record" in missing.json()["errors"][0]["msg"]
    assert unknown.json()["code"] == "consent_unknown"


@pytest.mark.usefixtures("seeded")
def test_somebody_elses_resume_looks_like_a_missing_one(
    as_sam: Caller, resume_of_alice: Resume
) -> None:
    missing = {**NEW, "resume_id": "6f1c1d3e-0000-4000-8000-000000000000"}

    foreign = as_sam(
        "POST", "/interviews", {**NEW, "resume_id": str(resume_of_alice.public_id)}
    )

    assert foreign.status_code == 422
    assert foreign.json() == as_sam("POST", "/interviews", missing).json()


@pytest.mark.usefixtures("seeded")
def test_an_unconfirmed_resume_cannot_be_used(
    as_alice: Caller, resume_of_alice: Resume
) -> None:
    Resume.objects.update(status="PARSED")

    answer = as_alice(
        "POST", "/interviews", {**NEW, "resume_id": str(resume_of_alice.public_id)}
    )

    assert answer.json()["code"] == "resume_not_confirmed"


def test_starting_twice_is_a_wrong_state(
    as_alice: Caller, new_interview: Callable[..., Interview]
) -> None:
    path = f"/interviews/{new_interview().public_id}"

    first = as_alice("POST", f"{path}/start")
    second = as_alice("POST", f"{path}/start")

    assert first.status_code == 200
    assert first.json()["status"] == "IN_PROGRESS"
    assert second.status_code == 409
    assert second.json()["code"] == "wrong_state"


def test_completing_twice_gives_the_same_answer(
    as_alice: Caller, started: Interview
) -> None:
    path = f"/interviews/{started.public_id}/complete"

    first = as_alice("POST", path)
    second = as_alice("POST", path)

    assert first.status_code == second.status_code == 200
    assert first.json()["status"] in {"SUBMITTED", "SCORED"}
    assert first.json()["submitted_at"] == second.json()["submitted_at"]


def test_completing_what_has_not_begun_is_a_wrong_state(
    as_alice: Caller, new_interview: Callable[..., Interview]
) -> None:
    answer = as_alice("POST", f"/interviews/{new_interview().public_id}/complete")

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_a_called_off_interview_stays_called_off(
    as_alice: Caller, started: Interview
) -> None:
    path = f"/interviews/{started.public_id}"

    assert as_alice("POST", f"{path}/cancel").json()["status"] == "CANCELLED"
    assert as_alice("POST", f"{path}/cancel").status_code == 409
    assert as_alice("POST", f"{path}/complete").status_code == 409
    assert as_alice("POST", f"{path}/start").status_code == 409


@pytest.mark.parametrize("code", ["unknown_scenario", "no_question_left"])
def test_what_cannot_be_planned_is_refused_by_name(
    as_alice: Caller, seeded: None, code: str
) -> None:
    rows = Scenario if code == "unknown_scenario" else Question
    rows.objects.update(is_active=False)
    documents = as_alice("GET", "/consents").json()["items"]
    given = [
        {"purpose": row["purpose"], "version": row["version"]}
        for row in documents
        if row["required"]
    ]

    refused = as_alice(
        "POST",
        "/interviews",
        {"position": "간호사", "scenario": "standard", "consents": given},
    )

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert code in documented("post", "/interviews")[422]


def test_pages_of_interviews_hold_each_one_once(
    as_alice: Caller, new_interview: Callable[..., Interview]
) -> None:
    made = [str(new_interview().public_id) for _n in range(5)]

    seen: list[str] = []
    cursor = ""
    for _page in range(5):
        page = as_alice("GET", f"/interviews?limit=2{cursor}").json()
        seen += [row["id"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert seen == made[::-1]


def test_a_list_costs_the_same_however_long(
    as_alice: Caller,
    new_interview: Callable[..., Interview],
    django_assert_max_num_queries: Any,
) -> None:
    for _n in range(4):
        new_interview()
    as_alice("GET", "/users/me")

    with django_assert_max_num_queries(3):
        assert len(as_alice("GET", "/interviews").json()["items"]) == 4


def test_a_list_is_filtered_by_status(
    as_alice: Caller, started: Interview, new_interview: Callable[..., Interview]
) -> None:
    new_interview()

    found = as_alice("GET", "/interviews?status=IN_PROGRESS").json()["items"]

    assert [row["id"] for row in found] == [str(started.public_id)]


def test_the_next_page_comes_although_the_last_row_has_another_state_by_now(
    as_alice: Caller, new_interview: Callable[..., Interview], alice: User, now: Any
) -> None:
    made = [new_interview() for _n in range(3)]
    first = as_alice("GET", "/interviews?status=READY&limit=2").json()

    interviews.start(interview=made[1], by=alice, at=now)
    cursor = first["next_cursor"]
    second = as_alice("GET", f"/interviews?status=READY&limit=2&cursor={cursor}")

    assert cursor == str(made[1].public_id)
    assert [row["id"] for row in second.json()["items"]] == [str(made[0].public_id)]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=x",
        "cursor=%00",
        "cursor=6f1c1d3e-0000-4000-8000-000000000000",
        "status=LOST",
        "status=%FF",
    ],
)
def test_a_list_refuses_what_is_no_page(as_alice: Caller, query: str) -> None:
    answer = as_alice("GET", f"/interviews?{query}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"][0] == "query"


def test_a_list_shows_nothing_of_others(
    as_sam: Caller, started: Interview, as_alice: Caller
) -> None:
    foreign = as_sam("GET", f"/interviews?cursor={started.public_id}")

    assert as_sam("GET", "/interviews").json() == {"items": [], "next_cursor": None}
    assert foreign.status_code == 422


def test_a_recruiter_sees_hiring_of_their_company_and_never_practice(
    ritu: User, new_interview: Callable[..., Interview]
) -> None:
    company = Company.objects.get(slug="hanbit-soft")
    practice = new_interview(company=company)
    hiring = new_interview(company=company)
    Interview.objects.filter(pk=hiring.pk).update(kind="hiring")
    as_ritu = caller_for(ritu)

    seen = as_ritu("GET", "/interviews").json()["items"]

    assert [row["id"] for row in seen] == [str(hiring.public_id)]
    assert as_ritu("GET", f"/interviews/{practice.public_id}").status_code == 404
    assert as_ritu("POST", f"/interviews/{hiring.public_id}/cancel").status_code == 404
    transcript = as_ritu("GET", f"/interviews/{hiring.public_id}/transcript")
    assert transcript.status_code == 200


def test_consents_are_shown_and_withdrawn(
    as_alice: Caller, new_interview: Callable[..., Interview]
) -> None:
    interview = new_interview()
    path = f"/interviews/{interview.public_id}/consents"

    listed = as_alice("GET", path).json()["items"]
    gone = as_alice("DELETE", f"{path}/ai_scoring")
    again = as_alice("DELETE", f"{path}/ai_scoring")

    interview.refresh_from_db()
    assert {row["purpose"] for row in listed} == {"interview_record", "ai_scoring"}
    assert gone.json()["withdrawn_at"] == again.json()["withdrawn_at"] is not None
    assert as_alice("GET", f"{path}/video").status_code == 404
    assert as_alice("GET", f"{path}/no_such").status_code == 422
    assert interview.ai_consent is False
    assert interview.status == "READY"


def test_without_the_required_consent_the_interview_ends(
    as_alice: Caller, started: Interview
) -> None:
    path = f"/interviews/{started.public_id}"

    as_alice("DELETE", f"{path}/consents/interview_record")

    assert as_alice("GET", path).json()["status"] == "CANCELLED"
