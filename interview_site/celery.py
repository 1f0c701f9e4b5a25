"""Background work: the Celery app, its queues and how it treats a dead broker.

The row is the truth and a task is a nudge (ADR 0004), so everything here aims at
one thing: neither a publish nor a lost worker may ever cost a candidate anything.
Settings follow `CELERY_` in interview_site/settings.py.
"""

import os
from typing import Any, Final

from celery import Celery
from celery.signals import celeryd_init, setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_site.settings")

# A worker waits in a blocking read; its socket must outlive that wait.
WORKER_TRANSPORT: Final[dict[str, Any]] = {
    "visibility_timeout": 1500,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
}

HEARTBEAT: Final = "site.heartbeat"

app = Celery("daehwa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _give_workers_patience(conf: Any, **_kwargs: Any) -> None:
    """Web processes give up on the broker after half a second; workers may not."""
    if str(conf.broker_url).startswith("redis"):
        conf.broker_transport_options = WORKER_TRANSPORT


def _keep_our_logs(**_kwargs: Any) -> None:
    """A receiver of this signal stops Celery from replacing the log set-up."""


def _beat(*, queue: str) -> None:
    """Consumed like any other work: the row proves that a worker takes tasks."""
    from django.utils import timezone  # noqa: PLC0415 (Django is set up only now)

    from interviews.models import Heartbeat  # noqa: PLC0415

    Heartbeat.objects.update_or_create(name=queue, defaults={"at": timezone.now()})


def app_for_questions() -> Celery:
    """The same work on an app of its own, for a second worker in one process.

    A worker chooses its queues on its app, so that two of them cannot share one.
    """
    other = Celery("daehwa-questions", set_as_current=False)
    other.config_from_object("django.conf:settings", namespace="CELERY")
    other.task(_beat, name=HEARTBEAT)
    return other


celeryd_init.connect(_give_workers_patience, weak=False)
setup_logging.connect(_keep_our_logs, weak=False)
heartbeat = app.task(_beat, name=HEARTBEAT)
