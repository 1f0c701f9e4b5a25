"""B1: GET …/questions against FastAPI + SQLModel: requests per CPU-second.

    python bench/polling.py [--runs N] [--json]

Data: the demo candidate's finished interview of 15 questions in a PostgreSQL of its
own; Redis too, so that the site runs as in production. Three servers, one process
each, take turns on one core: Daehwa, and bench/fastapi_peer with sync and with async
sessions (its packages are installed into var/bench-peer once). 16 connections without
a pause; all answers must be 200, or 304 with If-None-Match, and the JSON of all three
is compared first. CPU-seconds are those of the server process. The first row of each
pair counts: against the better peer of the same run.
"""

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from bench.load import Burst, Client, hammer

CONNECTIONS = 16
WINDOW_S = 3.0
BUDGETS = {200: 2.0, 304: 3.5}
PEER = sandbox.ROOT / "bench" / "fastapi_peer"
HOME = sandbox.ROOT / "var" / "bench-peer"


class Peer(sandbox.Server):
    """The FastAPI app in its own environment."""

    def __init__(self, python: Path) -> None:
        super().__init__()
        self._command = [str(python), "-m", "uvicorn", "bench.fastapi_peer.app:app"]
        self._command += ["--port", str(self.port), "--no-access-log"]
        self._command += ["--log-level", "warning"]


@dataclass(frozen=True)
class Side:
    """One of the three routes."""

    name: str
    server: sandbox.Server
    path: str


def measure(*, runs: int = 5) -> list[rows.Row]:
    """Two rows: 200 and 304."""
    python = peer_python()
    with (
        sandbox.data_folder() as folder,
        sandbox.redis_server(folder),
        sandbox.postgres(),
    ):
        from bench import world  # noqa: PLC0415 (reads the sandbox's environment)

        world.migrate()
        person = world.finished()
        unlimited = {"API_PER_MINUTE": "1000000", "API_BURST": "1000000"}
        ours, peer = sandbox.Server("serve", environ=unlimited), Peer(python)
        own = f"/interviews/{person.interview}/questions"
        sides = [
            Side("daehwa", ours, f"/api/v1{own}"),
            Side("sync", peer, f"/sync{own}"),
            Side("async", peer, f"/async{own}"),
        ]
        try:
            ours.start()
            peer.start(path="/openapi.json")
            os.sched_setaffinity(0, set(range(1, os.cpu_count() or 1)) or {0})
            return asyncio.run(_measure(sides, person.api_headers, runs))
        finally:
            ours.stop()
            peer.stop()


def peer_python() -> Path:
    """The interpreter of the peer's environment; made if it is missing or old."""
    wanted = (PEER / "requirements.txt").read_text()
    stamp, python = HOME / "installed.txt", HOME / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(HOME, ignore_errors=True)
        tool = [sys.executable, "-m"]
        _run([*tool, "venv", str(HOME)])
        command = ["uv", "pip", "install", "-q", "--python", str(python), "-r"]
        _run([*tool, *command, str(PEER / "requirements.txt")])
        stamp.write_text(wanted)
    return python


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


async def _measure(sides: list[Side], headers: str, runs: int) -> list[rows.Row]:
    etag = await _compare(sides, headers)
    asked = {200: headers, 304: f"{headers}If-None-Match: {etag}\r\n"}
    found = []
    for status, said in asked.items():
        measured: list[dict[str, tuple[float, Burst]]] = []
        for _run_number in range(runs):
            measured.append({})
            for side in sides:
                measured[-1][side.name] = await _rate(side, said, status)
        found.append(_row(status, measured))
    return found


async def _compare(sides: list[Side], headers: str) -> str:
    """The same JSON from all; returns the ETag."""
    bodies = {}
    etag = ""
    for side in sides:
        async with Client(side.server.port, headers) as client:
            for _warm in range(50):
                reply = await client.ask("GET", side.path)
        bodies[side.name] = json.loads(reply.body)
        etag = etag or reply.header("ETag")
    if any(body != bodies["daehwa"] for body in bodies.values()):
        raise RuntimeError("The peer answers another JSON.")
    return etag


async def _rate(side: Side, headers: str, status: int) -> tuple[float, Burst]:
    """Requests per CPU-second of the server in one window."""
    clients = [Client(side.server.port, headers) for _ in range(CONNECTIONS)]
    before = side.server.cpu_s()
    burst = await hammer(clients, side.path, seconds=WINDOW_S, want=status)
    used = side.server.cpu_s() - before
    for client in clients:
        await client.__aexit__()
    return burst.count / used, burst


def _row(status: int, measured: list[dict[str, tuple[float, Burst]]]) -> rows.Row:
    names = list(measured[0])
    rates = {n: statistics.median(run[n][0] for run in measured) for n in names}
    errors = sum(run[n][1].errors for run in measured for n in names)
    best = max(("sync", "async"), key=rates.__getitem__)
    ratios = [run["daehwa"][0] / run[best][0] for run in measured]
    client = max(run[n][1].client_cpu for run in measured for n in names)
    figures = ", ".join(f"{name} {rates[name]:,.0f}" for name in names)
    found: dict[str, Any] = rows.row(
        "B1" if status == 200 else "B1b",
        f"questions, {status}: requests per CPU-s against FastAPI ({best})",
        "×",
        BUDGETS[status],
        ratios,
        at_least=True,
        sound=errors == 0,
        note=f"{figures} per CPU-s; {errors} errors; load {client:.0%} of a core",
    )
    found["per_s"] = {
        n: statistics.median(run[n][1].per_s for run in measured) for n in names
    }
    return found


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
