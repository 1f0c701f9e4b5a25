"""The row, or 404: a stranger's row and a missing one look the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from accounts.models import Company, User
from interviews.models import Interview, Resume, Turn


def interview_for(user: User, public_id: UUID) -> Interview:
    """An interview that this person may see."""
    row: Interview = _one(
        Interview.objects.all().visible_to(user).with_parts(), public_id
    )
    return row


def scored_interview_for(user: User, public_id: UUID) -> Interview:
    """An interview whose scores this person may read; reviewers rate blind first."""
    row: Interview = _one(
        Interview.objects.all().scores_seen_by(user).with_parts(), public_id
    )
    return row


def own_interview_for(user: User, public_id: UUID) -> Interview:
    """An interview in which this person is the candidate."""
    row: Interview = _one(
        Interview.objects.all().owned_by(user).with_parts(), public_id
    )
    return row


def turn_for(user: User, interview_id: UUID, turn_id: UUID) -> Turn:
    """A question that was put to this candidate; planned ones do not exist yet."""
    rows = (
        Turn.objects.all()
        .listed()
        .select_related(
            "interview__company",
            "interview__scenario",
            "interview__rubric",
            "interview__candidate",
            "parent",
            "question",
            "answer",
        )
        .filter(
            interview__candidate=user,
            interview__public_id=interview_id,
            public_id=turn_id,
        )
    )
    turn: Turn | None = rows.first()
    if turn is None:
        raise Http404
    return turn


def resume_for(user: User, public_id: UUID) -> Resume:
    """The person's own résumé."""
    row: Resume = _one(Resume.objects.all().owned_by(user), public_id)
    return row


def company_for(user: User, slug: str) -> Company:
    """A company that is in use; names of companies are no secret."""
    del user
    company = Company.objects.filter(slug=slug, is_active=True).first()
    if company is None:
        raise Http404
    return company


def _one(rows: Any, public_id: UUID) -> Any:
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row
