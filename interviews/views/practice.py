"""P1: prepare a practice interview, in two steps that work without script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, login_required, render_page
from accounts.models import Language
from interviews.actions import interviews, proposals
from interviews.forms import PracticeForm
from interviews.models import Interview, Resume, Scenario
from interviews.views._http import language_of

PAGE: Final = "interviews/practice.html"
ASKED: Final = ("position", "company", "resume", "language")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def practice_new(request: AuthedRequest) -> HttpResponse:
    """Step one: what for. Step two has an address of its own, which says what for."""
    if request.method == "POST":
        return _sent(request)
    language = language_of(request)
    if "position" not in request.GET:
        return _ask(request, _form(request, None, initial=_initial(request, language)))
    if "change" in request.GET:
        asked = {name: request.GET.get(name, "") for name in ASKED}
        return _ask(request, _form(request, None, initial=asked))
    form = _form(request, request.GET)
    if not form.is_valid():
        return _ask(request, form, status=422)
    return _suggest(request, form)


def _sent(request: AuthedRequest) -> HttpResponse:
    """On to the suggestion, or on to the consents."""
    data = request.POST.copy()
    if "no_company" in data:
        data["company"] = ""
    form = _form(request, data, needs_scenario="create" in data)
    if not form.is_valid():
        if set(form.errors) == {"scenario"}:
            return _suggest(request, form, status=422)
        return _ask(request, form, status=422)
    if "create" in data:
        return _create(request, form)
    return redirect(_address(data))


def _create(request: AuthedRequest, form: PracticeForm) -> HttpResponse:
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
        if invalid.code == "too_many_open":
            text = _("끝나지 않은 면접이 너무 많아요. 하나를 마치고 다시 해 주세요.")
        form.add_error(field if field in form.fields else None, text)
        return _ask(request, form, status=422)
    return redirect("interviews:consent", interview.public_id)


def _form(request: AuthedRequest, data: Any, **options: Any) -> PracticeForm:
    return PracticeForm(
        data, user=request.user, page_language=language_of(request), **options
    )


def _address(data: Mapping[str, str], **more: str) -> str:
    """Step two of what was asked for: it can be reloaded, left and come back to."""
    asked = {name: data.get(name, "") for name in ASKED}
    return reverse("interviews:practice-new", query=asked | more)


def _ask(
    request: AuthedRequest, form: PracticeForm, *, status: int = 200
) -> HttpResponse:
    resume_rows = Resume.objects.all().owned_by(request.user)
    context = {
        "form": form,
        "here": "home",
        "positions": _positions(request),
        "companies": form.company_names,
        "may_leave_out_company": "company" in form.errors,
        "reading_count": resume_rows.in_reading().count(),
    }
    return render_page(request, PAGE, context, partial="prepare", status=status)


def _suggest(
    request: AuthedRequest, form: PracticeForm, *, status: int = 200
) -> HttpResponse:
    chosen, language = form.cleaned_data, language_of(request)
    proposal = proposals.propose_scenario(
        position=chosen["position"],
        language=language,
        resume=chosen["resume"],
        at=timezone.now(),
    )
    company = chosen["company"]
    name = company.name_in(language) if company else ""
    errors = [{"text": e, "href": "#scenario-0"} for e in form["scenario"].errors]
    context = {
        "here": "home",
        "errors": errors,
        "asked": {field: form[field].value() or "" for field in ASKED},
        "change_url": _address(form.data, change="1"),
        "position": chosen["position"],
        "company": name,
        "company_typed": form.typed_company if form.typed_company != name else "",
        "resume": chosen["resume"].file_name if chosen["resume"] else "",
        "interview_language": Language(chosen["language"]).label,
        "proposal": _proposal(proposal, form, language),
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


def _initial(request: AuthedRequest, language: str) -> dict[str, object]:
    """Nothing asked twice: what was practised last stands in the fields."""
    last = _last(request)
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
