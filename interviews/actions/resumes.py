"""Résumés: upload, read in a child process, correct, confirm, delete."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from accounts.models import User
from interviews import ai
from interviews.actions import ai_calls, audit, quotas
from interviews.actions.ai_calls import Subject
from interviews.actions.leases import held
from interviews.actions.quotas import QuotaFull
from interviews.ai.base import AIError, Language
from interviews.ai.schemas import ResumeInputs, ResumeProfile
from interviews.events import ResumeState, publish
from interviews.jobs import Job, enqueue
from interviews.models import AuditEvent, Resume
from interviews.resumes import (
    Profile,
    RefusedFile,
    ResumeUnreadable,
    check_upload,
    merge,
    profile_from,
    read_document,
)
from interviews.states import ResumeStatus, TransitionNotAllowed

DEADLINE_S: Final = 80.0
MAX_TEXT: Final = 200_000
UNSAFE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069/\\]")


class ProfileInvalid(Exception):
    """The corrected profile has wrong fields.

    errors: [{"loc": […], "msg": "…"}], never with the values.
    """

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(f"{len(errors)} wrong fields")
        self.errors = errors


class ProfileConflict(Exception):
    """Other corrections were saved since these were begun; nothing is changed."""


@transaction.atomic
def upload(*, by: User, name: str, data: bytes, at: datetime) -> Resume:
    """Keep the file and have it read.

    Raises RefusedFile for what can be seen at once, QuotaFull.
    """
    kind = check_upload(name, data, len(data))
    mine = Resume.objects.all().owned_by(by)
    quotas.take_place(person=by, rows=mine, most=settings.RESUMES_PER_PERSON)
    resume = Resume(
        owner=by,
        file_name=_display_name(name),
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        kind=kind.value,
        created_at=at,
    )
    # The stored name is random; the original is text for display only.
    resume.file.save(f"{resume.public_id.hex}.{kind.value}", ContentFile(data), False)  # noqa: FBT003 - Django's own signature
    resume.save()
    resume.want_work()
    audit.record(AuditEvent.Type.RESUME_UPLOADED, resume, by=by, at=at)
    enqueue(Job.PARSE_RESUME, resume_id=resume.pk)
    return resume


def parse(*, resume_id: int, at: datetime) -> None:
    """Read the file step by step: check → text → fields; each step is shown."""
    del at
    resume = Resume.claim(resume_id)
    if resume is None:
        return
    if resume.status in {ResumeStatus.UPLOADED, ResumeStatus.FAILED}:
        with transaction.atomic():
            resume.start_parsing()
            _tell(resume)
    with held(resume, deadline_s=DEADLINE_S):
        try:
            found = _read(resume)
        except (RefusedFile, ResumeUnreadable) as error:
            _fail(resume, error.code, str(error.detail))
            return
    with transaction.atomic():
        resume.finish_work()
        found["profile"] = _with_typed(found["profile"], resume.profile)
        resume.be_parsed(**found)
        _tell(resume)


@transaction.atomic
def correct_profile(
    *,
    resume: Resume,
    fields: Mapping[str, Any],
    by: User,
    at: datetime,
    version: int | None = None,
    seen: str = "",
) -> None:
    """Replace these fields of the profile; the others stay as they were saved last.

    version, seen: the résumé's version, or the fingerprint of these fields, when the
    correction was begun; without them it goes by what is there. Raises
    ProfileConflict and ProfileInvalid.
    """
    resume.hold()
    if resume.status in {ResumeStatus.UPLOADED, ResumeStatus.PARSING}:
        raise TransitionNotAllowed(resume.status, ResumeStatus.CONFIRMED)
    after = _checked({**resume.profile, **fields}).model_dump(mode="json")
    if after == resume.profile:
        return
    if version not in {None, resume.version}:
        raise ProfileConflict
    if seen not in {"", fingerprint(resume.profile, fields)}:
        raise ProfileConflict
    resume.correct(after)
    audit.record(
        AuditEvent.Type.RESUME_CORRECTED, resume, by=by, at=at, fields=sorted(fields)
    )


def fingerprint(profile: Mapping[str, Any], names: Iterable[str]) -> str:
    """What these fields of a profile hold, in few letters."""
    held = [[name, profile.get(name) or None] for name in sorted(names)]
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def confirm(*, resume: Resume, by: User, at: datetime) -> None:
    """Every field is right: from now on questions may use it; twice is as once."""
    resume.refresh_from_db()
    if resume.is_confirmed:
        return
    if not resume.profile:
        resume.correct(Profile().model_dump(mode="json"))
    resume.confirm(at=at)
    audit.record(AuditEvent.Type.RESUME_CONFIRMED, resume, by=by, at=at)
    _tell(resume)


@transaction.atomic
def retry(*, resume: Resume, by: User, at: datetime) -> None:
    """Read a file again after a failure."""
    resume.start_parsing()
    resume.want_work()
    audit.record(AuditEvent.Type.RESUME_RETRIED, resume, by=by, at=at)
    enqueue(Job.PARSE_RESUME, resume_id=resume.pk)
    _tell(resume)


@transaction.atomic
def delete(*, resume: Resume, by: User, at: datetime) -> None:
    """Delete the row, and the file once that is committed."""
    name = resume.file.name
    audit.record(AuditEvent.Type.RESUME_DELETED, resume, by=by, at=at)
    resume.delete()
    if name:
        transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def give_up(resume: Resume) -> None:
    """Every attempt died: the file is too hard to read."""
    _fail(resume, "broken", "")


def _read(resume: Resume) -> dict[str, Any]:
    resume.reach_step(1, at=timezone.now())
    with resume.file.open("rb") as handle:
        data = handle.read()
    document = read_document(data, resume.file_name)
    resume.reach_step(2, at=timezone.now())
    _tell(resume)
    profile, parsed_by = _profile(resume, profile_from(document), document)
    return {
        "visible_text": document.visible_text[:MAX_TEXT],
        "findings": [
            {"kind": row.kind, "page": row.page, "detail": row.detail}
            for row in document.findings
        ],
        "profile": profile.model_dump(mode="json"),
        "pages": document.pages,
        "parsed_by": parsed_by,
    }


def _profile(resume: Resume, rules: Profile, document: Any) -> tuple[Profile, str]:
    """The rules' profile, improved by a model where one is configured.

    A model that fails costs nothing but its improvement, and `parsed_by` says so.
    """
    provider = ai.provider()
    if not provider.is_model:
        return rules, "rules"
    language: Language = "ko" if re.search("[가-힣]", document.visible_text) else "en"
    inputs = ResumeInputs(text=document.visible_text, language=language)
    try:
        ai_calls.check_breaker()
        completion = ai_calls.complete(
            prompt=ai.render("resume", language, inputs),
            schema=ResumeProfile,
            subject=Subject(),
        )
    except ai_calls.BreakerOpen as closed:
        return rules, f"rules ({closed.reason})"
    except AIError as error:
        return rules, f"rules ({error.code})"
    model = Profile.model_validate(completion.value.model_dump(mode="json"))
    return merge(rules, model, document.visible_text), f"rules + {provider.label}"


def _with_typed(read: dict[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed while there was nothing to read wins, field by field."""
    return {**read, **{name: value for name, value in typed.items() if value}}


def _fail(resume: Resume, code: str, detail: str) -> None:
    with transaction.atomic():
        resume.fail_work(code)
        resume.be_unreadable(code, detail)
        _tell(resume)


def _checked(profile: Mapping[str, Any]) -> Profile:
    try:
        return Profile.model_validate(profile)
    except ValidationError as error:
        raise ProfileInvalid(
            [
                {"loc": list(row["loc"]), "msg": row["msg"]}
                for row in error.errors(include_url=False, include_input=False)
            ]
        ) from error


def _display_name(name: str) -> str:
    clean = UNSAFE.sub(" ", unicodedata.normalize("NFC", name)).strip()
    clean = clean.encode("utf-8", "replace").decode()
    return clean[-255:] or "resume"


def _tell(resume: Resume) -> None:
    publish(
        ResumeState(
            resume=resume.public_id, status=resume.status, version=resume.version
        )
    )


__all__ = [
    "ProfileConflict",
    "ProfileInvalid",
    "QuotaFull",
    "RefusedFile",
    "confirm",
    "correct_profile",
    "delete",
    "fingerprint",
    "give_up",
    "parse",
    "retry",
    "upload",
]
