"""Requests of signed-in people, rendering a page or its partial, page context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required as django_login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from accounts.models import User

THEMES = frozenset({"light", "dark"})

login_required = django_login_required


class AuthedRequest(HttpRequest):
    """A request of a signed-in person."""

    user: User
    htmx: HtmxDetails


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
