"""What no file may cost: reliability.md's limits of a document job."""

from __future__ import annotations

from tests.corpora.readings import Reading

CPU_SECONDS = 10.5
MEMORY_MB = 512.0


def assert_within_limits(reading: Reading) -> None:
    """The file cost no more than the child may use, and nobody had to wait for it."""
    assert reading.died != "late"
    assert reading.cpu_seconds <= CPU_SECONDS
    assert reading.peak_mb <= MEMORY_MB
