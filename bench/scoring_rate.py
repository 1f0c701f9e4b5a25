"""B6: how many answers a worker scores with a model that takes 2 s per call.

    python bench/scoring_rate.py [--runs N] [--json]

Data: invented people with short interviews, four answers each, submitted before the
worker starts, 40 answers a run; PostgreSQL and Redis of its own; tests/stub_llm.py as
the model (2 s per call, both judgements agree, so that the critical path of an answer
is one extraction and one pair of judgements: 2 calls); one worker with 8 threads on
one core. Counted from the first call to the last stored score. The CPU time is the
worker's per answer; the stub is another process.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox

THREADS = 8
ANSWERS = 40
ANSWERS_EACH = 4
CALL_S = 2.0
PATH_CALLS = 2
GIVE_UP_S = 120.0


def measure(*, runs: int = 5) -> list[rows.Row]:
    """Throughput as a share of what waiting alone would allow, and CPU per answer."""
    with (
        sandbox.data_folder() as folder,
        sandbox.redis_server(folder),
        sandbox.postgres(),
        sandbox.stub_model(delay_s=CALL_S) as model,
    ):
        from bench import world  # noqa: PLC0415 (reads the sandbox's environment)

        world.migrate()
        shares, cpu_ms = [], []
        for _run in range(runs):
            share, cpu = _run_once(model)
            shares.append(share)
            cpu_ms.append(cpu)
    return [
        rows.row(
            "B6",
            f"scoring, {THREADS} threads, 2 s per call: share of the ideal rate",
            "×",
            0.9,
            shares,
            at_least=True,
            note=f"ideal {_ideal():.1f} answers/s",
        ),
        rows.row("B6b", "worker's CPU per scored answer", "ms", 40, cpu_ms),
    ]


def _ideal() -> float:
    return THREADS / (PATH_CALLS * CALL_S)


def _run_once(model: dict[str, str]) -> tuple[float, float]:
    """(share of the ideal rate, CPU milliseconds per answer)."""
    from bench import world  # noqa: PLC0415

    people = list(world.beginners(ANSWERS // ANSWERS_EACH, scenario="short"))
    for person in people:
        world.answer(person, ANSWERS_EACH)
    ids = [person.interview for person in people]
    worker = sandbox.Server(
        *("run_worker", "--queues", "scoring", "--concurrency", str(THREADS)),
        environ=model,
    )
    sweep = sandbox.Server("sweep", "--loop", environ=model)
    worker.launch()
    sweep.launch()
    try:
        _wait(lambda: world.first_call(ids) is not None)
        before = worker.cpu_s()
        _wait(lambda: world.scored(ids) >= ANSWERS)
        used = worker.cpu_s() - before
    finally:
        worker.stop()
        sweep.stop()
    took = world.scoring_seconds(ids)
    return ANSWERS / took / _ideal(), used / ANSWERS * 1000


def _wait(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + GIVE_UP_S
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError("the worker does not score")
        time.sleep(0.05)


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
