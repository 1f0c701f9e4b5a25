"""The main job through the actions: interviewed, judged, reported."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from accounts.models import Company, User
from interviews.actions import (
    consents,
    evaluations,
    interviews,
    reading,
    reports,
    turns,
)
from interviews.models import AICall, Answer, Evaluation, Interview, Report, Turn
from interviews.scoring.record import verify_chain
from interviews.states import TransitionNotAllowed
from tests.conftest import ANSWER_KO

type Make = Callable[..., Interview]
type Work = Callable[[Interview], None]


def waiting(interview: Interview) -> Turn:
    """The turn that can be answered now."""
    rows = Turn.objects.filter(interview=interview).waiting()
    return rows.select_related("interview", "answer").get()


def test_the_first_question_is_there_when_the_interview_starts(
    started: Interview,
) -> None:
    turn = waiting(started)

    assert turn.order == 1
    assert turn.text
    assert started.status == "IN_PROGRESS"


@pytest.mark.parametrize("scenario", ["standard", "career_change"])
def test_fifteen_stages_are_planned_without_a_hole(
    new_interview: Make, scenario: str
) -> None:
    interview = new_interview(scenario_key=scenario)
    rows = list(Turn.objects.filter(interview=interview).in_order())

    assert len(rows) == 15
    assert rows[0].stage == "intro"
    assert rows[-1].stage == "closing"
    for turn in rows:
        assert "{" not in turn.text
        assert turn.text or turn.kind == "followup"


def test_a_whole_interview_ends_in_a_report(finished: Interview) -> None:
    state, report = reading.report_payload(finished)

    assert finished.status == "SCORED"
    assert state == "READY"
    assert report is not None
    assert report["overall"] is not None
    assert report["scorer"]["kind"] == "builtin_rules"
    for question in report["questions"]:
        for criterion in question["criteria"]:
            for item in criterion["evidence"]:
                said = question["answer"][item["start"] : item["end"]]
                assert said == item["quote"]


def test_every_answer_is_judged_once_and_the_chain_holds(finished: Interview) -> None:
    rows = list(Evaluation.objects.filter(interview=finished).order_by("seq"))

    assert len({(row.answer_id, row.criterion) for row in rows}) == len(rows)
    assert verify_chain([row.record for row in rows]) == len(rows)
    assert AICall.objects.filter(interview=finished, purpose="extract").exists()


def test_scoring_twice_writes_nothing_new(finished: Interview) -> None:
    before = Evaluation.objects.filter(interview=finished).count()

    for answer in Answer.objects.all().of_interview(finished):
        evaluations.score(answer_id=answer.pk)

    assert Evaluation.objects.filter(interview=finished).count() == before


def test_follow_ups_quote_the_answer_exactly(
    started: Interview, alice: User, now: datetime, run_work: Work
) -> None:
    turn = waiting(started)
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)
    run_work(started)
    follow_up = waiting(started)

    assert follow_up.parent_id == turn.pk
    assert follow_up.source == Turn.Source.FOLLOWUP
    assert follow_up.source_quote is not None
    assert follow_up.source_quote["text"] in ANSWER_KO


def test_an_answer_that_is_no_attempt_is_asked_again_once(
    started: Interview, alice: User, now: datetime
) -> None:
    turns.submit_answer(
        turn=waiting(started), text="잘 모르겠습니다.", by=alice, at=now
    )
    again = waiting(started)
    turns.submit_answer(turn=again, text="모르겠어요.", by=alice, at=now)

    assert again.attempt == 2
    assert waiting(started).order > again.order


def test_a_second_answer_to_the_same_turn_is_refused(
    started: Interview, alice: User, now: datetime
) -> None:
    turn = waiting(started)
    turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)

    with pytest.raises(turns.AlreadyAnswered):
        turns.submit_answer(turn=turn, text="다른 답변입니다.", by=alice, at=now)

    turn.answer.refresh_from_db()
    assert turn.answer.text == ANSWER_KO


def test_a_stale_draft_is_kept_beside_the_saved_one(
    started: Interview, alice: User, now: datetime
) -> None:
    turn = waiting(started)
    turns.save_draft(turn=turn, text="첫째 기기", base=0, by=alice, at=now)

    with pytest.raises(turns.DraftConflict) as conflict:
        turns.save_draft(turn=turn, text="둘째 기기", base=0, by=alice, at=now)

    answer = Answer.objects.get(pk=turn.answer.pk)
    assert conflict.value.saved_text == "첫째 기기"
    assert (answer.draft, answer.other_draft) == ("첫째 기기", "둘째 기기")


def test_completing_counts_the_saved_draft_and_twice_is_as_once(
    started: Interview, alice: User, now: datetime
) -> None:
    turn = waiting(started)
    turns.save_draft(turn=turn, text=ANSWER_KO, base=None, by=alice, at=now)

    interviews.complete(interview=started, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)

    turn.answer.refresh_from_db()
    assert turn.answer.text == ANSWER_KO
    assert Report.objects.filter(interview=started).count() == 1
    assert not Turn.objects.filter(interview=started).planned().exists()


def test_without_ai_consent_nothing_is_judged_and_the_report_says_so(
    new_interview: Make, alice: User, now: datetime, run_work: Work
) -> None:
    interview = new_interview(purposes=("interview_record",))
    interviews.start(interview=interview, by=alice, at=now)
    turns.submit_answer(turn=waiting(interview), text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=interview, by=alice, at=now)
    run_work(interview)
    _state, report = reading.report_payload(interview)

    assert report is not None
    assert report["overall"] is None
    assert {row["not_judged_reason"] for row in report["axes"]} >= {"no_consent"}
    assert not Evaluation.objects.filter(interview=interview).exists()


def test_a_missing_required_consent_is_named(
    seeded: None, alice: User, now: datetime
) -> None:
    interview = interviews.create_practice(
        by=alice,
        position="마케터",
        company=None,
        resume=None,
        scenario_key="short",
        language="ko",
        scheduled_time=None,
        at=now,
    )

    with pytest.raises(consents.ConsentMissing) as missing:
        consents.give(interview=interview, given=[], by=alice, at=now)

    assert missing.value.purpose == "interview_record"


def test_a_cancelled_interview_takes_no_answer(
    started: Interview, alice: User, now: datetime
) -> None:
    turn = waiting(started)
    interviews.cancel(interview=started, by=alice, at=now)

    with pytest.raises(TransitionNotAllowed):
        turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=now)


def test_the_report_waits_for_the_last_answer(
    started: Interview, alice: User, now: datetime
) -> None:
    turns.submit_answer(turn=waiting(started), text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)
    report = Report.objects.get(interview=started)

    assert report.work == "NONE"
    for answer in Answer.objects.all().of_interview(started).unjudged():
        evaluations.score(answer_id=answer.pk)
    report.refresh_from_db()
    assert report.work == "PENDING"
    reports.combine(report_id=report.pk)
    report.refresh_from_db()
    assert report.is_ready


@pytest.mark.django_db(transaction=True)
def test_of_many_submits_at_once_exactly_one_wins(
    new_interview: Make, alice: User, now: datetime
) -> None:
    interview = new_interview()
    interviews.start(interview=interview, by=alice, at=now)
    turn_id = waiting(interview).pk
    outcomes: list[str] = []
    gate = threading.Barrier(8)

    def submit(number: int) -> None:
        turn = Turn.objects.select_related("interview", "answer").get(pk=turn_id)
        gate.wait()
        try:
            turns.submit_answer(
                turn=turn, text=f"{ANSWER_KO} {number}", by=alice, at=now
            )
            outcomes.append("won")
        except turns.AlreadyAnswered:
            outcomes.append("lost")
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["lost"] * 7 + ["won"]
    assert Answer.objects.filter(turn_id=turn_id).count() == 1


def test_one_set_up_is_one_scorer_version_whatever_was_answered(
    started: Interview, alice: User, now: datetime, run_work: Work
) -> None:
    for text in (ANSWER_KO, "모르겠어요."):
        turn = waiting(started)
        turns.submit_answer(turn=turn, text=text, by=alice, at=now)
        run_work(started)

    rows = Evaluation.objects.filter(interview=started)
    assert {row.status for row in rows} >= {"SCORED", "ABSTAINED"}
    assert len({row.scorer_version for row in rows}) == 1


def test_a_pressed_stop_switch_is_named_and_is_not_shown_as_still_scoring(
    new_interview: Make, alice: User, now: datetime, run_work: Work, seeded: None
) -> None:
    company = Company.objects.get(slug="hanbit-soft")
    interview = new_interview(company=company)
    interviews.start(interview=interview, by=alice, at=now)
    Company.objects.filter(pk=company.pk).update(ai_scoring_enabled=False)
    turns.submit_answer(turn=waiting(interview), text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=interview, by=alice, at=now)
    run_work(interview)
    _state, report = reading.report_payload(interview)

    assert report is not None
    reasons = {row["not_judged_reason"] for row in report["axes"]}
    assert "switched_off" in reasons
    assert "pending" not in reasons
