"""What pages and the API show of an interview: plain dicts in contract.md's shapes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import QuerySet

from interviews.models import Answer, Interview, Report, Resume, Turn
from interviews.states import AnswerStatus, TurnStatus, WorkStatus

COMING: Final = frozenset(
    {TurnStatus.PLANNED, TurnStatus.GENERATING, TurnStatus.FAILED}
)
OPEN: Final = COMING | {TurnStatus.ASKED, TurnStatus.OPENED}
NOT_STARTED: Final = frozenset({"DRAFT", "SCHEDULED", "READY"})


def interview_payload(interview: Interview) -> dict[str, Any]:
    """One interview; needs company, scenario and résumé loaded."""
    company = interview.company
    resume = interview.resume
    # In hiring only the report has it: not everybody who sees the row may read that.
    overall = interview.overall if interview.is_practice else None
    return {
        "id": str(interview.public_id),
        "kind": interview.kind,
        "position": interview.position,
        "company": {"slug": company.slug, "name": company.name} if company else None,
        "resume_id": str(resume.public_id) if resume else None,
        "scenario": interview.scenario.key,
        "language": interview.language,
        "status": interview.status,
        "version": interview.version,
        "created_at": moment(interview.created_at),
        "scheduled_time": moment(interview.scheduled_time),
        "started_at": moment(interview.started_at),
        "submitted_at": moment(interview.submitted_at),
        "overall": float(overall) if overall is not None else None,
    }


def turns_of(interview: Interview) -> QuerySet[Turn]:
    """All turns in order, each with its answer, in one query."""
    rows = Turn.objects.filter(interview=interview).select_related("answer")
    return rows.in_order()


def questions_payload(
    interview: Interview,
    *,
    is_owner: bool,
    turns: Iterable[Turn] | None = None,
) -> dict[str, Any]:
    """The polling call: what was asked so far; `remaining` 0: no more comes."""
    rows = list(turns if turns is not None else turns_of(interview))
    return {
        "status": interview.status,
        "version": interview.version,
        "total": len(rows),
        "answered": sum(1 for row in rows if row.status == TurnStatus.ANSWERED),
        "remaining": _remaining(interview, rows),
        "questions": [
            _question(row, is_owner=is_owner)
            for row in rows
            if row.status != TurnStatus.PLANNED
        ],
    }


def transcript_payload(
    interview: Interview, turns: Iterable[Turn] | None = None
) -> dict[str, Any]:
    """Who said what, in order, each text once."""
    items: list[dict[str, Any]] = []
    for turn in turns if turns is not None else turns_of(interview):
        if turn.asked_at is not None:
            items.append(_spoken(turn, "interviewer", turn.text, turn.asked_at))
        answer = answer_of(turn)
        if answer is not None and answer.submitted_at is not None:
            items.append(_spoken(turn, "candidate", answer.text, answer.submitted_at))
    return {"items": items}


def progress_payload(interview: Interview) -> dict[str, Any]:
    """How far judging is: counted answers, the report's state, what waits and why."""
    rows = list(turns_of(interview))
    answers = [answer for row in rows if (answer := answer_of(row)) and _given(answer)]
    judged = [row for row in answers if row.status == AnswerStatus.SCORED]
    failed = [row for row in answers if row.status == AnswerStatus.FAILED]
    pending = [row for row in answers if row.work == WorkStatus.PENDING]
    report = report_of(interview)
    return {
        "status": report.status if report else interview.status,
        "code": (report.code or report.waiting_code) if report else "",
        "moved_at": _moved_at([*answers, report]),
        "answers": {
            "given": len(answers),
            "to_judge": len(judged) + len(failed) + len(pending),
            "judged": len(judged),
            "failed": len(failed),
            "pending": len(pending),
            "total": len(rows),
        },
        "questions": [_judging(row) for row in rows if row.criteria],
    }


def report_payload(interview: Interview) -> tuple[str, dict[str, Any] | None]:
    """(state, the report or None while there is nothing to read)."""
    report = report_of(interview)
    if report is None:
        return interview.status, None
    if not report.is_ready:
        return report.status, None
    return report.status, {**report.data, "status": report.status}


def report_of(interview: Interview) -> Report | None:
    """The interview's report, once it was handed in."""
    return Report.objects.filter(interview=interview).first()


def resume_payload(resume: Resume) -> dict[str, Any]:
    """One résumé; hidden text is never in it, only the finding that there was some."""
    return {
        "id": str(resume.public_id),
        "file_name": resume.file_name,
        "size_bytes": resume.size_bytes,
        "status": resume.status,
        "version": resume.version,
        "code": resume.code or None,
        "detail": resume.detail or None,
        "visible_text": resume.visible_text or None,
        "findings": resume.findings,
        "profile": resume.profile or None,
        "created_at": moment(resume.created_at),
        "confirmed_at": moment(resume.confirmed_at),
    }


def answer_of(turn: Turn) -> Answer | None:
    """The turn's answer, also where it was only begun; needs it loaded."""
    return getattr(turn, "answer", None)


def moment(at: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def nfc(text: str) -> str:
    """The text that offsets of evidence count in."""
    return unicodedata.normalize("NFC", text)


def _moved_at(rows: Iterable[Answer | Report | None]) -> datetime | None:
    """When somebody was last seen working on these."""
    moments = [
        moment
        for row in rows
        if row is not None
        for moment in (row.claimed_at, getattr(row, "scored_at", None))
        if moment is not None
    ]
    return max(moments, default=None)


def _given(answer: Answer) -> bool:
    return answer.status != AnswerStatus.DRAFT


def _remaining(interview: Interview, rows: list[Turn]) -> int:
    if interview.status in NOT_STARTED or interview.is_in_progress:
        return sum(1 for row in rows if row.status in OPEN)
    return 0


def _question(turn: Turn, *, is_owner: bool) -> dict[str, Any]:
    answer = answer_of(turn)
    status = (
        TurnStatus.GENERATING.value if turn.status == TurnStatus.FAILED else turn.status
    )
    is_shown = turn.asked_at is not None
    shown: dict[str, Any] = {
        "id": str(turn.public_id),
        "order": turn.order,
        "stage": turn.stage,
        "content": turn.text if is_shown else "",
        "status": status,
        "source": turn.source or None,
        "source_quote": turn.source_quote if is_shown else None,
        "audio_url": None,
        "asked_at": moment(turn.asked_at),
        "skip_reason": turn.skip_reason or None,
        "answer_status": answer.status if answer else None,
    }
    if is_owner:
        shown["draft"] = answer.draft if answer and not _given(answer) else None
        shown["draft_version"] = answer.draft_version if answer else 0
        shown["answer_text"] = answer.text if answer and _given(answer) else None
    return shown


def _spoken(turn: Turn, speaker: str, text: str, at: datetime) -> dict[str, Any]:
    return {
        "turn_id": str(turn.public_id),
        "order": turn.order,
        "stage": turn.stage,
        "speaker": speaker,
        "text": text,
        "at": moment(at),
        "segments": [],
        "corrected": False,
    }


def _judging(turn: Turn) -> dict[str, Any]:
    answer = answer_of(turn)
    return {
        "turn_id": str(turn.public_id),
        "order": turn.order,
        "stage": turn.stage,
        "status": turn.status,
        "answer_id": str(answer.public_id) if answer else None,
        "answer_status": answer.status if answer else None,
        "attempts": answer.attempts if answer else 0,
        "max_attempts": Answer.max_attempts,
        "code": (answer.code or answer.waiting_code) if answer else "",
    }
