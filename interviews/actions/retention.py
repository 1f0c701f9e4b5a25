"""Give people their data, erase them, and let go of what was kept long enough."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import models, transaction

from accounts import actions as accounts
from accounts.models import ApiKey, Company, Consent, RateBucket, User
from interviews.actions import audit, replays
from interviews.actions.personal import KEPT, plain_row
from interviews.events import SessionEnded, publish, user_holder
from interviews.models import Answer, AuditEvent, Heartbeat, Interview, Resume
from interviews.states import TransitionNotAllowed

log = logging.getLogger(__name__)

# One transaction holds the write lock for so many rows, one run ends after so many.
BATCH: Final = 20
PER_RUN: Final = 2_000
PURGE: Final = "purge"
EVERY: Final = timedelta(days=1)
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
FILES: Final = "resumes"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased; nothing in it leads back to the person."""

    id: uuid.UUID
    erased_at: datetime
    interviews: int
    answers: int
    resumes: int
    files: int


@dataclass(frozen=True, slots=True)
class Purged:
    """What had been kept long enough; is_all: nothing of it is left."""

    interviews: int
    resumes: int
    files: int
    is_all: bool


@transaction.atomic
def export_person(*, person: User, by: User | None, at: datetime) -> dict[str, Any]:
    """Everything personal of this person that they may read, kind by kind.

    by None: the operator, at the command line. Values are plain Python; dates,
    decimals and UUIDs are written by DjangoJSONEncoder.
    """
    audit.record(AuditEvent.Type.PERSON_EXPORTED, person, by=by, at=at)
    rows = {
        kept.name: [plain_row(row) for row in kept.shown_to(person)] for kept in KEPT
    }
    return {
        "format": "daehwa-export-1",
        "site": settings.SITE_URL,
        "exported_at": at,
        **rows,
        "person": rows["person"][0],
    }


def erase_person(*, person: User, by: User | None, at: datetime) -> Receipt:
    """Delete the account and all that hangs on it; files go once that is committed.

    by None: the operator, at the command line. The audit trail keeps ids and field
    names, which name nobody any more. A file whose unlinking is interrupted has no
    row and is found by the daily purge.
    """
    # Looked for outside the transaction: a session does not say whose it is.
    sessions = _sessions_of(person)
    with transaction.atomic():
        names = _files_of(Resume.objects.all().owned_by(person))
        receipt = _receipt(person, files=len(names), at=at)
        audit.record(AuditEvent.Type.PERSON_ERASED, person, by=by, at=at)
        publish(SessionEnded(holder=user_holder(person.pk)))
        for key in ApiKey.objects.filter(user=person):
            transaction.on_commit(partial(accounts.forget_key, key=key))
        Session.objects.filter(pk__in=sessions).delete()
        EmailAddress.objects.filter(user=person).delete()
        _unname(person)
        person.delete()
        _unlink(names)
    return receipt


@transaction.atomic
def erase_interview(*, interview: Interview, by: User, at: datetime) -> None:
    """Delete one interview that is over, with all that hangs on it.

    The résumé stays: it is the person's, and is deleted on its own.
    """
    interview.touch()  # holds the row: whoever works on it waits, and finds it gone
    interview.refresh_from_db(fields=["status"])
    if interview.is_open:
        raise TransitionNotAllowed(interview.status, "DELETED")
    audit.record(AuditEvent.Type.INTERVIEW_DELETED, interview, by=by, at=at)
    replays.forget_interview(interview.public_id)
    _delete(Interview.objects.filter(pk=interview.pk), [interview.public_id])


def days_kept(interview: Interview) -> int:
    """How many days after its last activity it is purged, by whose rule it is."""
    if interview.is_practice or interview.company is None:
        return settings.RETENTION_DAYS
    return interview.company.retention_days


def purge_daily(*, at: datetime) -> Purged | None:
    """Purge once a day, however many sweeps ask; None when it is not time yet."""
    beat, _is_new = Heartbeat.objects.get_or_create(
        name=PURGE, defaults={"at": LONG_AGO}
    )
    taken = Heartbeat.objects.filter(pk=beat.pk, at=beat.at, at__lte=at - EVERY)
    if not taken.update(at=at):
        return None
    purged = purge_expired(at=at)
    if not purged.is_all:
        # The next sweep goes on with the rest.
        Heartbeat.objects.filter(pk=beat.pk, at=at).update(at=LONG_AGO)
    return purged


def purge_expired(*, at: datetime, limit: int = PER_RUN) -> Purged:
    """Delete what nothing has happened to for the time it is kept.

    Interviews since their last activity, whether finished or not; résumés that no
    interview uses; stored answers of the API, sign-ins and tokens that have ended;
    files without a row. At most `limit` interviews and as many résumés a run.
    """
    interviews = _purge_interviews(at=at, limit=limit)
    resumes = _purge_resumes(at=at, limit=limit)
    _purge_ended(at=at)
    files = _remove_stray_files(at=at)
    purged = Purged(
        interviews=interviews,
        resumes=resumes,
        files=files,
        is_all=max(interviews, resumes) < limit,
    )
    if interviews or resumes or files:
        log.info("Kept long enough and deleted: %s", purged)
    return purged


def _purge_interviews(*, at: datetime, limit: int) -> int:
    gone = 0
    for expired in _expired(at):
        while gone < limit:
            found = _purge_batch(expired, min(BATCH, limit - gone), at=at)
            if not found:
                break
            gone += found
    return gone


def _expired(at: datetime) -> Iterable[models.QuerySet[Interview]]:
    """Interviews past their time, by whose rule it is."""
    kept = Interview.objects.all()
    yield kept.kept_by_site().quiet_since(at - timedelta(days=settings.RETENTION_DAYS))
    rules = Company.objects.values_list("retention_days", flat=True).distinct()
    for days in rules.order_by("retention_days"):
        quiet = kept.kept_by_companies_for(days)
        yield quiet.quiet_since(at - timedelta(days=days))


@transaction.atomic
def _purge_batch(
    expired: models.QuerySet[Interview], size: int, *, at: datetime
) -> int:
    rows = list(expired.order_by("pk")[:size])
    for row in rows:
        audit.record(AuditEvent.Type.INTERVIEW_PURGED, row, by=None, at=at)
    found = Interview.objects.filter(pk__in=[row.pk for row in rows])
    _delete(found, [row.public_id for row in rows])
    return len(rows)


def _delete(rows: models.QuerySet[Interview], public_ids: list[uuid.UUID]) -> None:
    """The rows with what points to them, with a key or by their public id."""
    Consent.objects.filter(interview_public_id__in=public_ids).delete()
    rows.delete()


def _purge_resumes(*, at: datetime, limit: int) -> int:
    unused = Resume.objects.all().unused_since(
        at - timedelta(days=settings.RETENTION_DAYS)
    )
    gone = 0
    while gone < limit:
        with transaction.atomic():
            rows = list(unused.order_by("pk")[: min(BATCH, limit - gone)])
            for row in rows:
                audit.record(AuditEvent.Type.RESUME_DELETED, row, by=None, at=at)
            names = _files_of(Resume.objects.filter(pk__in=[r.pk for r in rows]))
            Resume.objects.filter(pk__in=[row.pk for row in rows]).delete()
            _unlink(names)
        if not rows:
            break
        gone += len(rows)
    return gone


def _purge_ended(*, at: datetime) -> None:
    """What has ended by itself and only takes up room, or still names somebody."""
    replays.forget_old(at=at)
    Session.objects.filter(expire_date__lt=at).delete()
    ApiKey.objects.filter(
        expires_at__lt=at - timedelta(days=settings.RETENTION_DAYS)
    ).delete()
    RateBucket.objects.filter(counted_s__lt=(at - EVERY).timestamp()).delete()


def _remove_stray_files(*, at: datetime) -> int:
    """Files older than a day without a row; rows without a file are only reported."""
    stored = set(_stored_files(FILES))
    known = set(_files_of(Resume.objects.all()))
    if missing := known - stored:
        log.error("%s résumés have no file any more", len(missing))
    return sum(_remove_stray(name, at=at) for name in sorted(stored - known))


def _remove_stray(name: str, *, at: datetime) -> bool:
    """False for a young one, and for one that the storage holds on to."""
    try:
        if default_storage.get_modified_time(name) >= at - EVERY:
            return False
        default_storage.delete(name)
    except OSError as error:
        log.error("A file without a row stays: %s", type(error).__name__)  # noqa: TRY400 - the trace would name the file
        return False
    return True


def _stored_files(folder: str) -> Iterable[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _stored_files(f"{folder}/{name}")


def _files_of(rows: models.QuerySet[Resume]) -> list[str]:
    return [name for name in rows.values_list("file", flat=True) if name]


def _unlink(names: Iterable[str]) -> None:
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


def _receipt(person: User, *, files: int, at: datetime) -> Receipt:
    return Receipt(
        id=uuid.uuid4(),
        erased_at=at,
        interviews=Interview.objects.all().owned_by(person).count(),
        answers=Answer.objects.filter(turn__interview__candidate=person).count(),
        resumes=Resume.objects.all().owned_by(person).count(),
        files=files,
    )


def _sessions_of(person: User) -> list[str]:
    """Keys of all sign-ins of this person; ended ones still hold the address."""
    return [
        row.session_key
        for row in Session.objects.iterator(chunk_size=500)
        if row.get_decoded().get("_auth_user_id") == str(person.pk)
    ]


def _unname(person: User) -> None:
    """The admin's own log calls the rows that were changed by name."""
    kind = ContentType.objects.get_for_model(User)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(person.pk))
    entries.update(object_repr=str(person.public_id))
