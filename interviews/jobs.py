"""Job names and enqueue(): a nudge to a worker after commit; the row is the truth."""

from __future__ import annotations

import logging
import threading
import time
from enum import StrEnum
from functools import partial
from typing import Final

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

PROBE_EVERY_S: Final = 15.0
SLOW_PUBLISH_S: Final = 0.25


class Job(StrEnum):
    """Every kind of background work; the value is the task's name."""

    PARSE_RESUME = "interviews.parse_resume"
    PLAN_QUESTIONS = "interviews.plan_questions"
    GENERATE_QUESTION = "interviews.generate_question"
    SCORE_ANSWER = "interviews.score_answer"
    COMBINE_REPORT = "interviews.combine_report"


# What a candidate waits for, and nothing else: a plan may take minutes, ahead of time.
LIVE: Final = "live"
QUEUES: Final = {
    Job.PARSE_RESUME: "parse",
    Job.PLAN_QUESTIONS: "default",
    Job.GENERATE_QUESTION: LIVE,
    Job.SCORE_ANSWER: "scoring",
    Job.COMBINE_REPORT: "scoring",
}


class Breaker:
    """Opens at the first failed publish; a background thread closes it again.

    No request ever waits for a broker that is away: while the breaker is open
    nudges are skipped and the sweep finds the rows.
    """

    def __init__(self) -> None:
        self._open = threading.Event()
        self._guard = threading.Lock()

    @property
    def is_open(self) -> bool:
        """True while the broker is thought to be away."""
        return self._open.is_set()

    def trip(self) -> None:
        """Stop publishing; start the probe once."""
        with self._guard:
            if self._open.is_set():
                return
            self._open.set()
            threading.Thread(
                target=self._probe, name="broker-probe", daemon=True
            ).start()

    def _probe(self) -> None:
        """Probe at once, then every 15 s: a publish may only have been slow."""
        while self._open.is_set():
            try:
                with current_app.connection_for_write() as connection:
                    connection.ensure_connection(max_retries=1, timeout=2)
            except (OperationalError, OSError) as error:
                log.warning("Broker still away: %s", error)
                time.sleep(PROBE_EVERY_S)
            else:
                self._open.clear()


breaker: Final = Breaker()


def enqueue(job: Job, **ids: int) -> None:
    """Nudge a worker after commit; a lost nudge is harmless, the sweep finds it."""
    transaction.on_commit(partial(nudge, job, ids), robust=True)


def nudge(job: Job, ids: dict[str, int]) -> None:
    """Publish now, unless the broker is known to be away."""
    if breaker.is_open:
        return
    begun = time.monotonic()
    try:
        current_app.tasks[job.value].apply_async(kwargs=ids, queue=QUEUES[job])
    except (OperationalError, OSError) as error:
        breaker.trip()
        log.warning("Broker away; the sweep will find %s %s: %s", job, ids, error)
        return
    if time.monotonic() - begun > SLOW_PUBLISH_S:
        breaker.trip()
