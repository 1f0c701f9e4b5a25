"""B5: saving drafts and submitting answers while many candidates type; next question.

    python bench/answering.py [--sqlite] [--runs N] [--json]

Data: 200 invented people, each in a standard interview of their own, on PostgreSQL
and Redis, with one web process on one core and one worker (builtin rules) on the
other, beside the load; with --sqlite 20 people on the embedded default, one process.
Each person saves a growing draft every 5 seconds as the room page does, and submits
one answer a minute; 15 seconds a run. The next question (B5b) is the time until the
answer to a submission has arrived with a template or bank question in it; a
follow-up, which is written first, is counted apart. Any status but 200 is an error.
"""

import asyncio
import os
import random
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from bench.load import Client, Reply
from bench.sandbox import ANSWER

SAVE_EVERY_S = 5.0
SUBMIT_EVERY_S = 60.0
WINDOW_S = 15.0
BOX = re.compile(rb'data-draft="([0-9a-f-]{36})"')
BASE = re.compile(rb'name="base" value="(\d+)"')
FORM = "Content-Type: application/x-www-form-urlencoded\r\nHX-Request: true\r\n"
PART = f"{FORM}HX-Request-Type: partial\r\n"


@dataclass
class Times:
    """What one run saw, in milliseconds."""

    saved: list[float] = field(default_factory=list)
    submitted: list[float] = field(default_factory=list)
    next_question: list[float] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)


@dataclass
class Typist:
    """One candidate with an open room."""

    client: Client
    interview: Any
    chance: random.Random
    turn: str = ""
    base: int = 0

    async def look(self) -> None:
        """Open the room where it is now."""
        reply = await self.client.ask("GET", f"/i/{self.interview}/now/")
        if reply.status == 302:
            reply = await self.client.ask("GET", reply.header("Location"))
        self._read(reply)

    async def act(self, times: Times) -> None:
        """Save, or now and then submit; wait for a question that is being written."""
        if not self.turn:
            await self.look()
        elif self.chance.random() < SAVE_EVERY_S / SUBMIT_EVERY_S:
            await self._submit(times)
        else:
            await self._save(times)

    async def _save(self, times: Times) -> None:
        typed = ANSWER[: self.chance.randint(20, len(ANSWER))]
        reply = await self._post("draft", {"text": typed, "base": self.base})
        times.saved.append(reply.total_ms)
        self._count(reply, times)
        self.base += 1

    async def _submit(self, times: Times) -> None:
        reply = await self._post("answer", {"text": ANSWER, "base": self.base})
        times.submitted.append(reply.total_ms)
        self._count(reply, times)
        self._read(reply)
        if self.turn:
            times.next_question.append(reply.total_ms)

    async def _post(self, what: str, fields: dict[str, Any]) -> Reply:
        path = f"/i/{self.interview}/t/{self.turn}/{what}/"
        body = urlencode(fields).encode()
        return await self.client.ask("POST", path, body=body, headers=PART)

    def _read(self, reply: Reply) -> None:
        box, base = BOX.search(reply.body), BASE.search(reply.body)
        self.turn = box[1].decode() if box else ""
        self.base = int(base[1]) if base else 0

    @staticmethod
    def _count(reply: Reply, times: Times) -> None:
        if reply.status != 200:
            times.errors.append(reply.status)


def measure(*, runs: int = 5, sqlite: bool = False) -> list[rows.Row]:
    """Rows of drafts, submissions and next questions."""
    with sandbox.data_folder() as folder:
        if sqlite:
            return _on_sqlite(runs)
        with sandbox.redis_server(folder), sandbox.postgres():
            return _on_postgres(runs)


def _on_postgres(runs: int) -> list[rows.Row]:
    people = _people(200)
    web = sandbox.Server("serve")
    worker = sandbox.Server("run_worker", "--concurrency", "4", core=1)
    sweep = sandbox.Server("sweep", "--loop", core=1)
    web.start()
    worker.launch()
    sweep.launch()
    os.sched_setaffinity(0, set(range(1, os.cpu_count() or 1)) or {0})
    try:
        done, note = asyncio.run(_measure(web, people, runs))
    finally:
        web.stop()
        worker.stop()
        sweep.stop()
    where = "200 candidates typing, PostgreSQL"
    return [
        _row("B5", f"save a draft, {where}: p95", 100, done, "saved", note),
        _row("B5", f"submit an answer, {where}: p95", 150, done, "submitted", note),
        _row("B5b", f"next question, {where}: p95", 300, done, "next_question", note),
    ]


def _on_sqlite(runs: int) -> list[rows.Row]:
    people = _people(20)
    demo = sandbox.Server("demo", core=-1)
    demo.start(path="/readyz")
    try:
        done, note = asyncio.run(_measure(demo, people, runs))
    finally:
        demo.stop()
    where = "20 candidates typing, SQLite"
    return [
        _row("B5c", f"save a draft, {where}: p95", 150, done, "saved", note),
        _row("B5c", f"submit an answer, {where}: p95", 150, done, "submitted", note),
        _row("B5c", f"next question, {where}: p95", 300, done, "next_question", note),
    ]


def _people(count: int) -> list[Any]:
    from bench import world  # noqa: PLC0415 (reads the sandbox's environment)

    world.migrate()
    people = list(world.beginners(count))
    world.close()
    return people


async def _measure(
    server: sandbox.Server, people: list[Any], runs: int
) -> tuple[list[Times], str]:
    typists = [
        Typist(
            Client(server.port, person.page_headers),
            person.interview,
            random.Random(number),  # noqa: S311 (reproducible)
        )
        for number, person in enumerate(people)
    ]
    for typist in typists:
        await typist.look()
    done, cpu, load = [], [], []
    for _run in range(runs):
        before, own, began = server.cpu_s(), time.process_time(), time.monotonic()
        done.append(await _window(typists))
        took = time.monotonic() - began
        cpu.append((server.cpu_s() - before) / took)
        load.append((time.process_time() - own) / took)
    errors = [status for times in done for status in times.errors]
    return done, (
        f"{len(errors)} errors {sorted(set(errors)) or ''}; "
        f"web {max(cpu):.0%}, load {max(load):.0%} of a core"
    )


async def _window(typists: list[Typist]) -> Times:
    times = Times()
    end = time.monotonic() + WINDOW_S

    async def type_on(typist: Typist) -> None:
        slot = time.monotonic() + typist.chance.uniform(0, SAVE_EVERY_S)
        while slot < end:
            await asyncio.sleep(slot - time.monotonic())
            await typist.act(times)
            slot += SAVE_EVERY_S

    await asyncio.gather(*(type_on(typist) for typist in typists))
    return times


def _row(
    number: str, what: str, budget: float, done: list[Times], name: str, note: str
) -> rows.Row:
    figures = [rows.p95(getattr(times, name)) for times in done if getattr(times, name)]
    count = sum(len(getattr(times, name)) for times in done)
    is_sound = bool(figures) and not any(times.errors for times in done)
    return rows.row(
        number,
        what,
        "ms",
        budget,
        figures or [0.0],
        sound=is_sound,
        note=f"{count} of them; {note}",
    )


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__, "sqlite"))
