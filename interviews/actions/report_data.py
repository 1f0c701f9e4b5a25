"""The report's data: arithmetic over checked records, in the interview's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import override

from interviews.actions import reading, report_words
from interviews.models import (
    Answer,
    Competency,
    Criterion,
    Evaluation,
    Interview,
    Turn,
)
from interviews.scoring import aggregate, feedback
from interviews.scoring.aggregate import Axis, AxisScore, Item
from interviews.scoring.evidence import Evidence
from interviews.scoring.feedback import CriterionResult, QuestionResult
from interviews.scoring.intake import NON_ATTEMPTS
from interviews.scoring.record import check_record
from interviews.scoring.withhold import without_levels
from interviews.states import AnswerStatus, TurnStatus, WorkStatus

LEFT_OUT: Final = frozenset({"candidate", "not_answered"})


@dataclass(frozen=True)
class Judged:
    """One turn that counts, its answer's NFC text and its results per criterion."""

    turn: Turn
    text: str
    results: list[CriterionResult]
    records: Mapping[str, dict[str, Any]]

    def as_question(self) -> QuestionResult:
        """What feedback is written from."""
        return QuestionResult(
            turn_id=str(self.turn.public_id),
            order=self.turn.order,
            criteria=tuple(self.results),
        )


def build(interview: Interview) -> dict[str, Any]:
    """What people may read; RecordBroken, never a number that cannot be trusted."""
    whole = _whole(interview)
    return whole if interview.shows_levels else without_levels(whole)


def _whole(interview: Interview) -> dict[str, Any]:
    language = interview.language
    criteria = {
        row.key: row for row in Criterion.objects.filter(rubric=interview.rubric)
    }
    judged = _judged(interview, criteria)
    axes = [_axis(interview, row) for row in Competency.objects.order_by("order")]
    scores = aggregate.axis_scores(_items(judged), axes)
    overall = aggregate.overall(scores)
    shown = aggregate.overall_shown(scores)
    questions = [row.as_question() for row in judged]
    names = {row.key: row.name_in(language) for row in Competency.objects.all()}
    scorer = _scorer(interview)
    with override(language):
        shown_axes = [_axis_data(row, names, judged) for row in scores]
        return {
            "status": "READY",
            "kind": interview.kind,
            "language": language,
            "overall": float(shown.value) if shown.value is not None else None,
            "overall_reason": shown.reason,
            "calculation": aggregate.calculation(scores),
            "formula": overall.formula,
            "coverage": float(overall.coverage),
            "axes": shown_axes,
            "strengths": [
                point.as_dict() for point in feedback.strengths(questions, language)
            ],
            "improvements": [
                point.as_dict() for point in feedback.improvements(questions, language)
            ],
            "questions": [_question(row, language) for row in judged],
            "scorer": scorer,
            "rubric": {
                "key": interview.rubric.key,
                "version": interview.rubric.version,
                "content_hash": interview.rubric.content_hash,
            },
            "limits": report_words.limits(interview.kind, scorer["kind"], shown_axes),
            "objection_url": None,
        }


def _axis(interview: Interview, competency: Competency) -> Axis:
    weight = interview.rubric.weights.get(competency.key, 1)
    return Axis(key=competency.key, weight=Fraction(str(weight)))


def _judged(interview: Interview, criteria: Mapping[str, Criterion]) -> list[Judged]:
    records = _records(interview)
    rows = []
    for turn in reading.turns_of(interview):
        if not turn.criteria or not _counts(turn):
            continue
        answer = reading.answer_of(turn)
        text = reading.nfc(answer.text) if answer else ""
        found = records.get(answer.pk, {}) if answer else {}
        for record in found.values():
            check_record(record, text)
        results = [
            _result(criteria[key], turn, found.get(key), interview)
            for key in turn.criteria
        ]
        rows.append(Judged(turn=turn, text=text, results=results, records=found))
    return rows


def _counts(turn: Turn) -> bool:
    """Answered, or a main question that was left unanswered."""
    if turn.status == TurnStatus.ANSWERED:
        return True
    return turn.status == TurnStatus.SKIPPED and turn.skip_reason in LEFT_OUT


def _records(interview: Interview) -> dict[int, dict[str, dict[str, Any]]]:
    found: dict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in Evaluation.objects.filter(interview=interview).effective():
        found[row.answer_id][row.criterion] = row.record
    return found


def _result(
    criterion: Criterion,
    turn: Turn,
    record: Mapping[str, Any] | None,
    interview: Interview,
) -> CriterionResult:
    language = interview.language
    status, reasons = _state(turn, record, interview)
    return CriterionResult(
        criterion=criterion.key,
        name=criterion.name_in(language),
        axis=criterion.axis,
        status=status,
        level=record["level"] if record else None,
        evidence=_evidence(record) if record else (),
        reasons=reasons,
    )


def _state(
    turn: Turn, record: Mapping[str, Any] | None, interview: Interview
) -> tuple[str, tuple[str, ...]]:
    if record is not None:
        return record["status"], _telling(record)
    if turn.status == TurnStatus.SKIPPED:
        was_asked = turn.asked_at is not None
        return "abstained", ("not_answered" if was_asked else "not_asked",)
    answer = reading.answer_of(turn)
    if answer is not None and answer.status == AnswerStatus.FAILED:
        return "failed", ("failed",)
    if not interview.ai_consent:
        return "abstained", ("no_consent",)
    if answer is not None and answer.work != WorkStatus.PENDING:
        return "abstained", ("switched_off",)
    return "pending", ("pending",)


def _telling(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Reasons, the most telling first: of no attempt, which kind of none it was."""
    reasons = tuple(record["abstain_reasons"])
    kinds = tuple(flag for flag in record["flags"] if flag in NON_ATTEMPTS)
    return kinds + reasons if "non_attempt" in reasons else reasons


def _evidence(record: Mapping[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            quote=item["quote"],
            start=item["start"],
            end=item["end"],
            star=item["star"],
            polarity=item["polarity"],
            verified=item["verified"],
            supports_level=item.get("supports_level"),
        )
        for item in record["evidence"]
        if item["verified"]
    )


def _items(judged: Sequence[Judged]) -> list[Item]:
    return [
        Item(
            axis=result.axis,
            status=result.status,
            level=result.level,
            reasons=result.reasons[:1],
        )
        for row in judged
        for result in row.results
    ]


def _axis_data(
    score: AxisScore, names: Mapping[str, str], judged: Sequence[Judged]
) -> dict[str, Any]:
    def shown(value: Fraction | None) -> float | None:
        return None if value is None else float(aggregate.round_half_up(value))

    return {
        "key": score.key,
        "name": names[score.key],
        "weight": float(score.weight),
        "score": shown(score.score),
        "n": score.n,
        "planned": score.planned,
        "low": shown(score.low),
        "high": shown(score.high),
        "not_judged_reason": score.not_judged_reason,
        "questions": sorted(
            {
                row.turn.order
                for row in judged
                for result in row.results
                if result.axis == score.key and result.status == "scored"
            }
        ),
    }


def _question(row: Judged, language: str) -> dict[str, Any]:
    return {
        "turn_id": str(row.turn.public_id),
        "order": row.turn.order,
        "stage": row.turn.stage,
        "question": row.turn.text,
        "answer": row.text,
        "feedback": feedback.question_feedback(row.as_question(), language),
        "criteria": [
            {
                **_criterion(result, row.records.get(result.criterion)),
                **_tries(result, reading.answer_of(row.turn)),
            }
            for result in row.results
        ],
    }


def _criterion(
    result: CriterionResult, record: Mapping[str, Any] | None
) -> dict[str, Any]:
    return {
        "criterion": result.criterion,
        "name": result.name,
        "axis": result.axis,
        "status": result.status,
        "level": result.level,
        "confidence": record["confidence"] if record else None,
        "confidence_method": record["confidence_method"] if record else "none",
        "level_samples": record["level_samples"] if record else [],
        "evidence": [
            {
                "quote": item.quote,
                "start": item.start,
                "end": item.end,
                "polarity": item.polarity,
                "star": item.star,
            }
            for item in result.evidence
        ],
        "rationale": record["rationale"] if record else "",
        "abstain_reasons": list(result.reasons),
        "flags": list(record["flags"]) if record else [],
    }


def _tries(result: CriterionResult, answer: Answer | None) -> dict[str, Any]:
    """How often judging was tried; why it failed, or what it still waits for."""
    attempts = answer.attempts if answer else 0
    codes = {"failed": answer.code, "pending": answer.waiting_code} if answer else {}
    return {"attempts": attempts, "code": codes.get(result.status) or None}


def _scorer(interview: Interview) -> dict[str, Any]:
    """Who judged; of several versions all are named."""
    rows = Evaluation.objects.filter(interview=interview).effective()
    records = [row.record for row in rows]
    kinds = sorted({record["scorer"] for record in records})
    models = sorted({record["model"]["name"] for record in records})
    versions = sorted({record["scorer_version"] for record in records})
    return {
        "kind": kinds[0] if len(kinds) == 1 else ", ".join(kinds) or None,
        "version": ", ".join(versions) or None,
        "model": ", ".join(models) or None,
    }
