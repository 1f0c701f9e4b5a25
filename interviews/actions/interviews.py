"""The life of an interview: create, consent, start, complete, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import Company, Consent, ConsentDocument, User
from interviews import ai
from interviews.actions import audit, plans, questions, reports, turns
from interviews.actions.content import current_rubric
from interviews.events import InterviewState, publish
from interviews.models import Answer, AuditEvent, Interview, Resume, Scenario, Turn
from interviews.resumes import career
from interviews.states import InterviewStatus, TransitionNotAllowed

Proposal = career.Proposal
PastRole = career.PastRole

PART_TIME: Final = (
    "아르바이트",
    "알바",
    "인턴",
    "part-time",
    "Part-time",
    "intern",
    "Intern",
)


NEEDED_TO_JUDGE: Final = frozenset(
    {ConsentDocument.Purpose.AI_SCORING, ConsentDocument.Purpose.INTERVIEW_RECORD}
)


class InterviewInvalid(Exception):
    """Something that was chosen does not go together.

    field: the input it is about; code: a word; message: a sentence.
    """

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.code = code
        self.message = message


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


def propose_scenario(
    *,
    position: str,
    language: str,
    at: datetime,
    resume: Resume | None = None,
    major: str | None = None,
    past_roles: Sequence[PastRole] = (),
) -> Proposal:
    """Which scenario fits, and why; the candidate may override it."""
    if resume is not None and resume.is_confirmed:
        profile = resume.profile
        roles = past_roles or _past_roles(profile, at)
        major = major or next(
            (row["major"] for row in profile["education"] if row["major"]), None
        )
    else:
        roles = past_roles
    return career.propose(
        position=position, major=major, past_roles=list(roles), language=language
    )


@transaction.atomic
def create_practice(  # noqa: PLR0913 - one form, one action
    *,
    by: User,
    position: str,
    company: Company | None,
    resume: Resume | None,
    scenario_key: str,
    language: str,
    scheduled_time: datetime | None,
    at: datetime,
) -> Interview:
    """A practice interview with its plan and rubric frozen; consents come next."""
    scenario = Scenario.objects.all().active().filter(key=scenario_key).first()
    if scenario is None:
        raise InterviewInvalid("scenario", "unknown_scenario", "No such scenario.")
    if scheduled_time is not None and scheduled_time <= at:
        raise InterviewInvalid(
            "scheduled_time", "in_the_past", "The time is in the past."
        )
    return prepare(
        kind=Interview.Kind.PRACTICE,
        by=by,
        candidate=by,
        company=company,
        position=position,
        resume=resume,
        scenario=scenario,
        language=language,
        scheduled_time=scheduled_time,
        at=at,
    )


def prepare(
    *,
    by: User,
    resume: Resume | None,
    scenario: Scenario,
    at: datetime,
    **asked: Any,
) -> Interview:
    """An interview of any kind: plan, rubric and facts frozen, its turns planned.

    asked: the other columns of the row.
    """
    if resume is not None and not resume.is_confirmed:
        raise InterviewInvalid(
            "resume_id", "resume_not_confirmed", "Confirm the résumé first."
        )
    interview = Interview.objects.create(
        resume=resume,
        scenario=scenario,
        rubric=current_rubric(),
        plan=[stage.frozen() for stage in scenario.stages.order_by("order")],
        profile=_facts_of(resume),
        created_at=at,
        **asked,
    )
    try:
        plans.build_turns(interview)
    except plans.NoQuestionLeft as empty:
        raise InterviewInvalid(
            "scenario", "no_question_left", "The question bank has too few questions."
        ) from empty
    audit.record(AuditEvent.Type.INTERVIEW_CREATED, interview, by=by, at=at)
    return interview


@transaction.atomic
def give_consents(
    *, interview: Interview, given: Sequence[tuple[str, str]], by: User, at: datetime
) -> None:
    """Store what was agreed to, in the words that were read; then it can start."""
    documents = list(ConsentDocument.objects.all().current(interview.language))
    chosen = [_document(documents, purpose, version) for purpose, version in given]
    for document in documents:
        if document.is_required and document not in chosen:
            raise ConsentMissing(document.purpose)
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
    _tell(interview)


@transaction.atomic
def withdraw_consent(
    *, interview: Interview, purpose: str, by: User, at: datetime
) -> None:
    """Take a consent back. Without the required one the interview ends;
    without AI scoring nothing more is judged."""
    for consent in consents_of(interview):
        if consent.document.purpose == purpose:
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
    _tell(interview)


def consents_of(interview: Interview) -> list[Consent]:
    """What the candidate agreed to for this interview, oldest first."""
    rows = Consent.objects.filter(
        user_id=interview.candidate_id, interview_public_id=interview.public_id
    )
    return list(rows.select_related("document").order_by("pk"))


def consent_documents(language: str) -> list[ConsentDocument]:
    """The current texts in this language, required ones first."""
    return list(ConsentDocument.objects.all().current(language))


@transaction.atomic
def choose_how_to_answer(
    *,
    interview: Interview,
    shows_timer: bool,
    other: dict[str, Any],
    by: User,
    at: datetime,
) -> None:
    """The candidate's own way: no reasons asked, never shown to reviewers."""
    del by, at
    interview.choose_how_to_answer(shows_timer=shows_timer, other=other)


@transaction.atomic
def start(*, interview: Interview, by: User, at: datetime) -> None:
    """Begin, also before the time that was planned; the first question is there."""
    if interview.status == InterviewStatus.SCHEDULED:
        interview.be_ready(ai_consent=interview.ai_consent)
    interview.start(at=at)
    audit.record(AuditEvent.Type.INTERVIEW_STARTED, interview, by=by, at=at)
    turns.advance(interview, at=at)
    _tell(interview)


@transaction.atomic
def complete(*, interview: Interview, by: User, at: datetime) -> None:
    """Hand the interview in; a second time changes nothing.

    A saved draft of the open question counts as its answer; what was not
    answered is left out, with the reason.
    """
    try:
        interview.hold_in_progress()
    except TransitionNotAllowed:
        if interview.is_handed_in:
            return
        raise
    _count_last_draft(interview, by=by, at=at)
    for turn in _unfinished(interview):
        turn.skip("not_answered")
    interview.submit(at=at)
    audit.record(AuditEvent.Type.INTERVIEW_SUBMITTED, interview, by=by, at=at)
    reports.open_report(interview, at=at)
    _tell(interview)


@transaction.atomic
def cancel(*, interview: Interview, by: User, at: datetime) -> None:
    """Call it off; nothing is judged any more."""
    interview.cancel(at=at)
    audit.record(AuditEvent.Type.INTERVIEW_CANCELLED, interview, by=by, at=at)
    _tell(interview)


def writes_questions_live() -> bool:
    """True if a language model writes questions here."""
    return ai.provider().is_model


def _count_last_draft(interview: Interview, *, by: User, at: datetime) -> None:
    drafts = (
        Answer.objects.of_interview(interview)
        .filter(status="DRAFT")
        .select_related("turn", "turn__interview")
    )
    for answer in drafts:
        if answer.draft.strip() and answer.turn.is_waiting:
            turns.submit_answer(turn=answer.turn, text=answer.draft, by=by, at=at)


def _unfinished(interview: Interview) -> list[Turn]:
    open_states = ["PLANNED", "GENERATING", "FAILED", "ASKED", "OPENED"]
    rows = Turn.objects.filter(interview=interview, status__in=open_states)
    return list(rows.in_order())


def _past_roles(profile: dict[str, Any], at: datetime) -> list[PastRole]:
    return [
        PastRole(
            role=job["role"],
            company=job["company"],
            years=_years(job["start"], job["end"], at),
            part_time=any(word in f"{job['role']}" for word in PART_TIME),
        )
        for job in profile.get("experience", [])
        if job.get("role")
    ]


def _years(start: str | None, end: str | None, at: datetime) -> float | None:
    """Years between two partial dates; an open end is today."""
    if not start:
        return None
    return max(0.0, _as_years(end or at.date().isoformat()) - _as_years(start))


def _as_years(day: str) -> float:
    year, _, rest = day.partition("-")
    return int(year) + (int(rest[:2] or 1) - 1) / 12 if rest else float(year)


def _facts_of(resume: Resume | None) -> dict[str, Any]:
    return dict(resume.profile) if resume is not None else {}


def _document(
    documents: Sequence[ConsentDocument], purpose: str, version: str
) -> ConsentDocument:
    for document in documents:
        if (document.purpose, document.version) == (purpose, version):
            return document
    raise ConsentUnknown(purpose, version)


def _tell(interview: Interview) -> None:
    publish(
        InterviewState(
            interview=interview.public_id,
            status=interview.status,
            version=interview.version,
        )
    )


__all__ = [
    "ConsentMissing",
    "ConsentUnknown",
    "InterviewInvalid",
    "PastRole",
    "Proposal",
    "cancel",
    "choose_how_to_answer",
    "complete",
    "consent_documents",
    "consents_of",
    "create_practice",
    "give_consents",
    "job_family",
    "propose_scenario",
    "start",
    "withdraw_consent",
    "writes_questions_live",
]

job_family = questions.job_family
