"""Small things that many pages share."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from accounts.http import AuthedRequest
from interviews.views import words


def language_of(request: AuthedRequest) -> str:
    """`ko` or `en`: the page's language, not the interview's."""
    del request
    return words.page_language(get_language())


def wants_part(request: AuthedRequest) -> bool:
    """True when htmx asks for a part of the page."""
    return bool(request.htmx) and request.htmx.request_type == "partial"


def go(request: AuthedRequest, url: str) -> HttpResponse:
    """Send the browser to another page, with htmx or without."""
    if wants_part(request):
        response = HttpResponse(status=200, headers={"HX-Redirect": url})
    else:
        response = HttpResponse(status=302, headers={"Location": url})
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response


def now_url(public_id: UUID) -> str:
    """Where the interview is at the moment."""
    return reverse("interviews:room-now", args=[public_id])
