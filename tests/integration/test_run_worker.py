"""The worker process: how long a job may take, and what it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from interview_site.celery import WORKER_TRANSPORT
from interviews.actions import sweeps
from tests.redis_server import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


def test_no_job_is_cut_off_before_its_lease_has_ended() -> None:
    """With processes Celery interrupts, then kills; the broker waits longer still."""
    ends = max(kind.deadline_s + kind.model.lease_s for kind in sweeps.KINDS)
    killed = settings.CELERY_TASK_TIME_LIMIT

    assert ends <= settings.CELERY_TASK_SOFT_TIME_LIMIT < killed
    assert killed < WORKER_TRANSPORT["visibility_timeout"]


def test_a_worker_that_logs_json_prints_no_banner() -> None:
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker", "--concurrency", "1"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "LOG_FORMAT": "json",
            "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",  # nobody is there
        },
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stderr is not None
    # It has started when it complains about its broker.
    first = next(line for line in worker.stderr if line.startswith("{"))
    worker.terminate()
    said, _told = worker.communicate(timeout=60)

    assert "Cannot connect" in json.loads(first)["event"]
    assert "[queues]" not in said
    assert "celery@" not in said
