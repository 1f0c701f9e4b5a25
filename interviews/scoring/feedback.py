"""Strengths, improvements and feedback, put together from levels and quotes.

Nothing is written that the record does not show: praise needs a level and a
verified quote, advice is the part of the story that the quotes lack. Where nothing
was judged, there is no feedback: the reason stands beside the criterion.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from interviews.scoring.evidence import Evidence
from interviews.scoring.wording import ADD, FRAMES, TOLD

MAX_POINTS: Final = 3
MAX_QUOTES: Final = 2
# No level from here on is given without an action of one's own.
ACTED_FROM: Final = 3
_NUMBER: Final = re.compile(
    r"\d|(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|몇십|수십|수백)\s?(?:명|개|건|번|배|주|달|시간|가지|곳)"
    r"|절반|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|half"
    r"|dozen|hundred|thousand|doubled|halved|twice)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion of one answer stands; texts in the report's language.

    status: `scored`, `abstained`, `failed`, `pending`; reasons: abstain reasons, the
    most telling first.
    """

    criterion: str
    name: str
    axis: str
    status: str
    level: int | None = None
    evidence: tuple[Evidence, ...] = ()
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
    """What the best criterion shows and what the weakest lacks; no row said again."""
    judged = [(c, c.level) for c in question.criteria if c.level is not None]
    if not judged:
        return ""
    best, _level = max(judged, key=lambda pair: pair[1])
    lowest, level = min(judged, key=lambda pair: pair[1])
    frame = FRAMES[language]
    parts = [frame["shown"].format(name=best.name, told=_told(best.evidence, language))]
    add = _add(lowest, level, language) if level < 5 else ""
    if add:
        parts.append(frame["step"].format(name=lowest.name, add=add))
    return " ".join(parts)


def next_level(level: int | None) -> int | None:
    """The level to aim at from here; None from the highest one, or without a level.

    Anchors 1 and 2 describe what is missing, so the aim is level 3 at least.
    """
    return None if level is None or level >= 5 else max(level + 1, 3)


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
    add = _add(criterion, level, language)
    frame = FRAMES[language]["improve"]
    text = frame.format(name=criterion.name, level=level, add=add).rstrip()
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


def _add(criterion: CriterionResult, level: int, language: str) -> str:
    """The first thing that the record lacks: own action, result, a figure.

    A quote has one tag even if it tells more; what the level needs was told.
    """
    parts = {item.star for item in criterion.evidence}
    if level >= ACTED_FROM:
        parts.add("action")
    for part in ("action", "result"):
        if part not in parts:
            return ADD[language][part]
    exact = any(_NUMBER.search(item.quote) for item in criterion.evidence)
    return "" if exact else ADD[language]["number"]
