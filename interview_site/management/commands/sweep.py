"""manage.py sweep: finds work that a lost nudge or a dead worker left behind."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any, override

from django.core.management.base import BaseCommand

from interview_site import background


class Command(BaseCommand):
    """The safety net under every background job."""

    help = "Nudge due work once, or every 15 seconds with --loop."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once, or until SIGTERM."""
        parser.add_argument("--loop", action="store_true")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep."""
        if not options["loop"]:
            background.sweep_round()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: stop.set())
        background.sweep_until(stop)
