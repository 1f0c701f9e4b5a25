"""manage.py serve: the web server; --workers shares one port among processes."""

import socket
import sys
from argparse import ArgumentParser
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interview_site import processes, server


class Command(BaseCommand):
    """Pages, API and event streams."""

    help = "Serve pages, the API and event streams until SIGTERM."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--fd", type=int, help="an inherited listening socket")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Serve, or start the processes that do."""
        try:
            listener = _listener(options)
        except server.PortTaken as error:
            raise CommandError(str(error)) from error
        if options["workers"] > 1 and settings.EMBEDDED:
            raise CommandError("Several processes need REDIS_URL: one line of events.")
        if options["workers"] > 1:
            _share(listener, options["workers"])
            return
        from interview_site.asgi import application  # noqa: PLC0415 (starts threads)

        server.run(application, listener)


def _listener(options: dict[str, Any]) -> socket.socket:
    if options["fd"] is not None:
        return socket.socket(fileno=options["fd"])
    return server.listen(options["host"], options["port"])


def _share(listener: socket.socket, count: int) -> None:
    command = [sys.executable, sys.argv[0], "serve", "--fd", str(listener.fileno())]
    kinds = {f"web-{number}": command for number in range(1, count + 1)}
    sys.exit(processes.supervise(kinds, keep=listener.fileno()))
