"""Plan an interview: its turns, each with its question or the way to get one."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from interviews import ai
from interviews.actions import ai_calls, questions
from interviews.actions.leases import backoff_s, held
from interviews.actions.picking import BankPicker, NoQuestionLeft, Wording
from interviews.ai.base import AIError
from interviews.events import QuestionReady, publish
from interviews.jobs import Job, enqueue
from interviews.models import Answer, Interview, LeaseLost, Question, Turn
from interviews.resumes import phrasing
from interviews.states import TransitionNotAllowed

SHORT: Final = 80
PLAN_DEADLINE_S: Final = 150.0
WRITE_S: Final = 30.0
RESUME_VALUES: Final = (
    "project",
    "activity",
    "past_role",
    "certificate",
    "skill",
    "major",
)


def values_for(interview: Interview) -> dict[str, str]:
    """What templates may name; only what is there, and short enough to be named."""
    profile = interview.profile
    company, language = interview.company, interview.language
    jobs = profile.get("experience") or []
    found = {
        "name": interview.candidate.full_name or profile.get("name"),
        "position": interview.position,
        "company": company.name_in(language) if company else None,
        "certificate": _first(profile.get("certificates")),
        "skill": _first(profile.get("skills")),
        "activity": _joined(jobs[0], "company", "role") if jobs else None,
        "past_role": next((job["role"] for job in jobs if job.get("role")), None),
        "project": next(
            (row["name"] for row in profile.get("projects") or [] if row.get("name")),
            None,
        ),
        "major": next(
            (row["major"] for row in profile.get("education") or [] if row["major"]),
            None,
        ),
    }
    short = {
        name: value
        for name, value in found.items()
        if value and (len(value) <= SHORT or name == "position")
    }
    ideal = company.ideal_in(language) if company else ""
    cover = questions.best_cover_sentence(profile)
    return {
        **short,
        **({"ideal": ideal} if ideal else {}),
        **({"cover_sentence": cover} if cover else {}),
    }


@transaction.atomic
def build_turns(interview: Interview) -> None:
    """One turn per stage of the frozen plan; what can be worded now, is."""
    values = values_for(interview)
    picker = BankPicker(interview)
    by_stage: dict[str, Turn] = {}
    for stage in interview.plan:
        turn = Turn(
            interview=interview,
            order=stage["order"],
            stage=stage["key"],
            kind=stage["kind"],
            axis=stage["axis"],
            criteria=stage["criteria"],
            parent=by_stage.get(stage["parent_key"]),
        )
        if not _is_written_later(stage):
            _fill(turn, word_stage(stage, values, interview.language, picker))
        turn.save()
        by_stage[stage["key"]] = turn


def want_plan(interview: Interview) -> None:
    """Have the generated stages written ahead, if a model writes questions."""
    if Turn.objects.filter(interview=interview).to_write_ahead().exists():
        interview.want_work()
        enqueue(Job.PLAN_QUESTIONS, interview_id=interview.pk)


def write_ahead(*, interview_id: int) -> None:
    """Write the generated stages' questions; a fault leaves them to a bank question."""
    interview = Interview.claim(interview_id)
    if interview is None:
        return
    with held(interview, deadline_s=PLAN_DEADLINE_S):
        try:
            ai_calls.check_breaker()
            for turn in Turn.objects.filter(interview=interview).to_write_ahead():
                if not Interview.objects.filter(pk=interview.pk).unfinished().exists():
                    break  # called off: nothing more of it goes to a model
                _write(interview, turn)
        except ai_calls.BreakerOpen as closed:
            _fall_back(interview, closed.reason)
        except AIError as error:
            if interview.is_last_attempt or error.kind in {"H", "C"}:
                _fall_back(interview, error.code)
            else:
                interview.give_back(after_s=min(5.0, backoff_s(1)), code=error.code)
                return
    _finish(interview)


def give_up(interview: Interview) -> None:
    """Every attempt died: bank questions for all that is still unwritten."""
    _fall_back(interview, "WORKER_DIED")
    with transaction.atomic():
        interview.fail_work("WORKER_DIED")
        interview.touch()


def word_stage(
    stage: Mapping[str, Any],
    values: Mapping[str, str],
    language: str,
    picker: BankPicker,
) -> Wording:
    """The first variant whose needs are met, else a bank question of the axis."""
    variants = stage["texts"].get("variants", [])
    text = phrasing.choose(variants, values, language)
    if text:
        return Wording(text, Turn.Source.TEMPLATE, quote=_quoted(text, values))
    return picker.pick(stage["axis"])


def stage_of(interview: Interview, turn: Turn) -> dict[str, Any]:
    """The frozen stage that this turn belongs to."""
    return next(row for row in interview.plan if row["key"] == turn.stage)


def _is_written_later(stage: Mapping[str, Any]) -> bool:
    if stage["kind"] == "followup":
        return True
    return stage["kind"] == "generated" and ai.provider().is_model


def _fill(turn: Turn, wording: Wording) -> None:
    turn.text = wording.text
    turn.source = wording.source
    turn.source_quote = wording.quote
    turn.question = wording.question


def _write(interview: Interview, turn: Turn) -> None:
    wording = questions.write(
        interview, turn, on_text=None, first_token_s=WRITE_S, timeout_s=WRITE_S
    )
    with transaction.atomic():
        if not interview.renew_claim():
            raise LeaseLost
        turn.prepare(
            text=wording.text, source=Turn.Source.GENERATED, quote=wording.quote
        )
        show_if_waited_for(interview, turn)


def _fall_back(interview: Interview, code: str) -> None:
    """Bank questions for all that is still unwritten; the record says why."""
    values, picker = values_for(interview), BankPicker(interview)
    for turn in Turn.objects.filter(interview=interview).to_write_ahead():
        stage = stage_of(interview, turn)
        try:
            wording = word_stage(stage, values, interview.language, picker)
        except NoQuestionLeft:
            continue  # it is left out when its time comes
        with transaction.atomic():
            interview.touch()
            turn.prepare(
                text=wording.text,
                source=Turn.Source.BANK_FALLBACK,
                quote=wording.quote,
                question=wording.question,
                fallback_code=code,
            )
            show_if_waited_for(interview, turn)


def _finish(interview: Interview) -> None:
    with transaction.atomic():
        interview.finish_work()
        interview.touch()


def show_if_waited_for(interview: Interview, turn: Turn) -> None:
    """Ask it at once if the candidate is already waiting for it."""
    if not (turn.is_generating and turn.text):
        return
    with contextlib.suppress(TransitionNotAllowed):  # handed in or called off meanwhile
        interview.hold_in_progress()
        put(interview, turn)


def put(interview: Interview, turn: Turn, *, at: datetime | None = None) -> None:
    """Ask the prepared question now; it is told live."""
    turn.ask(at=at or questions.now())  # once, so that it has no answer yet
    turn.answer = Answer.objects.create(turn=turn)
    publish(
        QuestionReady(
            interview=interview.public_id,
            turn_id=turn.public_id,
            order=turn.order,
            status=turn.status,
            version=interview.touch(),
        )
    )
    if turn.question_id is not None:
        # Last: all interviews that ask it at this moment wait for each other here.
        Question.count_use(turn.question_id)


def _quoted(text: str, values: Mapping[str, str]) -> dict[str, Any] | None:
    """What of the person's own words the question repeats."""
    cover = values.get("cover_sentence", "")
    if cover and cover in text:
        return {"text": cover, "where": "cover_letter"}
    for name in RESUME_VALUES:
        if (value := values.get(name, "")) and value in text:
            return {"text": value, "where": "resume"}
    return None


def _first(rows: Sequence[str] | None) -> str | None:
    return rows[0] if rows else None


def _joined(row: Mapping[str, Any], *names: str) -> str | None:
    return " ".join(row[name] for name in names if row.get(name)) or None
