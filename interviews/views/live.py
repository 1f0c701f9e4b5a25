"""What the open pages of an interview fetch when something has changed."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, login_required
from interviews.access import own_interview_for
from interviews.models import Turn
from interviews.views import room_context as shown
from interviews.views._http import now_url
from interviews.views.room import look_at, room_page

ID: Final = re.compile(r"[0-9a-f-]{36}")


@login_required
@require_safe
def live(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Where no event loop serves the stream, the page polls instead."""
    own_interview_for(request.user, public_id)
    return HttpResponse(status=503, headers={"Retry-After": "30"})


@login_required
@require_safe
def live_state(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """The regions that changed since `v`; nothing for an answer being given."""
    interview = own_interview_for(request.user, public_id)
    seen, mode = _seen(request)
    if request.GET.get("v") == str(interview.version) and mode != "writing":
        return HttpResponse(status=204)
    rows = shown.turns_of(interview)
    current = shown.current_of(rows)
    context: dict[str, Any] = {}
    is_over = not interview.is_in_progress and mode != "list"
    if is_over or _is_elsewhere(current, seen, mode):
        context |= {"elsewhere_url": now_url(public_id), "seen_id": seen}
    elif _is_new(current, seen, mode):
        if current is not None:
            look_at(request, interview, current)
        context["sends_stage"] = True
        context["waiting_shown"] = f"{seen}:{mode}"
        context["is_question_new"] = current is not None and current.is_waiting
    context["is_list"] = mode == "list"
    context |= room_page(request, interview, rows, current)
    response = render(request, "interviews/_live.html", context)
    if current is not None and "sends_stage" in context:
        # What the page waited for may have been left out: then this is another one.
        response["HX-Replace-Url"] = shown.room_url(current)
    return response


def _seen(request: AuthedRequest) -> tuple[str, str]:
    """(id of the question on the page, how it is shown)."""
    turn_id, _colon, mode = request.GET.get("shown", "").partition(":")
    return (turn_id if ID.fullmatch(turn_id) else "none"), mode


def _is_new(current: Turn | None, seen: str, mode: str) -> bool:
    """The page waits, and what it waits for has moved on."""
    if mode == "writing":
        return current is None or str(current.public_id) != seen or current.is_waiting
    return mode == "done" and current is not None


def _is_elsewhere(current: Turn | None, seen: str, mode: str) -> bool:
    """Another tab or device has answered what this page asks."""
    return mode == "answer" and (current is None or str(current.public_id) != seen)
