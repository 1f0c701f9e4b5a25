"""What the check page and the receipt show: ready values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from interviews.actions import reading, report_words
from interviews.models import Interview, Turn
from interviews.states import InterviewStatus, ReportStatus, TurnStatus
from interviews.views import waiting, words
from interviews.views.room_context import current_of, number_of, room_url

FIRST_LINE: Final = 160
MADE: Final = frozenset(
    {ReportStatus.READY, ReportStatus.RELEASED, ReportStatus.WITHHELD}
)


def check_context(
    interview: Interview, turns: Sequence[Turn], language: str
) -> dict[str, Any]:
    """One card per question that was asked; what has no answer is named."""
    stages = {stage["key"]: stage for stage in interview.plan}
    current = current_of(turns)
    cards = [
        _card(turn, stages, language) for turn in turns if turn.asked_at is not None
    ]
    draft = _draft(current)
    return {
        "cards": cards,
        "answered": sum(1 for turn in turns if turn.status == TurnStatus.ANSWERED),
        "missing": [
            {"number": number_of(turn), "name": _name(turn, stages, language)}
            for turn in turns
            if turn.is_waiting or turn.is_generating
        ],
        "coming": [turn for turn in turns if turn.status == TurnStatus.PLANNED],
        "draft": draft,
        "draft_number": number_of(current) if current and draft else "",
        "current_url": room_url(current) if current else "",
        "current_number": number_of(current) if current else "",
    }


def receipt_context(
    interview: Interview, language: str, *, at: datetime
) -> dict[str, Any]:
    """How far judging is, in counted answers; failures are shown as failures."""
    payload = reading.progress_payload(interview)
    counts = payload["answers"]
    stages = {stage["key"]: stage for stage in interview.plan}
    is_released = payload["status"] == ReportStatus.RELEASED
    is_ready = is_released or (
        interview.is_practice and payload["status"] == ReportStatus.READY
    )
    numbers = report_words.numbered(row["order"] for row in payload["questions"])
    unjudged = waiting.unjudged_because(interview)
    lines: list[dict[str, Any] | None] = [_saved(interview, counts)]
    if not unjudged:
        lines.append(_judging_line(interview, payload, at=at))
    lines.append(
        _report_line(interview, payload, is_ready=is_ready, is_judged=not unjudged)
    )
    return {
        "submitted_at": interview.submitted_at,
        "given": counts["given"],
        "lines": [line for line in lines if line is not None],
        "answers": [
            _answer_row(row, interview, stages, language, is_judged=not unjudged)
            | {"number": number}
            for number, row in zip(numbers, payload["questions"], strict=True)
            if row["answer_status"] and row["status"] == TurnStatus.ANSWERED
        ],
        "is_ready": is_ready,
        "is_working": payload["status"] not in MADE | {ReportStatus.FAILED},
        "next_words": _next(
            interview,
            payload["status"],
            unjudged="" if counts["judged"] else unjudged,
            is_ready=is_ready,
        ),
        "is_scored": interview.status != InterviewStatus.SUBMITTED,
    }


def _next(interview: Interview, status: str, *, unjudged: str, is_ready: bool) -> str:
    """What comes now; where nobody judged or will, why."""
    if status == ReportStatus.FAILED:
        return _("결과를 모으지 못했어요. 아래에서 다시 할 수 있어요.")
    if interview.is_practice and unjudged == "switched_off":
        return _("AI 채점을 꺼 두어서 점수 없이 기록만 보여 드려요.")
    if interview.is_practice and unjudged:
        return _("AI 채점에 동의하지 않아서 점수 없이 기록만 보여 드려요.")
    if is_ready:
        return _("결과를 볼 수 있어요.")
    if interview.is_practice:
        return _("채점이 끝나면 결과를 바로 볼 수 있어요. 나가도 계속돼요.")
    return _("사람이 답변을 읽고 평가해요. 결과는 공개되면 여기에서 볼 수 있어요.")


def _saved(interview: Interview, counts: Mapping[str, int]) -> dict[str, Any]:
    del interview
    given = counts["given"]
    return {
        "id": "line-saved",
        "name": _("저장"),
        "state": "done",
        "words": ngettext("답변 %d개", "답변 %d개", given) % given,
    }


def _judging_line(
    interview: Interview, payload: Mapping[str, Any], *, at: datetime
) -> dict[str, Any] | None:
    counts = payload["answers"]
    if not counts["to_judge"]:
        return None
    ended = counts["judged"] + counts["failed"]
    ready = {"done": ended, "all": counts["to_judge"], "failed": counts["failed"]}
    text = _("%(done)d/%(all)d 답변") % ready
    if counts["failed"]:
        text += " · " + _("안 된 것 %(failed)d") % ready
    since = interview.submitted_at or at
    beats = (since, payload["moved_at"])
    state, cause = waiting.state_of(_waits_for(payload), beats, at)
    if not counts["pending"]:
        state, cause = "failed" if counts["failed"] else "done", ""
    return {
        "id": "line-judging",
        "name": _("채점"),
        "state": state,
        "value": ended,
        "max": counts["to_judge"],
        "words": f"{text} · {cause}" if cause else text,
        "elapsed": waiting.elapsed(since, at) if counts["pending"] else "",
    }


def _waits_for(payload: Mapping[str, Any]) -> str:
    """The code of the first answer whose next attempt waits for something."""
    codes = (
        row["code"]
        for row in payload["questions"]
        if row["code"] and row["answer_status"] == "READY"
    )
    return next(codes, "")


def _report_line(
    interview: Interview,
    payload: Mapping[str, Any],
    *,
    is_ready: bool,
    is_judged: bool,
) -> dict[str, Any]:
    line: dict[str, Any] = {"id": "line-report", "name": _("결과")}
    if is_ready:
        return {**line, "state": "done", "words": _("볼 수 있어요")}
    if payload["status"] == ReportStatus.FAILED:
        return {**line, **waiting.failed_report(interview)}
    if payload["status"] in MADE:
        return {**line, "state": "queued", "words": _("사람이 확인한 뒤에 공개해요")}
    if is_judged and payload["answers"]["pending"]:
        return {**line, "state": "queued", "words": _("채점이 끝나면 모아요")}
    return {**line, "state": "running", "words": _("모으고 있어요")}


def _answer_row(
    row: Mapping[str, Any],
    interview: Interview,
    stages: Mapping[str, Mapping[str, Any]],
    language: str,
    *,
    is_judged: bool,
) -> dict[str, Any]:
    states = {
        "SCORED": (_("채점 끝"), "ok"),
        "FAILED": (_("채점 안 됨"), "err"),
        "READY": (_("채점 중"), "info"),
    }
    has_ended = row["answer_status"] in {"SCORED", "FAILED"}
    state, kind = _("저장됨"), ""
    if is_judged or has_ended:
        state, kind = states.get(row["answer_status"], (state, kind))
    is_failed = row["answer_status"] == "FAILED"
    retry = reverse(
        "interviews:retry-answer", args=[interview.public_id, row["turn_id"]]
    )
    return {
        "name": words.stage_name(stages[row["stage"]], language),
        "state": state,
        "kind": kind,
        "cause": words.work_code(row["code"]) if row["code"] else "",
        "retry_url": retry if is_failed and is_judged else "",
    }


def _card(
    turn: Turn, stages: Mapping[str, Mapping[str, Any]], language: str
) -> dict[str, Any]:
    answer = reading.answer_of(turn)
    text = answer.text if answer is not None and answer.submitted_at else ""
    return {
        "number": number_of(turn),
        "title": _name(turn, stages, language),
        "question": turn.text,
        "text": first_line(text),
        "meta": _("%d자") % len(text) if text else "",
        "is_missing": not text,
        "missing_words": words.skipped(turn.skip_reason)
        if turn.skip_reason
        else _("아직 답하지 않았어요."),
        "url": room_url(turn),
        "action": _("다시 읽기") if text else _("보기"),
    }


def first_line(text: str) -> str:
    """The beginning of an answer, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= FIRST_LINE:
        return line
    return line[:FIRST_LINE].rsplit(" ", 1)[0] + " …"


def _draft(turn: Turn | None) -> str:
    answer = reading.answer_of(turn) if turn is not None and turn.is_waiting else None
    return answer.draft if answer is not None and answer.draft.strip() else ""


def _name(turn: Turn, stages: Mapping[str, Mapping[str, Any]], language: str) -> str:
    return words.stage_name(stages[turn.stage], language)
