"""Questions, drafts, answers and the transcript, field by field."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from ninja import Field
from pydantic import StrictInt

from accounts.api_auth.schema import In, Out, Str, Time
from interviews.api.schemas import InterviewState

ListedTurn = Literal["GENERATING", "ASKED", "OPENED", "ANSWERED", "SKIPPED"]
AnswerState = Literal["DRAFT", "SUBMITTED", "TRANSCRIBING", "READY", "SCORED", "FAILED"]
Source = Literal["template", "bank", "generated", "followup", "bank_fallback"]


class SourceQuoteOut(Out):
    """The sentence that a question quotes, exactly."""

    text: str
    where: Literal["answer", "resume", "cover_letter"]
    turn_id: UUID | None = None


class QuestionOut(Out):
    """One question as asked."""

    id: UUID
    order: int
    stage: str
    content: str = Field(description="Empty while it is being written.")
    status: ListedTurn
    source: Source | None
    source_quote: SourceQuoteOut | None
    audio_url: str | None
    asked_at: Time | None
    skip_reason: str | None
    answer_status: AnswerState | None
    draft: str | None = Field(None, description="Only for the candidate.")
    draft_version: int = Field(0, description="Send it as `base` of the next draft.")
    answer_text: str | None = Field(None, description="Only for the candidate.")


class QuestionsOut(Out):
    """The conversation so far; planned questions are not in it."""

    status: InterviewState
    version: int
    total: int
    answered: int
    remaining: int = Field(description="0: nothing more comes.")
    questions: list[QuestionOut]


class DraftIn(In):
    """What is typed so far."""

    text: Str = Field(max_length=40_000)
    base: StrictInt | None = Field(
        None,
        ge=0,
        description="`draft_version` that the text is based on; without it, the last.",
    )


class DraftOut(Out):
    """The draft is kept."""

    turn_id: UUID
    draft_version: int
    saved_at: Time | None
    version: int


class AnswerIn(In):
    """The final words: 1 to 20,000 characters, kept exactly as sent."""

    text: Str


class AnswerOut(Out):
    """The answer is kept, once."""

    turn_id: UUID
    answer_status: AnswerState
    version: int


class SkippedOut(Out):
    """The question was left out."""

    turn_id: UUID
    status: ListedTurn
    version: int


class SegmentOut(Out):
    """Words of a recording, with their times."""

    start_ms: int
    end_ms: int
    text: str
    confidence: float | None


class SpokenOut(Out):
    """One piece of the conversation."""

    turn_id: UUID
    order: int
    stage: str
    speaker: Literal["interviewer", "candidate"]
    text: str
    at: Time
    segments: list[SegmentOut]
    corrected: bool


class TranscriptOut(Out):
    """Who said what, in order, each text once."""

    items: list[SpokenOut]
