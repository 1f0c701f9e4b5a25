"""`make bench`: one table of the speed budgets, and JSON beside it.

    python -m bench.run [--only B2,B11]

Each row comes from a script of this folder that prints it as JSON; a script that is
added goes into SCRIPTS. The figures of one run are kept in bench/results/ (not
committed), for comparison with another commit. Exits with 1 if a budget falls short.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent
# Rows → script and its arguments.
SCRIPTS: Final[dict[str, Sequence[str]]] = {
    "B2": ["live_events.py"],
    "B2b": ["live_events.py", "--rooms", "5000"],
    "B8": ["builtin_scorer.py"],
    "B11,B12": ["start.py"],
}


def main() -> int:
    """Run what was asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="rows, such as B2,B11")
    wanted = {name for name in parser.parse_args().only.split(",") if name}
    rows: list[dict[str, Any]] = []
    for names, command in SCRIPTS.items():
        if not wanted or wanted & set(names.split(",")):
            found = _run(command)
            rows.extend(found)
            for row in found:
                print(_line(row), flush=True)
    _keep(rows)
    return 0 if rows and all(row["holds"] for row in rows) else 1


def _run(command: Sequence[str]) -> list[dict[str, Any]]:
    script = [sys.executable, str(FOLDER / command[0]), *command[1:], "--json"]
    done = subprocess.run(script, stdout=subprocess.PIPE, check=False)  # noqa: S603
    try:
        found = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        name = command[0].removesuffix(".py")
        return [{"id": name, "what": "the script failed", "holds": False}]
    return found if isinstance(found, list) else [found]


def _line(row: dict[str, Any]) -> str:
    word = "holds" if row["holds"] else "falls short"
    if "median" not in row:
        return f"{row['id']:<4} {row['what']:<52} {word}"
    unit = row.get("unit", "")
    spread = f"{row['low']:.1f}-{row['high']:.1f}"
    figure = f"{row['median']:.1f} {unit} ({spread})"
    ratio = row["median"] / row["budget"] if row["budget"] else 0.0
    note = row.get("note", "")
    return (
        f"{row['id']:<4} {row['what']:<52} {figure:<26} "
        f"budget {row['budget']:g} {unit} ({ratio:.0%})  {word}  {note}"
    )


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
