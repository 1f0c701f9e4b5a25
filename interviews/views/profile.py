"""H2: corrections to a résumé's profile, one section at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import AuthedRequest, login_required, render_page
from interviews.access import resume_for
from interviews.actions import resumes as actions
from interviews.forms.profile import (
    SECTIONS,
    Section,
    bound_form,
    corrected,
    whole_profile,
    with_one_more_row,
)
from interviews.models import Resume
from interviews.views import resume_context as shown


@login_required
@require_POST
def resume_profile(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Save one corrected section, or show it with one more empty row."""
    row = resume_for(request.user, public_id)
    section = SECTIONS.get(request.POST.get("section", ""))
    if section is None:
        raise Http404
    if "add" in request.POST and section.is_list:
        grown = bound_form(section, with_one_more_row(request.POST))
        return _page(request, row, section, grown, status=200)
    form = bound_form(section, request.POST)
    if not form.is_valid():
        return _page(request, row, section, form, status=422)
    profile = corrected(section, form, whole_profile(row.profile))
    try:
        actions.correct_profile(
            resume=row,
            fields={name: profile[name] for name in section.fields},
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=timezone.now(),
        )
    except actions.ProfileConflict:
        return _page(request, row, section, form, status=409)
    except actions.ProfileInvalid:
        messages.error(request, _("저장하지 못한 칸이 있어요. 내용을 줄여 주세요."))
        return _page(request, row, section, form, status=422)
    return _onward(request, row, section)


def _onward(
    request: AuthedRequest, row: Resume, section: Section
) -> HttpResponseRedirect:
    """What is saved is saved, whichever button was pressed; then what it was for."""
    url = shown.resume_url(row)
    if "confirm" in request.POST:
        actions.confirm(resume=row, by=request.user, at=timezone.now())
        words = _("고친 내용을 저장하고 확인했어요. 이제 연습 질문에 쓸 수 있어요.")
        messages.success(request, words)
        return HttpResponseRedirect(url)
    messages.success(request, _("고친 내용을 저장했어요."))
    following = SECTIONS.get(request.POST.get("then", ""))
    if following is None:
        return HttpResponseRedirect(f"{url}#{section.key}")
    return HttpResponseRedirect(f"{url}?edit={following.key}#{following.key}")


def _page(
    request: AuthedRequest, row: Resume, section: Section, form: Any, *, status: int
) -> HttpResponse:
    row.refresh_from_db()
    is_conflict = status == 409
    context = shown.resume_context(
        row,
        at=timezone.now(),
        editing=section.key,
        form=form,
        # Until both were in view, the form stays based on what it was begun with.
        seen="" if is_conflict else request.POST.get("seen", ""),
    )
    context["is_conflict"] = is_conflict
    context["errors"] = _errors(form) if status == 422 else []
    page = "interviews/resume.html"
    return render_page(request, page, context, partial="state", status=status)


def _errors(form: Any) -> list[dict[str, str]]:
    """Every wrong field, by row, for the summary on top."""
    rows = getattr(form, "forms", [form])
    links = []
    for number, row in enumerate(rows, start=1):
        for name, errors in row.errors.items():
            if name not in row.fields:
                continue
            place = _("%d번째 칸") % number if len(rows) > 1 else ""
            text = f"{place} {row.fields[name].label}: {errors[0]}".strip()
            links.append({"text": text, "href": f"#{row[name].id_for_label}"})
    return links
