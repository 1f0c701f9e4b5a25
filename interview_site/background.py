"""Background work: the sweep loop, and the worker that the embedded mode runs inside.

The sweep is no task: it must find what a dead broker lost. Each round also sends one
heartbeat through the queue, so that /readyz tells a worker that consumes from one
that only runs.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from typing import Final

from celery import Celery
from celery.worker import WorkController, state
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from kombu.exceptions import OperationalError

from interview_site.celery import app_for_questions, heartbeat
from interviews.actions import retention, sweeps
from interviews.jobs import LIVE
from interviews.models import Heartbeat
from interviews.models._base import Claimable

log = logging.getLogger(__name__)

# Two, so that a slow model holds up one candidate and not the next.
LIVE_THREADS: Final = 2
SWEEP_S: Final = 15.0
BEAT_EXPIRES_S: Final = 60


def beat() -> None:
    """Send one heartbeat through each queue; a full queue forgets old ones."""
    queues = [LIVE] if settings.EMBEDDED else list(settings.CELERY_TASK_QUEUES)
    for queue in queues:
        heartbeat.apply_async(
            kwargs={"queue": queue}, queue=queue, expires=BEAT_EXPIRES_S
        )


def sweep_round() -> None:
    """One heartbeat, one sweep, and once a day the purge of what was kept long enough.

    Says so when broker or database are away.
    """
    close_old_connections()
    try:
        beat()
    except (OperationalError, OSError) as error:
        log.warning("No heartbeat, the broker is away: %s", type(error).__name__)
    try:
        sweeps.sweep_once()
        retention.purge_daily(at=timezone.now())
    except DatabaseError as error:
        log.warning("No sweep, the database is away: %s", type(error).__name__)
    except OSError as error:
        log.exception("The purge stopped, the storage is away: %s", error.strerror)
    close_old_connections()


def bury_the_dead() -> None:
    """Give all held work back; only for a process that is alone with its database.

    Whoever held a claim, or sent a heartbeat, has died with the process before.
    """
    for model in apps.get_models():
        if issubclass(model, Claimable):
            model._default_manager.exclude(claimed_at=None).update(claimed_at=None)
    Heartbeat.objects.exclude(name=retention.PURGE).delete()


def sweep_until(stop: threading.Event) -> None:
    """Sweep now and every SWEEP_S seconds."""
    while not stop.is_set():
        sweep_round()
        stop.wait(SWEEP_S)


class EmbeddedWork:
    """Workers and sweep as threads of the web process.

    Questions that a candidate waits for have a worker of their own: however much is
    to be judged or read, its threads are free for them.
    """

    def __init__(self, app: Celery, *, concurrency: int) -> None:
        # Without these a worker outside the main thread receives tasks and runs none.
        app.set_current()
        app.set_default()
        others = [name for name in settings.CELERY_TASK_QUEUES if name != LIVE]
        live = _worker(app_for_questions(), [LIVE], concurrency=LIVE_THREADS)
        rest = _worker(app, others, concurrency=concurrency)
        self._stop = threading.Event()
        self._threads = [
            self._thread("question worker", live.start),
            self._thread("worker", rest.start),
            self._thread("sweep", lambda: sweep_until(self._stop)),
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self, *, within_s: float) -> None:
        """Take no more work, wait a little for what runs; its lease brings it back."""
        self._stop.set()
        state.should_stop = os.EX_OK
        for thread in self._threads:
            thread.join(within_s / len(self._threads))

    def _thread(self, name: str, work: Callable[[], None]) -> threading.Thread:
        return threading.Thread(
            target=self._guard, args=(name, work), name=name, daemon=True
        )

    def _guard(self, name: str, work: Callable[[], None]) -> None:
        """A site whose work has silently stopped would be worse than none."""
        try:
            work()
        finally:
            if not self._stop.is_set():
                log.critical("The %s stopped; so does the site", name)
                os.kill(os.getpid(), signal.SIGTERM)


def _worker(app: Celery, queues: list[str], *, concurrency: int) -> WorkController:
    return WorkController(
        app=app,
        hostname=f"{app.main}@localhost",
        pool_cls="threads",
        concurrency=concurrency,
        queues=queues,
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
