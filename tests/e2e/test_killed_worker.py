"""kill -9 in the middle of scoring, and a restart: every answer ends scored once."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tests.conftest import ANSWER_KO
from tests.e2e.client import ApiCandidate
from tests.e2e.conftest import Site, running_site
from tests.stub_llm import StubLLM


def test_answers_survive_the_worker_and_are_scored_once(tmp_path: Path) -> None:
    with StubLLM(delay_s=1.5) as stub:
        model = {
            "OPENAI_BASE_URL": stub.url,
            "OPENAI_API_KEY": "stub",
            "OPENAI_MODEL": "stub",
        }
        with running_site(tmp_path, **model) as site:
            candidate = ApiCandidate(site.url, "kill@e2e.example")
            candidate.start()
            for number in range(4):
                assert candidate.answer_next(f"{ANSWER_KO} {number}")
            wait_for_scoring(stub)
            kill_worker(site)
            if site.process.poll() is not None:
                site.start()
            while candidate.answer_next(ANSWER_KO, seconds=60):
                pass
            candidate.complete()
            report = candidate.report(seconds=150)
    judged = [row for question in report["questions"] for row in question["criteria"]]
    keys = [
        (question["turn_id"], row["criterion"])
        for question in report["questions"]
        for row in question["criteria"]
    ]
    assert judged
    assert len(keys) == len(set(keys))
    assert {row["status"] for row in judged} <= {"scored", "abstained"}
    assert any(row["status"] == "scored" for row in judged)


def wait_for_scoring(stub: StubLLM) -> None:
    """Until a model call about an answer is under way."""
    deadline = time.monotonic() + 30
    while not stub.asked("extract"):
        assert time.monotonic() < deadline, "nothing is being scored"
        time.sleep(0.05)


def kill_worker(site: Site) -> None:
    """kill -9 of the worker; embedded it is the whole process."""
    workers = [
        pid for pid in children_of(site.process.pid) if b"run_worker" in command(pid)
    ]
    for pid in [worker for one in workers for worker in (one, *children_of(one))]:
        os.kill(pid, signal.SIGKILL)
    if not workers:
        os.kill(site.process.pid, signal.SIGKILL)
        site.process.wait(timeout=10)


def children_of(parent: int) -> list[int]:
    """Direct children, from /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(entry.name))
    return found


def command(pid: int) -> bytes:
    """The command line of a process; empty if it is gone."""
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""
