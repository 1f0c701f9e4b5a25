"""What a candidate says: save drafts, answer, leave out."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Status

from accounts.api_auth.problems import Problem, invalid_field
from accounts.api_auth.schema import ApiRequest
from accounts.api_auth.spec import spec
from interviews import access
from interviews.actions import turns
from interviews.api.question_schemas import (
    AnswerIn,
    AnswerOut,
    DraftIn,
    DraftOut,
    SkippedOut,
)

router = Router(tags=["questions"])

TURN: Final = "7b1c9e7a-3f0e-4f43-8a86-2f7d1c9b0e55"


@router.put(
    "/{uuid:interview_id}/questions/{uuid:turn_id}/draft",
    response=DraftOut,
    operation_id="save_draft",
    summary="Save what is typed so far",
    openapi_extra=spec(
        body={"text": "제가 맡은 부분은", "base": 3},
        example={
            "turn_id": TURN,
            "draft_version": 4,
            "saved_at": "2026-11-24T04:36:40.002Z",
            "version": 9,
        },
        conflicts=["draft_conflict", "already_answered", "wrong_state"],
        invalid=["too_long", "surrogate"],
    ),
)
def save_draft(
    request: ApiRequest, interview_id: UUID, turn_id: UUID, body: DraftIn
) -> dict[str, Any] | HttpResponse:
    """Keep a draft. With `base`, a draft that another device saved meanwhile stays,
    this one is kept beside it, and the answer is 409 `draft_conflict`."""
    turn = access.typing_for(request.user, interview_id, turn_id)
    try:
        answer = turns.save_draft(
            turn=turn,
            text=body.text,
            base=body.base,
            by=request.user,
            at=timezone.now(),
        )
    except turns.DraftConflict as conflict:
        # Answered, not raised: what was kept beside must not be rolled back.
        return Problem(
            409, "draft_conflict", extra={"draft_version": conflict.version}
        ).response()
    except turns.AnswerInvalid as wrong:
        raise invalid_field("text", wrong.message, code=wrong.code) from wrong
    return {
        "turn_id": turn.public_id,
        "draft_version": answer.draft_version,
        "saved_at": answer.draft_saved_at,
        "version": turn.interview.version,
    }


@router.post(
    "/{uuid:interview_id}/questions/{uuid:turn_id}/answer",
    response={201: AnswerOut},
    operation_id="submit_answer",
    summary="Answer a question",
    openapi_extra=spec(
        body={"text": "재고 알림 서비스에서 큐를 나누어 지연을 절반으로 줄였습니다."},
        example={"turn_id": TURN, "answer_status": "READY", "version": 10},
        status=201,
        conflicts=["already_answered", "wrong_state"],
        invalid=["empty", "too_long", "surrogate"],
    ),
)
def submit_answer(
    request: ApiRequest, interview_id: UUID, turn_id: UUID, body: AnswerIn
) -> Status[Any]:
    """Exactly once; answering opens the question. The next one follows by itself."""
    turn = access.turn_for(request.user, interview_id, turn_id)
    try:
        answer = turns.submit_answer(
            turn=turn, text=body.text, by=request.user, at=timezone.now()
        )
    except turns.AnswerInvalid as wrong:
        raise invalid_field("text", wrong.message, code=wrong.code) from wrong
    return Status(
        201,
        {
            "turn_id": turn.public_id,
            "answer_status": answer.status,
            "version": turn.interview.version,
        },
    )


@router.post(
    "/{uuid:interview_id}/questions/{uuid:turn_id}/skip",
    response=SkippedOut,
    operation_id="skip_question",
    summary="Leave a question out",
    openapi_extra=spec(
        example={"turn_id": TURN, "status": "SKIPPED", "version": 10},
        conflicts=["wrong_state"],
    ),
)
def skip_question(
    request: ApiRequest, interview_id: UUID, turn_id: UUID
) -> dict[str, Any]:
    """The question is not answered, and not judged; the next one follows."""
    turn = access.turn_for(request.user, interview_id, turn_id)
    turns.skip_turn(turn=turn, by=request.user, at=timezone.now())
    return {
        "turn_id": turn.public_id,
        "status": turn.status,
        "version": turn.interview.version,
    }
