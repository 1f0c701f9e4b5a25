"""What pages say about scoring and keeping is what happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Company, User
from interviews.actions import consents, evaluations, interviews, turns
from interviews.models import Answer, Evaluation, Interview, Report, Turn
from interviews.states import TransitionNotAllowed
from tests.conftest import ANSWER_KO, NOW

type Make = Callable[..., Interview]
type Work = Callable[[Interview], None]

BY_AI = ("AI가 만든", "정해진 규칙이 만든")


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


def _answer_one(interview: Interview, alice: User) -> None:
    turn = (
        Turn.objects.filter(interview=interview)
        .waiting()
        .select_related("interview__company", "answer")[0]
    )
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=NOW)


@pytest.fixture
def switched_off(new_interview: Make, alice: User) -> Interview:
    """Handed in to a company that has pressed the stop switch."""
    company = Company.objects.get(slug="hanbit-soft")
    interview = new_interview(company=company)
    interviews.start(interview=interview, by=alice, at=NOW)
    Company.objects.filter(pk=company.pk).update(ai_scoring_enabled=False)
    _answer_one(interview, alice)
    interviews.complete(interview=interview, by=alice, at=NOW)
    return interview


@pytest.fixture
def refused(new_interview: Make, alice: User) -> Interview:
    """Handed in by somebody who does not want to be scored by AI."""
    interview = new_interview(purposes=("interview_record",))
    interviews.start(interview=interview, by=alice, at=NOW)
    _answer_one(interview, alice)
    interviews.complete(interview=interview, by=alice, at=NOW)
    return interview


@pytest.fixture
def unanswered(started: Interview, alice: User) -> Interview:
    """Handed in without an answer."""
    interviews.complete(interview=started, by=alice, at=NOW)
    return started


@pytest.fixture
def failed(finished: Interview) -> Answer:
    """An answer whose judging failed, in an interview that is over."""
    answer = Answer.objects.of_interview(finished).filter(status="SCORED")[0]
    Evaluation.objects.filter(answer=answer).delete()
    Answer.objects.filter(pk=answer.pk).update(
        status="FAILED", work="FAILED", code="LLM_TIMEOUT"
    )
    return answer


def test_nobody_is_promised_scores_that_the_stop_switch_prevents(
    page: Client, switched_off: Interview
) -> None:
    receipt = page.get(f"/i/{switched_off.public_id}/receipt/").text
    home = page.get("/me/").text

    assert "AI 채점을 꺼 두어서 점수 없이 기록만 보여 드려요." in receipt
    for text in (receipt, home):
        assert "채점 중" not in text
        assert "채점이 끝나면" not in text


def test_nobody_is_promised_scores_that_were_not_agreed_to(
    page: Client, refused: Interview
) -> None:
    receipt = page.get(f"/i/{refused.public_id}/receipt/").text
    home = page.get("/me/").text

    assert "AI 채점에 동의하지 않아서 점수 없이 기록만 보여 드려요." in receipt
    for text in (receipt, home):
        assert "채점 중" not in text
        assert "채점이 끝나면" not in text


def test_the_report_names_the_stop_switch(
    page: Client, switched_off: Interview, run_work: Work
) -> None:
    run_work(switched_off)

    text = page.get(f"/i/{switched_off.public_id}/report/").text

    assert "AI 채점을 꺼 두어서 점수를 내지 않았어요." in text


@pytest.mark.parametrize("name", ["switched_off", "refused", "unanswered"])
def test_a_report_that_nothing_judged_is_not_called_a_work_of_ai(
    page: Client, run_work: Work, name: str, request: pytest.FixtureRequest
) -> None:
    interview: Interview = request.getfixturevalue(name)
    run_work(interview)

    text = page.get(f"/i/{interview.public_id}/report/").text

    head = text.partition('id="overall-title"')[0]
    assert "채점하지 않은 연습이에요. 답변만 그대로 보여 드려요." in head
    for words in BY_AI:
        assert words not in head


def test_a_released_report_that_nothing_judged_is_no_draft_of_ai(
    page: Client, refused: Interview, run_work: Work
) -> None:
    run_work(refused)
    Interview.objects.filter(pk=refused.pk).update(kind="hiring")
    Report.objects.filter(interview=refused).update(status="RELEASED")

    text = page.get(f"/i/{refused.public_id}/report/").text

    assert "채점하지 않은 면접이에요. 결정은 사람이 해요." in text
    assert "사람이 확인했어요" not in text


def test_after_the_consent_was_withdrawn_nothing_offers_to_score_again(
    page: Client, finished: Interview, failed: Answer, alice: User
) -> None:
    retry = f"/i/{finished.public_id}/t/{failed.turn.public_id}/retry/"
    receipt = f"/i/{finished.public_id}/receipt/"
    assert retry in page.get(receipt).text

    consents.withdraw(interview=finished, purpose="ai_scoring", by=alice, at=NOW)

    assert retry not in page.get(receipt).text
    assert page.post(retry).status_code == 409
    failed.refresh_from_db()
    assert (failed.status, failed.work) == ("FAILED", "FAILED")


def test_the_report_offers_scoring_again_only_where_it_may_be(
    page: Client, finished: Interview, failed: Answer, alice: User, run_work: Work
) -> None:
    report = Report.objects.get(interview=finished)
    for question in report.data["questions"]:
        for row in question["criteria"]:
            row.update(status="failed", level=None, evidence=[])
    Report.objects.filter(pk=report.pk).update(data=report.data)
    url = f"/i/{finished.public_id}/report/"
    assert "다시 채점" in page.get(url).text

    consents.withdraw(interview=finished, purpose="ai_scoring", by=alice, at=NOW)

    assert "다시 채점" not in page.get(url).text


def test_the_action_scores_nothing_again_without_consent(
    finished: Interview, failed: Answer, alice: User
) -> None:
    consents.withdraw(interview=finished, purpose="ai_scoring", by=alice, at=NOW)
    fresh = Answer.objects.get(pk=failed.pk)

    with pytest.raises(TransitionNotAllowed):
        evaluations.retry_answer(answer=fresh, by=alice, at=NOW)


def test_a_report_that_is_there_is_not_called_missing(
    page: Client, finished: Interview, alice: User
) -> None:
    consents.withdraw(interview=finished, purpose="ai_scoring", by=alice, at=NOW)

    text = page.get(f"/i/{finished.public_id}/receipt/").text

    assert "점수 없이 기록만" not in text
    assert "결과 보기" in text


def test_a_hiring_report_that_nobody_released_is_no_result_on_home(
    page: Client, finished: Interview
) -> None:
    Interview.objects.filter(pk=finished.pk).update(kind="hiring")

    text = page.get("/me/").text

    assert "결과 보기" not in text
    assert "결과 나옴" not in text
    assert "접수" in text


def test_the_receipt_of_a_hiring_interview_waits_for_people(
    page: Client, finished: Interview
) -> None:
    Interview.objects.filter(pk=finished.pk).update(kind="hiring")

    text = page.get(f"/i/{finished.public_id}/receipt/").text

    assert "사람이 확인한 뒤에 공개해요" in text
    assert "결과 보기" not in text
    assert "볼 수 있어요</span>" not in text


@pytest.mark.parametrize("days", [30, 365])
def test_how_long_it_is_kept_is_named_from_the_setting(
    page: Client, new_interview: Make, settings: Any, days: int
) -> None:
    settings.RETENTION_DAYS = days
    interview = new_interview()
    Interview.objects.filter(pk=interview.pk).update(status="DRAFT")

    asked = page.get(f"/i/{interview.public_id}/consent/").text
    Interview.objects.filter(pk=interview.pk).update(status="READY")
    given = page.get(f"/i/{interview.public_id}/consent/").text

    for text in (asked, given, page.get("/privacy/").text):
        assert f"{days}일" in text


def test_a_hiring_interview_is_kept_as_long_as_its_company_says(
    page: Client, new_interview: Make, settings: Any
) -> None:
    settings.RETENTION_DAYS = 30
    company = Company.objects.get(slug="hanbit-soft")
    Company.objects.filter(pk=company.pk).update(retention_days=77)
    interview = new_interview(company=company)
    Interview.objects.filter(pk=interview.pk).update(kind="hiring")

    text = page.get(f"/i/{interview.public_id}/consent/").text

    assert "77일" in text
    assert "30일" not in text
