"""H1: what to do now, all interviews, progress over time, résumés."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, login_required, render_page
from interviews.events import RESUME_RESTS
from interviews.forms import HistoryForm
from interviews.models import Interview, Resume
from interviews.views import home_context as shown
from interviews.views._http import language_of

PAGE_SIZE: Final = 20
ATTEMPTS: Final = 60
SHOWN_RESUMES: Final = 5


@login_required
@require_safe
def home(request: AuthedRequest) -> HttpResponse:
    """The candidate's own page; filters and place in the list are in the URL."""
    context = _context(request)
    return render_page(request, "interviews/home.html", context, partial="mine")


@login_required
@require_safe
def home_state(request: AuthedRequest) -> HttpResponse:
    """The same lists again, while something in them is being worked on."""
    return render(request, "interviews/home.html#mine", _context(request))


def _context(request: AuthedRequest) -> dict[str, Any]:
    language = language_of(request)
    filters = HistoryForm(request.GET)
    filters.is_valid()
    page, next_before = _page(request, filters)
    own = Interview.objects.all().owned_by(request.user)
    open_rows = own.unfinished().with_parts().with_progress().order_by("-id")
    resumes = _newest_resumes(request)
    now = timezone.now()
    rows = [shown.row(interview, language, at=now) for interview in page]
    return {
        "here": "home",
        "name": request.user.display_name,
        "filters": filters,
        "is_filtered": bool(filters.chosen_kind or filters.days),
        "query": _query(filters),
        "todo": [shown.task(row, language) for row in _raising(open_rows)[:PAGE_SIZE]],
        "rows": rows,
        "next_before": next_before,
        "is_older": "before" in request.GET,
        "history": shown.history(_scored(own), language),
        "resumes": [shown.resume_row(resume, at=now) for resume in resumes],
        "is_working": any(row["is_working"] for row in rows)
        or any(resume.status not in RESUME_RESTS for resume in resumes),
    }


def _page(request: AuthedRequest, filters: HistoryForm) -> tuple[list[Interview], str]:
    """Twenty interviews, newest first, and where the next page begins."""
    rows = Interview.objects.all().owned_by(request.user).with_parts().with_progress()
    if filters.chosen_kind:
        rows = rows.filter(kind=filters.chosen_kind)
    if filters.days:
        rows = rows.created_since(timezone.now() - timedelta(days=filters.days))
    if before := _uuid(request.GET.get("before", "")):
        rows = rows.older_than(before)
    found = list(_raising(rows.order_by("-id"))[: PAGE_SIZE + 1])
    is_more = len(found) > PAGE_SIZE
    page = found[:PAGE_SIZE]
    return page, str(page[-1].public_id) if is_more else ""


def _scored(own: Any) -> list[Interview]:
    """The newest practice attempts with a number, oldest first."""
    rows = own.filter(kind=Interview.Kind.PRACTICE).scored().with_parts()
    newest = rows.order_by("-submitted_at", "-pk")
    return list(reversed(_raising(newest)[:ATTEMPTS]))


def _newest_resumes(request: AuthedRequest) -> list[Resume]:
    rows = Resume.objects.all().owned_by(request.user).order_by("-id")
    return list(_raising(rows)[:SHOWN_RESUMES])


def _raising[M: models.Model](rows: models.QuerySet[M]) -> models.QuerySet[M]:
    """A list that never fetches more behind our back."""
    return rows.fetch_mode(models.FETCH_RAISE)


def _query(filters: HistoryForm) -> str:
    """The filters again, for links to other parts of the list."""
    chosen = {name: filters.cleaned_data.get(name, "") for name in filters.fields}
    return "&".join(f"{name}={value}" for name, value in chosen.items() if value)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
