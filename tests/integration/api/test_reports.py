"""Transcript, report, another try, and erasure of all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Company, Membership, User
from interviews.actions import evaluations, interviews, reading, resumes, turns
from interviews.api.question_schemas import TranscriptOut
from interviews.api.report_schemas import ReportOut
from interviews.models import Answer, AuditEvent, Interview, Report, Resume, Turn
from tests.conftest import ANSWER_KO, NOW
from tests.integration.api.conftest import Caller, caller_for

type Work = Callable[[Interview], None]


def path_of(interview: Interview, what: str) -> str:
    """Below one interview."""
    return f"/interviews/{interview.public_id}/{what}"


def test_a_report_is_exactly_what_its_schema_says(
    as_alice: Caller, finished: Interview
) -> None:
    answer = as_alice("GET", path_of(finished, "report"))

    body = answer.json()
    again = ReportOut.model_validate(body).model_dump_json(exclude_unset=True)
    assert answer.status_code == 200
    assert json.loads(again) == body
    assert {axis["key"] for axis in body["axes"]} == {
        "technical",
        "experience",
        "problem_solving",
        "communication",
        "responsibility",
        "growth",
    }
    assert 0 <= body["coverage"] <= 1


def test_quotes_are_found_where_the_report_says(
    as_alice: Caller, finished: Interview
) -> None:
    body = as_alice("GET", path_of(finished, "report")).json()

    found = 0
    for question in body["questions"]:
        for criterion in question["criteria"]:
            for row in criterion["evidence"]:
                found += 1
                assert question["answer"][row["start"] : row["end"]] == row["quote"]
    assert found


def test_a_transcript_is_exactly_what_its_schema_says(
    as_alice: Caller, finished: Interview
) -> None:
    body = as_alice("GET", path_of(finished, "transcript")).json()

    again = TranscriptOut.model_validate(body).model_dump_json(exclude_unset=True)
    assert json.loads(again) == body
    keys = [(row["turn_id"], row["speaker"]) for row in body["items"]]
    assert len(keys) == len(set(keys))


def test_before_there_is_a_report_its_state_is_told(
    as_alice: Caller, started: Interview
) -> None:
    early = as_alice("GET", path_of(started, "report"))
    as_alice("POST", path_of(started, "complete"))
    pending = as_alice("GET", path_of(started, "report"))

    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert (pending.status_code, pending.json()["status"]) == (202, "PENDING")
    assert pending.json()["answers"]["given"] == 0


def test_an_interview_that_has_not_begun_has_no_report(
    as_alice: Caller, new_interview: Callable[..., Interview]
) -> None:
    answer = as_alice("GET", path_of(new_interview(), "report"))

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_a_criterion_says_how_often_it_was_tried_and_why_it_failed(
    as_alice: Caller, started: Interview, alice: User, run_work: Work
) -> None:
    turn = Turn.objects.filter(interview=started).waiting().get()
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=NOW)
    answer = Answer.claim(turn.answer.pk)
    assert answer is not None
    evaluations.give_up(answer, "LLM_TIMEOUT")
    interviews.complete(interview=started, by=alice, at=NOW)
    run_work(started)

    failed, *rest = as_alice("GET", path_of(started, "report")).json()["questions"]

    told = [(row["status"], row["attempts"], row["code"]) for row in failed["criteria"]]
    assert set(told) == {("failed", 1, "LLM_TIMEOUT")}
    left_out = [row for question in rest for row in question["criteria"]]
    assert {(row["attempts"], row["code"]) for row in left_out} == {(0, None)}


def test_a_criterion_that_was_judged_has_no_code(
    as_alice: Caller, finished: Interview
) -> None:
    body = as_alice("GET", path_of(finished, "report")).json()

    rows = [row for question in body["questions"] for row in question["criteria"]]
    assert {(row["attempts"], row["code"]) for row in rows} == {(1, None)}


def test_an_interview_that_was_called_off_has_no_report(
    as_alice: Caller, started: Interview
) -> None:
    as_alice("POST", path_of(started, "cancel"))

    answer = as_alice("GET", path_of(started, "report"))

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_a_failed_report_says_why_and_can_be_retried(
    as_alice: Caller, finished: Interview
) -> None:
    Report.objects.update(status="FAILED", work="FAILED", code="WORKER_DIED")

    failed = as_alice("GET", path_of(finished, "report"))
    retried = as_alice("POST", path_of(finished, "report/retry"))

    assert (failed.status_code, failed.json()["status"]) == (202, "FAILED")
    assert failed.json()["code"] == "WORKER_DIED"
    assert (retried.status_code, retried.json()["status"]) == (202, "PENDING")
    event = AuditEvent.objects.get(type="REPORT_RETRIED")
    assert event.object_id == str(finished.report.public_id)
    assert not AuditEvent.objects.filter(type="ANSWER_RETRIED").exists()


def test_where_nothing_failed_there_is_nothing_to_retry(
    as_alice: Caller, finished: Interview, started: Interview
) -> None:
    answer = as_alice("POST", path_of(finished, "report/retry"))

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_in_hiring_the_candidate_waits_for_the_release(
    as_alice: Caller, alice: User, ritu: User, finished: Interview
) -> None:
    company = Company.objects.get(slug="hanbit-soft")
    Interview.objects.filter(pk=finished.pk).update(kind="hiring", company=company)
    as_ritu = caller_for(ritu)

    before = as_alice("GET", path_of(finished, "report"))
    member = as_ritu("GET", path_of(finished, "report"))
    Report.objects.update(status="RELEASED")
    after = as_alice("GET", path_of(finished, "report"))

    assert before.status_code == 404
    assert member.status_code == 200
    assert (after.status_code, after.json()["status"]) == (200, "RELEASED")
    seen = AuditEvent.objects.filter(type="REPORT_SEEN").order_by("pk")
    assert [row.actor for row in seen] == [ritu.public_id, alice.public_id]


def test_a_reviewer_reads_no_score_of_a_hiring_interview(
    as_alice: Caller, ritu: User, sam: User, finished: Interview
) -> None:
    """They rate blind first; until that exists they read the transcript only."""
    company = Company.objects.get(slug="hanbit-soft")
    Interview.objects.filter(pk=finished.pk).update(
        kind="hiring", company=company, overall=62.5
    )
    Membership.objects.create(user=sam, company=company, role="reviewer")
    as_sam = caller_for(sam)

    for what in ("report", "report.pdf"):
        assert as_sam("GET", path_of(finished, what)).status_code == 404
        assert caller_for(ritu)("GET", path_of(finished, what)).status_code == 200
    assert as_sam("GET", path_of(finished, "transcript")).status_code == 200
    # Nor by the number in the list: the candidate before the release neither.
    for caller in (as_sam, as_alice):
        (row,) = caller("GET", "/interviews").json()["items"]
        one = caller("GET", f"/interviews/{finished.public_id}").json()
        assert (row["overall"], one["overall"]) == (None, None)


def test_members_never_see_drafts_or_answers_in_the_polling_call(
    ritu: User, as_alice: Caller, started: Interview
) -> None:
    company = Company.objects.get(slug="hanbit-soft")
    Interview.objects.filter(pk=started.pk).update(kind="hiring", company=company)
    path = path_of(started, "questions")
    question = as_alice("GET", path).json()["questions"][0]
    as_alice("PUT", f"{path}/{question['id']}/draft", {"text": "아무도 보지 않는 초안"})

    answer = caller_for(ritu)("GET", path)

    assert answer.status_code == 200
    assert "초안" not in answer.content.decode()
    assert "answer_text" not in answer.json()["questions"][0]


def test_erasing_oneself_leaves_nothing(
    as_alice: Caller,
    as_sam: Caller,
    alice: User,
    finished: Interview,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = Client()
    page.force_login(alice)
    as_alice("GET", "/users/me")
    text = "이력서\n이름: 김하늘\n".encode()
    resume = resumes.upload(by=alice, name="이력서.txt", data=text, at=NOW)
    name = resume.file.name
    assert name is not None
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        receipt = as_alice("DELETE", "/users/me")

    body = receipt.json()
    assert receipt.status_code == 200
    assert (body["interviews"], body["resumes"], body["files"]) == (1, 1, 1)
    assert body["answers"] >= 5
    assert not User.objects.filter(email=alice.email).exists()
    assert not Interview.objects.exists()
    assert not Resume.objects.exists()
    assert not default_storage.exists(name)
    assert as_alice("GET", "/users/me").status_code == 401
    assert page.get("/api/v1/users/me").status_code == 401
    assert as_sam("GET", "/users/me").status_code == 200
    assert AuditEvent.objects.filter(type="PERSON_ERASED").count() == 1
    rows = AuditEvent.objects.all().values()
    assert alice.email not in str(list(rows))


def test_erasing_with_a_session_signs_out(
    alice: User, django_capture_on_commit_callbacks: Any
) -> None:
    page = Client()
    page.force_login(alice)

    with django_capture_on_commit_callbacks(execute=True):
        answer = page.delete("/api/v1/users/me")

    assert answer.status_code == 200
    assert not Session.objects.exists()
    assert page.get("/api/v1/users/me").status_code == 401


@pytest.mark.parametrize(
    ("what", "noted"),
    [
        ("report", ["REPORT_SEEN"]),
        ("transcript", ["TRANSCRIPT_SEEN"]),
        ("questions", []),
    ],
)
def test_a_reading_call_changes_nothing_but_who_looked(
    as_alice: Caller, finished: Interview, what: str, noted: list[str]
) -> None:
    before = reading.questions_payload(finished, is_owner=True)
    events = set(AuditEvent.objects.values_list("pk", flat=True))

    as_alice("GET", path_of(finished, what))

    finished.refresh_from_db()
    assert reading.questions_payload(finished, is_owner=True) == before
    assert [row.type for row in AuditEvent.objects.exclude(pk__in=events)] == noted


def test_the_report_comes_as_pdf_once_it_is_there(
    as_alice: Caller, as_sam: Caller, finished: Interview
) -> None:
    pdf = as_alice("GET", path_of(finished, "report.pdf"))
    stranger = as_sam("GET", path_of(finished, "report.pdf"))

    assert pdf.status_code == 200
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith("attachment")
    assert pdf.content.startswith(b"%PDF-")
    assert stranger.status_code == 404


def test_without_a_report_there_is_no_pdf(as_alice: Caller, started: Interview) -> None:
    early = as_alice("GET", path_of(started, "report.pdf"))

    assert early.status_code == 409
    assert early.json()["code"] == "wrong_state"
