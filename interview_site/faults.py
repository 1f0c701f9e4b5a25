"""The last word on a fault that nobody expected: a page, or a problem of the API.

Django has logged and reported it by then, trace and all; callers learn only which of
the two it is, ours (500) or a database that is away (503).
"""

from __future__ import annotations

import sys
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views import defaults

from accounts.api_auth.problems import Problem

API: Final = "/api/"
# Statements that met no database, or one that could not take them now: worth another
# try, which a fault of our own is not.
AWAY: Final = (InterfaceError, OperationalError)
COME_BACK_S: Final = 5


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, called while the fault is being handled."""
    if not request.path_info.startswith(API):
        return defaults.server_error(request)
    if isinstance(sys.exception(), AWAY):
        headers = {"Retry-After": str(COME_BACK_S)}
        return Problem(503, "unavailable", headers=headers).response()
    return Problem(500, "internal").response()
