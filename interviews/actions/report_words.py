"""What a report's rows and limits are called, in the language of its reader.

A stored report keeps the words that it was written in; names and levels of the
rubric are the same in both languages and are looked up by key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interviews.models import Competency, Criterion, Interview
from interviews.scoring.aggregate import round_half_up
from interviews.scoring.feedback import next_level
from interviews.scoring.withhold import REASON as WITHHELD
from interviews.scoring.wording import confidence_text

# A quoted range: the question's turn, where it begins and where it ends.
type Span = tuple[str, int, int]


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


def evidence_numbers(data: Mapping[str, Any]) -> dict[Span, int]:
    """A number for each quoted range, in reading order."""
    spans: dict[Span, None] = {}
    for row in data["questions"]:
        own = {
            (row["turn_id"], item["start"], item["end"])
            for criterion in row["criteria"]
            for item in criterion["evidence"]
        }
        spans.update(dict.fromkeys(sorted(own)))
    return {span: number for number, span in enumerate(spans, start=1)}


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


def limits(
    kind: str, scorer: str | None, axes: Sequence[Mapping[str, Any]]
) -> list[str]:
    """What a reader must know before believing a number, in the active language."""
    is_by_rules = "builtin_rules" in (scorer or "")
    told = [label(kind, scorer)]
    if scorer:
        told += [
            _("말의 내용만 봤어요. 표정, 목소리, 말투, 억양은 보지 않아요."),
            _("이 기준표와 언어로는 아직 사람의 평가와 비교해 검증하지 않았어요."),
        ]
    if is_by_rules:
        told.append(
            _(
                "내장 규칙은 문장에 드러난 상황·행동·결과와 구체성의 표시를 세어요. "
                "뜻을 이해하지 못하고, 꾸민 말에 흔들릴 수 있어요."
            )
        )
    unknown = {axis["not_judged_reason"] for axis in axes if axis["planned"]}
    if unknown - {None, WITHHELD}:
        told.append(_("근거가 없는 역량은 계산에서 뺐어요."))
    return told


def label(kind: str, scorer: str | None) -> str:
    """Who judged, in a sentence; nobody is named where nobody did."""
    is_practice = kind == Interview.Kind.PRACTICE
    if not scorer:
        return (
            _("채점하지 않은 연습이에요. 답변만 그대로 보여 드려요.")
            if is_practice
            else _("채점하지 않은 면접이에요. 결정은 사람이 해요.")
        )
    if not is_practice:
        return _("AI가 만든 초안이에요. 결정은 사람이 해요.")
    if "builtin_rules" in scorer:
        return _("정해진 규칙이 만든 연습용 피드백이에요. 채용에 쓰지 않아요.")
    return _("AI가 만든 연습용 피드백이에요. 채용에 쓰지 않아요.")
