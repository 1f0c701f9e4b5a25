"""Who asks: the signed-in person and their roles, read once per request."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import Roles, roles_of

# Every row of the sidebar asks for permissions; one query per request must do.
_ROLES: WeakKeyDictionary[HttpRequest, Roles] = WeakKeyDictionary()


def person(request: HttpRequest) -> User:
    """The signed-in person; the admin's views let nobody else in."""
    user = request.user
    if not user.is_authenticated:
        raise PermissionDenied
    return user


def roles(request: HttpRequest) -> Roles:
    """The roles of the person who asks."""
    if not request.user.is_authenticated:
        return Roles(is_operator=False, by_company={})
    known = _ROLES.get(request)
    if known is None:
        known = _ROLES[request] = roles_of(request.user)
    return known
