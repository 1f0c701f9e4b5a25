"""manage.py run_worker: a Celery worker with the options that our tasks want."""

from argparse import ArgumentParser
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interview_site.celery import app


class Command(BaseCommand):
    """Threads, because jobs mostly wait for a model; parsers are processes anyway."""

    help = "Work on background jobs until SIGTERM (needs REDIS_URL)."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which queues, and how much at once."""
        parser.add_argument("--queues", default=",".join(settings.CELERY_TASK_QUEUES))
        parser.add_argument("--concurrency", type=int, default=8)
        parser.add_argument("--pool", choices=["threads", "prefork"], default="threads")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        if settings.EMBEDDED:
            raise CommandError(
                "Set REDIS_URL; without it the web process works itself."
            )
        app.worker_main(
            [
                # The banner is for people; a log of JSON lines has no room for it.
                *(["--quiet"] if settings.LOG_FORMAT == "json" else []),
                "worker",
                f"--queues={options['queues']}",
                f"--concurrency={options['concurrency']}",
                f"--pool={options['pool']}",
                "--loglevel=WARNING",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
                "-Ofair",
            ]
        )
