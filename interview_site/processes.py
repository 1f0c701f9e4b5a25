"""A small supervisor: starts processes, starts them again, stops them together."""

import logging
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Final

log = logging.getLogger(__name__)

TICK_S: Final = 0.1
GRACE_S: Final = 10.0
MIN_LIFE_S: Final = 5.0  # whoever dies sooner waits before the next start
MAX_WAIT_S: Final = 30.0


class Child:
    """One process that should always run."""

    def __init__(
        self, name: str, command: Sequence[str], keep: tuple[int, ...]
    ) -> None:
        self._name = name
        self._command = list(command)
        self._keep = keep
        self._wait_s = 0.0
        self._next_start = 0.0
        self._started = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a group of its own, so that Ctrl-C reaches only us."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own commands)
            self._command, pass_fds=self._keep, start_new_session=True
        )

    def look_after(self, now: float) -> None:
        """Start it again if it died, with growing pauses if it dies young."""
        if self.process is not None and self.process.poll() is not None:
            code = self.process.returncode
            is_young = now - self._started < MIN_LIFE_S
            self._wait_s = min(MAX_WAIT_S, self._wait_s * 2 + 1) if is_young else 0.0
            self._next_start = now + self._wait_s
            log.error("%s ended with code %s; it starts again", self._name, code)
            self.process = None
        if self.process is None and now >= self._next_start:
            self.start()

    def end(self, number: signal.Signals) -> None:
        """Pass a signal on if it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def is_over(self) -> bool:
        """Whether nothing of it runs."""
        return self.process is None or self.process.poll() is not None


def supervise(
    commands: Mapping[str, Sequence[str]],
    *,
    keep: int | None = None,
    grace_s: float = GRACE_S,
) -> int:
    """Run the commands until SIGINT or SIGTERM, then stop them all.

    keep: a file descriptor that the children inherit. grace_s: how long they may
    take to stop. Returns the exit code: 1 if one had to be killed.
    """
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: stopping.append(got))
    kept = () if keep is None else (keep,)
    children = [Child(name, command, kept) for name, command in commands.items()]
    for child in children:
        child.start()
    while not stopping:
        time.sleep(TICK_S)
        for child in children:
            child.look_after(time.monotonic())
    return _stop(children, grace_s)


def _stop(children: Sequence[Child], grace_s: float) -> int:
    for child in children:
        child.end(signal.SIGTERM)
    deadline = time.monotonic() + grace_s
    while time.monotonic() < deadline and not all(c.is_over() for c in children):
        time.sleep(TICK_S / 2)
    late = [child for child in children if not child.is_over()]
    for child in late:
        child.end(signal.SIGKILL)
    return 1 if late else 0
