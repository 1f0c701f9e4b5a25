"""Hiring interviews: a company asks for one, the candidate goes the usual way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import Company, User
from interviews.actions import interviews
from interviews.models import Interview, Resume, Scenario


@transaction.atomic
def create(  # noqa: PLR0913 - who asks whom, for what, with what
    *,
    by: User,
    candidate: User,
    company: Company,
    position: str,
    resume: Resume,
    scenario: Scenario,
    language: str,
    at: datetime,
) -> Interview:
    """A hiring interview with its plan and rubric frozen; the candidate consents next.

    Raises InterviewInvalid, as for practice.
    """
    return interviews.prepare(
        kind=Interview.Kind.HIRING,
        by=by,
        candidate=candidate,
        company=company,
        position=position,
        resume=resume,
        scenario=scenario,
        language=language,
        at=at,
    )
