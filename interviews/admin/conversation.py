"""What the page of an interview shows: who said what, what was judged and how."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django_stubs_ext import StrOrPromise

from accounts.admin.columns import moment
from interviews.actions.reading import answer_of, turns_of
from interviews.admin.withheld import UNCHECKED, reason_shown
from interviews.admin.words import (
    EVALUATION,
    PURPOSE,
    SOURCE,
    confidence_of,
    scorer_of,
    why,
)
from interviews.models import AICall, Answer, Criterion, Evaluation, Interview, Turn

CALLS: Final = 200


@dataclass(slots=True)
class Judged:
    """One criterion of one answer: name, score record, confidence in words, quotes.

    level: 1-5, None where there is none, words where it is withheld; reason: what
    was given for it, or the same words.
    """

    name: str
    row: Evaluation
    level: StrOrPromise | int | None
    confidence: str
    reason: StrOrPromise
    quotes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def status(self) -> StrOrPromise:
        """What came of judging, in words."""
        return EVALUATION.get(self.row.status, self.row.status)

    @property
    def reasons(self) -> list[str]:
        """Why there is no level, if there is none."""
        return [why(code) for code in self.row.record.get("abstain_reasons", [])]


@dataclass(slots=True)
class Step:
    """One question with its answer and what came of it."""

    turn: Turn
    name: str
    answer: Answer | None
    judged: list[Judged] = field(default_factory=list)

    @property
    def source(self) -> StrOrPromise:
        """Where the question came from, in words."""
        return SOURCE.get(self.turn.source, self.turn.source)

    @property
    def skipped(self) -> str:
        """Why it was not asked or not answered; nothing if it was."""
        return why(self.turn.skip_reason)


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a model: when and what for, in words."""

    row: AICall
    at: str
    purpose: StrOrPromise


def steps_of(interview: Interview, *, shows_scores: bool, language: str) -> list[Step]:
    """Every question that was asked or skipped, in order; drafts are not shown."""
    names = {row["key"]: row[f"name_{language}"] for row in interview.plan}
    steps = []
    for turn in turns_of(interview):
        if turn.asked_at is None and not turn.skip_reason:
            continue
        answer = answer_of(turn)
        is_given = answer is not None and answer.submitted_at is not None
        name = names.get(turn.stage, turn.stage)
        steps.append(Step(turn, name, answer if is_given else None))
    if shows_scores:
        _add_scores(interview, steps, language)
    return steps


def scorers_of(steps: list[Step]) -> list[str]:
    """Who judged this interview, each once."""
    found = {scorer_of(one.row.record) for step in steps for one in step.judged}
    return sorted(found)


def _add_scores(interview: Interview, steps: list[Step], language: str) -> None:
    criteria = Criterion.objects.filter(rubric=interview.rubric_id)
    names = {row.key: row.name_in(language) for row in criteria}
    by_answer: dict[int, list[Judged]] = defaultdict(list)
    rows: Any = Evaluation.objects.all()
    for row in rows.effective().filter(interview=interview):
        name = names.get(row.criterion, row.criterion)
        shown = _judged(name, row, language)
        by_answer[row.answer_id].append(
            shown if interview.shows_levels else _withheld(shown)
        )
    for step in steps:
        if step.answer is not None:
            step.judged = by_answer[step.answer.pk]


def _judged(name: str, row: Evaluation, language: str) -> Judged:
    sure = confidence_of(row.record, language)
    reason = row.record.get("rationale") or ""
    return Judged(name, row, row.level, sure, reason, row.evidence())


def _withheld(one: Judged) -> Judged:
    level = None if one.level is None else UNCHECKED
    reason = reason_shown(one.row.record, shows_levels=False)
    return replace(one, level=level, confidence="", reason=reason)


def calls_of(interview: Interview) -> list[Call]:
    """The newest requests to models for this interview."""
    rows = AICall.objects.filter(interview=interview).order_by("-pk")[:CALLS]
    return [
        Call(row, moment(row.created_at), PURPOSE.get(row.purpose, row.purpose))
        for row in rows
    ]
