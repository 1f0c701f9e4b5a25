"""The room: one question at a time, and the list of all of them."""

from __future__ import annotations

import contextlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import AuthedRequest, login_required, render_page
from interviews.access import own_interview_for, turn_for, typing_for
from interviews.actions import interviews, reading, turns
from interviews.forms import AnswerForm
from interviews.models import Interview, Turn
from interviews.states import InterviewStatus, TransitionNotAllowed, TurnStatus
from interviews.templatetags.ui import hour
from interviews.views import room_context as shown
from interviews.views._http import go, language_of, now_url, wants_part

PAGE = "interviews/room.html"
NEXT = "interviews/_next.html"


@login_required
@require_safe
def interview_list(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """S6: all questions with their states; returning visits land here."""
    interview = own_interview_for(request.user, public_id)
    if interview.status == InterviewStatus.DRAFT:
        return redirect("interviews:consent", public_id)
    language = language_of(request)
    rows = shown.turns_of(interview)
    current = shown.current_of(rows)
    context = {
        **shown.interview_context(interview, language),
        **shown.rail_context(interview, rows, language),
        "next_url": shown.room_url(current) if current else "",
        "next_number": shown.number_of(current) if current else "",
        "shown": "none:list",
        "can_cancel": interview.is_open,
    }
    return render_page(request, "interviews/list.html", context, partial="rail")


@login_required
@require_POST
def start(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Begin; pressing twice begins once."""
    interview = own_interview_for(request.user, public_id)
    if not interview.is_in_progress:
        interviews.start(interview=interview, by=request.user, at=timezone.now())
    return redirect("interviews:room-now", public_id)


@login_required
@require_safe
def room_now(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Where the interview is at the moment."""
    interview = own_interview_for(request.user, public_id)
    pages = {
        InterviewStatus.DRAFT: "interviews:consent",
        InterviewStatus.SUBMITTED: "interviews:receipt",
        InterviewStatus.SCORED: "interviews:report",
        InterviewStatus.CLOSED: "interviews:report",
    }
    if not interview.is_in_progress:
        page = pages.get(InterviewStatus(interview.status), "interviews:list")
        return redirect(page, public_id)
    current = shown.current_of(shown.turns_of(interview))
    if current is None:
        return redirect("interviews:check", public_id)
    return redirect(shown.room_url(current))


@login_required
@require_safe
def room(request: AuthedRequest, public_id: UUID, number: str) -> HttpResponse:
    """S7: one question, its state and what can be done with it."""
    interview = own_interview_for(request.user, public_id)
    if not interview.is_in_progress:
        return redirect("interviews:room-now", public_id)
    rows = shown.turns_of(interview)
    turn = next((row for row in rows if shown.number_of(row) == number), None)
    if turn is None or turn.status == TurnStatus.PLANNED:
        raise Http404
    look_at(request, interview, turn)
    context = room_page(request, interview, rows, turn)
    return render_page(request, PAGE, context, partial="stage")


@login_required
@require_POST
def draft(request: AuthedRequest, public_id: UUID, turn_id: UUID) -> HttpResponse:
    """Keep what is typed so far; of two devices' texts both are kept."""
    turn = typing_for(request.user, public_id, turn_id)
    form = AnswerForm(request.POST, may_be_empty=True)
    if not form.is_valid():
        return _draft_refused(request, turn, form)
    base = None if form.cleaned_data["keep"] else form.cleaned_data["base"]
    try:
        answer = turns.save_draft(
            turn=turn,
            text=form.cleaned_data["text"],
            base=base,
            by=request.user,
            at=timezone.now(),
        )
    except turns.DraftConflict as conflict:
        return _draft_conflict(request, turn, form, conflict)
    except (turns.AlreadyAnswered, TransitionNotAllowed):
        return _draft_too_late(request, turn, form)
    return _draft_saved(request, turn, answer.draft_version)


@login_required
@require_POST
def answer_submit(
    request: AuthedRequest, public_id: UUID, turn_id: UUID
) -> HttpResponse:
    """Hand in one answer, exactly once, and show what comes next."""
    turn = turn_for(request.user, public_id, turn_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _refused(request, turn, form)
    text = form.cleaned_data["text"]
    try:
        turns.submit_answer(
            turn=turn,
            text=text,
            by=request.user,
            at=timezone.now(),
            sees_next=wants_part(request),
        )
    except (turns.AlreadyAnswered, TransitionNotAllowed):
        return _too_late(request, turn, form)
    return _next(request, turn.interview)


@login_required
@require_POST
def skip(request: AuthedRequest, public_id: UUID, turn_id: UUID) -> HttpResponse:
    """Leave a question out; pressing twice leaves out one.

    What was typed is kept, and nobody leaves it behind by one press.
    """
    turn = turn_for(request.user, public_id, turn_id)
    form = AnswerForm(request.POST, may_be_empty=True)
    if not form.is_valid():
        return _refused(request, turn, form)
    is_typed = "text" in request.POST
    text = form.cleaned_data["text"] if is_typed else shown.left(turn)
    if text.strip() and turn.is_waiting and not form.cleaned_data["sure"]:
        return _ask_to_skip(request, turn, form)
    try:
        turns.skip_turn(
            turn=turn,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
            sees_next=wants_part(request),
        )
    except TransitionNotAllowed:
        return _too_late(request, turn, form)
    return _next(request, turn.interview)


def look_at(request: AuthedRequest, interview: Interview, turn: Turn) -> None:
    """Note that the question was seen (ADR 0018); keep what was loaded with it."""
    if turn.status != TurnStatus.ASKED or _is_fetched_ahead(request):
        return
    answer = reading.answer_of(turn)
    # Another tab that opened it at the same moment has noted it.
    with contextlib.suppress(TransitionNotAllowed):
        turns.open_turn(turn=turn, at=timezone.now())
    interview.version = turn.interview.version
    turn.interview = interview
    if answer is not None:
        turn.answer = answer


def _is_fetched_ahead(request: AuthedRequest) -> bool:
    """A browser that guesses where its user will go next: nobody has looked yet."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def room_page(
    request: AuthedRequest,
    interview: Interview,
    rows: list[Turn],
    turn: Turn | None,
    *,
    form: AnswerForm | None = None,
) -> dict[str, Any]:
    """Everything on the page of one question."""
    language = language_of(request)
    at = timezone.now()
    return {
        **shown.interview_context(interview, language),
        **shown.rail_context(interview, rows, language),
        **shown.talk_context(rows, turn),
        **shown.stage_context(turn, language=language, at=at, form=form),
    }


def _next(request: AuthedRequest, interview: Interview) -> HttpResponse:
    """The next card with htmx, the next page without."""
    if not wants_part(request):
        return redirect("interviews:room-now", interview.public_id)
    rows = shown.turns_of(interview)
    current = shown.current_of(rows)
    if current is None:
        return go(request, now_url(interview.public_id))
    look_at(request, interview, current)
    context = room_page(request, interview, rows, current)
    context["takes_focus"] = True
    response = render_page(request, NEXT, context, partial="next")
    response["HX-Push-Url"] = shown.room_url(current)
    return response


def _refused(request: AuthedRequest, turn: Turn, form: AnswerForm) -> HttpResponse:
    """The same question with the text as typed and what is wrong with it."""
    rows = _rows_with(turn)
    context = room_page(request, turn.interview, rows, turn, form=form)
    return render_page(request, PAGE, context, partial="stage", status=422)


def _ask_to_skip(request: AuthedRequest, turn: Turn, form: AnswerForm) -> HttpResponse:
    """The same question, and whether the text may be left behind."""
    bound = form if form.presentable.strip() else None
    rows = _rows_with(turn)
    context = room_page(request, turn.interview, rows, turn, form=bound)
    context["asks_to_skip"] = True
    return render_page(request, PAGE, context, partial="stage", status=409)


def _too_late(request: AuthedRequest, turn: Turn, form: AnswerForm) -> HttpResponse:
    """A second press is no trouble; another text is shown, never thrown away."""
    interview = Interview.objects.with_parts().get(pk=turn.interview_id)
    rows = shown.turns_of(interview)
    turn = next(row for row in rows if row.pk == turn.pk)
    answer = reading.answer_of(turn)
    text = form.cleaned_data["text"]
    is_kept = answer is not None and answer.text == text
    if interview.is_in_progress and turn.status == TurnStatus.SKIPPED:
        is_kept = shown.left(turn) == text
    if is_kept or not text.strip():
        if interview.is_in_progress:
            return _next(request, interview)
        return go(request, now_url(interview.public_id))
    context = room_page(request, interview, rows, turn)
    context |= {"mode": "past", "answer": answer.text if answer else ""}
    context |= {"unused_text": "" if is_kept else form.presentable, "left_text": ""}
    context["unused_words"] = (
        _("이 질문에는 이미 답변을 냈어요. 아래 글은 쓰이지 않았어요.")
        if interview.is_in_progress
        else _("면접이 이미 끝나서 아래 글은 내지 못했어요.")
    )
    return render_page(request, PAGE, context, partial="stage", status=409)


def _draft_saved(request: AuthedRequest, turn: Turn, version: int) -> HttpResponse:
    at = timezone.now()
    if not wants_part(request):
        messages.success(request, _("쓰던 답변을 저장했어요."))
        return redirect(shown.room_url(turn))
    context = {
        "state": "saved",
        "words": _("저장됨 · %s") % hour(at),
        "base": version,
        "turn_id": turn.public_id,
    }
    return render_page(request, "interviews/_draft.html", context, partial="saved")


def _draft_refused(
    request: AuthedRequest, turn: Turn, form: AnswerForm
) -> HttpResponse:
    if not wants_part(request):
        return _refused(request, turn, form)
    words = str(form.errors["text"][0]) if "text" in form.errors else ""
    context = {"state": "error", "words": words}
    page = "interviews/_draft.html"
    return render_page(request, page, context, partial="refused", status=422)


def _draft_conflict(
    request: AuthedRequest,
    turn: Turn,
    form: AnswerForm,
    conflict: turns.DraftConflict,
) -> HttpResponse:
    """Another device saved meanwhile: show both texts, let the person choose."""
    context: dict[str, Any] = {"other_text": conflict.saved_text}
    if wants_part(request):
        context |= {"turn_id": turn.public_id, "interview_id": form_id(turn)}
        context |= {"question_lang": turn.interview.language, "state": "error"}
        context["words"] = _("다른 화면에서 저장한 글이 있어요")
        page = "interviews/_draft.html"
        return render_page(request, page, context, partial="conflict", status=409)
    turn.answer.refresh_from_db()
    rows = _rows_with(turn)
    context |= room_page(request, turn.interview, rows, turn, form=form)
    return render_page(request, PAGE, context, partial="stage", status=409)


def _draft_too_late(
    request: AuthedRequest, turn: Turn, form: AnswerForm
) -> HttpResponse:
    """Another device handed an answer in; what is typed here stays on the page."""
    if not wants_part(request):
        return _too_late(request, turn, form)
    context = {
        "state": "error",
        "words": _("다른 화면에서 이미 답했어요"),
        "seen_id": turn.public_id,
        "elsewhere_url": now_url(form_id(turn)),
    }
    page = "interviews/_draft.html"
    return render_page(request, page, context, partial="late", status=409)


def form_id(turn: Turn) -> UUID:
    """The interview's id, for addresses in partials."""
    return turn.interview.public_id


def _rows_with(turn: Turn) -> list[Turn]:
    """All turns, with this very object in its place."""
    rows = shown.turns_of(turn.interview)
    return [turn if row.pk == turn.pk else row for row in rows]
