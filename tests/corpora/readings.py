"""Reads many bad files at the cost of one interpreter, each as alone as in life.

`read_all` asks the door first, then starts this file as a script. For each file the
script forks, and the fork is the product's own child: its limits, its one line. What
the parent does with silence, signals and time is the same as in `resumes.reader`,
which a sample of the corpora goes through as well.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # -I leaves the project's folder out of the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interviews.resumes import child
from interviews.resumes.documents import Document
from interviews.resumes.reader import MAX_REPLY, WALL_SECONDS, _Reply
from interviews.resumes.sniff import RefusedFile, check_upload


@dataclass(frozen=True)
class Reading:
    """What became of one file: `text`, or the code that a person would see."""

    result: str
    document: Document | None = None
    died: str = ""
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0


def read_all(files: Mapping[str, tuple[str, bytes]]) -> dict[str, Reading]:
    """Name → what became of it, for files given as (file name, content)."""
    readings: dict[str, Reading] = {}
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        waiting: list[tuple[str, str]] = []
        for number, (name, (file_name, data)) in enumerate(files.items()):
            try:
                kind = check_upload(file_name, data, len(data))
            except RefusedFile as refused:
                readings[name] = Reading(refused.code, died="at the door")
                continue
            path = Path(folder, str(number))
            path.write_bytes(data)
            waiting.append((name, f"{kind.value} {path}\n"))
        lines = _run("".join(line for _name, line in waiting))
        for (name, _line), said in zip(waiting, lines, strict=True):
            readings[name] = _reading(said)
    return {name: readings[name] for name in files}


def _run(orders: str) -> list[str]:
    done = subprocess.run(  # noqa: S603  # this file, no shell
        [sys.executable, "-I", __file__],
        input=orders,
        capture_output=True,
        text=True,
        env={},
        check=True,
    )
    return done.stdout.splitlines()


def _reading(line: str) -> Reading:
    said = json.loads(line)
    measured = {"cpu_seconds": said["cpu"], "peak_mb": said["rss"] / 1024}
    if said["died"]:
        return Reading("broken", died=said["died"], **measured)
    reply = _Reply.model_validate_json(said["reply"])
    if reply.error is not None:
        return Reading(reply.error.code, **measured)
    return Reading("text", reply.document, **measured)


# --- the script ---------------------------------------------------------------------


def serve() -> None:
    """One line of orders, one line of what came of it, until there are no more."""
    for order in sys.stdin.read().splitlines():
        kind, path = order.split(" ", 1)
        sys.stdout.write(json.dumps(_read_in_a_fork(kind, path)) + "\n")
        sys.stdout.flush()


def _read_in_a_fork(kind: str, path: str) -> dict[str, object]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(path, os.O_RDONLY), 0)
        os.dup2(writing, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _be_the_child(kind)
    os.close(writing)
    said, late = _said(reading)
    os.close(reading)
    if late:
        os.kill(pid, signal.SIGKILL)
    _pid, status, used = os.wait4(pid, 0)
    died = late or ("" if status == 0 else f"status {status}")
    return {
        "reply": "" if died else said.decode(),
        "died": died,
        "cpu": used.ru_utime + used.ru_stime,
        "rss": used.ru_maxrss,
    }


def _be_the_child(kind: str) -> None:
    sys.stdin = open(0, closefd=False, encoding="utf-8")  # noqa: SIM115 - not this one's
    sys.argv = ["child.py", kind]
    status = 1
    try:
        child.main()
        sys.stdout.flush()
        status = 0
    finally:
        os._exit(status)


def _said(reading: int) -> tuple[bytes, str]:
    deadline = time.monotonic() + WALL_SECONDS
    said = b""
    while len(said) <= MAX_REPLY:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return b"", "late"
        piece = os.read(reading, 65536)
        if not piece:
            return said, ""
        said += piece
    return b"", "said too much"


if __name__ == "__main__":
    serve()
