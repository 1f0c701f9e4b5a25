"""B11 and B12: from a clean clone to ready, from a restart to ready, idle memory.

    python bench/start.py [--runs N] [--json]

Clones the committed state into a temporary folder and runs `make demo` there as a
newcomer would: no .venv, no data, package cache as it is. Then restarts. Memory is
read ten seconds after the start, with nobody there; web and worker alone are started
with Redis (`serve`, `run_worker`). Exits with 1 if a budget falls short.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import sandbox

BUDGET_COLD_S = 120.0
BUDGET_WARM_S = 6.0
BUDGET_STOP_S = 3.0
BUDGET_MB = {"demo": 180.0, "web": 150.0, "worker": 200.0}
IDLE_S = 10.0


class Demo(sandbox.Server):
    """`make demo` in a clone."""

    def __init__(self, clone: Path) -> None:
        super().__init__("demo", core=-1)
        self._command = ["make", "--directory", str(clone), "demo"]

    def stop(self) -> float:
        """Ctrl-C, as a terminal sends it: to every process of the group."""
        began = time.monotonic()
        leader = self.pids()[-1]
        os.kill(leader, signal.SIGINT)
        while Path(f"/proc/{leader}").exists() and time.monotonic() - began < 20:
            time.sleep(0.02)
            if self._process is not None:
                self._process.poll()
        return time.monotonic() - began


def main() -> int:
    """Print the rows of the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measure(runs=options.runs)
    if options.json:
        print(json.dumps(rows))
    else:
        for row in rows:
            word = "holds" if row["holds"] else "falls short"
            figure = f"{row['median']:.1f} {row['unit']}"
            print(
                f"{row['id']} {row['what']}: {figure}; budget {row['budget']}, {word}"
            )
    return 0 if all(row["holds"] for row in rows) else 1


def measure(*, runs: int = 5) -> list[dict[str, Any]]:
    """Rows of cold start, restart, stop and memory."""
    with tempfile.TemporaryDirectory(prefix="daehwa-clone-") as folder:
        rows = _clone_rows(Path(folder), runs)
    with sandbox.data_folder() as data, sandbox.redis_server(data):
        manage = [sys.executable, str(sandbox.ROOT / "manage.py")]
        subprocess.run([*manage, "migrate", "-v0"], check=True)  # noqa: S603
        rows.append(_memory("web", sandbox.Server("serve", core=-1)))
        worker = sandbox.Server("run_worker", "--concurrency", "8", core=-1)
        rows.append(_memory("worker", worker, answers=False))
    return rows


def _clone_rows(folder: Path, runs: int) -> list[dict[str, Any]]:
    clone = folder / "daehwa"
    command = ["git", "clone", "--quiet", str(sandbox.ROOT), str(clone)]
    subprocess.run(command, check=True)  # noqa: S603
    os.environ["DATA_DIR"] = str(folder / "data")
    demo = Demo(clone)
    cold = demo.start(path="/readyz")
    stops = [demo.stop()]
    warm: list[float] = []
    memory: list[float] = []
    for run in range(runs):
        warm.append(demo.start(path="/readyz"))
        if run == 0:
            time.sleep(IDLE_S)
            memory.append(demo.rss_kib() / 1024)
        stops.append(demo.stop())
    return [
        _row("B11", "clean clone → ready", "s", BUDGET_COLD_S, [cold]),
        _row("B11", "restart → ready", "s", BUDGET_WARM_S, warm),
        _row("B11", "Ctrl-C → gone", "s", BUDGET_STOP_S, stops),
        _row("B12", "embedded demo, idle", "MB", BUDGET_MB["demo"], memory),
    ]


def _memory(
    name: str, server: sandbox.Server, *, answers: bool = True
) -> dict[str, Any]:
    if answers:
        server.start()
    else:
        server.launch()
    time.sleep(IDLE_S)
    figure = server.rss_kib() / 1024
    server.stop()
    return _row("B12", f"{name} process, idle", "MB", BUDGET_MB[name], [figure])


def _row(
    number: str, what: str, unit: str, budget: float, figures: list[float]
) -> dict[str, Any]:
    median = statistics.median(figures)
    return {
        "id": number,
        "what": what,
        "unit": unit,
        "budget": budget,
        "median": median,
        "low": min(figures),
        "high": max(figures),
        "holds": median <= budget,
    }


if __name__ == "__main__":
    raise SystemExit(main())
