"""The conversation: poll it, or follow it live."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import orjson
from django.core.cache import caches
from django.db import connection
from django.http import Http404, HttpResponse
from django.utils.http import parse_etags
from ninja import Router

from accounts.api_auth.schema import ApiRequest
from accounts.api_auth.spec import spec
from accounts.models import User
from interviews.actions import reading
from interviews.api.question_schemas import QuestionsOut
from interviews.models import Interview

router = Router(tags=["questions"])

KEPT_S: Final = 300
RETRY_MS: Final = 3000
TURN: Final = "7b1c9e7a-3f0e-4f43-8a86-2f7d1c9b0e55"
EXAMPLE: Final = {
    "status": "IN_PROGRESS",
    "version": 7,
    "total": 15,
    "answered": 1,
    "remaining": 14,
    "questions": [
        {
            "id": TURN,
            "order": 2,
            "stage": "motivation",
            "content": "한빛소프트의 백엔드 개발자 직무에 지원한 까닭을 말해 주세요.",
            "status": "ASKED",
            "source": "template",
            "source_quote": None,
            "audio_url": None,
            "asked_at": "2026-11-24T04:36:10.120Z",
            "skip_reason": None,
            "answer_status": "DRAFT",
            "draft": "",
            "draft_version": 0,
            "answer_text": None,
        }
    ],
}
STATE: Final = ("id", "status", "version")
OWN_STATE: Final = (
    f"SELECT {', '.join(STATE)} FROM {Interview._meta.db_table}"  # noqa: S608
    " WHERE public_id = %s AND candidate_id = %s"
)
POLLING: Final = {
    "parameters": [
        {
            "in": "header",
            "name": "If-None-Match",
            "required": False,
            "description": "The `ETag` of the last answer: 304 while nothing changed.",
            "schema": {"type": "string"},
        }
    ],
    "responses": {
        200: {
            "headers": {
                "ETag": {
                    "description": "Weak; changes with `version`.",
                    "schema": {"type": "string"},
                }
            }
        },
        304: {"description": "Nothing changed since."},
    },
}
STREAM: Final = (
    "retry: 1200\nid: 7\n\n"
    'event: question.token\ndata: {"turn_id":"…","text":"방금 말씀하신"}\n\n'
    'event: question.ready\nid: 8\ndata: {"turn_id":"…","order":3,"status":"ASKED",'
    '"version":8}\n\n'
)


def _with(extra: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """`spec()` with response headers and parameters of this operation."""
    responses = {**more["responses"]}
    for status, answer in extra.get("responses", {}).items():
        responses[status] = {**responses.get(status, {}), **answer}
    return {**extra, **more, "responses": responses}


@router.get(
    "/{uuid:interview_id}/questions",
    response=QuestionsOut,
    operation_id="list_questions",
    summary="Poll the conversation",
    openapi_extra=_with(spec(example=EXAMPLE), POLLING),
)
def list_questions(request: ApiRequest, interview_id: UUID) -> HttpResponse:
    """What was asked so far, with the answers. Cheap: send `If-None-Match`."""
    interview, is_owner = _seen_by(request.user, interview_id)
    etag = etag_of(interview.version, is_owner=is_owner)
    if is_known(etag, request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        body = body_of(interview, etag, is_owner=is_owner)
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@router.get(
    "/{uuid:interview_id}/events",
    response={200: None},
    operation_id="follow_interview",
    summary="Follow the conversation live",
    openapi_extra={
        **spec(
            others={
                429: ["rate_limited", "too_many_streams"],
                503: ["events_unavailable", "unavailable"],
            }
        ),
        "parameters": [
            {
                "in": "header",
                "name": "Last-Event-ID",
                "required": False,
                "description": "The last `id` that was read; missed events follow.",
                "schema": {"type": "string"},
            }
        ],
        "responses": {
            200: {
                "description": "Events until the interview ends.",
                "content": {
                    "text/event-stream": {
                        "schema": {"type": "string"},
                        "example": STREAM,
                    }
                },
            }
        },
    },
)
def follow_interview(request: ApiRequest, interview_id: UUID) -> HttpResponse:
    """`question.token`, `question.ready`, `answer.state`, `report.state`,
    `interview.state` as server-sent events.

    A courtesy: whoever misses an event finds it by polling. `: ` lines keep the
    connection open.
    """
    # The server answers streams on its event loop (interview_site.asgi); only a
    # server without one comes here, and its clients poll by reconnecting.
    interview, _is_owner = _seen_by(request.user, interview_id)
    version = interview.version
    data = orjson.dumps({"status": interview.status, "version": version}).decode()
    response = HttpResponse(
        f"retry: {RETRY_MS}\n\nevent: interview.state\nid: {version}\ndata: {data}\n\n",
        content_type="text/event-stream; charset=utf-8",
    )
    response["Cache-Control"] = "private, no-store, no-transform"
    return response


def _seen_by(user: User, public_id: UUID) -> tuple[Interview, bool]:
    """(the row's state, is it the own one) in one query, two for companies.

    The own row by hand-written SQL: every poll asks for it, and composing the same
    query with the ORM took nearly half of a 304's time.
    """
    sent = Interview._meta.get_field("public_id").get_db_prep_value(
        public_id, connection
    )
    with connection.cursor() as cursor:
        cursor.execute(OWN_STATE, [sent, user.pk])
        row = cursor.fetchone()
    if row is not None:
        return Interview.from_db(connection.alias, STATE, row), True
    rows = Interview.objects.all().visible_to(user).only(*STATE)
    if seen := rows.filter(public_id=public_id).first():
        return seen, False
    raise Http404


def body_of(interview: Interview, etag: str, *, is_owner: bool) -> bytes:
    """The serialised answer, kept by interview, version and role of the viewer.

    The row was read first: questions may be newer than its version, never older.
    """
    key = f"questions:{interview.pk}:{etag}"
    kept = caches["payloads"].get(key)
    if isinstance(kept, bytes):
        return kept
    body = orjson.dumps(reading.questions_payload(interview, is_owner=is_owner))
    caches["payloads"].set(key, body, KEPT_S)
    return body


def etag_of(version: int, *, is_owner: bool) -> str:
    """Names what this viewer sees of a version."""
    return f'W/"{version}-{"owner" if is_owner else "reader"}"'


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether the caller has this version already."""
    known = parse_etags(if_none_match)
    return known == ["*"] or bool({etag, etag.removeprefix("W/")} & set(known))
