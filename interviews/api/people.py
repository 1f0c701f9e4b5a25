"""Ends that live interviews must hear of: a revoked token, an erased person.

The operations hang on the routers of `accounts.api`, which knows no interviews.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.utils import timezone
from ninja import Status

from accounts import actions
from accounts.api import auth, users
from accounts.api_auth.problems import Problem
from accounts.api_auth.schema import ApiRequest, Out, Time
from accounts.api_auth.spec import spec
from accounts.models import ApiKey
from interviews.actions import retention
from interviews.api.replays import never_replayed
from interviews.events import SessionEnded, key_holder, publish_now

__all__ = ["auth", "users"]


class ReceiptOut(Out):
    """What was erased. Keep it: nothing here remembers the person any more."""

    receipt_id: UUID
    erased_at: Time
    interviews: int
    answers: int
    resumes: int
    files: int


@auth.delete(
    "/token",
    response={204: None},
    operation_id="revoke_token",
    summary="Revoke the token that is sent",
    openapi_extra=spec(others={403: ["token_required", "csrf_failed"]}),
)
@never_replayed
def revoke_token(request: ApiRequest) -> Status[None]:
    """From now on it opens nothing; event streams that rest on it end."""
    key = getattr(request, "auth", None)
    if not isinstance(key, ApiKey):
        raise Problem(
            403,
            "token_required",
            "Only a bearer token can be revoked; sign out instead.",
        )
    actions.revoke_token(key=key, at=timezone.now())
    publish_now(SessionEnded(holder=key_holder(key.pk)))
    return Status(204, None)


@users.delete(
    "/me",
    response=ReceiptOut,
    operation_id="erase_me",
    summary="Erase the own account",
    openapi_extra=spec(
        example={
            "receipt_id": "2f4c8f9a-8a51-4f3e-9f0a-55d1a0d3b6c2",
            "erased_at": "2026-11-24T06:00:00.000Z",
            "interviews": 3,
            "answers": 42,
            "resumes": 1,
            "files": 1,
        }
    ),
)
@never_replayed
def erase_me(request: ApiRequest) -> dict[str, Any]:
    """Erase the person, their interviews, answers, reports, résumés and files.

    It is done when the answer comes, and cannot be undone. Backups age out in the
    time that the privacy notice states.
    """
    key = getattr(request, "auth", None)
    actions.forget_keys_of(user=request.user)
    receipt = retention.erase_person(
        person=request.user, by=request.user, at=timezone.now()
    )
    if not isinstance(key, ApiKey):
        logout(request)
    return {
        "receipt_id": receipt.id,
        "erased_at": receipt.erased_at,
        "interviews": receipt.interviews,
        "answers": receipt.answers,
        "resumes": receipt.resumes,
        "files": receipt.files,
    }
