"""Verify what was stored about scores: records, answers and chains."""

from __future__ import annotations

from interviews.actions.reading import nfc
from interviews.models import Evaluation, Interview
from interviews.scoring.record import RecordBroken, check_record, verify_chain


def verify_all() -> tuple[int, list[str]]:
    """(records that hold, one sentence per broken chain); reads, changes nothing."""
    verified, broken = 0, []
    judged = Evaluation.objects.values_list("interview_id", flat=True).distinct()
    for interview in Interview.objects.filter(pk__in=judged).order_by("pk").iterator():
        try:
            verified += verify(interview)
        except RecordBroken as error:
            broken.append(f"{interview.public_id}: {error}")
    return verified, broken


def verify(interview: Interview) -> int:
    """Number of records of one interview; RecordBroken at the first that is wrong."""
    rows = list(
        Evaluation.objects.filter(interview=interview)
        .select_related("answer")
        .order_by("seq")
    )
    for row in rows:
        check_record(row.record, nfc(row.answer.text))
        if (row.level, row.log_hash) != (row.record["level"], row.record["log_hash"]):
            raise RecordBroken("I4", f"the columns of record {row.seq} differ from it")
    return verify_chain([row.record for row in rows])
