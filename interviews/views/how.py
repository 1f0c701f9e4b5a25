"""S3: how the candidate wants to answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, login_required, render_page
from interviews.access import own_interview_for
from interviews.actions import interviews
from interviews.forms import HowForm
from interviews.models import Interview
from interviews.states import InterviewStatus, TransitionNotAllowed
from interviews.views import room_context as shown
from interviews.views._http import language_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def how(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Time shown or not, large text, less motion; no reasons asked."""
    interview = own_interview_for(request.user, public_id)
    if interview.status == InterviewStatus.DRAFT or not interview.is_open:
        if request.method == "POST":
            raise TransitionNotAllowed(interview.status, InterviewStatus.READY)
        return redirect("interviews:room-now", public_id)
    form = HowForm(request.POST or None, initial=_initial(interview))
    if request.method == "POST" and form.is_valid():
        interviews.choose_how_to_answer(
            interview=interview,
            shows_timer=form.cleaned_data["shows_timer"] == "yes",
            other=form.other,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("interviews:list", public_id)
    context = {
        **shown.interview_context(interview, language_of(request)),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    page = "interviews/how.html"
    return render_page(request, page, context, partial="choices", status=status)


def _initial(interview: Interview) -> dict[str, object]:
    kept = interview.accommodations or {}
    return {
        "shows_timer": "yes" if interview.shows_timer else "no",
        "comfort": [name for name in ("large_text", "less_motion") if kept.get(name)],
        "need": kept.get("need", ""),
    }
