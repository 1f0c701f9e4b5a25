"""One row of the speed table, and the command line that all benchmarks share."""

import argparse
import json
import math
import statistics
from collections.abc import Callable, Sequence
from typing import Any

type Row = dict[str, Any]


def row(  # noqa: PLR0913 (one row, all its parts)
    number: str,
    what: str,
    unit: str,
    budget: float,
    figures: Sequence[float],
    *,
    at_least: bool = False,
    sound: bool = True,
    note: str = "",
) -> Row:
    """Median and range of the runs against a budget.

    at_least: the budget is a lower bound. sound: False when something else went
    wrong (errors, losses), so that no figure can make it hold.
    """
    median = statistics.median(figures)
    is_within = median >= budget if at_least else median <= budget
    return {
        "id": number,
        "what": what,
        "unit": unit,
        "budget": budget,
        "at_least": at_least,
        "median": median,
        "low": min(figures),
        "high": max(figures),
        "runs": len(figures),
        "holds": is_within and sound,
        "note": note,
    }


def p95(figures: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ordered = sorted(figures)
    return ordered[max(0, math.ceil(len(ordered) * 0.95) - 1)]


def line(row: Row) -> str:
    """The row as the table prints it."""
    word = "holds" if row["holds"] else "FALLS SHORT"
    if "median" not in row:
        return f"{row['id']:<5} {row['what']:<58} {word}  {row.get('note', '')}"
    unit = row.get("unit", "")
    figure = f"{row['median']:.4g} {unit} ({row['low']:.4g}–{row['high']:.4g})"
    ratio = row["median"] / row["budget"] if row["budget"] else 0.0
    sign = "≥" if row.get("at_least") else "≤"
    return (
        f"{row['id']:<5} {row['what']:<58} {figure:<28} "
        f"{sign} {row['budget']:g} {unit} ({ratio:.0%})  {word}  {row.get('note', '')}"
    ).rstrip()


def main(measure: Callable[..., list[Row]], about: str | None, *switches: str) -> int:
    """Measure and print: lines for people, or JSON. 1 if a budget falls short.

    switches: names of yes-or-no options that `measure` takes.
    """
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="runs per figure")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    for name in switches:
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    chosen = {name: getattr(options, name) for name in switches}
    found = measure(runs=options.runs, **chosen)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for one in found:
            print(line(one))
    return 0 if found and all(one["holds"] for one in found) else 1
