"""B7: from the last judged answer to the report, with builtin rules and with a model.

    python bench/report_time.py [--runs N] [--json]

Data: invented people who register and play a short interview over the API against
`manage.py demo` as a newcomer starts it (one process, SQLite): once with the builtin
rules, once with tests/stub_llm.py as the model (2 s per call). Before the last
question they wait until all answers so far are scored, as typing takes longer than
that; then answer it, hand in and poll for the report. Critical path of the model: one
extraction and one pair of judgements that agree, 2 calls.
"""

import sys
import time
from pathlib import Path
from typing import Any, override

import httpx2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from tests.e2e.client import ApiCandidate

CALL_S = 2.0
PATH_CALLS = 2
UNLIMITED = {"API_PER_MINUTE": "1000000", "API_BURST": "1000000"}
JUDGED = {"SCORED", "FAILED"}


class Candidate(ApiCandidate):
    """Plays a short interview and looks at the clock."""

    answered = 0.0

    @override
    def call(self, method: str, path: str, **options: Any) -> httpx2.Response:
        """Note when an answer is sent."""
        if path.endswith("/answer"):
            self.answered = time.monotonic()
        return super().call(method, path, **options)

    def play(self) -> float:
        """Seconds from the last answer to the report."""
        self.start("short")
        while (state := self.questions())["remaining"]:
            if state["remaining"] == 1:
                self._wait_for_scores()
            if not self.answer_next(sandbox.ANSWER):
                break
        self.complete()
        self.report()
        return time.monotonic() - self.answered

    def _wait_for_scores(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            state = self.questions()["questions"]
            given = [row for row in state if row["status"] == "ANSWERED"]
            if all(row["answer_status"] in JUDGED for row in given):
                return
            time.sleep(0.1)


def measure(*, runs: int = 5) -> list[rows.Row]:
    """Rows with and without a model."""
    builtin = _times({}, runs)
    with sandbox.stub_model(delay_s=CALL_S) as model:
        stub = _times(model, runs)
    path_s = PATH_CALLS * CALL_S
    return [
        rows.row("B7", "last answer → report, builtin rules", "s", 2.0, builtin),
        rows.row(
            "B7b",
            f"last answer → report, model of {CALL_S:g} s a call",
            "s",
            path_s + 1.0,
            stub,
            note=f"critical path {PATH_CALLS} calls = {path_s:g} s",
        ),
    ]


def _times(model: dict[str, str], runs: int) -> list[float]:
    with sandbox.data_folder():
        demo = sandbox.Server("demo", core=-1, environ={**UNLIMITED, **model})
        demo.start(path="/readyz")
        try:
            url = f"http://127.0.0.1:{demo.port}"
            return [
                Candidate(url, f"report{number}@bench.example").play()
                for number in range(runs)
            ]
        finally:
            demo.stop()


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
