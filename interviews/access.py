"""The row, or 404: a stranger's row and a missing one look the same."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import Http404

from accounts.models import Company, User
from interviews.models import Interview, Resume, Turn
from interviews.querysets import TurnQuerySet

TYPING: Final = (
    "public_id",
    "status",
    "order",
    "attempt",
    "answer__status",
    "answer__draft_version",
    "interview__public_id",
    "interview__status",
    "interview__version",
    "interview__language",
)


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
    parts = ("answer", "interview__company", "interview__scenario")
    turn: Turn = _one(_told(user, interview_id).select_related(*parts), turn_id)
    return turn


def typing_for(user: User, interview_id: UUID, turn_id: UUID) -> Turn:
    """The same with what saving a draft needs, asked for every few seconds."""
    rows = _told(user, interview_id).select_related("answer", "interview")
    turn: Turn = _one(rows.only(*TYPING), turn_id)
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


def _told(user: User, interview_id: UUID) -> TurnQuerySet:
    rows: TurnQuerySet = Turn.objects.all().told_to(user)
    return rows.filter(interview__public_id=interview_id)


def _one(rows: Any, public_id: UUID) -> Any:
    try:
        return rows.get(public_id=public_id)
    except rows.model.DoesNotExist:
        raise Http404 from None
