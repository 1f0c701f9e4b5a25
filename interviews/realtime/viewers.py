"""Who may watch an event stream: decided once, at connect, in a thread."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Literal
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, parse_cookie
from django.utils import timezone

from accounts.models import ApiKey, User
from interviews.events import (
    INTERVIEW_ENDS,
    RESUME_RESTS,
    key_holder,
    session_holder,
    user_holder,
)
from interviews.models import Interview, Resume
from interviews.states import ReportStatus

type LiveKind = Literal["api", "page", "resume"]


class NotSignedIn(Exception):
    """No valid session and no valid token came with the request."""


@dataclass(frozen=True, slots=True)
class LiveViewer:
    """What a stream needs to know about its reader and its subject.

    subject: "interview" or "resume"; version and status as they are now.
    is_over: nothing more will happen. holders: what ends the stream when it ends.
    """

    subject: str
    version: int
    status: str
    is_over: bool
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Caller:
    user: User
    holders: frozenset[str]


def live_viewer(
    kind: LiveKind, public_id: UUID, headers: Mapping[str, str]
) -> LiveViewer | None:
    """The viewer, or None when there is nothing here for this person.

    headers: lower-case names. Pages take the session; the API also a bearer token.
    Raises NotSignedIn.
    """
    caller = _by_token(headers) if kind == "api" else None
    caller = caller or _by_session(headers)
    if caller is None:
        raise NotSignedIn
    return _LOOK[kind](caller, public_id)


def _interview(caller: _Caller, public_id: UUID) -> LiveViewer | None:
    rows = Interview.objects.all().visible_to(caller.user)
    row = (
        rows.filter(public_id=public_id)
        .values_list("version", "status", "report__status")
        .first()
    )
    if row is None:
        return None
    version, status, report = row
    is_over = status in INTERVIEW_ENDS and report != ReportStatus.PENDING
    return LiveViewer("interview", version, status, is_over, caller.holders)


def _resume(caller: _Caller, public_id: UUID) -> LiveViewer | None:
    rows = Resume.objects.all().owned_by(caller.user)
    row = rows.filter(public_id=public_id).values_list("version", "status").first()
    if row is None:
        return None
    version, status = row
    is_over = status in RESUME_RESTS
    return LiveViewer("resume", version, status, is_over, caller.holders)


_LOOK: Final[Mapping[LiveKind, Callable[[_Caller, UUID], LiveViewer | None]]] = {
    "api": _interview,
    "page": _interview,
    "resume": _resume,
}


def _by_token(headers: Mapping[str, str]) -> _Caller | None:
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not shown:
        return None
    hashed = ApiKey.hash_of(shown.strip())
    prefix = shown.strip().removeprefix("dhw_").partition("_")[0]
    keys = ApiKey.objects.all().usable(timezone.now()).select_related("user")
    key = keys.filter(prefix=prefix, user__isnull=False).first()
    if key is None or key.user is None:
        return None
    if not hmac.compare_digest(key.key_hash, hashed):
        return None
    return _Caller(key.user, frozenset({key_holder(key.pk), user_holder(key.user.pk)}))


def _by_session(headers: Mapping[str, str]) -> _Caller | None:
    cookies = parse_cookie(headers.get("cookie", ""))
    session_key = cookies.get(settings.SESSION_COOKIE_NAME)
    if not session_key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    if not isinstance(user, User):
        return None
    return _Caller(user, frozenset({session_holder(session_key), user_holder(user.pk)}))
