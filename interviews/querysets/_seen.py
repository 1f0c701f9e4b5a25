"""Who reads what: the parts that several sentences share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from interviews.states import ReportStatus

if TYPE_CHECKING:
    from accounts.models import User


# Who keeps a company's question bank; who reads what the AI said about answers.
# A reviewer rates without having seen it (scoring.md: blind first).
BANK_ROLES = ("manager", "recruiter")
SCORE_ROLES = ("manager", "recruiter")


# Up to so many interviews are named one by one in a query; beyond, each row is checked.
FEW = 2_000


def companies_of(user: User, roles: tuple[str, ...] = ()) -> list[int]:
    """Ids of the companies that this person works for, in one of these roles."""
    rows = user.memberships.filter(role__in=roles) if roles else user.memberships
    return list(rows.values_list("company_id", flat=True))


def scores_seen_by(user: User, rows: models.QuerySet[Any]) -> Q:
    """Rows of hiring interviews of companies where this person reads scores.

    Few interviews: their rows come from the index by interview. Many: the newest rows
    are read in order and checked, so that a page never sorts all of a company's rows.
    """
    field: Any = rows.model._meta.get_field("interview")
    hiring = field.related_model._default_manager.filter(
        kind="hiring", company_id__in=companies_of(user, SCORE_ROLES)
    ).order_by()
    few = list(hiring.values_list("pk", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(interview_id__in=few)
    return Q(models.Exists(hiring.filter(pk=models.OuterRef("interview_id"))))


def told_to(user: User) -> Q:
    """What the candidate may read: of practice all, of hiring what was released."""
    return Q(interview__candidate=user) & (
        Q(interview__kind="practice")
        | Q(interview__report__status=ReportStatus.RELEASED)
    )
