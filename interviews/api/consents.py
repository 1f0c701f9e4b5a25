"""What people are asked to agree to, and what they agreed to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Query, Router

from accounts.api_auth.problems import not_found
from accounts.api_auth.schema import ApiRequest, LanguageCode
from accounts.api_auth.spec import spec
from accounts.models import Consent
from interviews import access
from interviews.actions import consents
from interviews.api.schemas import (
    ConsentDocumentsOut,
    ConsentOut,
    ConsentsOut,
    Purpose,
)

documents = Router(tags=["consents"])
given = Router(tags=["consents"])

CONSENT = {
    "purpose": "ai_scoring",
    "version": "2026-11",
    "language": "ko",
    "title": "AI 피드백과 채점 초안",
    "sha256": "4be1…",
    "given_at": "2026-11-24T04:31:00.000Z",
    "withdrawn_at": None,
}


@documents.get(
    "",
    response=ConsentDocumentsOut,
    operation_id="list_consent_documents",
    summary="Read what can be agreed to",
    openapi_extra=spec(
        example={
            "items": [
                {
                    "purpose": "interview_record",
                    "version": "2026-11",
                    "language": "ko",
                    "required": True,
                    "title": "면접 기록",
                    "text": "무엇을: 받은 질문과 답변 …",
                    "sha256": "9f2b…",
                }
            ]
        }
    ),
)
def list_consent_documents(
    request: ApiRequest, language: Query[LanguageCode | None] = None
) -> dict[str, Any]:
    """The current texts, one per purpose, in the language asked for or the own one.

    Name purpose, version and language when agreeing.
    """
    rows = consents.current(language or request.user.language)
    return {
        "items": [
            {
                "purpose": row.purpose,
                "version": row.version,
                "language": row.language,
                "required": row.is_required,
                "title": row.title,
                "text": row.text,
                "sha256": row.sha256,
            }
            for row in rows
        ]
    }


@given.get(
    "/{uuid:interview_id}/consents",
    response=ConsentsOut,
    operation_id="list_consents",
    summary="Read what was agreed to",
    openapi_extra=spec(example={"items": [CONSENT]}),
)
def list_consents(request: ApiRequest, interview_id: UUID) -> dict[str, Any]:
    """What the candidate agreed to for this interview, withdrawn ones included."""
    interview = access.own_interview_for(request.user, interview_id)
    return {"items": [_payload(row) for row in consents.of(interview)]}


@given.get(
    "/{uuid:interview_id}/consents/{purpose}",
    response=ConsentOut,
    operation_id="get_consent",
    summary="Read one consent",
    openapi_extra=spec(example=CONSENT),
)
def get_consent(
    request: ApiRequest, interview_id: UUID, purpose: Purpose
) -> dict[str, Any]:
    """The newest consent to this purpose; 404 where none was given."""
    interview = access.own_interview_for(request.user, interview_id)
    rows = consents.of(interview)
    found = [row for row in rows if row.document.purpose == purpose]
    if not found:
        raise not_found()
    return _payload(found[-1])


@given.delete(
    "/{uuid:interview_id}/consents/{purpose}",
    response=ConsentOut,
    operation_id="withdraw_consent",
    summary="Withdraw one consent",
    openapi_extra=spec(
        example={**CONSENT, "withdrawn_at": "2026-11-24T05:10:00.000Z"},
    ),
)
def withdraw_consent(
    request: ApiRequest, interview_id: UUID, purpose: Purpose
) -> dict[str, Any]:
    """Take a consent back; a second time changes nothing.

    Without `interview_record` an open interview ends; without `ai_scoring` nothing
    more is judged.
    """
    consent = get_consent(request, interview_id, purpose)
    if consent["withdrawn_at"] is None:
        consents.withdraw(
            interview=access.own_interview_for(request.user, interview_id),
            purpose=purpose,
            by=request.user,
            at=timezone.now(),
        )
    return get_consent(request, interview_id, purpose)


def _payload(consent: Consent) -> dict[str, Any]:
    return {
        "purpose": consent.document.purpose,
        "version": consent.document.version,
        "language": consent.document.language,
        "title": consent.document.title,
        "sha256": consent.document.sha256,
        "given_at": consent.given_at,
        "withdrawn_at": consent.withdrawn_at,
    }
