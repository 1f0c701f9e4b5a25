"""Interviews: create, list, read, start, complete, cancel, delete."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from ninja import Query, Router, Status

from accounts.api_auth.problems import invalid_field
from accounts.api_auth.schema import ApiRequest
from accounts.api_auth.spec import spec
from interviews import access
from interviews.actions import consents, interviews, proposals, reading, retention
from interviews.api.companies import company_named
from interviews.api.pages import newest_first
from interviews.api.scenarios import resume_named
from interviews.api.schemas import (
    InterviewIn,
    InterviewOut,
    InterviewQuery,
    InterviewsOut,
)
from interviews.models import Interview, Resume

router = Router(tags=["interviews"])

EXAMPLE: Final = {
    "id": "8e0f4a52-1f9c-4a8e-9d2b-3b7a0f6c5d10",
    "kind": "practice",
    "position": "백엔드 개발자",
    "company": {"slug": "hanbit-soft", "name": "한빛소프트"},
    "resume_id": "0d9f6c1c-5f63-4a2b-8f3e-6f3c2b8f1a77",
    "scenario": "standard",
    "language": "ko",
    "status": "READY",
    "version": 2,
    "created_at": "2026-11-24T04:33:00.000Z",
    "scheduled_time": None,
    "started_at": None,
    "submitted_at": None,
    "overall": None,
}


@router.post(
    "",
    response={201: InterviewOut},
    operation_id="create_interview",
    summary="Prepare a practice interview",
    openapi_extra=spec(
        body={
            "position": "백엔드 개발자",
            "company_id": "hanbit-soft",
            "resume_id": "0d9f6c1c-5f63-4a2b-8f3e-6f3c2b8f1a77",
            "scenario": "standard",
            "language": "ko",
            "consents": [
                {
                    "purpose": "interview_record",
                    "version": "2026-11",
                    "language": "ko",
                },
                {"purpose": "ai_scoring", "version": "2026-11", "language": "ko"},
            ],
        },
        example=EXAMPLE,
        status=201,
        invalid=[
            "consent_missing",
            "consent_unknown",
            "unknown_company",
            "unknown_resume",
            "resume_not_confirmed",
            "in_the_past",
            "too_many_open",
            "unknown_scenario",
            "no_question_left",
        ],
    ),
)
def create_interview(request: ApiRequest, body: InterviewIn) -> Status[Any]:
    """A practice interview with its plan frozen, READY to start (or SCHEDULED)."""
    resume = resume_named(request.user, body.resume_id)
    language = body.language or request.user.language
    now = timezone.now()
    try:
        with transaction.atomic():
            interview = interviews.create_practice(
                by=request.user,
                position=body.position,
                company=company_named(body.company_id),
                resume=resume,
                scenario_key=body.scenario or _proposed(body.position, resume),
                language=language,
                scheduled_time=body.scheduled_time,
                at=now,
            )
            consents.give(
                interview=interview,
                given=[
                    consents.Read(
                        one.purpose,
                        one.version,
                        one.language or request.user.language,
                    )
                    for one in body.consents
                ],
                by=request.user,
                at=now,
            )
    except interviews.InterviewInvalid as wrong:
        raise invalid_field(wrong.field, wrong.message, code=wrong.code) from wrong
    except consents.ConsentMissing as missing:
        raise invalid_field(
            "consents", f"{missing.purpose} is required", code="consent_missing"
        ) from missing
    except consents.ConsentUnknown as unknown:
        raise invalid_field(
            "consents",
            f"{unknown.purpose}: there is another version now",
            code="consent_unknown",
        ) from unknown
    return Status(201, reading.interview_payload(interview))


@router.get(
    "",
    response=InterviewsOut,
    operation_id="list_interviews",
    summary="List interviews",
    openapi_extra=spec(example={"items": [EXAMPLE], "next_cursor": None}),
)
def list_interviews(
    request: ApiRequest, query: Query[InterviewQuery]
) -> dict[str, Any]:
    """The own interviews, and hiring interviews of the own companies; newest first."""
    visible = rows = Interview.objects.all().visible_to(request.user)
    if query.status is not None:
        rows = rows.filter(status=query.status)
    page = newest_first(
        rows.select_related("company", "scenario", "resume").defer("plan", "profile"),
        query,
        among=visible,
    )
    return {
        "items": [reading.interview_payload(row) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@router.get(
    "/{uuid:interview_id}",
    response=InterviewOut,
    operation_id="get_interview",
    summary="Read one interview",
    openapi_extra=spec(example=EXAMPLE),
)
def get_interview(request: ApiRequest, interview_id: UUID) -> dict[str, Any]:
    """One interview and its state."""
    return reading.interview_payload(access.interview_for(request.user, interview_id))


@router.post(
    "/{uuid:interview_id}/start",
    response=InterviewOut,
    operation_id="start_interview",
    summary="Start the interview",
    openapi_extra=spec(
        example={
            **EXAMPLE,
            "status": "IN_PROGRESS",
            "version": 4,
            "started_at": "2026-11-24T04:34:00.000Z",
        },
        conflicts=["wrong_state"],
    ),
)
def start_interview(request: ApiRequest, interview_id: UUID) -> dict[str, Any]:
    """Begin; the first question is there at once."""
    interview = access.own_interview_for(request.user, interview_id)
    interviews.start(interview=interview, by=request.user, at=timezone.now())
    return reading.interview_payload(interview)


@router.post(
    "/{uuid:interview_id}/complete",
    response=InterviewOut,
    operation_id="complete_interview",
    summary="Hand the interview in",
    openapi_extra=spec(
        example={
            **EXAMPLE,
            "status": "SUBMITTED",
            "version": 41,
            "started_at": "2026-11-24T04:34:00.000Z",
            "submitted_at": "2026-11-24T05:05:00.000Z",
        },
        conflicts=["wrong_state"],
    ),
)
def complete_interview(request: ApiRequest, interview_id: UUID) -> dict[str, Any]:
    """Hand it in; questions without an answer are left out. Twice is as once."""
    interview = access.own_interview_for(request.user, interview_id)
    interviews.complete(interview=interview, by=request.user, at=timezone.now())
    return reading.interview_payload(interview)


@router.post(
    "/{uuid:interview_id}/cancel",
    response=InterviewOut,
    operation_id="cancel_interview",
    summary="Call the interview off",
    openapi_extra=spec(
        example={**EXAMPLE, "status": "CANCELLED", "version": 5},
        conflicts=["wrong_state"],
    ),
)
def cancel_interview(request: ApiRequest, interview_id: UUID) -> dict[str, Any]:
    """Only while it is open; nothing is judged any more."""
    interview = access.own_interview_for(request.user, interview_id)
    interviews.cancel(interview=interview, by=request.user, at=timezone.now())
    return reading.interview_payload(interview)


@router.delete(
    "/{uuid:interview_id}",
    response={204: None},
    operation_id="delete_interview",
    summary="Delete an interview",
    openapi_extra=spec(conflicts=["wrong_state"]),
)
def delete_interview(request: ApiRequest, interview_id: UUID) -> Status[None]:
    """The candidate's own, once it is over: questions, answers, report, consents."""
    interview = access.own_interview_for(request.user, interview_id)
    retention.erase_interview(interview=interview, by=request.user, at=timezone.now())
    return Status(204, None)


def _proposed(position: str, resume: Resume | None) -> str:
    """The scenario that the proposal names."""
    proposal = proposals.propose_scenario(
        position=position, language="ko", at=timezone.now(), resume=resume
    )
    return proposal.scenario
