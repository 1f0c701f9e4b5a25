"""Public pages, language and theme, and the page for a refused form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST, require_safe

from accounts.http import THEMES
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
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_S,
            samesite="Lax",
            secure=settings.IS_HTTPS,
        )
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=language)
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
    """The page was too old or came from elsewhere: say so, in the site's own words."""
    return render(request, "403.html", {"reason": reason}, status=403)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else "/")
