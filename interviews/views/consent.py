"""S2: what the candidate agrees to, purpose by purpose, and how to take it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthedRequest, login_required, render_page
from accounts.models import ConsentDocument, Language
from interviews.access import own_interview_for
from interviews.actions import consents, retention
from interviews.models import Interview
from interviews.states import InterviewStatus, TransitionNotAllowed
from interviews.views import room_context as shown
from interviews.views._http import language_of

# Text interviews record no picture: nobody is asked for what is not used.
NOT_ASKED = frozenset({ConsentDocument.Purpose.VIDEO})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Ask before the interview; afterwards show what was agreed to."""
    interview = own_interview_for(request.user, public_id)
    if request.method == "POST":
        return _give(request, interview)
    if interview.status != InterviewStatus.DRAFT:
        return _show_given(request, interview)
    context = _asking(request, interview, answers={}, errors=[])
    return render_page(request, "interviews/consent.html", context, partial="ask")


@login_required
@require_POST
def consent_withdraw(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Take one consent back; a second time changes nothing."""
    interview = own_interview_for(request.user, public_id)
    consents.withdraw(
        interview=interview,
        purpose=request.POST.get("purpose", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("동의를 거뒀어요."))
    return redirect("interviews:consent", public_id)


def _give(request: AuthedRequest, interview: Interview) -> HttpResponse:
    language = _read_in(request)
    documents = _documents(language)
    answers = {row.purpose: request.POST.get(row.purpose, "") for row in documents}
    given = [
        consents.Read(
            row.purpose, request.POST.get(f"{row.purpose}_version", ""), language
        )
        for row in documents
        if answers[row.purpose] == "yes"
    ]
    try:
        consents.give(
            interview=interview, given=given, by=request.user, at=timezone.now()
        )
    except consents.ConsentMissing as missing:
        errors = [_missing(missing.purpose, answers)]
    except consents.ConsentUnknown as unknown:
        answers[unknown.purpose] = ""
        errors = [_changed(unknown.purpose)]
    else:
        return redirect("interviews:how", interview.public_id)
    if interview.status != InterviewStatus.DRAFT:
        raise TransitionNotAllowed(interview.status, InterviewStatus.READY)
    context = _asking(request, interview, answers=answers, errors=errors)
    page = "interviews/consent.html"
    return render_page(request, page, context, partial="ask", status=422)


def _read_in(request: AuthedRequest) -> str:
    """The language of the texts that the form showed; else that of the page."""
    language = request.POST.get("read_in", "")
    return language if language in Language.values else language_of(request)


def _documents(language: str) -> list[ConsentDocument]:
    rows = consents.current(language)
    return [row for row in rows if row.purpose not in NOT_ASKED]


def _asking(
    request: AuthedRequest,
    interview: Interview,
    *,
    answers: dict[str, str],
    errors: list[dict[str, str]],
) -> dict[str, Any]:
    wrong = {error["purpose"]: error["text"] for error in errors}
    language = _read_in(request)
    documents = _documents(language)
    titles = {row.purpose: row.title for row in documents}
    return {
        **shown.interview_context(interview, language_of(request)),
        "days_kept": retention.days_kept(interview),
        "errors": [
            {**error, "text": f"{titles[error['purpose']]}: {error['text']}"}
            for error in errors
        ],
        "read_in": language,
        "items": [
            {
                "name": row.purpose,
                "title": row.title,
                "facts": facts_of(row.text),
                "is_required": row.is_required,
                "value": answers.get(row.purpose, ""),
                "error": wrong.get(row.purpose, ""),
                "version": row.version,
                "version_words": _version_words(row),
            }
            for row in documents
        ],
    }


def _show_given(request: AuthedRequest, interview: Interview) -> HttpResponse:
    context = {
        **shown.interview_context(interview, language_of(request)),
        "days_kept": retention.days_kept(interview),
        "is_open": interview.is_open,
        "items": [
            {
                "purpose": row.document.purpose,
                "title": row.document.title,
                "lang": row.document.language,
                "facts": facts_of(row.document.text),
                "is_required": row.document.is_required,
                "version_words": _version_words(row.document),
                "given_at": row.given_at,
                "withdrawn_at": row.withdrawn_at,
            }
            for row in consents.of(interview)
        ],
    }
    return render_page(request, "interviews/consents.html", context, partial="given")


def _version_words(document: ConsentDocument) -> str:
    """Which text it is: its version and the beginning of its hash."""
    return f"{document.version} · SHA-256 {document.sha256[:12]}"


def facts_of(text: str) -> list[tuple[str, str]]:
    """A consent text as (what is asked, answer) pairs: each paragraph is `word: …`."""
    facts = []
    for paragraph in text.split("\n\n"):
        word, colon, rest = paragraph.partition(": ")
        answer = rest[:1].upper() + rest[1:]
        facts.append((word, answer) if colon else ("", paragraph))
    return facts


def _missing(purpose: str, answers: dict[str, str]) -> dict[str, str]:
    if answers.get(purpose) == "no":
        text = _("이 동의가 없으면 면접을 시작할 수 없어요. 원하지 않으면 나가도 돼요.")
    else:
        text = _("동의하는지 골라 주세요.")
    return {"purpose": purpose, "text": text, "href": f"#{purpose}-0"}


def _changed(purpose: str) -> dict[str, str]:
    text = _("안내문이 바뀌었어요. 다시 읽고 골라 주세요.")
    return {"purpose": purpose, "text": text, "href": f"#{purpose}-0"}
