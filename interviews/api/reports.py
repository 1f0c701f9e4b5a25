"""What became of an interview: transcript, report, another try."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import orjson
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Status

from accounts.api_auth.problems import not_found
from accounts.api_auth.schema import ApiRequest
from accounts.api_auth.spec import spec
from accounts.models import User
from interviews import access
from interviews.actions import audit, evaluations, reading, report_pdf, reports
from interviews.api.question_schemas import TranscriptOut
from interviews.api.report_schemas import ReportOut, ReportStateOut
from interviews.models import Answer, AuditEvent, Interview
from interviews.states import AnswerStatus, ReportStatus, TransitionNotAllowed

router = Router(tags=["reports"])

TURN: Final = "7b1c9e7a-3f0e-4f43-8a86-2f7d1c9b0e55"
ANSWER: Final = "재고 알림 서비스에서 큐를 나누어 지연을 절반으로 줄였습니다."
QUOTE: Final = "큐를 나누어 지연을 절반으로 줄였습니다"
EVIDENCE: Final = {
    "quote": QUOTE,
    "start": ANSWER.index(QUOTE),
    "end": ANSWER.index(QUOTE) + len(QUOTE),
    "polarity": "for",
}
PENDING: Final = {
    "status": "PENDING",
    "code": None,
    "answers": {
        "given": 14,
        "to_judge": 13,
        "judged": 11,
        "failed": 0,
        "pending": 2,
        "total": 15,
    },
}
EXAMPLE: Final = {
    "status": "READY",
    "kind": "practice",
    "language": "ko",
    "overall": 62.5,
    "overall_reason": None,
    "calculation": "(62.5) ÷ 1 = 62.5",
    "formula": "1",
    "coverage": 0.82,
    "axes": [
        {
            "key": "technical",
            "name": "직무 전문성",
            "weight": 1.0,
            "score": 62.5,
            "n": 2,
            "planned": 4,
            "low": 50.0,
            "high": 75.0,
            "not_judged_reason": None,
            "questions": [3],
        }
    ],
    "strengths": [
        {
            "text": "한 일을 수치와 함께 말했어요.",
            "criterion": "technical_depth",
            "axis": "technical",
            "level": 4,
            "evidence": [{"turn_id": TURN, "order": 3, **EVIDENCE}],
        }
    ],
    "improvements": [],
    "questions": [
        {
            "turn_id": TURN,
            "order": 3,
            "stage": "skill",
            "question": "큐를 어떻게 나누셨나요?",
            "answer": ANSWER,
            "feedback": "무엇을 했는지 분명해요. 왜 그 방법을 골랐는지도 말해 보세요.",
            "criteria": [
                {
                    "criterion": "technical_depth",
                    "name": "깊이",
                    "axis": "technical",
                    "status": "scored",
                    "attempts": 1,
                    "code": None,
                    "level": 4,
                    "confidence": None,
                    "confidence_method": "none",
                    "level_samples": [4],
                    "evidence": [{**EVIDENCE, "star": "action"}],
                    "rationale": "행동과 결과가 수치와 함께 있다.",
                    "abstain_reasons": [],
                    "flags": [],
                }
            ],
        }
    ],
    "scorer": {"kind": "builtin_rules", "version": "1", "model": "builtin"},
    "rubric": {"key": "default", "version": 1, "content_hash": "5f0c…"},
    "limits": ["AI가 만든 연습용 피드백이에요. 채용에 쓰지 않아요."],
    "objection_url": None,
}


@router.get(
    "/{uuid:interview_id}/transcript",
    response=TranscriptOut,
    operation_id="get_transcript",
    summary="Read the transcript",
    openapi_extra=spec(
        example={
            "items": [
                {
                    "turn_id": TURN,
                    "order": 3,
                    "stage": "skill",
                    "speaker": "candidate",
                    "text": ANSWER,
                    "at": "2026-11-24T04:40:12.000Z",
                    "segments": [],
                    "corrected": False,
                }
            ]
        }
    ),
)
def get_transcript(request: ApiRequest, interview_id: UUID) -> HttpResponse:
    """Everything that was asked and answered so far, in order."""
    interview = access.interview_for(request.user, interview_id)
    _note(interview, AuditEvent.Type.TRANSCRIPT_SEEN, by=request.user)
    return _as_stored(reading.transcript_payload(interview))


@router.get(
    "/{uuid:interview_id}/report",
    response={200: ReportOut, 202: ReportStateOut},
    operation_id="get_report",
    summary="Read the report",
    openapi_extra={
        **spec(conflicts=["wrong_state"]),
        "responses": {
            200: {"content": {"application/json": {"example": EXAMPLE}}},
            202: {"content": {"application/json": {"example": PENDING}}},
        },
    },
)
def get_report(request: ApiRequest, interview_id: UUID) -> Status[Any] | HttpResponse:
    """202 with the state while answers are judged, then 200 with the report.

    `FAILED` with a code comes as 202, too: `POST …/report/retry` tries again. In
    hiring the candidate gets 404 until a person releases the report, and reviewers,
    who rate without having seen it, always do. An interview that was not handed in,
    or that was called off, has none: 409.
    """
    interview = access.scored_interview_for(request.user, interview_id)
    status, report = reading.report_payload(interview)
    if _is_withheld(interview, status, viewer=request.user):
        raise not_found()
    if not interview.is_handed_in:
        raise TransitionNotAllowed(status, ReportStatus.READY)
    if report is None:
        return Status(202, report_state(interview))
    _note(interview, AuditEvent.Type.REPORT_SEEN, by=request.user)
    return _as_stored(report)


@router.get(
    "/{uuid:interview_id}/report.pdf",
    operation_id="get_report_pdf",
    summary="Read the report as PDF",
    openapi_extra={
        **spec(conflicts=["wrong_state"]),
        "responses": {
            200: {
                "description": "The report, set in its own language",
                "content": {
                    "application/pdf": {
                        "schema": {"type": "string", "format": "binary"},
                        "example": "%PDF-1.7 …",
                    }
                },
            }
        },
    },
)
def get_report_pdf(request: ApiRequest, interview_id: UUID) -> HttpResponse:
    """The same report on paper; 409 until there is one, 404 as for the report."""
    interview = access.scored_interview_for(request.user, interview_id)
    status, report = reading.report_payload(interview)
    if _is_withheld(interview, status, viewer=request.user):
        raise not_found()
    if report is None:
        raise TransitionNotAllowed(status, ReportStatus.READY)
    _note(interview, AuditEvent.Type.REPORT_SEEN, by=request.user)
    pdf = report_pdf.as_pdf(interview=interview, data=report)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="report-{interview_id}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@router.post(
    "/{uuid:interview_id}/report/retry",
    response={202: ReportStateOut},
    operation_id="retry_report",
    summary="Judge again what failed",
    openapi_extra=spec(example=PENDING, status=202, conflicts=["wrong_state"]),
)
def retry_report(request: ApiRequest, interview_id: UUID) -> Status[Any]:
    """Only where an answer or the report itself FAILED; 409 otherwise.

    Without consent to AI scoring no answer is judged again.
    """
    interview = access.own_interview_for(request.user, interview_id)
    report = reading.report_of(interview)
    failed = Answer.objects.none()
    if evaluations.may_judge(interview):
        given = Answer.objects.all().of_interview(interview)
        failed = given.filter(status=AnswerStatus.FAILED).select_related(
            "turn__interview__company"
        )
    now = timezone.now()
    with transaction.atomic():
        retried = 0
        for answer in failed:
            evaluations.retry_answer(answer=answer, by=request.user, at=now)
            retried += 1
        if report is not None and report.status == ReportStatus.FAILED:
            reports.retry(report=report, by=request.user, at=now)
            retried += 1
    if not retried:
        raise TransitionNotAllowed(interview.status, ReportStatus.PENDING)
    return Status(202, report_state(interview))


def report_state(interview: Interview) -> dict[str, Any]:
    """What ReportStateOut shows."""
    progress = reading.progress_payload(interview)
    return {
        "status": progress["status"],
        "code": progress["code"] or None,
        "answers": progress["answers"],
    }


def _as_stored(payload: dict[str, Any]) -> HttpResponse:
    """What was built once is sent as it is; a test holds it to its schema."""
    return HttpResponse(orjson.dumps(payload), content_type="application/json")


def _is_withheld(interview: Interview, status: str, *, viewer: User) -> bool:
    """In hiring, the candidate reads what a person has released."""
    is_candidate = interview.candidate_id == viewer.pk
    return (
        is_candidate and not interview.is_practice and status != ReportStatus.RELEASED
    )


def _note(interview: Interview, kind: AuditEvent.Type, *, by: User) -> None:
    """Who looked, and be it the candidate; written before anything is shown."""
    audit.record(kind, interview, by=by, at=timezone.now())
