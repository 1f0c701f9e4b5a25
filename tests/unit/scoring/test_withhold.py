"""Withheld levels: quotes and reasons stay, no number can be read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from interviews.scoring.withhold import without_levels

QUOTE = {"quote": "큐를 나누었습니다", "start": 3, "end": 12, "polarity": "for"}
AXIS = {
    "key": "technical",
    "name": "직무 전문성",
    "weight": 1.0,
    "score": 62.5,
    "n": 2,
    "planned": 4,
    "low": 50.0,
    "high": 75.0,
    "not_judged_reason": None,
    "questions": [3],
}
SCORED = {
    "criterion": "technical_depth",
    "status": "scored",
    "level": 4,
    "confidence": 0.6667,
    "confidence_method": "agreement_raw",
    "level_samples": [4, 4, 3],
    "evidence": [QUOTE],
    "rationale": "직접 한 행동과 결과가 있다 [1].",
    "abstain_reasons": [],
    "flags": [],
}
ABSTAINED = {
    **SCORED,
    "status": "abstained",
    "level": None,
    "confidence": None,
    "confidence_method": "none",
    "level_samples": [],
    "evidence": [],
    "abstain_reasons": ["no_evidence"],
}
REPORT: dict[str, Any] = {
    "overall": 62.5,
    "overall_reason": None,
    "calculation": "(62.5) ÷ 1 = 62.5",
    "coverage": 0.5,
    "axes": [AXIS, {**AXIS, "score": None, "not_judged_reason": "not_asked"}],
    "strengths": [{"text": "수준 4", "level": 4}],
    "improvements": [{"text": "수준 2", "level": 2}],
    "questions": [
        {"order": 3, "feedback": "수준 4로 봤어요.", "criteria": [SCORED, ABSTAINED]}
    ],
}
NUMBERS = {"overall", "score", "low", "high", "level", "confidence"}


def values(data: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, however deep."""
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in rows:
        yield str(key), value
        if isinstance(value, dict | list):
            yield from values(value)


def test_no_number_is_left() -> None:
    shown = dict[str, list[Any]]()
    for key, value in values(without_levels(REPORT)):
        shown.setdefault(key, []).append(value)

    assert all(set(shown[name]) == {None} for name in NUMBERS)
    assert shown["level_samples"] == [[], []]
    assert shown["strengths"] == shown["improvements"] == [[]]
    assert shown["feedback"] == shown["calculation"] == [""]


def test_quotes_and_reasons_stay() -> None:
    shown = without_levels(REPORT)

    scored, abstained = shown["questions"][0]["criteria"]
    assert scored["evidence"] == [QUOTE]
    assert scored["rationale"] == SCORED["rationale"]
    assert scored["abstain_reasons"] == ["not_validated"]
    assert abstained == ABSTAINED
    assert shown["overall_reason"] == "not_validated"
    reasons = [axis["not_judged_reason"] for axis in shown["axes"]]
    assert reasons == ["not_validated", "not_asked"]


def test_what_was_stored_is_not_touched() -> None:
    without_levels(REPORT)

    assert REPORT["overall"] == 62.5
    assert REPORT["questions"][0]["criteria"][0] is SCORED
    assert SCORED["level"] == 4


def test_a_reason_from_which_the_level_can_be_told_goes_too() -> None:
    telling = {**SCORED, "rationale": "이야기 구성 4/4, 구체성 3/3. 근거 1, 2."}
    report = {
        **REPORT,
        "questions": [{**REPORT["questions"][0], "criteria": [telling]}],
    }

    (shown,) = without_levels(report)["questions"][0]["criteria"]

    assert shown["rationale"] == ""
    assert shown["evidence"] == [QUOTE]
