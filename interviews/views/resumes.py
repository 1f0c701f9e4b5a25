"""H2: résumés: upload, follow the reading, correct, confirm, delete, the original."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.http import AuthedRequest, login_required, render_page
from interviews.access import resume_for
from interviews.actions import resumes as actions
from interviews.forms import ResumeUploadForm
from interviews.forms.profile import SECTIONS
from interviews.models import Resume
from interviews.views import home_context, resume_context as shown, words

MAX_BYTES: Final = 10 * 1024 * 1024
REFUSED: Final = {"unsupported_type": 415, "too_large": 413}
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}
LISTED: Final = 100


@login_required
@require_safe
def resumes(request: AuthedRequest) -> HttpResponse:
    """All own résumés and a place to add one."""
    return _list(request, ResumeUploadForm())


@login_required
@require_POST
def resume_upload(request: AuthedRequest) -> HttpResponse:
    """Take the file, or say why not; reading goes on in the background."""
    form = ResumeUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    sent: UploadedFile[Any] = form.cleaned_data["file"]
    try:
        # Not one byte more than the limit and one is held in memory.
        data = sent.read(MAX_BYTES + 1)
        name = sent.name or ""
        resume = actions.upload(
            by=request.user, name=name, data=data, at=timezone.now()
        )
    except actions.RefusedFile as refused:
        form.add_error("file", words.resume_code(refused.code))
        return _list(request, form, status=REFUSED.get(refused.code, 422))
    except actions.QuotaFull as full:
        text = _("이력서를 %d개까지 둘 수 있어요. 하나를 지우고 다시 올려 주세요.")
        form.add_error("file", text % full.most)
        return _list(request, form, status=409)
    return redirect("interviews:resume", resume.public_id)


@login_required
@require_safe
def resume(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Reading progress, then every field, each section open to correction."""
    row = resume_for(request.user, public_id)
    editing = request.GET.get("edit", "")
    context = shown.resume_context(
        row,
        at=timezone.now(),
        editing=editing if editing in SECTIONS else "",
    )
    return render_page(request, "interviews/resume.html", context, partial="state")


@login_required
@require_safe
def resume_state(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """The reading line again; once reading is over, the whole page."""
    row = resume_for(request.user, public_id)
    context = shown.resume_context(row, at=timezone.now())
    if not context["is_reading"]:
        return HttpResponse(status=200, headers={"HX-Redirect": shown.resume_url(row)})
    return render(request, "interviews/resume.html#reading", context)


@login_required
@require_safe
def resume_live(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Where no event loop serves the stream, the page polls instead."""
    resume_for(request.user, public_id)
    return HttpResponse(status=503, headers={"Retry-After": "30"})


@login_required
@require_POST
def resume_confirm(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Every field is right; from now on questions may use them."""
    row = resume_for(request.user, public_id)
    actions.confirm(resume=row, by=request.user, at=timezone.now())
    messages.success(request, _("확인했어요. 이제 연습 질문에 쓸 수 있어요."))
    return redirect("interviews:resume", public_id)


@login_required
@require_POST
def resume_retry(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Read the file again after a failure."""
    row = resume_for(request.user, public_id)
    actions.retry(resume=row, by=request.user, at=timezone.now())
    return redirect("interviews:resume", public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume_delete(request: AuthedRequest, public_id: UUID) -> HttpResponse:
    """Ask first; then the row and the file go."""
    row = resume_for(request.user, public_id)
    if request.method != "POST":
        context = {"here": "resumes", "resume_id": public_id}
        context["file_name"] = row.file_name
        return render(request, "interviews/resume_delete.html", context)
    actions.delete(resume=row, by=request.user, at=timezone.now())
    messages.success(request, _("이력서를 지웠어요."))
    return redirect("interviews:resumes")


@login_required
@require_safe
def resume_file(request: AuthedRequest, public_id: UUID) -> FileResponse:
    """The original as it was uploaded: always a download, never a page."""
    row = resume_for(request.user, public_id)
    try:
        handle = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = CONTENT_TYPES.get(row.kind, "application/octet-stream")
    response = FileResponse(handle, content_type=kind)
    name = quote(row.file_name, safe="")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _list(
    request: AuthedRequest, form: ResumeUploadForm, *, status: int = 200
) -> HttpResponse:
    rows = (
        Resume.objects.all()
        .owned_by(request.user)
        .order_by("-id")
        .fetch_mode(models.FETCH_RAISE)[:LISTED]
    )
    now = timezone.now()
    context: dict[str, Any] = {
        "here": "resumes",
        "form": form,
        "rows": [home_context.resume_row(row, at=now) for row in rows],
    }
    context["is_working"] = any(row["progress"] for row in context["rows"])
    page = "interviews/resumes.html"
    return render_page(request, page, context, partial="mine", status=status)
