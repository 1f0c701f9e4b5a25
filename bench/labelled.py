"""How often the builtin rules are right on labelled sets: résumé fields, scenarios.

    python bench/labelled.py [--runs N] [--json]

Data: the invented résumés of bench/resumes (dev and held-out; bench/resume_fields.py
says what counts as a field) and the careers of tests/cases/career_probes.json. The
rules know no chance, so one run is enough and --runs is ignored.
"""

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from bench.resume_fields import HALVES, Tally, judge
from bench.resumes.make import cases
from interviews.resumes.career import PastRole, propose

PROBES = sandbox.ROOT / "tests" / "cases" / "career_probes.json"


def measure(*, runs: int = 5) -> list[rows.Row]:
    """Rows of both sets."""
    del runs
    halves: dict[str, Tally] = {half: Tally() for half in HALVES}
    files = 0
    with contextlib.redirect_stdout(io.StringIO()):
        for half in HALVES:
            for case in cases(half):
                halves[half].update(judge(case, {}, show=False))
                files += 1
    total = Tally()
    for tally in halves.values():
        total.update(tally)
    held = halves["held-out"].accuracy
    note = f"{files} files; held-out half {held:.1%}"
    probes = json.loads(PROBES.read_text(encoding="utf-8"))
    right = sum(1 for probe in probes if _is_right(probe))
    return [
        _share("fields of labelled résumés right", 90, total.accuracy, note),
        _share(
            "proposed scenario right", 95, right / len(probes), f"{len(probes)} probes"
        ),
    ]


def _share(what: str, budget: float, share: float, note: str) -> rows.Row:
    return rows.row("Q", what, "%", budget, [share * 100], at_least=True, note=note)


def _is_right(probe: dict[str, Any]) -> bool:
    proposal = propose(
        position=probe["position"],
        major=probe["major"],
        past_roles=[PastRole(**role) for role in probe["past_roles"]],
        language=probe["language"],
    )
    return proposal.scenario == probe["scenario"]


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
