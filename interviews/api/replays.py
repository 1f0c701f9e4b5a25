"""`Idempotency-Key` on every write: the same request twice is done once.

The answer is stored in the transaction that did the work, so that a crash between
the two leaves neither.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Status
from ninja.responses import NinjaJSONEncoder

from accounts.api_auth.problems import Problem
from interviews.actions import replays
from interviews.models import Replay

if TYPE_CHECKING:
    from accounts.models import User

HEADER: Final = "Idempotency-Key"
KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
WRITES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
NEVER: Final = "never_replayed"

type View = Callable[..., Any]


def never_replayed[V: View](view: V) -> V:
    """Its answer is a secret, or its caller is gone afterwards: never stored."""
    setattr(view, NEVER, True)
    return view


def replayable(view: View) -> View:
    """Run the view once per key; decorates all operations of the API."""
    if getattr(view, NEVER, False):
        return view

    @functools.wraps(view)
    def once(request: HttpRequest, *args: Any, **values: Any) -> Any:
        key = request.headers.get(HEADER)
        # Without a caller (registering, signing in) there is nobody to keep it for.
        has_caller = getattr(request, "auth", None) is not None
        if key is None or not has_caller or request.method not in WRITES:
            return view(request, *args, **values)
        if not KEY.fullmatch(key):
            raise Problem(422, "idempotency_key_invalid")
        claim = _claim(request, key)
        if isinstance(claim, replays.StoredAnswer):
            request.api_is_replay = True  # type: ignore[attr-defined]
            return Status(claim.status, claim.body)
        return _run(claim, functools.partial(view, request, *args, **values))

    return once


def _claim(request: HttpRequest, key: str) -> Replay | replays.StoredAnswer:
    try:
        return replays.claim(
            by=cast("User", request.user),
            operation=f"{request.method} {request.path}"[:200],
            key=key,
            body_sha256=_fingerprint(request),
            at=timezone.now(),
        )
    except replays.KeyReused as reuse:
        raise Problem(422, "idempotency_key_reused") from reuse
    except replays.KeyInUse as busy:
        raise _busy() from busy


def _run(row: Replay, view: Callable[[], Any]) -> Any:
    is_kept = False
    try:
        with transaction.atomic():
            result = view()
            # A view that answers with a problem has kept what it had to keep.
            if not isinstance(result, HttpResponseBase):
                result = _jsonable(result)
                replays.keep(row=row, status=result.status_code, body=result.value)
                is_kept = True
    except replays.KeyInUse as lost:
        raise _busy() from lost
    finally:
        if not is_kept:
            replays.release(row=row)
    return result


def _jsonable(result: Any) -> Status[Any]:
    """The result as it can be stored, and given through the same schema again."""
    done = result if isinstance(result, Status) else Status(200, result)
    body = json.loads(json.dumps(done.value, cls=NinjaJSONEncoder))
    return Status(done.status_code, body)


def _fingerprint(request: HttpRequest) -> str:
    """Hash of the body; of the parts of a form, whose boundary differs each time."""
    seen = hashlib.sha256()
    if request.content_type != "multipart/form-data":
        seen.update(request.body)
        return seen.hexdigest()
    for field, file in sorted(request.FILES.items()):
        seen.update(f"{field}\0{getattr(file, 'name', '')}\0".encode())
        for chunk in file.chunks():  # type: ignore[union-attr]
            seen.update(chunk)
        file.seek(0)  # type: ignore[union-attr]
    return seen.hexdigest()


def _busy() -> Problem:
    return Problem(409, "idempotency_in_progress", headers={"Retry-After": "1"})
