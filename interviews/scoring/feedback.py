"""Strengths, improvements and feedback, put together from levels and quotes.

Nothing is written that the record does not show: praise needs a level and a
verified quote, advice is the anchor of the next level and the part of the story
that the quotes lack. Where nothing was judged, the reason stands instead.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from interviews.scoring.evidence import Evidence
from interviews.scoring.wording import ADD, FRAMES, TOLD, reason_text

MAX_POINTS: Final = 3
MAX_QUOTES: Final = 2
_NUMBER: Final = re.compile(
    r"\d|(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|몇십|수십|수백)\s?(?:명|개|건|번|배|주|달|시간|가지|곳)"
    r"|절반|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|half"
    r"|dozen|hundred|thousand|doubled|halved|twice)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion of one answer stands; texts in the report's language.

    status: `scored`, `abstained`, `failed`, `pending`; anchors: the texts of all
    five levels; reasons: abstain reasons, the most telling first.
    """

    criterion: str
    name: str
    axis: str
    status: str
    level: int | None = None
    evidence: tuple[Evidence, ...] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One answered question with its criteria."""

    turn_id: str
    order: int
    criteria: tuple[CriterionResult, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A strength or an improvement with the quotes that it rests on."""

    text: str
    criterion: str
    axis: str
    level: int
    turn_id: str
    order: int
    evidence: tuple[Evidence, ...]

    def as_dict(self) -> dict[str, Any]:
        """The shape of product.md §4: `{text, evidence:[…]}`, and where from."""
        return {
            "text": self.text,
            "criterion": self.criterion,
            "axis": self.axis,
            "level": self.level,
            "evidence": [
                {
                    "turn_id": self.turn_id,
                    "order": self.order,
                    "quote": item.quote,
                    "start": item.start,
                    "end": item.end,
                    "polarity": item.polarity,
                }
                for item in self.evidence
            ],
        }


type _Judged = tuple[QuestionResult, CriterionResult, int]


def strengths(questions: Iterable[QuestionResult], language: str) -> list[Point]:
    """Up to three criteria at level 4 or 5, one per criterion, best first.

    If there are none, up to three at level 3, said to be sound and no more.
    """
    judged = [j for j in _judged(questions) if _quotes(j[1], "for")]
    ranked = sorted(judged, key=lambda j: (-j[2], j[0].order, j[1].criterion))
    best = [j for j in ranked if j[2] >= 4] or [j for j in ranked if j[2] == 3]
    return [_strength(j, language) for j in _one_each(best)]


def improvements(questions: Iterable[QuestionResult], language: str) -> list[Point]:
    """Up to three criteria below level 5, one per criterion, lowest first."""
    judged = [j for j in _judged(questions) if j[2] < 5 and j[1].evidence]
    ranked = sorted(judged, key=lambda j: (j[2], j[0].order, j[1].criterion))
    return [_improvement(j, language) for j in _one_each(ranked)]


def question_feedback(question: QuestionResult, language: str) -> str:
    """Levels, what they rest on, the next step, and what was not judged and why."""
    judged = [(c, c.level) for c in question.criteria if c.level is not None]
    parts: list[str] = []
    if judged:
        parts.append(_levels(judged, language))
        quotes = [item for c, _ in judged for item in c.evidence]
        parts.append(_told(quotes, language))
        lowest, level = min(judged, key=lambda pair: pair[1])
        if level < 5:
            parts.append(_step(lowest, level, language, "step"))
    parts += [_unjudged(c, language) for c in question.criteria if c.level is None]
    return " ".join(part for part in dict.fromkeys(parts) if part)


def _judged(questions: Iterable[QuestionResult]) -> list[_Judged]:
    return [
        (question, criterion, criterion.level)
        for question in questions
        for criterion in question.criteria
        if criterion.status == "scored" and criterion.level is not None
    ]


def _one_each(ranked: Sequence[_Judged]) -> list[_Judged]:
    first: dict[str, _Judged] = {}
    for item in ranked:
        first.setdefault(item[1].criterion, item)
    return list(first.values())[:MAX_POINTS]


def _strength(judged: _Judged, language: str) -> Point:
    question, criterion, level = judged
    quotes = _quotes(criterion, "for")
    frame = FRAMES[language]["strength" if level >= 4 else "sound"]
    told = _told(quotes, language)
    text = frame.format(name=criterion.name, level=level, told=told)
    return _point(text, question, criterion, level, quotes)


def _improvement(judged: _Judged, language: str) -> Point:
    question, criterion, level = judged
    text = _step(criterion, level, language, "improve")
    quotes = _quotes(criterion, "against") or criterion.evidence
    return _point(text, question, criterion, level, quotes)


def _point(
    text: str,
    question: QuestionResult,
    criterion: CriterionResult,
    level: int,
    quotes: Sequence[Evidence],
) -> Point:
    return Point(
        text=text,
        criterion=criterion.criterion,
        axis=criterion.axis,
        level=level,
        turn_id=question.turn_id,
        order=question.order,
        evidence=tuple(quotes[:MAX_QUOTES]),
    )


def _quotes(criterion: CriterionResult, polarity: str) -> tuple[Evidence, ...]:
    """Verified quotes of one polarity, results and actions first."""
    rank = {"result": 0, "action": 1}
    found = [e for e in criterion.evidence if e.verified and e.polarity == polarity]
    return tuple(sorted(found, key=lambda e: (rank.get(e.star, 2), e.start)))


def _told(quotes: Sequence[Evidence], language: str) -> str:
    """What the quotes show, in one or two short sentences."""
    told = TOLD[language]
    parts = {item.star for item in quotes if item.polarity == "for"}
    against = any(item.polarity == "against" for item in quotes)
    if against and not parts & {"action", "result"}:
        return told["against"]
    if {"action", "result"} <= parts:
        shown = told["both"]
    else:
        shown = next(
            (told[k] for k in ("action", "result") if k in parts), told["other"]
        )
    exact = any(_NUMBER.search(item.quote) for item in quotes)
    return f"{shown} {told['number']}" if exact else shown


def _add(criterion: CriterionResult, language: str) -> str:
    """The first thing that the quotes lack: own action, result, a figure."""
    parts = {item.star for item in criterion.evidence}
    for part in ("action", "result"):
        if part not in parts:
            return ADD[language][part]
    exact = any(_NUMBER.search(item.quote) for item in criterion.evidence)
    return "" if exact else ADD[language]["number"]


def _step(criterion: CriterionResult, level: int, language: str, frame: str) -> str:
    """What to add, and the anchor to aim at.

    Anchors 1 and 2 describe what is missing, so the aim is level 3 at least.
    """
    aim = max(level + 1, 3)
    text = FRAMES[language][frame].format(
        name=criterion.name,
        level=level,
        add=_add(criterion, language),
        next=aim,
        anchor=criterion.anchors[aim].rstrip("."),
    )
    return re.sub(r"\s{2,}", " ", text)


def _levels(judged: Sequence[tuple[CriterionResult, int]], language: str) -> str:
    frame = FRAMES[language]
    levels = ", ".join(
        frame["level"].format(name=c.name, level=level) for c, level in judged
    )
    text = frame["levels"].format(levels=levels)
    # 2, 4, 5, 9 end in a vowel and 1, 7, 8 in ㄹ: "수준 4로"; 3 and 6 take "으로".
    ending = "으로" if levels[-1:] in {"3", "6"} else "로"
    return text.replace("(으)로", ending)


def _unjudged(criterion: CriterionResult, language: str) -> str:
    code = criterion.reasons[0] if criterion.reasons else criterion.status
    reason = reason_text("no_evidence" if code == "abstained" else code, language)
    return FRAMES[language]["unjudged"].format(name=criterion.name, reason=reason)
