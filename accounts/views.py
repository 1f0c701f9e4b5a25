"""Public pages, the own account, language and theme, and refused forms."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import actions
from accounts.forms import AccountForm
from accounts.http import (
    THEMES,
    AuthedRequest,
    kept_text,
    login_required,
    render_page,
)
from accounts.models import User

YEAR_S = 365 * 24 * 3600


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What Daehwa is; the way in."""
    return render(request, "pages/landing.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Help, in the same place everywhere."""
    return render(request, "pages/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, why, how long."""
    return render(request, "pages/privacy.html")


@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Change the language and stay on the page."""
    response = _back(request)
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        _remember_language(response, language)
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=language)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: AuthedRequest) -> HttpResponse:
    """A6: name, language and time zone, and ways to everything else of the account."""
    known = {name: getattr(request.user, name) for name in AccountForm.base_fields}
    form = AccountForm(request.POST or None, initial=known)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "here": "account"}
        return render_page(
            request, "pages/account.html", context, partial="account", status=status
        )
    changes = {**form.cleaned_data, "full_name": form.cleaned_data["full_name"].strip()}
    actions.update_me(user=request.user, changes=changes)
    with translation.override(changes["language"]):
        messages.success(request, _("저장했어요."))
    response = redirect("accounts:profile")
    _remember_language(response, changes["language"])
    return response


@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    response = _back(request)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            "theme",
            theme,
            max_age=YEAR_S,
            samesite="Lax",
            secure=settings.IS_HTTPS,
            httponly=True,
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was too old or came from elsewhere: say so, in the site's own words.

    htmx loads the page anew: then it has what it lacks, and this device has the text.
    """
    if getattr(request, "htmx", False):
        return HttpResponse(status=403, headers={"HX-Refresh": "true"})
    context = {"reason": reason} | kept_text(request)
    return render(request, "403.html", context, status=403)


def _remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR_S,
        samesite="Lax",
        secure=settings.IS_HTTPS,
    )


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else "/")
