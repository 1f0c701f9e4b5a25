"""Home: what failed, what stands still, what is planned and what has come."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.actions import interviews, resumes, turns
from interviews.models import Answer, Interview, Report, Resume, Turn
from tests.conftest import ANSWER_KO


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


@pytest.fixture
def submitted(started: Interview, alice: User) -> Interview:
    """Handed in just now, with one answer that waits to be judged."""
    turn = (
        Turn.objects.filter(interview=started)
        .waiting()
        .select_related("interview", "answer")[0]
    )
    at = timezone.now()
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=at)
    interviews.complete(interview=started, by=alice, at=at)
    return started


def _long_ago(interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(
        submitted_at=timezone.now() - timedelta(minutes=5)
    )


def test_a_failed_report_is_said_with_a_button_that_tries_again(
    page: Client, submitted: Interview
) -> None:
    Report.objects.filter(interview=submitted).update(
        status="FAILED", work="FAILED", code="WORKER_DIED"
    )

    text = page.get("/me/").text

    assert "결과를 모으지 못했어요. 답변은 그대로 있어요." in text
    assert f'action="/i/{submitted.public_id}/report/retry/"' in text
    assert 'name="csrfmiddlewaretoken"' in text
    assert "채점 중" not in text
    assert "/me/state/" not in text


def test_scoring_that_moves_is_running(page: Client, submitted: Interview) -> None:
    text = page.get("/me/").text

    assert "progress-running" in text
    assert "멈춘 것 같아요" not in text
    assert 'hx-get="/me/state/"' in text


def test_scoring_that_stands_still_says_so(page: Client, submitted: Interview) -> None:
    _long_ago(submitted)

    text = page.get("/me/").text

    assert "멈춘 것 같아요" in text
    assert "멈췄다면 저절로 다시 시작해요." in text


def test_somebody_at_work_is_no_standstill(page: Client, submitted: Interview) -> None:
    _long_ago(submitted)
    Answer.objects.filter(turn__interview=submitted).update(claimed_at=timezone.now())

    for url in ("/me/", f"/i/{submitted.public_id}/receipt/"):
        assert "멈춘 것 같아요" not in page.get(url).text


def test_scoring_that_is_tried_again_says_why(
    page: Client, submitted: Interview
) -> None:
    Answer.objects.filter(turn__interview=submitted, work="PENDING").update(
        waiting_code="LLM_TIMEOUT"
    )

    text = page.get("/me/").text

    assert "다시 시도" in text
    assert "모델 서버가 제때 답하지 않았어요." in text


@pytest.fixture
def reading(alice: User) -> Resume:
    """A résumé in its second step."""
    resume = resumes.upload(
        by=alice, name="cv.txt", data=b"Alice Resume", at=timezone.now()
    )
    resume.start_parsing()
    resume.reach_step(2, at=timezone.now())
    return resume


def _pages(resume: Resume) -> list[str]:
    return ["/me/", "/me/resumes/", f"/me/resumes/{resume.public_id}/"]


def test_a_resume_that_is_read_shows_how_long_it_has_taken(
    page: Client, reading: Resume
) -> None:
    Resume.objects.filter(pk=reading.pk).update(
        due_at=timezone.now() - timedelta(seconds=72)
    )

    for url in _pages(reading):
        text = page.get(url).text
        assert "2/3 단계 · 글자 읽기" in text
        assert re.search(r"1:1\d 지남", text)
        assert "멈춘 것 같아요" not in text


def test_reading_that_stands_still_says_so(page: Client, reading: Resume) -> None:
    long_ago = timezone.now() - timedelta(seconds=90)
    Resume.objects.filter(pk=reading.pk).update(
        due_at=long_ago, claimed_at=None, step_at=long_ago
    )

    for url in _pages(reading):
        assert "멈춘 것 같아요" in page.get(url).text


def test_reading_again_begins_at_the_first_step(
    alice: User, reading: Resume, now: datetime
) -> None:
    reading.be_unreadable("broken", "")

    resumes.retry(resume=reading, by=alice, at=now)

    assert (reading.step, reading.step_at) == (0, None)


def test_home_needs_few_queries_with_work_in_it(
    page: Client,
    submitted: Interview,
    reading: Resume,
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(12):
        page.get("/me/")


def test_the_time_of_an_interview_for_later_is_shown(
    page: Client, new_interview: Callable[..., Interview]
) -> None:
    # 2026-12-01 10:30 in Seoul.
    later = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
    interview = new_interview(scheduled_time=later)

    home = page.get("/me/").text
    todo, _title, every = home.partition("모든 면접")
    listed = page.get(f"/i/{interview.public_id}/").text

    assert "12월 1일(화) 10:30" in todo
    assert "12월 1일(화) 10:30" in every
    assert "12월 1일(화) 10:30 (Asia/Seoul)" in listed


def test_an_interview_without_a_time_shows_none(
    page: Client, new_interview: Callable[..., Interview]
) -> None:
    interview = new_interview()

    assert "예약" not in page.get("/me/").text
    assert "예약" not in page.get(f"/i/{interview.public_id}/").text


@pytest.mark.parametrize("name", ["how/", "check/"])
def test_consents_can_be_taken_back_from_every_page_on_the_way(
    page: Client, started: Interview, name: str
) -> None:
    text = page.get(f"/i/{started.public_id}/{name}").text

    assert f'href="/i/{started.public_id}/consent/"' in text
