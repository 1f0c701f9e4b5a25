"""Why a report has no level: the reason that is true of this answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.models import User
from interviews.actions import interviews, reading, turns
from interviews.models import Interview, Turn
from interviews.scoring.wording import REASONS

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
        assert REASONS["ko"][code] in question["feedback"]
        assert REASONS["ko"]["non_attempt"] not in question["feedback"]
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
