"""What a report says where levels may not be shown: quotes and reasons, no number.

A rule of display (scoring.md §5): the score records keep their levels, so that a
scorer can be compared with people; nothing that can be read back into a level, an
axis or an overall leaves in a report.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

REASON: Final = "not_validated"
# Reasons cite quotes as [1]; any other number may be a level or make one up.
_CITED: Final = re.compile(r"\[\s*\d+(?:\s*[-~,]\s*\d+)*\s*\]")
_LEVEL: Final = re.compile(r"수준|\blevels?\b", re.IGNORECASE)


def without_levels(report: Mapping[str, Any]) -> dict[str, Any]:
    """The same report with every number withheld and the reason in its place."""
    return {
        **report,
        "overall": None,
        "overall_reason": REASON,
        "calculation": "",
        "axes": [_axis(axis) for axis in report["axes"]],
        "strengths": [],
        "improvements": [],
        "questions": [_question(row) for row in report["questions"]],
    }


def is_telling(reason: str) -> bool:
    """Whether a reason has a number, or speaks of the level in words."""
    rest = _CITED.sub("", reason)
    return bool(_LEVEL.search(rest)) or any(map(str.isnumeric, rest))


def _axis(axis: Mapping[str, Any]) -> dict[str, Any]:
    reason = axis["not_judged_reason"] or REASON
    numbers = dict.fromkeys(("score", "low", "high"))
    return {**axis, **numbers, "not_judged_reason": reason}


def _question(row: Mapping[str, Any]) -> dict[str, Any]:
    criteria = [_criterion(item) for item in row["criteria"]]
    return {**row, "feedback": "", "criteria": criteria}


def _criterion(item: Mapping[str, Any]) -> dict[str, Any]:
    reason = "" if is_telling(item["rationale"]) else item["rationale"]
    if item["level"] is None:
        return {**item, "rationale": reason}
    return {
        **item,
        "rationale": reason,
        "level": None,
        "confidence": None,
        "confidence_method": "none",
        "level_samples": [],
        "abstain_reasons": [REASON],
    }
