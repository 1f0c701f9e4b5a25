"""What a report's rows are called, in the language of its reader.

A stored report keeps the words that it was written in; names and levels of the
rubric are the same in both languages and are looked up by key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from interviews.models import Competency, Criterion, Interview
from interviews.scoring.aggregate import round_half_up
from interviews.scoring.feedback import next_level
from interviews.scoring.wording import confidence_text


@dataclass(frozen=True)
class Words:
    """Names by key, and what each level of a criterion means."""

    axes: Mapping[str, str]
    criteria: Mapping[str, str]
    anchors: Mapping[str, Mapping[str, str]]

    def axis(self, row: Mapping[str, Any]) -> str:
        """The name of a competency; the stored one if it is gone."""
        return self.axes.get(row["key"], row["name"])

    def criterion(self, row: Mapping[str, Any]) -> str:
        """The name of a criterion; the stored one if it is gone."""
        return self.criteria.get(row["criterion"], row["name"])

    def next_step(self, criterion: str, level: int | None) -> dict[str, Any] | None:
        """The level to aim at, `{level, anchor}`, where there is a higher one."""
        aim = next_level(level)
        anchor = self.anchors.get(criterion, {}).get(str(aim))
        return {"level": aim, "anchor": anchor} if anchor else None

    def weakest_step(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """The next step of a question's lowest criterion, with its name."""
        judged = [item for item in row["criteria"] if item["level"] is not None]
        if not judged:
            return None
        lowest = min(judged, key=lambda item: int(item["level"]))
        step = self.next_step(lowest["criterion"], lowest["level"])
        return step and {**step, "name": self.criterion(lowest)}


def words_of(interview: Interview, language: str) -> Words:
    """The words of the interview's rubric."""
    criteria = list(Criterion.objects.filter(rubric=interview.rubric_id))
    return Words(
        axes={row.key: row.name_in(language) for row in Competency.objects.all()},
        criteria={row.key: row.name_in(language) for row in criteria},
        anchors={row.key: row.anchors[language] for row in criteria},
    )


def numbered(orders: Iterable[int]) -> list[str]:
    """Orders as people read them: the second 5 is 5-2, asked again."""
    seen: Counter[int] = Counter()
    names = []
    for order in orders:
        seen[order] += 1
        names.append(str(order) if seen[order] == 1 else f"{order}-{seen[order]}")
    return names


def was_asked(row: Mapping[str, Any]) -> bool:
    """False for a question that the interview ended before."""
    reasons = (item["abstain_reasons"] for item in row["criteria"])
    return bool(row["answer"]) or any(codes != ["not_asked"] for codes in reasons)


def is_judged(row: Mapping[str, Any]) -> bool:
    """Whether any criterion of the question has a level."""
    return any(item["level"] is not None for item in row["criteria"])


def level(score: float | None) -> str:
    """0-100 back to a level 1-5, one decimal, half up."""
    if score is None:
        return ""
    text = str(round_half_up(1 + Decimal(str(score)) / 25))
    return text.removesuffix(".0")


def level_range(axis: Mapping[str, Any]) -> str:
    """`3–4`; nothing where all judgements agree."""
    low, high = level(axis["low"]), level(axis["high"])
    return "" if low == high else f"{low}–{high}"


def confidence_of_all(data: Mapping[str, Any], language: str) -> str:
    """One sentence in place of the same words in every row: for rules only."""
    methods = {
        item["confidence_method"]
        for row in data["questions"]
        for item in row["criteria"]
        if item["level"] is not None
    }
    is_by_rules = methods == {"rules_capped"}
    return confidence_text("rules_only", [], 0, language) if is_by_rules else ""
