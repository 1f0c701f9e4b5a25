"""What the API of interviews takes and gives, field by field."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from ninja import Field
from pydantic import AfterValidator, StrictBool, StringConstraints

from accounts.api_auth.schema import (
    In,
    InTime,
    LanguageCode,
    Out,
    PageQuery,
    Str,
    Time,
    one_line,
    without_nul,
)

InterviewState = Literal[
    "DRAFT",
    "SCHEDULED",
    "READY",
    "IN_PROGRESS",
    "SUBMITTED",
    "SCORED",
    "CLOSED",
    "CANCELLED",
    "EXPIRED",
]
Purpose = Literal["interview_record", "ai_scoring", "video", "service_improvement"]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(one_line),
]
Slug = Annotated[str, StringConstraints(max_length=60), AfterValidator(without_nul)]
Position = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(one_line),
]


# Companies, scenarios, consents


class CompanyOut(Out):
    """A company that interviews people, or to practise for."""

    slug: str = Field(description="Use it as `company_id`.")
    name: str
    name_en: str | None
    aliases: list[str]
    industry: str | None
    ideal: str | None = Field(description="인재상, in the caller's language.")
    description: str | None


class CompaniesOut(Out):
    """A page of companies."""

    items: list[CompanyOut]
    next_cursor: str | None


class CompanyQuery(PageQuery):
    """Which companies."""

    search: Str | None = Field(
        None,
        max_length=120,
        description="Part of a name or alias; spacing, case and ㈜ do not matter.",
    )


class StageOut(Out):
    """One step of a scenario."""

    order: int
    key: str
    name: str
    kind: Literal["template", "generated", "followup"]
    axis: str | None


class ScenarioOut(Out):
    """An order of stages."""

    key: str
    name: str
    description: str | None
    minutes: int
    stages: list[StageOut]


class ScenariosOut(Out):
    """All scenarios; the list is never cut into pages."""

    items: list[ScenarioOut]
    next_cursor: None = None


class PastRoleIn(In):
    """Work that the person has done."""

    role: Line
    company: Line | None = None
    years: float | None = Field(None, ge=0, le=80)
    part_time: StrictBool = False


class ProposeIn(In):
    """What the proposal is made from; a confirmed résumé says the rest."""

    position: Position
    resume_id: UUID | None = None
    major: Line | None = None
    past_roles: list[PastRoleIn] = Field([], max_length=50)
    language: LanguageCode | None = Field(None, description="Of the reason.")


class ProposalOut(Out):
    """Which scenario fits; the candidate may override it."""

    scenario: Literal["standard", "career_change"]
    reason: str


class ConsentDocumentOut(Out):
    """A text to agree to."""

    purpose: Purpose
    version: str
    language: LanguageCode
    required: bool
    title: str
    text: str
    sha256: str = Field(description="Of title, newline and text.")


class ConsentDocumentsOut(Out):
    """The current texts, required ones first."""

    items: list[ConsentDocumentOut]


class ConsentIn(In):
    """Agreement to one version of one text."""

    purpose: Purpose
    version: Slug
    language: LanguageCode | None = Field(
        None, description="Of the text that was read; without it, the person's own."
    )


class ConsentOut(Out):
    """What the candidate agreed to for this interview."""

    purpose: Purpose
    version: str
    language: LanguageCode
    title: str
    sha256: str = Field(description="Of the words that were agreed to.")
    given_at: Time
    withdrawn_at: Time | None


class ConsentsOut(Out):
    """All consents of one interview."""

    items: list[ConsentOut]


# Interviews


class InterviewIn(In):
    """A new practice interview."""

    position: Position
    company_id: Slug | None = Field(None, description="A company's slug.")
    resume_id: UUID | None = Field(None, description="A confirmed résumé.")
    scheduled_time: InTime | None = Field(None, description="In the future.")
    scenario: Literal["standard", "career_change", "short"] | None = Field(
        None, description="Without it, the one that the proposal names."
    )
    language: LanguageCode | None = Field(
        None, description="Without it, the person's own language."
    )
    consents: list[ConsentIn] = Field(
        [], max_length=10, description="`interview_record` is required."
    )


class CompanyNameOut(Out):
    """Which company."""

    slug: str
    name: str


class InterviewOut(Out):
    """One interview."""

    id: UUID
    kind: Literal["practice", "hiring"]
    position: str
    company: CompanyNameOut | None
    resume_id: UUID | None
    scenario: str
    language: LanguageCode
    status: InterviewState
    version: int = Field(description="Grows with every visible change.")
    created_at: Time
    scheduled_time: Time | None
    started_at: Time | None
    submitted_at: Time | None
    overall: float | None = Field(
        description="0–100, once the report of a practice interview is ready. "
        "In hiring always null: the number stands in the report alone."
    )


class InterviewsOut(Out):
    """A page of interviews, newest first."""

    items: list[InterviewOut]
    next_cursor: str | None


class InterviewQuery(PageQuery):
    """Which interviews."""

    status: InterviewState | None = None
