"""What the home page shows of interviews and résumés: ready values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from interviews import charts
from interviews.models import Interview, Resume
from interviews.states import InterviewStatus, ReportStatus, ResumeStatus
from interviews.templatetags.ui import day, hour, when
from interviews.views import waiting
from interviews.views.resume_context import progress as resume_progress

ENDED: Final = frozenset({InterviewStatus.CANCELLED, InterviewStatus.EXPIRED})
READABLE: Final = frozenset({InterviewStatus.SCORED, InterviewStatus.CLOSED})


def title_of(interview: Interview, language: str) -> str:
    """Position and company, as lists write them."""
    company = interview.company.name_in(language) if interview.company else ""
    return " · ".join([interview.position, company or _("회사 없음")])


def task(interview: Any, language: str) -> dict[str, Any]:
    """An unfinished interview: how far it is and where it goes on."""
    is_begun = interview.status == InterviewStatus.IN_PROGRESS
    return {
        "kind": interview.kind,
        "title": title_of(interview, language),
        "meta": _task_meta(interview, language, is_begun=is_begun),
        "url": reverse(
            "interviews:list" if is_begun else "interviews:room-now",
            args=[interview.public_id],
        ),
        "action": _("이어하기") if is_begun else _("준비 이어하기"),
    }


def row(interview: Any, language: str, *, at: datetime) -> dict[str, Any]:
    """One interview in the list."""
    state, kind = _state(interview)
    progress = _progress(interview, at=at)
    is_readable = _is_readable(interview)
    return {
        "kind": interview.kind,
        "title": title_of(interview, language),
        "meta": _row_meta(interview, language),
        "url": reverse("interviews:room-now", args=[interview.public_id]),
        "action": _("결과 보기") if is_readable else _("열기"),
        "delete_url": ""
        if interview.is_open
        else reverse("interviews:interview-delete", args=[interview.public_id]),
        "score": _number(interview),
        "state": state,
        "state_kind": kind,
        "progress": progress,
        "is_working": progress is not None and progress["state"] != "failed",
    }


def history(attempts: Sequence[Interview], language: str) -> dict[str, Any]:
    """Progress over time; a line joins only what was measured alike."""
    moments = _moments(attempts)
    return {
        "count": len(attempts),
        "svg": _line(moments, attempts) if len(attempts) > 1 else "",
        "latest": _number(attempts[-1]) if attempts else "",
        "columns": [_("날짜"), _("종합"), _("면접"), _("진행 방식")],
        "rows": [
            [
                day(attempt.submitted_at),
                _number(attempt),
                title_of(attempt, language),
                f"{attempt.scenario.name_in(language)} · "
                + _("기준표 %s판") % attempt.rubric.version,
            ]
            for attempt in reversed(attempts)
        ],
        "note": _("진행 방식이나 기준표가 바뀐 곳은 선을 잇지 않았어요.")
        if len(moments) > len(attempts)
        else "",
    }


def _moments(attempts: Sequence[Interview]) -> list[charts.Moment]:
    """A point per attempt, and a gap where it was measured in another way."""
    moments: list[charts.Moment] = []
    for number, attempt in enumerate(attempts):
        if number and _measure(attempts[number - 1]) != _measure(attempt):
            moments.append(charts.Moment("", None))
        value = float(attempt.overall) if attempt.overall is not None else None
        moments.append(charts.Moment(day(attempt.submitted_at), value))
    return moments


def resume_row(resume: Resume, *, at: datetime) -> dict[str, Any]:
    """A résumé with its state."""
    states = {
        ResumeStatus.PARSED: (_("확인해 주세요"), "warn"),
        ResumeStatus.CONFIRMED: (_("확인 끝"), "ok"),
        ResumeStatus.FAILED: (_("읽지 못함"), "err"),
    }
    state, kind = states.get(ResumeStatus(resume.status), ("", ""))
    return {
        "title": resume.file_name,
        "meta": day(resume.created_at),
        "url": reverse("interviews:resume", args=[resume.public_id]),
        "state": state,
        "state_kind": kind,
        "progress": None if state else resume_progress(resume, at=at),
    }


def _task_meta(interview: Any, language: str, *, is_begun: bool) -> str:
    if not is_begun:
        minutes = _("약 %d분") % interview.scenario.minutes
        parts = [_planned(interview), interview.scenario.name_in(language), minutes]
        return " · ".join(part for part in parts if part)
    done = f"{interview.done_count}/{interview.turn_count}"
    moments = [interview.saved_at, interview.answered_at]
    saved = max((moment for moment in moments if moment), default=None)
    if saved is None:
        return done
    return f"{done} · " + _("%s 저장") % f"{day(saved)} {hour(saved)}"


def _row_meta(interview: Any, language: str) -> str:
    name = interview.scenario.name_in(language)
    return f"{_planned(interview) or day(interview.created_at)} · {name}"


def _planned(interview: Any) -> str:
    """When an interview for later is to be; nothing for the others."""
    if interview.status != InterviewStatus.SCHEDULED:
        return ""
    return _("%s 예약") % when(interview.scheduled_time)


def _state(interview: Any) -> tuple[str, str]:
    status = InterviewStatus(interview.status)
    if interview.report_status == ReportStatus.FAILED:
        return "", ""  # the line below it says so
    if status == InterviewStatus.SUBMITTED and not waiting.unjudged_because(interview):
        return _("채점 중"), "info"
    if interview.is_handed_in and not _is_readable(interview):
        return _("접수"), "info"
    if status in READABLE:
        return ("", "") if interview.overall is not None else (_("결과 나옴"), "ok")
    return {
        InterviewStatus.DRAFT: (_("준비 중"), ""),
        InterviewStatus.SCHEDULED: (_("예약됨"), ""),
        InterviewStatus.READY: (_("시작 전"), ""),
        InterviewStatus.IN_PROGRESS: (_("하는 중"), "brand"),
        InterviewStatus.CANCELLED: (_("그만둠"), ""),
        InterviewStatus.EXPIRED: (_("기간 지남"), ""),
    }.get(status, ("", ""))


def _progress(interview: Any, *, at: datetime) -> dict[str, Any] | None:
    """The scoring line, in counted answers, until there is a report."""
    line = {"id": f"scoring-{interview.public_id}", "name": _("채점")}
    if interview.report_status == ReportStatus.FAILED:
        return {**line, **waiting.failed_report(interview)}
    if interview.status != InterviewStatus.SUBMITTED:
        return None
    if waiting.unjudged_because(interview):
        told = _("결과를 모으고 있어요")
        return {**line, "name": _("결과"), "state": "running", "words": told}
    total = interview.judged_count + interview.failed_count + interview.waiting_count
    judged = interview.judged_count
    ready = _("채점 %(judged)d/%(total)d 답변") % {"judged": judged, "total": total}
    told = ready if total else _("결과를 모으고 있어요")
    beats = (
        interview.submitted_at,
        interview.judged_at,
        interview.held_at,
        interview.report_held_at,
    )
    state, cause = waiting.state_of(interview.waits_for or "", beats, at)
    return {
        **line,
        "state": state,
        "value": judged,
        "max": total or None,
        "words": f"{told} · {cause}" if cause else told,
        "elapsed": _("%s 제출") % when(interview.submitted_at),
    }


def _is_readable(interview: Any) -> bool:
    """Practice: once it is scored; hiring: after a person released the report."""
    if interview.is_practice:
        return interview.status in READABLE
    return bool(interview.report_status == ReportStatus.RELEASED)


def _measure(interview: Interview) -> tuple[int, int]:
    return interview.scenario_id, interview.rubric_id


def _number(interview: Interview) -> str:
    return "" if interview.overall is None else str(interview.overall)


def _line(moments: list[charts.Moment], attempts: Sequence[Interview]) -> SafeString:
    first, last = attempts[0], attempts[-1]
    desc = _("%(count)d번의 종합 점수. 처음 %(first)s점, 마지막 %(last)s점.") % {
        "count": len(attempts),
        "first": _number(first),
        "last": _number(last),
    }
    caption = charts.Caption(_("연습 기록"), desc, "history")
    # charts.py escapes all text that it is given.
    return mark_safe(charts.line_chart(moments, caption))  # noqa: S308
