"""Hiring interviews: a company asks for one, the candidate goes the usual way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import Company, User
from interviews.actions import audit, plans
from interviews.actions.content import current_rubric
from interviews.models import AuditEvent, Interview, Resume, Scenario


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

    Raises plans.NoQuestionLeft if the bank has too few questions.
    """
    interview = Interview.objects.create(
        kind=Interview.Kind.HIRING,
        candidate=candidate,
        company=company,
        position=position,
        resume=resume,
        scenario=scenario,
        rubric=current_rubric(),
        language=language,
        plan=[stage.frozen() for stage in scenario.stages.order_by("order")],
        profile=dict(resume.profile),
        created_at=at,
    )
    plans.build_turns(interview)
    audit.record(AuditEvent.Type.INTERVIEW_CREATED, interview, by=by, at=at)
    return interview
