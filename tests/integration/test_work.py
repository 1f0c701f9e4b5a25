"""Background work: claims, leases, sweeps, running twice, dying in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from accounts.models import User
from interviews import tasks
from interviews.actions import evaluations, interviews, resumes, sweeps, turns
from interviews.jobs import Job
from interviews.models import (
    Answer,
    Evaluation,
    Interview,
    LeaseLost,
    Report,
    Resume,
    Turn,
)
from tests.conftest import ANSWER_KO

type Make = Callable[..., Interview]
ROOT = Path(__file__).resolve().parent.parent.parent


def waiting(interview: Interview) -> Turn:
    """The turn that can be answered now."""
    rows = Turn.objects.filter(interview=interview).waiting()
    return rows.select_related("interview", "answer").get()


@pytest.fixture
def answered(started: Interview, alice: User, now: datetime) -> Answer:
    """An answer that waits to be judged."""
    return turns.submit_answer(turn=waiting(started), text=ANSWER_KO, by=alice, at=now)


def expire_lease(row: Any) -> None:
    """As if its holder had died long ago."""
    type(row).objects.filter(pk=row.pk).update(
        claimed_at=F("claimed_at") - timedelta(hours=1)
    )


def test_a_claimed_row_is_not_claimed_again(answered: Answer) -> None:
    assert Answer.claim(answered.pk) is not None
    assert Answer.claim(answered.pk) is None


def test_an_expired_lease_is_taken_over_and_the_first_holder_loses(
    answered: Answer,
) -> None:
    first = Answer.claim(answered.pk)
    assert first is not None
    expire_lease(first)
    second = Answer.claim(answered.pk)
    assert second is not None

    with pytest.raises(LeaseLost):
        first.finish_work()
    second.finish_work()
    assert second.work == "DONE"


def test_re_reading_a_row_does_not_adopt_the_fence_of_another_holder(
    answered: Answer,
) -> None:
    first = Answer.claim(answered.pk)
    assert first is not None
    expire_lease(first)
    assert Answer.claim(answered.pk) is not None
    first.refresh_from_db()

    assert first.renew_claim() is False


def test_work_given_back_is_due_later_and_can_refund_the_attempt(
    answered: Answer,
) -> None:
    held = Answer.claim(answered.pk)
    assert held is not None
    held.give_back(after_s=60, code="LLM_UNAVAILABLE", refund=True)

    assert held.attempts == 0
    assert held.waiting_code == "LLM_UNAVAILABLE"
    assert not Answer.objects.all().due().filter(pk=held.pk).exists()


TASKS: dict[Job, Callable[[Interview], Any]] = {
    Job.SCORE_ANSWER: lambda i: [
        tasks.score_answer(answer_id=pk)
        for pk in Answer.objects.filter(turn__interview=i).values_list("pk", flat=True)
    ],
    Job.GENERATE_QUESTION: lambda i: [
        tasks.generate_question(turn_id=pk)
        for pk in Turn.objects.filter(interview=i).values_list("pk", flat=True)
    ],
    Job.PLAN_QUESTIONS: lambda i: tasks.plan_questions(interview_id=i.pk),
    Job.COMBINE_REPORT: lambda i: [
        tasks.combine_report(report_id=pk)
        for pk in Report.objects.filter(interview=i).values_list("pk", flat=True)
    ],
    Job.PARSE_RESUME: lambda i: [
        tasks.parse_resume(resume_id=pk)
        for pk in Resume.objects.filter(owner=i.candidate).values_list("pk", flat=True)
    ],
}


def snapshot(interview: Interview) -> list[Any]:
    """What work may change, without the lease's own columns."""
    return [
        list(Evaluation.objects.filter(interview=interview).values_list("log_hash")),
        list(Turn.objects.filter(interview=interview).values_list("status", "text")),
        list(Report.objects.filter(interview=interview).values_list("status", "data")),
        list(Resume.objects.values_list("status", "profile")),
    ]


@pytest.mark.parametrize("job", list(Job))
def test_running_a_job_twice_changes_nothing_the_second_time(
    job: Job, started: Interview, alice: User, now: datetime
) -> None:
    resumes.upload(by=alice, name="a.txt", data="이름 김하늘\n".encode(), at=now)
    turns.submit_answer(turn=waiting(started), text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)
    for other in Job:
        if other is not job:
            TASKS[other](started)
    TASKS[job](started)
    before = snapshot(started)

    TASKS[job](started)

    assert snapshot(started) == before


def test_the_sweep_alone_finishes_all_work(
    started: Interview,
    alice: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every nudge is lost; what the sweep finds is worked off here, job by job."""
    found: list[tuple[Job, dict[str, int]]] = []
    monkeypatch.setattr(sweeps, "nudge", lambda job, ids: found.append((job, ids)))
    turns.submit_answer(turn=waiting(started), text=ANSWER_KO, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)

    for _round in range(5):
        found.clear()
        sweeps.sweep_once()
        for job, ids in found:
            getattr(tasks, job.value.removeprefix("interviews."))(**ids)

    started.refresh_from_db()
    assert started.status == "SCORED"


def test_an_answer_whose_every_attempt_died_fails_with_a_code_and_can_be_retried(
    answered: Answer, alice: User, now: datetime
) -> None:
    Answer.objects.filter(pk=answered.pk).update(attempts=Answer.max_attempts)

    sweeps.sweep_once()
    answered.refresh_from_db()

    assert (answered.status, answered.code) == ("FAILED", "WORKER_DIED")
    failed = Evaluation.objects.filter(answer=answered)
    assert {row.status for row in failed} == {"FAILED"}
    assert {row.level for row in failed} == {None}

    evaluations.retry_answer(answer=answered, by=alice, at=now)
    evaluations.score(answer_id=answered.pk)
    answered.refresh_from_db()
    effective = Evaluation.objects.filter(answer=answered).effective()
    assert answered.status == "SCORED"
    assert "FAILED" not in {row.status for row in effective}


def test_a_candidate_never_waits_longer_than_twenty_seconds_for_a_question(
    started: Interview, answered: Answer
) -> None:
    turn = Turn.objects.get(interview=started, status="GENERATING")
    Turn.objects.filter(pk=turn.pk).update(
        generating_at=F("generating_at") - timedelta(days=400)
    )

    sweeps.sweep_once()
    turn.refresh_from_db()

    assert turn.status == "ASKED"
    assert turn.source == Turn.Source.BANK_FALLBACK
    assert turn.fallback_code == "LLM_TIMEOUT"


KILLED = """
import os, signal, sys
import django
django.setup()
from interviews.actions import evaluations, judging
def die(turn, answer):
    print("judging", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
judging.judge = die
evaluations.score(answer_id=int(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_scoring_costs_nothing(
    new_interview: Make, alice: User, now: datetime
) -> None:
    interview = new_interview()
    interviews.start(interview=interview, by=alice, at=now)
    answer = turns.submit_answer(
        turn=waiting(interview), text=ANSWER_KO, by=alice, at=now
    )

    worker = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", KILLED, str(answer.pk)],
        env={**os.environ, **database_of_this_test()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert worker.stdout.strip() == "judging", worker.stderr
    assert worker.returncode == -signal.SIGKILL
    answer.refresh_from_db()
    assert (answer.status, answer.work, answer.attempts) == ("READY", "PENDING", 1)
    assert answer.claimed_at is not None
    evaluations.score(answer_id=answer.pk)
    assert not Evaluation.objects.filter(answer=answer).exists()

    expire_lease(answer)
    evaluations.score(answer_id=answer.pk)
    evaluations.score(answer_id=answer.pk)
    answer.refresh_from_db()
    rows = Evaluation.objects.filter(answer=answer)
    assert answer.status == "SCORED"
    assert rows.count() == len(answer.turn.criteria)


def database_of_this_test() -> dict[str, str]:
    """Environment for a child process that works on the test's own database."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": f"sqlite:///{name}",
        }
    base = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    return {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"{base}/{name}",
    }
