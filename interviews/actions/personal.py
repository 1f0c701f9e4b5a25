"""Where personal data lie, and whose each row is: what export and erasure go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import models

from accounts.models import ApiKey, Consent, Membership, User
from interviews.models import (
    AICall,
    Answer,
    Evaluation,
    Interview,
    Replay,
    Report,
    Resume,
    Turn,
)
from interviews.models._base import Claimable

# Not exported: secrets, keys of the database, files (their text is there, and the
# original can be downloaded), and the bookkeeping of background work.
HIDDEN: Final = frozenset(
    {"id", "password", "key_hash", "file", "plan", "criteria", "overall", "retry_of"}
    | {"user", "owner", "candidate"}  # the person the export is of
    | {field.name for field in Claimable._meta.local_fields}
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of row about a person.

    owner: the lookup that leads to the person. told_to: narrower than `owner` where
    the person does not see all of it yet (questions to come, unreleased scores).
    """

    name: str
    model: Any
    owner: str
    told_to: Callable[[Any], models.QuerySet[Any]] | None = None

    def rows_of(self, person: User) -> models.QuerySet[Any]:
        """Every row about this person."""
        rows: models.QuerySet[Any] = self.model._default_manager.filter(
            **{self.owner: person.pk}
        )
        return rows

    def shown_to(self, person: User) -> models.QuerySet[Any]:
        """What this person may read of it now, oldest first."""
        told = self.told_to(person) if self.told_to else self.rows_of(person)
        near = [f.name for f in _columns(self.model) if f.many_to_one]
        return (told.select_related(*near) if near else told).order_by("pk")


KEPT: Final = (
    Kept("person", User, "pk"),
    Kept("email_addresses", EmailAddress, "user"),
    Kept("memberships", Membership, "user"),
    Kept("api_keys", ApiKey, "user"),
    Kept("consents", Consent, "user"),
    Kept("resumes", Resume, "owner"),
    Kept("interviews", Interview, "candidate"),
    Kept(
        "questions",
        Turn,
        "interview__candidate",
        lambda person: Turn.objects.all().told_to(person),
    ),
    # Two more joins than the others: an answer is found through its question.
    Kept("answers", Answer, "turn__interview__candidate"),
    Kept(
        "evaluations",
        Evaluation,
        "interview__candidate",
        lambda person: Evaluation.objects.all().told_to(person),
    ),
    Kept(
        "reports",
        Report,
        "interview__candidate",
        lambda person: Report.objects.all().told_to(person),
    ),
    Kept(
        "ai_calls",
        AICall,
        "interview__candidate",
        lambda person: AICall.objects.all().told_to(person),
    ),
    Kept("replays", Replay, "user"),
)


def plain_row(row: models.Model) -> dict[str, Any]:
    """What the row says, without what HIDDEN names; references as public ids."""
    return {
        field.name: _reference(row, field.name)
        if field.many_to_one or field.one_to_one
        else getattr(row, field.name)
        for field in _columns(type(row))
    }


def _columns(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in HIDDEN]


def _reference(row: models.Model, name: str) -> str | None:
    """The public id of a row about a person; the name of anything else."""
    target = getattr(row, name)
    if target is None:
        return None
    return str(getattr(target, "public_id", None) or target)
