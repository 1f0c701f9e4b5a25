"""Domain exceptions → pages, once; headers for personal pages, once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts import time_zones
from accounts.http import kept_text, render_page
from accounts.models import User
from interviews.actions import consents
from interviews.states import TransitionNotAllowed

type GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(self), microphone=(self), display-capture=(), geolocation=()"


class PersonalPages:
    """Pages for one person are never kept by caches; device rights are named."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers after the view."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class OwnTime:
    """Times are those of the place where the person is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's time zone; a name that is unknown here counts not."""
        name = request.user.time_zone if isinstance(request.user, User) else ""
        with timezone.override(name if name in time_zones.known() else None):
            return self.get_response(request)


class WrongMethod:
    """An address that only takes forms, opened or reloaded, says where the form is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the status and its Allow; put a page in place of nothing."""
        response = self.get_response(request)
        is_empty = response.status_code == 405 and not response.content
        if not is_empty or request.method != "GET" or request.resolver_match is None:
            return response
        context = {"back_url": _place_of_form(request.resolver_match)}
        page = render(request, "405.html", context, status=405)
        page["Allow"] = response["Allow"]
        return page


def _place_of_form(match: ResolverMatch) -> str:
    """The page that holds the form which is sent to this address."""
    public_id, name = match.kwargs.get("public_id"), match.url_name or ""
    if match.namespace != "interviews":
        return "/"
    if name.startswith("resume"):
        place = "resume" if public_id else "resumes"
    else:
        place = "room-now" if public_id else "home"
    return reverse(f"interviews:{place}", args=[public_id] if public_id else [])


class DomainErrors:
    """A step that a state does not allow is a 409 page that says so; a consent that
    was never given is missing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; errors come to process_exception."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """TransitionNotAllowed → 409, NotGiven → 404; everything else propagates."""
        if isinstance(exception, consents.NotGiven):
            raise Http404 from exception
        if not isinstance(exception, TransitionNotAllowed):
            return None
        return render_page(
            request, "409.html", kept_text(request), partial="changed", status=409
        )
