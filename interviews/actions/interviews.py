"""The life of an interview: create, start, complete, cancel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Company, User
from interviews.actions import audit, picking, plans, quotas, reports, turns
from interviews.actions.content import current_rubric
from interviews.events import InterviewState, publish
from interviews.models import Answer, AuditEvent, Interview, Resume, Scenario, Turn
from interviews.states import InterviewStatus, TransitionNotAllowed


class InterviewInvalid(Exception):
    """Something that was chosen does not go together.

    field: the input it is about; code: a word; message: a sentence.
    """

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.code = code
        self.message = message


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
    _take_place(by)
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


def _take_place(by: User) -> None:
    mine = Interview.objects.all().owned_by(by).unfinished()
    most = settings.OPEN_INTERVIEWS_PER_PERSON
    try:
        quotas.take_place(person=by, rows=mine, most=most)
    except quotas.QuotaFull as full:
        raise InterviewInvalid(
            "position", "too_many_open", f"At most {most} may be open; end one first."
        ) from full


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
    except picking.NoQuestionLeft as empty:
        raise InterviewInvalid(
            "scenario", "no_question_left", "The question bank has too few questions."
        ) from empty
    audit.record(AuditEvent.Type.INTERVIEW_CREATED, interview, by=by, at=at)
    return interview


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
    tell_state(interview)


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
    tell_state(interview)


@transaction.atomic
def cancel(*, interview: Interview, by: User, at: datetime) -> None:
    """Call it off; nothing is judged any more."""
    interview.cancel(at=at)
    audit.record(AuditEvent.Type.INTERVIEW_CANCELLED, interview, by=by, at=at)
    tell_state(interview)


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


def _facts_of(resume: Resume | None) -> dict[str, Any]:
    return dict(resume.profile) if resume is not None else {}


def tell_state(interview: Interview) -> None:
    """Whoever watches hears of the new state and version."""
    publish(
        InterviewState(
            interview=interview.public_id,
            status=interview.status,
            version=interview.version,
        )
    )
