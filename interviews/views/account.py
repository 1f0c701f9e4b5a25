"""What reaches beyond the account itself: all data in one file, and the end of it."""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import PasswordForm
from accounts.http import AuthedRequest, login_required, may_try_password
from interviews.actions import retention


@login_required
@require_safe
def account_export(request: AuthedRequest) -> HttpResponse:
    """Everything personal as one JSON file; the audit trail says that it was read."""
    at = timezone.now()
    data = retention.export_person(person=request.user, by=request.user, at=at)
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    name = f"daehwa-{timezone.localdate(at).isoformat()}.json"
    return HttpResponse(
        text,
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_delete(request: AuthedRequest) -> HttpResponse:
    """Say what goes, ask for the password, then erase the person and sign out."""
    if request.method != "POST":
        return _page(request, PasswordForm(user=request.user))
    form = PasswordForm(request.POST, user=request.user)
    if not request.user.has_usable_password():
        return _page(request, form, status=409)
    if not may_try_password(request):
        form.add_error(None, _("요청이 너무 많아요. 잠시 뒤에 다시 해 주세요."))
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=422)
    retention.erase_person(person=request.user, by=request.user, at=timezone.now())
    logout(request)
    messages.success(request, _("계정과 자료를 모두 지웠어요."))
    return redirect("home")


def _page(
    request: AuthedRequest, form: PasswordForm, *, status: int = 200
) -> HttpResponse:
    context = {"here": "account", "form": form}
    context["has_password"] = request.user.has_usable_password()
    return render(request, "pages/account_delete.html", context, status=status)
