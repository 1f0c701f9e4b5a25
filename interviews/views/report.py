"""S10: the report, on a page, as PDF and as JSON."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, login_required, render_page
from accounts.models import User
from interviews.access import own_interview_for
from interviews.actions import audit, reading, report_pdf as printing
from interviews.models import AuditEvent, Interview, Report
from interviews.states import ReportStatus
from interviews.views import report_context as shown, room_context
from interviews.views._http import language_of


@login_required
@require_safe
def report(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """What the evaluations come to, each with its evidence."""
    interview = own_interview_for(request.user, public_id)
    found = _readable(interview)
    if found is None:
        return _not_yet(interview)
    _note(found, by=request.user)
    language = language_of(request)
    context = {
        **room_context.interview_context(interview, language),
        **shown.report_context(interview, found.data, language),
        "ready_at": found.ready_at,
        "submitted_at": interview.submitted_at,
    }
    return render_page(request, "interviews/report.html", context, partial="report")


@login_required
@require_safe
def report_json(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """The same as the API gives, as a file."""
    interview = own_interview_for(request.user, public_id)
    found = _readable(interview)
    if found is None:
        return _not_yet(interview)
    _note(found, by=request.user)
    data = {**found.data, "status": found.status}
    response = JsonResponse(
        data, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    name = f"daehwa-report-{interview.submitted_at:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_safe
def report_pdf(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """The same on paper; setting it takes some hundredths of a second (ADR 0014)."""
    interview = own_interview_for(request.user, public_id)
    found = _readable(interview)
    if found is None:
        return _not_yet(interview)
    _note(found, by=request.user)
    pdf = printing.as_pdf(interview=interview, data=found.data)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"daehwa-report-{interview.submitted_at:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _note(report: Report, *, by: User) -> None:
    """Who looked; written before anything is shown."""
    audit.record(AuditEvent.Type.REPORT_SEEN, report, by=by, at=timezone.now())


def _not_yet(interview: Interview) -> HttpResponse:
    page = "receipt" if interview.is_handed_in else "room-now"
    return redirect(f"interviews:{page}", interview.public_id)


def _readable(interview: Interview) -> Report | None:
    """Practice: as soon as it is ready; hiring: after a person released it."""
    found = reading.report_of(interview)
    if found is None or not found.is_ready:
        return None
    if interview.is_practice or found.status == ReportStatus.RELEASED:
        return found
    return None
