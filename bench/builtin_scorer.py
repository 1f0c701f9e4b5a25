"""B8: the builtin scorer alone, from the text to checked conclusions.

    python bench/builtin_scorer.py [--runs N] [--json]

Data: the 24 answers of tests/cases/scoring_sample.jsonl, two criteria each; every
pass changes each sentence by a number, so that no cache can answer. One process on
one core, CPU seconds. Budget: >= 150 answers/s per core, memory flat (resident set
grows by at most 2 MB between the first and the last run). Exits with 1 if not.
"""

import argparse
import gc
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.unit.ai.builtin_pipeline import ROOT, score

BUDGET_PER_S = 150
FLAT_MB = 2.0
PASSES = 6

type Entry = tuple[str, str, str, list[str]]


def main() -> int:
    """Print the row of the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    row = measure(runs=options.runs)
    if options.json:
        print(json.dumps(row))
    else:
        print(
            f"B8 builtin scorer: {row['median']:.0f} answers/s per core "
            f"({row['low']:.0f}-{row['high']:.0f}), memory {row['grown_mb']:+.1f} MB; "
            f"budget {BUDGET_PER_S}/s, {'holds' if row['holds'] else 'falls short'}"
        )
    return 0 if row["holds"] else 1


def measure(*, runs: int = 5) -> dict[str, Any]:
    """Answers per CPU second (median of the runs) and growth of the resident set."""
    answers = _answers()
    _pass(answers, 0)  # word lists and the rubric are read once per process
    rates: list[float] = []
    resident: list[float] = []
    for run in range(max(2, runs)):
        started = time.process_time()
        for number in range(PASSES):
            _pass(answers, 1 + run * PASSES + number)
        rates.append(len(answers) * PASSES / (time.process_time() - started))
        gc.collect()
        resident.append(_resident_mb())
    grown = resident[-1] - resident[0]
    median = statistics.median(rates)
    return {
        "id": "B8",
        "what": "builtin scorer, answers/s per core",
        "budget": BUDGET_PER_S,
        "at_least": True,
        "unit": "/s",
        "median": median,
        "low": min(rates),
        "high": max(rates),
        "grown_mb": grown,
        "holds": median >= BUDGET_PER_S and grown <= FLAT_MB,
    }


def _answers() -> list[Entry]:
    """Language, question, text and both criteria of each answer."""
    lines = (ROOT / "tests" / "cases" / "scoring_sample.jsonl").read_text().splitlines()
    found: dict[str, Entry] = {}
    for row in map(json.loads, lines):
        text = row["answer"]["text"]
        entry: Entry = (row["language"], row["question"]["text"], text, [])
        found.setdefault(text, entry)[3].append(row["criterion"]["id"])
    return list(found.values())


def _pass(answers: list[Entry], number: int) -> None:
    for language, question, text, keys in answers:
        fresh = text.replace(".", f" {number}.")
        score(fresh, question, language, keys)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1_048_576


if __name__ == "__main__":
    raise SystemExit(main())
