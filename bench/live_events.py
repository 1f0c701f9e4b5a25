"""B2: publish → received, with many open rooms on one web process and Redis.

    python bench/live_events.py [--rooms N] [--runs N] [--server granian] [--json]

Data: N practice interviews of one invented person in a temporary SQLite file; one
event stream each, opened with a bearer token. 50 events a second in all, each to one
room, published through Redis from this process; every stream is read and every event
counted. Server and reader are pinned to different cores. Exits with 1 if a budget
falls short.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import sandbox

RATE_PER_S = 50
WINDOW_S = 5.0
SETTLE_S = 2.0
BUDGET_MS = {1_000: 60.0, 5_000: 150.0}
BUDGET_KIB = 35.0
OPENING_AT_ONCE = 64


@dataclass
class Readers:
    """All open streams, and what came through them."""

    port: int
    token: str
    arrived: dict[int, float] = field(default_factory=dict)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    broken: int = 0

    async def open_all(self, rooms: list[UUID]) -> float:
        """Open one stream each; returns the seconds that took."""
        gate = asyncio.Semaphore(OPENING_AT_ONCE)
        began = time.monotonic()
        await asyncio.gather(*(self._open(room, gate) for room in rooms))
        return time.monotonic() - began

    async def _open(self, room: UUID, gate: asyncio.Semaphore) -> None:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(
                f"GET /api/v1/interviews/{room}/events HTTP/1.1\r\nHost: localhost\r\n"
                f"Authorization: Bearer {self.token}\r\n\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n")[0]:
                raise RuntimeError(head.decode())
        self.tasks.append(asyncio.create_task(self._read(reader, writer)))

    async def _read(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with contextlib.closing(writer):
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    number = int(json.loads(line[6:])["version"])
                    self.arrived[number] = time.monotonic()
        self.broken += 1


@dataclass(frozen=True)
class Run:
    """One window of events."""

    p50_ms: float
    p95_ms: float
    lost: int
    server_cpu: float
    reader_cpu: float


def main() -> int:
    """Print the row of the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--server", choices=["uvicorn", "granian"], default="uvicorn")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    row = measure(rooms=options.rooms, runs=options.runs, server=options.server)
    if options.json:
        print(json.dumps(row))
    else:
        figure = f"{row['median']:.1f} ({row['low']:.1f}-{row['high']:.1f}) ms"
        word = "holds" if row["holds"] else "falls short"
        print(f"{row['what']} on {options.server}: {figure}, {row['note']}; {word}")
    return 0 if row["holds"] else 1


def measure(*, rooms: int = 1_000, runs: int = 5, server: str = "uvicorn") -> Any:
    """The row: latency of the median run, memory, losses."""
    with sandbox.data_folder() as folder, sandbox.redis_server(folder):
        public_ids, token = _people(rooms)
        web = sandbox.Server("serve", name=server)
        web.start()
        os.sched_setaffinity(0, set(range(1, os.cpu_count() or 1)) or {0})
        try:
            return asyncio.run(_measure(web, public_ids, token, runs))
        finally:
            web.stop()


def _people(rooms: int) -> tuple[list[UUID], str]:
    import django  # noqa: PLC0415 (the settings read the sandbox's environment)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from accounts.models import ApiKey, User  # noqa: PLC0415
    from interviews.actions import content  # noqa: PLC0415
    from interviews.models import Interview, Rubric, Scenario  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    content.load_content()
    user = User.objects.create_user("bench@test.example", "bench-only")
    prefix, shown, hashed = ApiKey.new_secret()
    ApiKey.objects.create(
        kind="person",
        user=user,
        prefix=prefix,
        key_hash=hashed,
        expires_at=timezone.now() + timedelta(hours=1),
    )
    rows = Interview.objects.bulk_create(
        Interview(
            kind="practice",
            candidate=user,
            position="백엔드 개발자",
            scenario=Scenario.objects.earliest("pk"),
            rubric=Rubric.objects.earliest("pk"),
            language="ko",
            status="IN_PROGRESS",
        )
        for _ in range(rooms)
    )
    return [row.public_id for row in rows], shown


async def _measure(
    web: sandbox.Server, rooms: list[UUID], token: str, runs: int
) -> dict[str, Any]:
    readers = Readers(web.port, token)
    before = web.rss_kib()
    opened_s = await readers.open_all(rooms)
    await asyncio.sleep(SETTLE_S)
    grown = (web.rss_kib() - before) / len(rooms)
    done = [await _run(web, readers, rooms, 1 + n * 1_000_000) for n in range(runs)]
    threads = web.threads()
    broken = readers.broken
    stopped_s = await asyncio.to_thread(web.stop)
    for task in readers.tasks:
        task.cancel()
    p95 = [run.p95_ms for run in done]
    lost = sum(run.lost for run in done) + broken
    budget = BUDGET_MS[max(n for n in BUDGET_MS if n <= max(len(rooms), 1_000))]
    return {
        "id": "B2" if len(rooms) < 5_000 else "B2b",
        "what": f"publish → received, {len(rooms):,} rooms, 50 events/s: p95",
        "unit": "ms",
        "budget": budget,
        "median": statistics.median(p95),
        "low": min(p95),
        "high": max(p95),
        "p50_ms": statistics.median(run.p50_ms for run in done),
        "kib_per_room": grown,
        "lost": lost,
        "threads": threads,
        "opened_per_s": len(rooms) / opened_s,
        "server_cpu": statistics.median(run.server_cpu for run in done),
        "reader_cpu": statistics.median(run.reader_cpu for run in done),
        "note": f"{grown:.1f} KiB a room, {lost} lost, {threads} threads, "
        f"{len(rooms) / opened_s:.0f} opened/s, stopped in {stopped_s:.1f} s",
        "holds": statistics.median(p95) <= budget and grown <= BUDGET_KIB and not lost,
    }


async def _run(
    web: sandbox.Server, readers: Readers, rooms: list[UUID], first: int
) -> Run:
    count = int(RATE_PER_S * WINDOW_S)
    began, web_cpu, own_cpu = time.monotonic(), web.cpu_s(), time.process_time()
    sent = await asyncio.to_thread(_publish, rooms, first, count)
    await asyncio.sleep(1)
    took = time.monotonic() - began
    delays = [
        (readers.arrived[number] - at) * 1000
        for number, at in sent.items()
        if number in readers.arrived
    ]
    delays.sort()
    return Run(
        p50_ms=statistics.median(delays),
        p95_ms=delays[int(len(delays) * 0.95)],
        lost=count - len(delays),
        server_cpu=(web.cpu_s() - web_cpu) / took,
        reader_cpu=(time.process_time() - own_cpu) / took,
    )


def _publish(rooms: list[UUID], first: int, count: int) -> dict[int, float]:
    from interviews.events import AnswerState, publish_now  # noqa: PLC0415

    chance = random.Random(first)  # noqa: S311 (reproducible, not secret)
    sent: dict[int, float] = {}
    began = time.monotonic()
    for step in range(count):
        time.sleep(max(0.0, began + step / RATE_PER_S - time.monotonic()))
        room = chance.choice(rooms)
        sent[first + step] = time.monotonic()
        publish_now(
            AnswerState(
                interview=room,
                turn_id=room,
                answer_status="SCORED",
                version=first + step,
            )
        )
    return sent


if __name__ == "__main__":
    raise SystemExit(main())
