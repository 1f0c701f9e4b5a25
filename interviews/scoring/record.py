"""The score record of scoring.md §4, its invariants and its log chain.

Invariants are checked on write and on every read; whoever meets `RecordBroken`
shows an error to staff, never a score.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Final

from interviews.scoring.bands import Conclusion, evidence_gap
from interviews.scoring.evidence import Evidence
from interviews.scoring.judge import agreement_of, median_level
from interviews.scoring.text import sha256_text

CODE_VERSION: Final = "scoring/2"
STATUSES: Final = frozenset({"scored", "abstained", "failed"})
GENESIS: Final = "0" * 64

type Record = dict[str, Any]


class RecordBroken(Exception):
    """A stored record contradicts itself or its answer.

    invariant: `I1`, `I2`, `I3` or `I4`, or `shape` for a missing key.
    """

    def __init__(self, invariant: str, detail: str) -> None:
        """Name the invariant, and say what is wrong without quoting the answer."""
        super().__init__(f"{invariant}: {detail}")
        self.invariant = invariant
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Facts:
    """Who scored what, with what: the part of a record that is known beforehand."""

    score_id: str
    mode: str
    scorer: str
    scorer_version: str
    answer_id: str
    answer_sha256: str
    rubric_id: str
    rubric_content_hash: str
    criterion: str
    axis: str
    created_at: str
    question_version: int = 1
    supersedes: str | None = None
    model: Mapping[str, Any] = field(default_factory=dict)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    code_version: str = CODE_VERSION


def build_record(
    facts: Facts, conclusion: Conclusion, answer_text: str, prev_log_hash: str = GENESIS
) -> Record:
    """Make the record, seal it and check it; raises RecordBroken."""
    summary = conclusion.summary
    record: Record = {
        **asdict(facts),
        "model": dict(facts.model),
        "prompt_hashes": dict(facts.prompt_hashes),
        "status": conclusion.status,
        "offset_unit": "unicode_codepoint",
        "normalization": "NFC",
        "scale": [1, 2, 3, 4, 5],
        "level": conclusion.level,
        "level_samples": list(conclusion.samples),
        "spread": summary.spread if summary else None,
        "agreement": three_places(summary.agreement) if summary else None,
        "confidence": three_places(summary.confidence) if summary else None,
        "confidence_method": summary.confidence_method if summary else "none",
        "evidence": [item.as_dict() for item in conclusion.evidence],
        "dropped_evidence": [item.as_dict() for item in conclusion.dropped],
        "rationale": conclusion.rationale,
        "abstain_reasons": list(conclusion.abstain_reasons),
        "flags": list(conclusion.flags),
        "prev_log_hash": prev_log_hash,
    }
    record["log_hash"] = log_hash(record)
    check_record(record, answer_text)
    return record


def check_record(record: Mapping[str, Any], answer_text: str) -> None:
    """Check I1-I4 of one record against the stored NFC text of its answer."""
    try:
        _check_evidence(record, answer_text)
        _check_status(record)
        _check_level(record)
        _check_seal(record)
    except (KeyError, TypeError) as missing:
        raise RecordBroken("shape", f"{type(missing).__name__}: {missing}") from missing


def canonical_json(value: object) -> bytes:
    """One byte string per value: sorted keys, no spaces, no NaN, UTF-8."""
    text = json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )
    return text.encode("utf-8", "surrogatepass")


def log_hash(record: Mapping[str, Any]) -> str:
    """Hash of the previous hash and of the record without its own."""
    body = {key: value for key, value in record.items() if key != "log_hash"}
    sealed = str(record["prev_log_hash"]).encode() + canonical_json(body)
    return hashlib.sha256(sealed).hexdigest()


def verify_chain(records: Iterable[Mapping[str, Any]]) -> int:
    """Walk the log from its first record; returns how many links hold.

    Raises RecordBroken("I4") at the first that does not. A tombstone (status
    `erased`) keeps only its place: `prev_log_hash` and `log_hash`.
    """
    previous = GENESIS
    count = 0
    for record in records:
        if record["prev_log_hash"] != previous:
            raise RecordBroken("I4", f"record {count} does not follow the one before")
        if record.get("status") != "erased":
            _check_seal(record)
        previous = record["log_hash"]
        count += 1
    return count


def tombstone(record: Mapping[str, Any]) -> Record:
    """What retention leaves of a record, so that the chain still holds."""
    keys = ("score_id", "created_at", "prev_log_hash", "log_hash")
    return {**{key: record[key] for key in keys}, "status": "erased"}


def scorer_version(**parts: object) -> str:
    """Short hash of model, prompts, settings and code: another mix, another scorer."""
    body = canonical_json({"code": CODE_VERSION, **parts})
    return hashlib.sha256(body).hexdigest()[:16]


def three_places(value: Fraction | None) -> float | None:
    """A share as it is stored."""
    return None if value is None else round(float(value), 3)


def _check_evidence(record: Mapping[str, Any], answer_text: str) -> None:
    if record["answer_sha256"] != sha256_text(answer_text):
        raise RecordBroken("I1", "the answer is not the one that was scored")
    for number, item in enumerate(record["evidence"]):
        start, end = item["start"], item["end"]
        if not 0 <= start < end <= len(answer_text):
            raise RecordBroken("I1", f"quote {number} lies outside the answer")
        if item["verified"] and answer_text[start:end] != item["quote"]:
            raise RecordBroken("I1", f"quote {number} is not in its place")


def _check_status(record: Mapping[str, Any]) -> None:
    status, level = record["status"], record["level"]
    if status not in STATUSES:
        raise RecordBroken("I2", f"unknown status {status!r}")
    if (status == "abstained") != bool(record["abstain_reasons"]):
        raise RecordBroken("I2", f"a record with reasons cannot be {status}")
    if status != "scored" and level is not None:
        raise RecordBroken("I2", f"a level although the status is {status}")
    if status == "scored":
        _check_scored(record, level)


def _check_scored(record: Mapping[str, Any], level: object) -> None:
    if type(level) is not int or level not in {1, 2, 3, 4, 5}:
        raise RecordBroken("I2", "scored without a level from 1 to 5")
    evidence = [
        Evidence(
            quote=item["quote"],
            start=item["start"],
            end=item["end"],
            star=item["star"],
            polarity=item["polarity"],
            verified=item["verified"],
        )
        for item in record["evidence"]
    ]
    gap = evidence_gap(level, evidence)
    if gap:
        raise RecordBroken("I2", f"the evidence minimum is not met: {gap}")


def _check_level(record: Mapping[str, Any]) -> None:
    if record["status"] != "scored":
        return
    samples, level = record["level_samples"], record["level"]
    try:
        median = median_level(samples)
    except ValueError as wrong:
        raise RecordBroken("I3", str(wrong)) from wrong
    if median != level:
        raise RecordBroken("I3", "the level is not the median of the samples")
    if record["spread"] != max(samples) - min(samples):
        raise RecordBroken("I3", "the spread is not max - min")
    if record["agreement"] != three_places(agreement_of(samples, level)):
        raise RecordBroken("I3", "the agreement is not the share of equal samples")


def _check_seal(record: Mapping[str, Any]) -> None:
    if record["log_hash"] != log_hash(record):
        raise RecordBroken("I4", "the record was changed after it was sealed")
