"""The sweep: one bad row stays alone, and what a killed process left is ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from interviews.actions import interviews, sweeps, turns
from interviews.jobs import Job
from interviews.models import AICall, Interview, Turn
from tests.conftest import ANSWER_KO
from tests.integration.test_work import waiting

type Make = Callable[..., Interview]


def test_one_poisoned_row_does_not_keep_the_sweep_from_the_others(
    new_interview: Make,
    alice: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its plan has lost its stages; what else is worn out, late or due still ends."""
    poisoned, other = (worn_out(new_interview, alice, now) for _ in range(2))
    Interview.objects.filter(pk=poisoned.interview_id).update(plan=[])
    nudged: list[Job] = []
    monkeypatch.setattr(sweeps, "nudge", lambda job, ids: nudged.append(job))

    for _round in range(2):  # what it raises would stop an embedded site
        sweeps.sweep_once()

    poisoned.refresh_from_db()
    other.refresh_from_db()
    assert (other.status, other.fallback_code) == ("ASKED", "WORKER_DIED")
    assert poisoned.work == "PENDING"
    assert Job.SCORE_ANSWER in nudged
    errors = [row for row in caplog.records if row.levelname == "ERROR"]
    assert errors
    assert all(
        f"{Job.GENERATE_QUESTION} {poisoned.pk}" in row.message for row in errors
    )
    assert all("StopIteration" in row.message for row in errors)


def test_a_question_that_cannot_be_replaced_keeps_nobody_else_waiting(
    new_interview: Make, alice: User, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    poisoned, other = (worn_out(new_interview, alice, now) for _ in range(2))
    Turn.objects.update(attempts=0)
    Turn.objects.exclude(generating_at=None).update(
        generating_at=F("generating_at") - timedelta(days=400)
    )
    Interview.objects.filter(pk=poisoned.interview_id).update(plan=[])

    sweeps.sweep_once()

    other.refresh_from_db()
    assert other.status == "ASKED"
    assert f"{Job.GENERATE_QUESTION} {poisoned.pk}" in caplog.text


def worn_out(new_interview: Make, alice: User, now: datetime) -> Turn:
    """A follow-up whose every attempt has died, after an answer that waits."""
    interview = new_interview()
    interviews.start(interview=interview, by=alice, at=now)
    turns.submit_answer(turn=waiting(interview), text=ANSWER_KO, by=alice, at=now)
    turn = Turn.objects.get(interview=interview, status="GENERATING")
    Turn.objects.filter(pk=turn.pk).update(attempts=Turn.max_attempts)
    return turn


def test_a_request_whose_process_was_killed_ends_with_a_code(
    started: Interview,
) -> None:
    def begun(seconds_ago: float) -> AICall:
        return AICall.objects.create(
            interview=started,
            purpose="judge",
            created_at=timezone.now() - timedelta(seconds=seconds_ago),
        )

    longest = max(kind.deadline_s for kind in sweeps.KINDS)
    dead, running, done = begun(longest + 1), begun(longest - 30), begun(longest + 1)
    done.succeed()

    sweeps.sweep_once()

    found = dict(AICall.objects.values_list("pk", "outcome"))
    assert found == {dead.pk: "FAILED", running.pk: "STARTED", done.pk: "OK"}
    dead.refresh_from_db()
    assert dead.error_code == "WORKER_DIED"

    # It was only slow: what it brings in the end counts.
    dead.succeed(error_code="")
    dead.refresh_from_db()
    assert (dead.outcome, dead.error_code) == ("OK", "")
