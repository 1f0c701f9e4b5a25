"""B4: time to first byte of home, room and report with 50 people at once.

    python bench/pages.py [--runs N] [--json]

Data: 50 invented people, each in a running interview of their own, and the demo
candidate's finished interview, opened from 50 devices; PostgreSQL and Redis of its
own, one web process on one core. Each person opens a page, looks at it for 1 to 3
seconds, opens the next (25 pages a second in all), for 12 seconds a run. All answers
must be 200.
"""

import asyncio
import os
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from bench.load import Client, Reply

PEOPLE = 50
LOOK_S = (1.0, 3.0)
WINDOW_S = 12.0
BUDGET_MS = 150.0


@dataclass
class Seen:
    """First bytes by page, in milliseconds."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: int = 0

    def note(self, page: str, reply: Reply) -> None:
        """Count one answer."""
        self.times[page].append(reply.first_byte_ms)
        self.errors += reply.status != 200


def measure(*, runs: int = 5) -> list[rows.Row]:
    """One row per page."""
    with (
        sandbox.data_folder() as folder,
        sandbox.redis_server(folder),
        sandbox.postgres(),
    ):
        from bench import world  # noqa: PLC0415 (reads the sandbox's environment)

        world.migrate()
        done = world.finished()
        people = [
            (person, world.signed_in_again(done)) for person in world.beginners(PEOPLE)
        ]
        web = sandbox.Server("serve")
        web.start()
        os.sched_setaffinity(0, set(range(1, os.cpu_count() or 1)) or {0})
        try:
            visits = [
                {
                    "home": (one.page_headers, "/me/"),
                    "room": (one.page_headers, f"/i/{one.interview}/q/1/"),
                    "report": (two.page_headers, f"/i/{two.interview}/report/"),
                }
                for one, two in people
            ]
            return asyncio.run(_measure(web, visits, runs))
        finally:
            web.stop()


async def _measure(
    web: sandbox.Server, visits: list[dict[str, tuple[str, str]]], runs: int
) -> list[rows.Row]:
    await _window(web, visits, 3.0, seed=0)
    p95: dict[str, list[float]] = defaultdict(list)
    errors, cpu, load = 0, [], []
    for number in range(1, runs + 1):
        before, own, began = web.cpu_s(), time.process_time(), time.monotonic()
        seen = await _window(web, visits, WINDOW_S, seed=number)
        took = time.monotonic() - began
        pages = sum(map(len, seen.times.values()))
        cpu.append((web.cpu_s() - before) / pages * 1000)
        load.append((time.process_time() - own) / took)
        errors += seen.errors
        for page, times in seen.times.items():
            p95[page].append(rows.p95(times))
    note = f"{errors} errors; {max(cpu):.0f} ms CPU a page; load {max(load):.0%}"
    return [
        rows.row(
            "B4",
            f"{page}: first byte at {PEOPLE} people, p95",
            "ms",
            BUDGET_MS,
            times,
            sound=errors == 0,
            note=note,
        )
        for page, times in p95.items()
    ]


async def _window(
    web: sandbox.Server,
    visits: list[dict[str, tuple[str, str]]],
    seconds: float,
    *,
    seed: int,
) -> Seen:
    seen = Seen()
    end = time.monotonic() + seconds

    async def visit(number: int) -> None:
        chance = random.Random(f"{seed}:{number}")  # noqa: S311 (reproducible)
        pages = list(visits[number].items())
        async with Client(web.port, "Accept-Encoding: gzip\r\n") as client:
            await asyncio.sleep(chance.uniform(0, LOOK_S[1]))
            while time.monotonic() < end:
                page, (headers, path) = pages[0]
                pages.append(pages.pop(0))
                seen.note(page, await client.ask("GET", path, headers=headers))
                await asyncio.sleep(chance.uniform(*LOOK_S))

    await asyncio.gather(*(visit(number) for number in range(len(visits))))
    return seen


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
