"""What a candidate agrees to, per purpose, in the words that were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.db import transaction

from accounts.models import Consent, ConsentDocument, User
from interviews.actions import audit, plans
from interviews.actions.interviews import tell_state
from interviews.models import AuditEvent, Interview
from interviews.states import TransitionNotAllowed

NEEDED_TO_JUDGE: Final = frozenset(
    {ConsentDocument.Purpose.AI_SCORING, ConsentDocument.Purpose.INTERVIEW_RECORD}
)


class Read(NamedTuple):
    """A text that was read and agreed to; the language is that of its words."""

    purpose: str
    version: str
    language: str


class ConsentMissing(Exception):
    """A required purpose was not agreed to."""

    def __init__(self, purpose: str) -> None:
        super().__init__(purpose)
        self.purpose = purpose


class ConsentUnknown(Exception):
    """There is no such text, or it is not the current version."""

    def __init__(self, purpose: str, version: str) -> None:
        super().__init__(f"{purpose} {version}")
        self.purpose = purpose
        self.version = version


class NotGiven(Exception):
    """The candidate has agreed to nothing of this kind."""


def give(
    *, interview: Interview, given: Sequence[Read], by: User, at: datetime
) -> None:
    """Store what was agreed to, in the words that were read; then it can start.

    The same choice a second time changes nothing.
    """
    chosen = _documents(given)
    allowed = {document.purpose for document in chosen}
    for document in current(interview.language):
        if document.is_required and document.purpose not in allowed:
            raise ConsentMissing(document.purpose)
    try:
        _store(interview, chosen, by=by, at=at)
    except TransitionNotAllowed:
        if not _stands(interview, chosen):
            raise


@transaction.atomic
def _store(
    interview: Interview, chosen: Sequence[ConsentDocument], *, by: User, at: datetime
) -> None:
    for document in chosen:
        Consent.objects.get_or_create(
            user=by,
            document=document,
            interview_public_id=interview.public_id,
            defaults={"given_at": at},
        )
    audit.record(
        AuditEvent.Type.CONSENT_GIVEN,
        interview,
        by=by,
        at=at,
        fields=[document.purpose for document in chosen],
    )
    allowed = {document.purpose for document in chosen}
    ai_consent = ConsentDocument.Purpose.AI_SCORING in allowed
    if interview.scheduled_time is not None:
        interview.schedule(ai_consent=ai_consent)
    else:
        interview.be_ready(ai_consent=ai_consent)
    plans.want_plan(interview)
    tell_state(interview)


@transaction.atomic
def withdraw(*, interview: Interview, purpose: str, by: User, at: datetime) -> None:
    """Take a consent back; a second time changes nothing.

    Without the required one the interview ends; without AI scoring nothing more is
    judged. Raises NotGiven.
    """
    given = [row for row in of(interview) if row.document.purpose == purpose]
    if not given:
        raise NotGiven
    if all(consent.withdrawn_at for consent in given):
        return
    for consent in given:
        consent.withdraw(at=at)
        if consent.document.is_required and interview.is_open:
            interview.cancel(at=at)
    if purpose in NEEDED_TO_JUDGE:
        Interview.objects.filter(pk=interview.pk).update(ai_consent=False)
    audit.record(
        AuditEvent.Type.CONSENT_WITHDRAWN, interview, by=by, at=at, fields=[purpose]
    )
    interview.touch()
    interview.refresh_from_db()
    tell_state(interview)


def of(interview: Interview) -> list[Consent]:
    """What the candidate agreed to for this interview, oldest first."""
    rows = Consent.objects.filter(
        user_id=interview.candidate_id, interview_public_id=interview.public_id
    )
    return list(rows.select_related("document").order_by("pk"))


def current(language: str) -> list[ConsentDocument]:
    """The current texts in this language, required ones first."""
    return list(ConsentDocument.objects.all().current(language))


def _stands(interview: Interview, chosen: Sequence[ConsentDocument]) -> bool:
    """True when exactly this was agreed to before, and the interview can go on."""
    standing = {row.document_id for row in of(interview) if not row.withdrawn_at}
    return interview.is_open and standing == {document.pk for document in chosen}


def _documents(given: Sequence[Read]) -> list[ConsentDocument]:
    """The texts that were read; ConsentUnknown where there is no such one now."""
    offered = {
        Read(row.purpose, row.version, row.language): row
        for language in {read.language for read in given}
        for row in current(language)
    }
    unknown = next((read for read in given if read not in offered), None)
    if unknown is not None:
        raise ConsentUnknown(unknown.purpose, unknown.version)
    return [offered[read] for read in given]
