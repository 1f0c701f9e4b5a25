"""S8 and S9: check and submit, follow the scoring, call it off or delete it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.http import AuthedRequest, login_required, render_page
from interviews.access import own_interview_for, turn_for
from interviews.actions import evaluations, interviews, reading, reports, retention
from interviews.models import Interview
from interviews.states import AnswerStatus, InterviewStatus, ReportStatus
from interviews.views import finish_context as shown, room_context
from interviews.views._http import language_of

RECEIPT = "interviews/receipt.html"


@login_required
@require_safe
def check(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """S8: every question with what was said to it, before it is handed in."""
    interview = own_interview_for(request.user, public_id)
    if not interview.is_in_progress:
        return redirect("interviews:room-now", public_id)
    language = language_of(request)
    rows = room_context.turns_of(interview)
    context = {
        **room_context.interview_context(interview, language),
        **shown.check_context(interview, rows, language),
    }
    return render_page(request, "interviews/check.html", context, partial="answers")


@login_required
@require_POST
def complete(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Hand in; a second press changes nothing."""
    interview = own_interview_for(request.user, public_id)
    interviews.complete(interview=interview, by=request.user, at=timezone.now())
    return redirect("interviews:receipt", public_id)


@login_required
@require_safe
def receipt(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """S9: it has arrived; how far the scoring is, and what comes next."""
    interview = own_interview_for(request.user, public_id)
    if not interview.is_handed_in:
        return redirect("interviews:room-now", public_id)
    return render_page(request, RECEIPT, _receipt(request, interview), partial="work")


@login_required
@require_safe
def receipt_state(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """The progress lines again, for an open receipt."""
    interview = own_interview_for(request.user, public_id)
    if not interview.is_handed_in:
        return redirect("interviews:room-now", public_id)
    context = _receipt(request, interview)
    return render(request, "interviews/_receipt_live.html", context)


@login_required
@require_POST
def retry_answer(
    request: AuthedRequest, public_id: UUID, turn_id: UUID
) -> HttpResponse:
    """Judge a failed answer again; pressing twice judges once."""
    turn = turn_for(request.user, public_id, turn_id)
    answer = reading.answer_of(turn)
    if answer is None:
        raise Http404
    if answer.status != AnswerStatus.READY:
        evaluations.retry_answer(answer=answer, by=request.user, at=timezone.now())
        messages.success(request, _("다시 채점해요."))
    return redirect("interviews:receipt", public_id)


@login_required
@require_POST
def retry_report(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Combine a failed report again; pressing twice combines once."""
    interview = own_interview_for(request.user, public_id)
    report = reading.report_of(interview)
    if report is None:
        raise Http404
    if report.status == ReportStatus.FAILED:
        reports.retry(report=report, by=request.user, at=timezone.now())
    return redirect("interviews:receipt", public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Ask first; then the interview ends without being judged."""
    interview = own_interview_for(request.user, public_id)
    if request.method != "POST":
        if not interview.is_open:
            return redirect("interviews:room-now", public_id)
        context = room_context.interview_context(interview, language_of(request))
        return render(request, "interviews/cancel.html", context)
    if interview.status != InterviewStatus.CANCELLED:
        interviews.cancel(interview=interview, by=request.user, at=timezone.now())
    words = _("면접을 그만뒀어요.")
    if interview.started_at is not None:
        words = _("면접을 그만뒀어요. 답변은 남아 있어요.")
    messages.success(request, words)
    return redirect("interviews:home")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def interview_delete(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Ask first; then an interview that is over goes with all that hangs on it."""
    interview = own_interview_for(request.user, public_id)
    if request.method != "POST":
        if interview.is_open:
            return redirect("interviews:room-now", public_id)
        context = room_context.interview_context(interview, language_of(request))
        return render(request, "interviews/interview_delete.html", context)
    retention.erase_interview(interview=interview, by=request.user, at=timezone.now())
    messages.success(request, _("면접을 지웠어요."))
    return redirect("interviews:home")


def _receipt(request: AuthedRequest, interview: Interview) -> dict[str, Any]:
    language = language_of(request)
    return {
        **room_context.interview_context(interview, language),
        **shown.receipt_context(interview, language, at=timezone.now()),
    }
