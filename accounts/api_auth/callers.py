"""Who calls: the holder of a bearer token, or of the site's own session."""

from __future__ import annotations

from typing import Any, Final, override

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from accounts import actions
from accounts.api_auth import limits
from accounts.api_auth.problems import Problem
from accounts.models import User


class Bearer(HttpBearer):
    """`Authorization: Bearer dhw_…`, from POST /auth/token."""

    @override
    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """The person's key, or None."""
        key = actions.key_of(shown=token.strip(), at=timezone.now())
        if key is None or key.user is None:
            return None
        request.user = key.user
        limits.enforce(request, f"person:{key.user.pk}", limits.person_rate())
        return key


class Session(APIKeyCookie):
    """The session of our own pages; writes must carry the CSRF token."""

    param_name = "sessionid"

    @override
    def __call__(self, request: HttpRequest) -> Any | None:
        """The signed-in person, or None; a request with a token is judged by it."""
        if "Authorization" in request.headers:
            return None
        return self.authenticate(request, None)

    @override
    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        """Who the session belongs to."""
        if not request.COOKIES or not isinstance(request.user, User):
            return None
        if check_csrf(request) is not None:
            raise Problem(403, "csrf_failed")
        limits.enforce(request, f"person:{request.user.pk}", limits.person_rate())
        return request.user


PERSON: Final = [Bearer(), Session()]
