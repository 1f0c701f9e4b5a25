"""Why a report has no level: the reason that is true of this answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.models import User
from interviews.actions import interviews, reading, turns
from interviews.models import Interview, Turn
from tests.conftest import ANSWER_KO

IN_ENGLISH = (
    "Last autumn I was responsible for the payment module of our shop. I compared a "
    "week of logs hour by hour, found that the retry interval was too short, and "
    "doubled it, after which the failure rate fell to 0.4 percent within a month."
)


def answer_twice(
    interview: Interview,
    text: Callable[[Turn], str],
    by: User,
    at: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    """The first question and its gentle second try."""
    for _attempt in range(2):
        rows = Turn.objects.filter(interview=interview, order=1).waiting()
        turn = rows.select_related("interview", "answer").get()
        turns.submit_answer(turn=turn, text=text(turn), by=by, at=at)
        run_work(interview)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("off_language", lambda _turn: IN_ENGLISH),
        ("refusal", lambda _turn: "죄송하지만 답변드리기 어렵습니다."),
        ("question_echo", lambda turn: turn.text),
        ("too_short", lambda _turn: "네, 했습니다"),
    ],
)
def test_an_answer_that_is_no_attempt_is_told_what_kind_it_was(
    started: Interview,
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
    code: str,
    text: Callable[[Turn], str],
) -> None:
    answer_twice(started, text, alice, now, run_work)
    interviews.complete(interview=started, by=alice, at=now)
    run_work(started)

    _state, report = reading.report_payload(started)

    assert report is not None
    asked = [row for row in report["questions"] if row["order"] == 1]
    assert len(asked) == 2
    for question in asked:
        for criterion in question["criteria"]:
            assert criterion["abstain_reasons"] == [code, "non_attempt"]
        assert question["feedback"] == ""
    axes = {row["not_judged_reason"] for row in report["axes"]}
    assert code in axes
    assert "non_attempt" not in axes


def test_kinds_that_differ_do_not_add_up_to_a_reason_that_is_true_of_none(
    started: Interview,
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    texts = iter([IN_ENGLISH, "답변드리기 어렵습니다."])
    answer_twice(started, lambda _turn: next(texts), alice, now, run_work)
    interviews.complete(interview=started, by=alice, at=now)
    run_work(started)

    _state, report = reading.report_payload(started)

    assert report is not None
    axes = {row["not_judged_reason"] for row in report["axes"]}
    assert axes & {"off_language", "refusal"}
    assert "non_attempt" not in axes


def test_what_was_never_asked_was_not_left_unanswered(
    started: Interview,
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    interviews.complete(interview=started, by=alice, at=now)
    run_work(started)

    _state, report = reading.report_payload(started)

    assert report is not None
    reasons = [
        {reason for row in question["criteria"] for reason in row["abstain_reasons"]}
        for question in report["questions"]
    ]
    assert reasons[0] == {"not_answered"}
    assert len(reasons) > 1
    assert all(found == {"not_asked"} for found in reasons[1:])
    assert report["limits"][0] == (
        "채점하지 않은 연습이에요. 답변만 그대로 보여 드려요."
    )


def test_an_answer_that_nobody_may_judge_is_the_reason_for_its_axis(
    new_interview: Callable[..., Interview],
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    interview = new_interview(purposes=("interview_record",))
    interviews.start(interview=interview, by=alice, at=now)
    turn = (
        Turn.objects.filter(interview=interview)
        .waiting()
        .select_related("interview", "answer")
    )
    turns.submit_answer(turn=turn.get(), text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=interview, by=alice, at=now)
    run_work(interview)

    _state, report = reading.report_payload(interview)

    assert report is not None
    told = {row["key"]: row["not_judged_reason"] for row in report["axes"]}
    assert told["experience"] == "no_consent"
    assert told["technical"] == "not_asked"
