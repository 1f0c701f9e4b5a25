"""Résumés as the API takes and gives them, field by field."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from ninja import Field
from pydantic import AfterValidator, StringConstraints

from accounts.api_auth.schema import In, Out, Time, one_line, without_nul

ResumeState = Literal["UPLOADED", "PARSING", "PARSED", "CONFIRMED", "FAILED"]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(one_line),
]
Paragraph = Annotated[
    str, StringConstraints(max_length=20_000), AfterValidator(without_nul)
]
Date = Annotated[
    str,
    StringConstraints(max_length=40),
    AfterValidator(without_nul),
    Field(description="YYYY, YYYY-MM or YYYY-MM-DD, as far as known."),
]


class EducationIn(In):
    """A school."""

    school: Line | None = None
    major: Line | None = None
    degree: Line | None = None
    start: Date | None = None
    end: Date | None = None


class ExperienceIn(In):
    """A job."""

    company: Line | None = None
    role: Line | None = None
    start: Date | None = None
    end: Date | None = None
    summary: Paragraph | None = None


class ProjectIn(In):
    """A project."""

    name: Line | None = None
    role: Line | None = None
    start: Date | None = None
    end: Date | None = None
    summary: Paragraph | None = None


class SpokenLanguageIn(In):
    """A language and how well it is spoken."""

    language: Line | None = None
    level: Line | None = None


class CoverLetterIn(In):
    """A question of the cover letter and what was written."""

    question: Paragraph | None = None
    answer: Paragraph | None = None


class ProfileIn(In):
    """Corrections: fields that are left out stay, lists are replaced as a whole."""

    name: Line | None = None
    email: Line | None = None
    phone: Line | None = None
    target_position: Line | None = None
    target_company: Line | None = None
    education: list[EducationIn] = Field([], max_length=50)
    experience: list[ExperienceIn] = Field([], max_length=50)
    projects: list[ProjectIn] = Field([], max_length=50)
    certificates: list[Line] = Field([], max_length=100)
    skills: list[Line] = Field([], max_length=200)
    languages: list[SpokenLanguageIn] = Field([], max_length=50)
    cover_letter: list[CoverLetterIn] = Field([], max_length=50)
    version: int | None = Field(
        None,
        ge=1,
        description="What the corrections are based on: 409 when there is another by "
        "now. Without it, fields that are not sent stay as they were saved last.",
    )


class EducationOut(Out):
    """A school."""

    school: str | None
    major: str | None
    degree: str | None
    start: str | None
    end: str | None


class ExperienceOut(Out):
    """A job."""

    company: str | None
    role: str | None
    start: str | None
    end: str | None
    summary: str | None


class ProjectOut(Out):
    """A project."""

    name: str | None
    role: str | None
    start: str | None
    end: str | None
    summary: str | None


class SpokenLanguageOut(Out):
    """A language and how well it is spoken."""

    language: str | None
    level: str | None


class CoverLetterOut(Out):
    """A question of the cover letter and what was written."""

    question: str | None
    answer: str | None


class ProfileOut(Out):
    """What was read from the file; every field can be corrected."""

    name: str | None
    email: str | None
    phone: str | None
    target_position: str | None
    target_company: str | None
    education: list[EducationOut]
    experience: list[ExperienceOut]
    projects: list[ProjectOut]
    certificates: list[str]
    skills: list[str]
    languages: list[SpokenLanguageOut]
    cover_letter: list[CoverLetterOut]


class FindingOut(Out):
    """Something about the file that the candidate should know."""

    kind: str = Field(description="hidden_text, no_text_layer, truncated …")
    page: int | None
    detail: str | None


class ResumeSummaryOut(Out):
    """A résumé in a list."""

    id: UUID
    file_name: str
    size_bytes: int
    status: ResumeState
    version: int = Field(description="Grows with every change; see the profile.")
    code: str | None = Field(description="Why it FAILED.")
    detail: str | None
    created_at: Time
    confirmed_at: Time | None


class ResumeOut(ResumeSummaryOut):
    """A résumé; hidden text is never in it, only the finding that there was some."""

    visible_text: str | None
    findings: list[FindingOut]
    profile: ProfileOut | None


class ResumesOut(Out):
    """A page of résumés, newest first."""

    items: list[ResumeSummaryOut]
    next_cursor: str | None
