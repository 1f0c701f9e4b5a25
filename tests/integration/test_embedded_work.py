"""The worker inside the web process: judging never delays a question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
# Every other worker thread is busy, and more is waiting, when a question is due.
BUSY: Final = """
import threading

import django

django.setup()
from celery import shared_task

from interview_site.background import EmbeddedWork
from interview_site.celery import app

is_free, asked, judged = (threading.Event() for _ in range(3))


@shared_task(name="test.judge")
def judge():
    is_free.wait(60)
    judged.set()


@shared_task(name="test.ask")
def ask():
    asked.set()


work = EmbeddedWork(app, concurrency=2)
work.start()
for queue in ("scoring", "default"):
    for _ in range(4):
        judge.apply_async(queue=queue)
ask.apply_async(queue="live")
print("asked while all others judge:", asked.wait(20) and not judged.is_set())
is_free.set()
print("judged, too:", judged.wait(20))
work.stop(within_s=1)
"""


def test_a_question_is_written_while_everything_else_is_busy(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL"}
    }
    environment |= {
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }

    done = subprocess.run(  # noqa: S603 (the script above)
        [sys.executable, "-c", BUSY],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.stdout.splitlines() == [
        "asked while all others judge: True",
        "judged, too: True",
    ], done.stderr
