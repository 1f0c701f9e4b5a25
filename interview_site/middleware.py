"""Domain exceptions → pages, once; headers for personal pages, once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from accounts.http import kept_text, render_page
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
