"""Erase a person: every row that names them, their files, their open sessions."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from interviews.actions import audit
from interviews.events import SessionEnded, publish, user_holder
from interviews.models import Answer, AuditEvent, Interview, Resume


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased; nothing in it leads back to the person."""

    id: uuid.UUID
    erased_at: datetime
    interviews: int
    answers: int
    resumes: int
    files: int


@transaction.atomic
def erase_person(*, person: User, by: User, at: datetime) -> Receipt:
    """Delete the account and all that hangs on it; files go once that is committed.

    The audit trail keeps ids and field names, which name nobody any more. A file
    whose unlinking is interrupted has no row and is found by the sweep of files.
    """
    names = [
        name
        for name in Resume.objects.filter(owner=person).values_list("file", flat=True)
        if name
    ]
    receipt = Receipt(
        id=uuid.uuid4(),
        erased_at=at,
        interviews=Interview.objects.filter(candidate=person).count(),
        answers=Answer.objects.filter(turn__interview__candidate=person).count(),
        resumes=Resume.objects.filter(owner=person).count(),
        files=len(names),
    )
    audit.record(AuditEvent.Type.PERSON_ERASED, person, by=by, at=at)
    publish(SessionEnded(holder=user_holder(person.pk)))
    EmailAddress.objects.filter(user=person).delete()
    person.delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)
    return receipt
