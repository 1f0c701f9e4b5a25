"""What the pages of a running interview show: ready values, nothing to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from interviews.actions import reading
from interviews.forms import AnswerForm
from interviews.models import Criterion, Interview, Turn
from interviews.states import TurnStatus
from interviews.templatetags.ui import clock, hour
from interviews.views import words

SLOW_S: Final = 8
DONE: Final = frozenset({TurnStatus.ANSWERED, TurnStatus.SKIPPED})
# Competencies that are asked about by something that happened: a story has four parts.
STORIES: Final = frozenset({"experience", "problem_solving", "responsibility"})


def turns_of(interview: Interview) -> list[Turn]:
    """All turns in order with their answers, tied to this very interview."""
    turns = list(reading.turns_of(interview))
    for turn in turns:
        turn.interview = interview
    return turns


def current_of(turns: Sequence[Turn]) -> Turn | None:
    """The question that waits for an answer, or is being written."""
    return next((turn for turn in turns if turn.is_waiting or turn.is_generating), None)


def number_of(turn: Turn) -> str:
    """The part of the URL: the order, and for a re-ask the attempt too."""
    return str(turn.order) if turn.attempt == 1 else f"{turn.order}-{turn.attempt}"


def room_url(turn: Turn) -> str:
    """Where this question is."""
    args = [turn.interview.public_id, number_of(turn)]
    return reverse("interviews:room", args=args)


def interview_context(interview: Interview, language: str) -> dict[str, Any]:
    """What every page inside an interview needs: names, choices, live version."""
    company = interview.company.name_in(language) if interview.company else ""
    comfort = interview.accommodations or {}
    return {
        "interview_id": interview.public_id,
        "position": interview.position,
        "company_name": company,
        "interview_name": " · ".join([interview.position, company or _("회사 없음")]),
        "question_lang": interview.language,
        "scenario_name": interview.scenario.name_in(language),
        "minutes": interview.scenario.minutes,
        "status": interview.status,
        "scheduled_at": interview.scheduled_time,
        "is_practice": interview.is_practice,
        "is_in_progress": interview.is_in_progress,
        "total": len(interview.plan),
        "large_text": bool(comfort.get("large_text")),
        "less_motion": bool(comfort.get("less_motion")),
        "version": interview.version,
    }


def rail_context(
    interview: Interview, turns: Sequence[Turn], language: str
) -> dict[str, Any]:
    """The list of questions with their states in words."""
    stages = {stage["key"]: stage for stage in interview.plan}
    tasks = [_task(turn, stages, language) for turn in turns]
    once = [turn for turn in turns if turn.attempt == 1]
    return {
        "tasks": tasks,
        "done_count": sum(1 for turn in once if turn.status in DONE),
        "task_count": len(once),
    }


def talk_context(turns: Sequence[Turn], shown: Turn | None) -> dict[str, Any]:
    """The conversation so far: what was asked and said before the shown question."""
    talk = [
        {
            "number": number_of(turn),
            "question": turn.text,
            "answer": _words_said(turn),
            "note": words.skipped(turn.skip_reason) if turn.skip_reason else "",
        }
        for turn in turns
        if turn is not shown and turn.status in DONE and turn.asked_at is not None
    ]
    return {"talk": talk}


def stage_context(
    turn: Turn | None,
    *,
    language: str,
    at: datetime,
    form: AnswerForm | None = None,
) -> dict[str, Any]:
    """The question card and what can be done with it.

    mode: `answer`, `writing` (the question is on its way), `past`, `done`.
    """
    if turn is None:
        return {"mode": "done", "shown": "none:done"}
    mode = _mode(turn)
    context = {
        "mode": mode,
        "shown": f"{turn.public_id}:{mode}",
        "turn_id": turn.public_id,
        "number": turn.order,
        "caption": _caption(turn, language),
        "source_label": _source_label(turn),
        "question": turn.text if turn.asked_at else "",
        **_quoted(turn),
    }
    if mode == "answer":
        return context | _answer_box(turn, form, language, at=at)
    if mode == "writing":
        return context | writing_context(turn, at=at)
    note = words.skipped(turn.skip_reason) if turn.skip_reason else ""
    return context | {
        "answer": _words_said(turn),
        "note": note,
        "left_text": left(turn),
    }


def writing_context(turn: Turn, *, at: datetime) -> dict[str, Any]:
    """Honest words while a question is being written."""
    since = turn.generating_at or at
    elapsed = max(0, int((at - since).total_seconds()))
    if turn.kind == "followup":
        text = _("답변을 듣고 추가 질문을 쓰고 있어요.")
    else:
        text = _("다음 질문을 쓰고 있어요.")
    if elapsed > SLOW_S:
        text = _("평소보다 오래 걸려요. 곧 준비된 질문으로 바꿔 드려요.")
    return {"work_words": text, "elapsed": clock(elapsed)}


def _mode(turn: Turn) -> str:
    if turn.is_waiting:
        return "answer"
    return "writing" if turn.is_generating else "past"


def _answer_box(
    turn: Turn, form: AnswerForm | None, language: str, *, at: datetime
) -> dict[str, Any]:
    answer = reading.answer_of(turn)
    draft = answer.draft if answer else ""
    saved_at = answer.draft_saved_at if answer else None
    stage = _stage_of(turn)
    limit = stage["prep_s"] + stage["answer_s"]
    deadline = (turn.opened_at or at) + timedelta(seconds=limit)
    return {
        "text": form.presentable if form is not None else draft,
        "base": answer.draft_version if answer else 0,
        "saved_words": _("저장됨 · %s") % hour(saved_at) if saved_at else "",
        "errors": _errors(turn, form),
        "why": _why(turn, language),
        "asks_for_story": turn.axis in STORIES,
        "shows_timer": turn.interview.shows_timer,
        "deadline_ms": epoch_ms(deadline),
        "now_ms": epoch_ms(at),
        "clock": clock((deadline - at).total_seconds()),
        "limit": clock(limit),
    }


def epoch_ms(moment: datetime) -> int:
    """For scripts: milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def _errors(turn: Turn, form: AnswerForm | None) -> list[dict[str, str]]:
    if form is None or form.is_valid():
        return []
    target = f"#answer-{turn.public_id}"
    return [{"text": str(text), "href": target} for text in form.errors["text"]]


def _caption(turn: Turn, language: str) -> str:
    name = words.stage_name(_stage_of(turn), language)
    return f"{name} · {turn.order}/{len(turn.interview.plan)}"


def _source_label(turn: Turn) -> str:
    if turn.attempt > 1:
        return _("다시 여쭙는 질문")
    by_model = settings.AI_PROVIDER != "builtin"
    labels = {
        Turn.Source.GENERATED: _("AI가 만든 질문"),
        Turn.Source.FOLLOWUP: _("AI가 만든 추가 질문")
        if by_model
        else _("답변에서 이어진 추가 질문"),
        Turn.Source.BANK_FALLBACK: _("대신 준비된 질문"),
    }
    if turn.is_generating and turn.kind == "followup":
        return labels[Turn.Source.FOLLOWUP]
    return labels.get(Turn.Source(turn.source), "") if turn.source else ""


def _quoted(turn: Turn) -> dict[str, str]:
    """The words that the question rests on, unless it says them itself."""
    source = turn.source_quote or {}
    quote = source.get("text", "") if turn.asked_at else ""
    if not quote or quote == turn.interview.position:
        return {"quote": "", "quote_from": ""}
    is_said = quote in turn.text
    where = _quote_from(source.get("where", ""))
    # The label of a follow-up says already that it comes from the answer.
    is_labelled = turn.source == Turn.Source.FOLLOWUP
    return {
        "quote": "" if is_said else quote,
        "quote_from": "" if is_labelled else where,
    }


def _quote_from(where: str) -> str:
    names = {
        "answer": _("내 답변에서"),
        "resume": _("내 이력서에서"),
        "cover_letter": _("내 자기소개서에서"),
    }
    return names.get(where, "")


def _why(turn: Turn, language: str) -> list[dict[str, str]]:
    """What is judged, by name and definition; never the rubric's indicators."""
    if not turn.criteria:
        return []
    rows = Criterion.objects.filter(
        rubric_id=turn.interview.rubric_id, key__in=turn.criteria
    ).order_by("order", "pk")
    return [
        {"name": row.name_in(language), "text": row.definition_in(language)}
        for row in rows
    ]


def _task(
    turn: Turn, stages: Mapping[str, Mapping[str, Any]], language: str
) -> dict[str, Any]:
    state, kind = _state_words(turn)
    name = words.stage_name(stages[turn.stage], language)
    if turn.attempt > 1:
        name = _("%s · 다시 여쭙는 질문") % name
    is_reachable = turn.is_waiting or turn.is_generating or turn.status in DONE
    return {
        "number": number_of(turn),
        "name": name,
        "url": room_url(turn) if is_reachable else "",
        "state": state,
        "kind": kind,
        "is_follow_up": turn.kind == "followup" or turn.attempt > 1,
        "is_current": turn.is_waiting or turn.is_generating,
        "note": words.skipped(turn.skip_reason) if turn.skip_reason else "",
    }


def _state_words(turn: Turn) -> tuple[str, str]:
    answer = reading.answer_of(turn)
    if turn.is_waiting:
        is_begun = answer is not None and bool(answer.draft.strip())
        return (_("쓰던 답변 있음") if is_begun else _("답할 차례"), "brand")
    if turn.is_generating:
        return _("질문 쓰는 중"), "info"
    if turn.status == TurnStatus.ANSWERED:
        return _("답했어요"), "ok"
    if turn.status == TurnStatus.SKIPPED:
        return _("넘어갔어요"), ""
    return "", ""


def _stage_of(turn: Turn) -> Mapping[str, Any]:
    return next(row for row in turn.interview.plan if row["key"] == turn.stage)


def left(turn: Turn) -> str:
    """What was typed and never handed in."""
    answer = reading.answer_of(turn)
    return answer.draft if answer is not None and not answer.submitted_at else ""


def _words_said(turn: Turn) -> str:
    answer = reading.answer_of(turn)
    return answer.text if answer is not None and answer.submitted_at else ""
