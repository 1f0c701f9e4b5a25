"""After the questions: check, receipt, report, home and its history."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from interviews.actions import interviews, reports, turns
from interviews.models import (
    Answer,
    AuditEvent,
    Evaluation,
    Interview,
    Report,
    Turn,
)
from tests.conftest import ANSWER_KO


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


def _save_draft(interview: Interview, alice: User, now: datetime) -> Turn:
    turn: Turn = (
        Turn.objects.filter(interview=interview)
        .waiting()
        .select_related("interview", "answer")[0]
    )
    turns.save_draft(turn=turn, text="쓰다 만 답변", base=None, by=alice, at=now)
    return turn


def test_the_check_page_names_what_is_unanswered_and_shows_the_draft(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    _save_draft(started, alice, now)

    text = page.get(f"/i/{started.public_id}/check/").text

    assert "아직 답하지 않은 질문이 있어요" in text
    assert "아직 묻지 않은 질문 9개" in text
    assert "쓰다 만 답변" in text
    assert "1번에 쓰던 답변" in text


def test_the_check_page_needs_few_queries(
    page: Client, started: Interview, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        page.get(f"/i/{started.public_id}/check/")


def test_finishing_twice_hands_in_once_and_counts_the_draft(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    turn = _save_draft(started, alice, now)

    for _press in range(2):
        response = page.post(f"/i/{started.public_id}/complete/")
        assert response["Location"] == f"/i/{started.public_id}/receipt/"

    assert Answer.objects.get(turn=turn).text == "쓰다 만 답변"
    assert Report.objects.count() == 1


def test_a_cancelled_interview_cannot_be_finished(
    page: Client, started: Interview
) -> None:
    page.post(f"/i/{started.public_id}/cancel/")

    response = page.post(f"/i/{started.public_id}/complete/")

    assert response.status_code == 409


def test_cancelling_before_the_start_promises_no_answers(
    page: Client, new_interview: Callable[..., Interview]
) -> None:
    url = f"/i/{new_interview().public_id}/cancel/"

    text = page.post(url, follow=True).text

    assert "면접을 그만뒀어요." in text
    assert "답변은 남아 있어요." not in text


def test_cancelling_asks_first_and_twice_is_as_once(
    page: Client, started: Interview
) -> None:
    asked = page.get(f"/i/{started.public_id}/cancel/")

    assert "이 면접을 그만둘까요?" in asked.text
    for _press in range(2):
        assert page.post(f"/i/{started.public_id}/cancel/").status_code == 302
    started.refresh_from_db()
    assert started.status == "CANCELLED"
    assert "그만둔 면접이에요" in page.get(f"/i/{started.public_id}/").text


def test_the_receipt_counts_answers_while_they_are_judged(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    turn = _save_draft(started, alice, now)
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)

    text = page.get(f"/i/{started.public_id}/receipt/").text

    assert "0/1 답변" in text
    assert '<progress aria-labelledby="line-judging-name" value="0" max="1">' in text
    assert "hx-sse:connect" in text
    assert "결과 보기" not in text


def test_a_failed_answer_is_said_and_can_be_judged_again(
    page: Client, finished: Interview
) -> None:
    answer = Answer.objects.all().of_interview(finished).given()[0]
    Answer.objects.filter(pk=answer.pk).update(
        status="FAILED", work="FAILED", code="LLM_TIMEOUT"
    )
    retry = f"/i/{finished.public_id}/t/{answer.turn.public_id}/retry/"

    text = page.get(f"/i/{finished.public_id}/receipt/").text
    responses = [page.post(retry) for _press in range(2)]

    assert "채점 안 됨" in text
    assert "모델 서버가 제때 답하지 않았어요." in text
    assert retry in text
    assert [response.status_code for response in responses] == [302, 302]
    answer.refresh_from_db()
    assert (answer.status, answer.work) == ("READY", "PENDING")


def test_the_number_of_the_receipt_fits_on_a_line(
    page: Client, finished: Interview
) -> None:
    text = page.get(f"/i/{finished.public_id}/receipt/").text

    number = finished.public_id.hex[:8].upper()
    assert f'<dt>접수 번호</dt><dd class="num">{number}</dd>' in text


def test_a_report_with_a_failed_answer_leads_to_where_it_is_judged_again(
    page: Client, finished: Interview
) -> None:
    answer = Answer.objects.of_interview(finished).filter(status="SCORED")[0]
    Evaluation.objects.filter(answer=answer).delete()
    Answer.objects.filter(pk=answer.pk).update(
        status="FAILED", work="FAILED", code="LLM_REFUSED"
    )
    Interview.objects.filter(pk=finished.pk).update(
        submitted_at=finished.submitted_at - timedelta(hours=1)
    )
    Report.objects.get(interview=finished).rebuild()
    reports.combine(report_id=Report.objects.get(interview=finished).pk)

    report = page.get(f"/i/{finished.public_id}/report/").text
    receipt = page.get(f"/i/{finished.public_id}/receipt/").text

    assert f'href="/i/{finished.public_id}/receipt/"' in report
    assert "다시 채점" in receipt
    assert "저절로 다시 시작해요" not in receipt


def test_judging_a_judged_answer_again_is_a_conflict(
    page: Client, finished: Interview
) -> None:
    answer = Answer.objects.all().of_interview(finished).filter(status="SCORED")[0]

    response = page.post(f"/i/{finished.public_id}/t/{answer.turn.public_id}/retry/")

    assert response.status_code == 409


def test_a_failed_report_can_be_combined_again(
    page: Client, finished: Interview
) -> None:
    Report.objects.filter(interview=finished).update(
        status="FAILED", work="FAILED", code="WORKER_DIED"
    )

    text = page.get(f"/i/{finished.public_id}/receipt/").text
    page.post(f"/i/{finished.public_id}/report/retry/")

    assert "결과를 모으지 못했어요." in text
    assert "채점이 끝나면" not in text
    assert Report.objects.get(interview=finished).status == "PENDING"


def test_the_open_receipt_gets_whole_regions(page: Client, finished: Interview) -> None:
    text = page.get(f"/i/{finished.public_id}/receipt/state/").text

    assert '<hx-partial id="work"' in text
    assert f"/i/{finished.public_id}/report/" in text
    # What comes next is no promise any more once it is there.
    assert 'id="next-words" hx-swap="innerHTML">결과를 볼 수 있어요.<' in text
    assert "<html" not in text


def test_without_a_report_the_receipt_is_shown(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    report = f"/i/{started.public_id}/report/"

    assert page.get(report)["Location"] == f"/i/{started.public_id}/now/"
    interviews.complete(interview=started, by=alice, at=now)
    assert page.get(report)["Location"] == f"/i/{started.public_id}/receipt/"


def test_the_report_shows_numbers_that_a_reader_can_redo(
    page: Client, finished: Interview
) -> None:
    text = page.get(f"/i/{finished.public_id}/report/").text
    data = Report.objects.get(interview=finished).data

    table = re.findall(r'<td class="n">(\d+\.\d)</td>', text)
    shown = [axis["score"] for axis in data["axes"] if axis["score"] is not None]
    assert [float(cell) for cell in table] == shown
    assert data["calculation"] in text
    assert f"<b>{data['overall']:.1f}</b>" in text


def test_every_evidence_link_leads_to_a_mark(page: Client, finished: Interview) -> None:
    text = page.get(f"/i/{finished.public_id}/report/").text

    targets = set(re.findall(r'id="(mark-\d+)"', text))
    links = set(re.findall(r'href="#(mark-\d+)"', text))
    assert links
    assert links == targets
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_marks_do_not_change_the_answer(page: Client, finished: Interview) -> None:
    text = page.get(f"/i/{finished.public_id}/report/").text

    found = re.findall(
        r'<div class="transcript" lang="ko">(.*?)</div>', text, re.DOTALL
    )
    bare = re.sub(r'<sup>.*?</sup>|<span class="vh">.*?</span>|<[^>]+>', "", found[0])
    assert bare == ANSWER_KO


def test_the_report_says_who_judged_and_what_is_missing(
    page: Client, finished: Interview
) -> None:
    Report.objects.filter(interview=finished).update(
        data=_with_a_missing_axis(Report.objects.get(interview=finished).data)
    )

    text = page.get(f"/i/{finished.public_id}/report/").text

    assert "내장 규칙 (AI 모델 아님)" in text
    assert "판단하지 못한 역량" in text
    assert "이 역량을 판단할 말이 답변에 없었어요." in text
    assert "채용에 쓰지 않아요" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", "채점 3번 중 2번 일치"), ("en", "2 of 3 samples agree")],
)
def test_agreement_is_counted_in_the_language_of_the_page(
    language: str, words: str, page: Client, alice: User, finished: Interview
) -> None:
    report = Report.objects.get(interview=finished)
    for question in report.data["questions"]:
        for row in question["criteria"]:
            other = 5 if row["level"] == 4 else 4
            row["confidence_method"] = "agreement_raw"
            row["level_samples"] = [row["level"], other, row["level"]]
    Report.objects.filter(pk=report.pk).update(data=report.data)
    User.objects.filter(pk=alice.pk).update(language=language)

    text = page.get(
        f"/i/{finished.public_id}/report/", headers={"accept-language": language}
    ).text

    assert words in text
    assert "확신 " not in text
    assert "confidence (" not in text


def _with_a_missing_axis(data: dict[str, Any]) -> dict[str, Any]:
    axes = [dict(axis) for axis in data["axes"]]
    axes[0] |= {
        "score": None,
        "low": None,
        "high": None,
        "n": 0,
        "questions": [],
        "not_judged_reason": "no_evidence",
    }
    return {**data, "axes": axes}


@pytest.mark.parametrize("file", ["report/", "report.json", "report.pdf"])
def test_looking_at_the_report_is_noted(
    page: Client, finished: Interview, file: str
) -> None:
    assert page.get(f"/i/{finished.public_id}/{file}").status_code == 200

    assert AuditEvent.objects.filter(type="REPORT_SEEN").count() == 1


def test_the_report_needs_few_queries(
    page: Client, finished: Interview, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        page.get(f"/i/{finished.public_id}/report/")


def test_the_report_comes_as_a_file_too(page: Client, finished: Interview) -> None:
    response = page.get(f"/i/{finished.public_id}/report.json")

    data = json.loads(response.content)
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert data["overall"] == Report.objects.get(interview=finished).data["overall"]


def test_a_report_without_consent_to_ai_says_so(
    page: Client,
    alice: User,
    now: datetime,
    new_interview: Callable[..., Interview],
    run_work: Callable[[Interview], None],
) -> None:
    interview = new_interview(purposes=("interview_record",))
    interviews.start(interview=interview, by=alice, at=now)
    turn = _save_draft(interview, alice, now)
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=interview, by=alice, at=now)
    run_work(interview)

    receipt = page.get(f"/i/{interview.public_id}/receipt/").text
    report = page.get(f"/i/{interview.public_id}/report/").text

    assert "AI 채점에 동의하지 않아서" in receipt
    assert "AI 채점에 동의하지 않아서 점수를 내지 않았어요." in report
    assert "점수를 낸 답변이 없어요." in report


def test_home_offers_the_unfinished_first(page: Client, started: Interview) -> None:
    text = page.get("/me/").text

    assert "지금 할 일" in text
    assert f'href="/i/{started.public_id}/"' in text
    assert "0/" in text


def test_an_empty_home_has_one_thing_to_do(page: Client) -> None:
    text = page.get("/me/").text

    assert "아직 면접이 없어요." in text
    assert 'href="/practice/new/"' in text


def test_home_needs_few_queries_however_much_there_is(
    page: Client,
    finished: Interview,
    new_interview: Callable[..., Interview],
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(5):
        new_interview()

    with django_assert_max_num_queries(12):
        page.get("/me/")


def test_filters_are_in_the_address(
    page: Client, started: Interview, alice: User
) -> None:
    Interview.objects.filter(pk=started.pk).update(
        created_at=started.created_at - timedelta(days=60)
    )

    def listed(query: str) -> bool:
        text = page.get(f"/me/?{query}").text
        return str(started.public_id) in text.partition("모든 면접")[2]

    assert listed("kind=practice")
    assert not listed("kind=hiring")
    assert not listed("period=30")
    assert listed("period=90")
    assert listed("kind=nonsense&period=x&before=zzz")


def test_the_list_goes_on_by_twenty(
    page: Client, new_interview: Callable[..., Interview]
) -> None:
    made = [new_interview() for _number in range(23)]

    first = page.get("/me/").text
    link = re.search(r'rel="next" href="\?before=([0-9a-f-]+)"', first)
    assert link is not None
    second = page.get(f"/me/?before={link[1]}").text.partition("모든 면접")[2]

    assert str(made[0].public_id) in second
    assert second.count('class="row row-stack"') == 3


def test_a_strangers_interview_and_a_missing_one_are_the_same_place_in_the_list(
    page: Client, new_interview: Callable[..., Interview], sam: User
) -> None:
    own = new_interview()
    strangers = new_interview(by=sam)

    def listed(before: object) -> bool:
        text = page.get(f"/me/?before={before}").text.partition("모든 면접")[2]
        return str(own.public_id) in text

    assert listed(strangers.public_id) == listed(uuid.uuid4()) is False


def test_two_attempts_make_a_line_and_a_table(
    page: Client, finished: Interview
) -> None:
    twin = Interview.objects.get(pk=finished.pk)
    twin.pk, twin.public_id = None, uuid.uuid4()
    twin.save()

    text = page.get("/me/").text

    assert '<polyline class="c-line"' in text
    assert "숫자로 보기" in text


def test_scoring_on_home_is_a_counted_line(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    turn = _save_draft(started, alice, now)
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)

    text = page.get("/me/").text

    assert "채점 0/1 답변" in text
    assert 'hx-get="/me/state/"' in text
