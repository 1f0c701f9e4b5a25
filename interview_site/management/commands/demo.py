"""manage.py demo: everything at once, with data to look at.

Without REDIS_URL it is one process: web in the main thread, worker and sweep beside
it. With REDIS_URL it starts web, two workers and sweep as processes and looks after
them.
"""

import asyncio
import http.client
import io
import json
import os
import sys
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final, override

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from interview_site import processes, server
from interview_site.management.commands.compile_catalogs import compile_catalogs
from interview_site.management.commands.prepare import migrate
from interviews.jobs import LIVE

STOP_S: Final = 1.5
READY_WITHIN_S: Final = 60.0


class Command(BaseCommand):
    """One command from nothing to an interview."""

    help = "Migrate, add demo data, serve and work; prints the demo accounts."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then run until Ctrl-C."""
        try:
            listener = server.listen(options["host"], settings.PORT)
        except server.PortTaken as error:
            raise CommandError(str(error)) from error
        with listener:
            self._prepare()
            if settings.EMBEDDED:
                self._run_embedded(listener)
            else:
                self._run_processes(listener)

    def _prepare(self) -> None:
        compile_catalogs()
        migrate()
        # The banner shows the accounts, once the server answers.
        call_command("seed_demo", verbosity=0, stdout=io.StringIO())

    def _run_embedded(self, listener: Any) -> None:
        from interview_site.asgi import application  # noqa: PLC0415 (starts threads)
        from interview_site.background import (  # noqa: PLC0415
            EmbeddedWork,
            bury_the_dead,
        )
        from interview_site.celery import app  # noqa: PLC0415

        bury_the_dead()
        work = EmbeddedWork(app, concurrency=settings.WEB_THREADS)
        work.start()
        connections.close_all()
        server.run(application, listener, beside=self._announce_when_ready)
        work.stop(within_s=STOP_S)
        sys.stdout.flush()
        # A model call may still wait in a thread; its lease brings the work back.
        os._exit(0)

    def _run_processes(self, listener: Any) -> None:
        connections.close_all()
        manage = [sys.executable, sys.argv[0]]
        others = [name for name in settings.CELERY_TASK_QUEUES if name != LIVE]
        commands = {
            "web": [*manage, "serve", "--fd", str(listener.fileno())],
            "live": [*manage, "run_worker", "--queues", LIVE],
            "worker": [*manage, "run_worker", "--queues", ",".join(others)],
            "sweep": [*manage, "sweep", "--loop"],
        }
        threading.Thread(
            target=lambda: asyncio.run(self._announce_when_ready()), daemon=True
        ).start()
        processes.supervise(commands, keep=listener.fileno(), grace_s=STOP_S)

    async def _announce_when_ready(self) -> None:
        give_up = time.monotonic() + READY_WITHIN_S
        while not await asyncio.to_thread(_is_ready):
            if time.monotonic() > give_up:
                self.stderr.write("Not ready after a minute; see /readyz for why.")
                return
            await asyncio.sleep(0.05)
        self.stdout.write(_banner())
        self.stdout.flush()


def _is_ready() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", settings.PORT, timeout=2)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _banner() -> str:
    file = Path(settings.DATA_DIR) / "demo-accounts.json"
    accounts = json.loads(file.read_text()) if file.exists() else []
    width = max((len(account["role"]) for account in accounts), default=0)
    lines = [
        f"  {account['role']:<{width}}  {account['email']}  {account['password']}"
        for account in accounts
    ]
    return "\n".join(
        [
            "",
            f"Daehwa is ready: {settings.SITE_URL}",
            *lines,
            f"  (also in {file})",
            "Stop with Ctrl-C; the data stay.",
            "",
        ]
    )
