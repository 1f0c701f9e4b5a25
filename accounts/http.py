"""Requests of signed-in people, rendering a page or its partial, page context."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from accounts.models import User

THEMES = frozenset({"light", "dark"})

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class AuthedRequest(HttpRequest):
    """A request of a signed-in person."""

    user: User
    htmx: HtmxDetails


type View[**P] = Callable[Concatenate[AuthedRequest, P], HttpResponseBase]


def login_required[**P](view: View[P]) -> View[P]:
    """Only for signed-in people; others sign in first and come back.

    A script must not take the sign-in page for the answer that it asked for: htmx gets
    401 with the address to go to. What a form had carried is shown, not thrown away.
    """

    @functools.wraps(view)
    def guarded(
        request: AuthedRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        is_known: bool = request.user.is_authenticated
        return view(request, *args, **kwargs) if is_known else _sign_in_first(request)

    return guarded


def _sign_in_first(request: AuthedRequest) -> HttpResponse:
    if request.htmx:
        back = request.htmx.current_url_abs_path or "/"
        return HttpResponse(status=401, headers={"HX-Redirect": _sign_in(back)})
    if request.method in SAFE:
        return redirect_to_login(request.get_full_path())
    context = {"sign_in_url": _sign_in(_came_from(request))}
    return render(request, "401.html", context | kept_text(request), status=401)


def kept_text(request: HttpRequest) -> dict[str, str]:
    """What a refused form carried, for the page that refuses it."""
    typed = request.POST.get("text", "") if request.method == "POST" else ""
    return {"kept_text": typed.replace("\0", "").strip()}


def _sign_in(back: str) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"


def _came_from(request: HttpRequest) -> str:
    """The page with the form, if it is one of ours."""
    parts = urlsplit(request.headers.get("Referer", ""))
    return parts.path or "/" if parts.netloc == request.get_host() else "/"


def render_page(
    request: HttpRequest,
    page: str,
    context: dict[str, Any],
    *,
    partial: str,
    status: int = 200,
) -> HttpResponse:
    """Render the page, or only its named partial when htmx asks for a part."""
    htmx: Any = getattr(request, "htmx", None)
    wants_partial = bool(htmx) and htmx.request_type == "partial"
    template = f"{page}#{partial}" if wants_partial else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response


def may_try_password(request: HttpRequest) -> bool:
    """Counts one try of a signed-in person; False after too many (10 a minute)."""
    return bool(ratelimit.consume(request, action="reauthenticate", user=request.user))


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What base.html needs on every page."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "page_language": get_language() or settings.LANGUAGE_CODE,
        "saves_data": request.headers.get("Save-Data", "").lower() == "on",
        "has_mail": settings.ACCOUNT_EMAIL_VERIFICATION != "none",
    }
