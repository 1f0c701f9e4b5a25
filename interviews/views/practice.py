"""P1: prepare a practice interview, in two steps that work without script."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, login_required, render_page
from interviews.actions import interviews, proposals
from interviews.forms import PracticeForm
from interviews.models import Interview, Resume, Scenario
from interviews.views._http import language_of

PAGE = "interviews/practice.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def practice_new(request: AuthedRequest) -> HttpResponse:
    """Step one: what for. Step two: the proposal with its reason, or another."""
    language = language_of(request)
    last = _last(request)
    form = PracticeForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        page_language=language,
        initial=_initial(last, language),
    )
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    proposal = proposals.propose_scenario(
        position=form.cleaned_data["position"],
        language=language,
        resume=form.cleaned_data["resume"],
        at=timezone.now(),
    )
    if "create" in request.POST and form.cleaned_data["scenario"]:
        return _create(request, form, proposal)
    return _page(request, form, proposal=proposal)


def _create(
    request: AuthedRequest, form: PracticeForm, proposal: proposals.Proposal
) -> HttpResponse:
    chosen = form.cleaned_data
    try:
        interview = interviews.create_practice(
            by=request.user,
            position=chosen["position"],
            company=chosen["company"],
            resume=chosen["resume"],
            scenario_key=chosen["scenario"],
            language=chosen["language"],
            scheduled_time=None,
            at=timezone.now(),
        )
    except interviews.InterviewInvalid as invalid:
        field = {"resume_id": "resume"}.get(invalid.field, invalid.field)
        text = _("고른 것을 쓸 수 없어요. 다시 골라 주세요.")
        form.add_error(field if field in form.fields else None, text)
        return _page(request, form, proposal=proposal, status=422)
    return redirect("interviews:consent", interview.public_id)


def _page(
    request: AuthedRequest,
    form: PracticeForm,
    *,
    proposal: proposals.Proposal | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    resume_rows = Resume.objects.all().owned_by(request.user)
    context = {
        "form": form,
        "here": "home",
        "positions": _positions(request),
        "companies": form.company_names,
        "reading_count": resume_rows.in_reading().count(),
        "proposal": _proposal(proposal, form, language) if proposal else None,
    }
    return render_page(request, PAGE, context, partial="prepare", status=status)


def _proposal(
    proposal: proposals.Proposal, form: PracticeForm, language: str
) -> dict[str, Any]:
    chosen = form.cleaned_data.get("scenario") or proposal.scenario
    rows = sorted(form.scenarios, key=lambda row: row.key != proposal.scenario)
    return {
        "reason": proposal.reason,
        "options": [
            {
                "value": row.key,
                "label": _option_label(row, proposal, language),
                "hint": row.description_en if language == "en" else row.description_ko,
                "checked": row.key == chosen,
            }
            for row in rows
        ],
    }


def _option_label(row: Scenario, proposal: proposals.Proposal, language: str) -> str:
    values = {"name": row.name_in(language), "minutes": row.minutes}
    if row.key == proposal.scenario:
        return _("%(name)s · 약 %(minutes)d분 · 제안") % values
    return _("%(name)s · 약 %(minutes)d분") % values


def _last(request: AuthedRequest) -> Interview | None:
    rows = Interview.objects.all().owned_by(request.user).select_related("company")
    return rows.filter(kind=Interview.Kind.PRACTICE).order_by("-id").first()


def _initial(last: Interview | None, language: str) -> dict[str, object]:
    """Nothing asked twice: what was practised last stands in the fields."""
    if last is None:
        return {"language": language}
    return {
        "position": last.position,
        "company": last.company.name_in(language) if last.company else "",
        "language": language,
    }


def _positions(request: AuthedRequest) -> list[str]:
    """Suggestions while typing: the person's own positions first, then common ones."""
    own = (
        Interview.objects.all()
        .owned_by(request.user)
        .order_by("-id")
        .values_list("position", flat=True)[:20]
    )
    common = [
        _("백엔드 개발자"),
        _("프런트엔드 개발자"),
        _("데이터 분석가"),
        _("서비스 기획자"),
        _("UX 디자이너"),
        _("마케팅 담당자"),
        _("영업 담당자"),
        _("인사 담당자"),
        _("회계 담당자"),
        _("간호사"),
        _("생산기술 엔지니어"),
        _("물류 담당자"),
        _("행정직 공무원"),
        _("교사"),
    ]
    return list(dict.fromkeys([*own, *common]))
