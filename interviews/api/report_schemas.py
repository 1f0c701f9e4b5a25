"""The report as the API gives it, field by field."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from ninja import Field

from accounts.api_auth.schema import LanguageCode, Out

Judged = Literal["pending", "scored", "abstained", "failed"]


class EvidenceOut(Out):
    """The candidate's own words: `answer[start:end] == quote`, in code points."""

    quote: str
    start: int
    end: int
    polarity: Literal["for", "against"]
    star: str | None = Field(None, description="situation, task, action or result.")


class PointEvidenceOut(Out):
    """Evidence of a strength or an improvement, and which answer it is from."""

    turn_id: UUID
    order: int
    quote: str
    start: int
    end: int
    polarity: Literal["for", "against"]


class PointOut(Out):
    """A strength, or something to improve."""

    text: str
    criterion: str
    axis: str
    level: int
    evidence: list[PointEvidenceOut]


class CriterionOut(Out):
    """How one answer was judged on one criterion."""

    criterion: str
    name: str
    axis: str
    status: Judged
    attempts: int = Field(description="How often judging the answer was tried.")
    code: str | None = Field(
        description="Why it failed; while pending, what the next attempt waits for."
    )
    level: int | None = Field(description="1–5; null where nothing was judged.")
    confidence: float | None
    confidence_method: str
    level_samples: list[int]
    evidence: list[EvidenceOut]
    rationale: str
    abstain_reasons: list[str]
    flags: list[str]


class JudgedQuestionOut(Out):
    """One question with its answer and what was made of it."""

    turn_id: UUID
    order: int
    stage: str
    question: str
    answer: str = Field(description="In NFC: the text that evidence points into.")
    feedback: str
    criteria: list[CriterionOut]


class AxisOut(Out):
    """One of the six competencies."""

    key: str
    name: str
    weight: float
    score: float | None = Field(description="0–100, one decimal, half up.")
    n: int = Field(description="Judgements behind the score.")
    planned: int
    low: float | None
    high: float | None
    not_judged_reason: str | None
    questions: list[int] = Field(description="Orders of the questions behind it.")


class ScorerOut(Out):
    """What judged."""

    kind: str | None
    version: str | None
    model: str | None


class RubricOut(Out):
    """What was judged by."""

    key: str
    version: int
    content_hash: str


class ReportOut(Out):
    """A draft by a machine; people decide."""

    status: Literal["READY", "RELEASED"]
    kind: Literal["practice", "hiring"]
    language: LanguageCode
    overall: float | None
    overall_reason: str | None = Field(description="Why there is no overall number.")
    calculation: str
    formula: str
    coverage: float = Field(description="0–1: how much of the plan was judged.")
    axes: list[AxisOut]
    strengths: list[PointOut]
    improvements: list[PointOut]
    questions: list[JudgedQuestionOut]
    scorer: ScorerOut
    rubric: RubricOut
    limits: list[str]
    objection_url: str | None


class AnswerCountsOut(Out):
    """How far judging is."""

    given: int
    to_judge: int
    judged: int
    failed: int
    pending: int
    total: int


class ReportStateOut(Out):
    """There is nothing to read yet; the state says why."""

    status: str = Field(description="Of the report; before that, of the interview.")
    code: str | None = Field(description="Why it waits or failed.")
    answers: AnswerCountsOut
