"""The worker process: how long a job may take."""

from __future__ import annotations

from django.conf import settings

from interview_site.celery import WORKER_TRANSPORT
from interviews.actions import sweeps


def test_no_job_is_cut_off_before_its_lease_has_ended() -> None:
    """With processes Celery interrupts, then kills; the broker waits longer still."""
    ends = max(kind.deadline_s + kind.model.lease_s for kind in sweeps.KINDS)
    killed = settings.CELERY_TASK_TIME_LIMIT

    assert ends <= settings.CELERY_TASK_SOFT_TIME_LIMIT < killed
    assert killed < WORKER_TRANSPORT["visibility_timeout"]
