"""`make bench`: one table of the speed budgets, and JSON beside it.

    python -m bench.run [--only B2,B11] [--runs N]

Each row comes from a script of this folder that prints it as JSON; a script that is
added goes into SCRIPTS. Every script has its own temporary data and servers on
127.0.0.1 and takes them away again. The figures of one run are kept in bench/results/
(not committed), for comparison with another commit. Exits with 1 if a budget falls
short. All rows take about 25 minutes.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.rows import line

FOLDER: Final = Path(__file__).parent
# Rows → script and its arguments.
SCRIPTS: Final[dict[str, Sequence[str]]] = {
    "B1,B1b": ["polling.py"],
    "B2": ["live_events.py"],
    "B2b": ["live_events.py", "--rooms", "5000"],
    "B3": ["shown.py"],
    "B4": ["pages.py"],
    "B5,B5b": ["answering.py"],
    "B5c": ["answering.py", "--sqlite"],
    "B6,B6b": ["scoring_rate.py"],
    "B7,B7b": ["report_time.py"],
    "B8": ["builtin_scorer.py"],
    "B11,B12": ["start.py"],
    "B13": ["prompt_tokens.py"],
    "B14,B14b": ["page_weight.py"],
    "B15": ["resume_time.py"],
    "Q": ["labelled.py"],
}
GIVE_UP_S: Final = 900


def main() -> int:
    """Run what was asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="rows, such as B2,B11")
    parser.add_argument("--runs", help="runs per figure, where there is a choice")
    options = parser.parse_args()
    wanted = {name for name in options.only.split(",") if name}
    runs = ["--runs", options.runs] if options.runs else []
    rows: list[dict[str, Any]] = []
    for names, command in SCRIPTS.items():
        if not wanted or wanted & set(names.split(",")):
            found = _run([*command, *runs])
            rows.extend(found)
            for row in found:
                print(line(row), flush=True)
    _keep(rows)
    return 0 if rows and all(row["holds"] for row in rows) else 1


def _run(command: Sequence[str]) -> list[dict[str, Any]]:
    script = [sys.executable, str(FOLDER / command[0]), *command[1:], "--json"]
    name = command[0].removesuffix(".py")
    process = subprocess.Popen(script, stdout=subprocess.PIPE)  # noqa: S603
    try:
        output, _ = process.communicate(timeout=GIVE_UP_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)  # it takes its servers away with it
        process.communicate()
        return [{"id": "?", "what": f"{name} did not end", "holds": False}]
    try:
        found = json.loads(output.splitlines()[-1])
    except (IndexError, ValueError):
        return [{"id": "?", "what": f"{name} failed", "holds": False}]
    return found if isinstance(found, list) else [found]


def _keep(rows: list[dict[str, Any]]) -> None:
    folder = FOLDER / "results"
    folder.mkdir(exist_ok=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    ).stdout.strip()
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{commit or 'unknown'}.json"
    (folder / name).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
