"""The polling call on a short way: what programs ask for all day, in front of Django.

`GET …/questions` with a bearer token, for the candidate whose interview it is. One
query answers who calls, whose interview it is and which version it has; the body is
the one that the API keeps. Everything but this plain good case is left to the API,
which gives every other answer: sessions, members of companies, refusals, and once a
minute a token whose last use must be noted.

Polls are counted in the memory of this process, so that none of them writes.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.api_auth import limits
from accounts.models import ApiKey
from interviews.api.questions import KEPT_S, body_of, etag_of, is_known
from interviews.models import Interview

PATH: Final = re.compile(
    r"/api/v1/interviews/"
    r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/questions"
)
BEARER: Final = re.compile(r"Bearer (dhw_([a-z0-9]{1,20})_[\w-]{1,80})", re.IGNORECASE)
USE_NOTED_S: Final = 60  # as ApiKey.mark_used
# By hand, because composing it anew for each poll costs more than all the rest. Who is
# let in here is who ApiKeyQuerySet.usable() and InterviewQuerySet.owned_by() let in.
QUERY: Final = """
    SELECT key.key_hash, key.user_id, key.last_used_at > %s,
        interview.id, interview.version, interview.status
    FROM accounts_apikey AS key
    JOIN accounts_user AS person ON person.id = key.user_id
    JOIN interviews_interview AS interview ON interview.candidate_id = person.id
    WHERE key.prefix = %s AND key.kind = 'person' AND key.revoked_at IS NULL
        AND key.expires_at > %s AND person.is_active AND interview.public_id = %s
"""
DATE: Final = ApiKey._meta.get_field("expires_at")
PUBLIC_ID: Final = Interview._meta.get_field("public_id")
ALWAYS: Final = {
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie, Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Poll:
    """One polling call. known: what `If-None-Match` says."""

    interview: UUID
    shown: str
    prefix: str
    known: str
    takes_gzip: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def poll_of(scope: Mapping[str, Any]) -> Poll | None:
    """The request as a poll; None for everything that Django answers."""
    if scope["method"] != "GET" or scope["query_string"]:
        return None
    found = PATH.fullmatch(scope["path"])
    if found is None:
        return None
    names = [name for name, _value in scope["headers"]]
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    token = BEARER.fullmatch(headers.get(b"authorization", ""))
    is_plain = len(names) == len(headers) and _is_secure(scope, headers)
    if token is None or not is_plain:
        return None
    return Poll(
        interview=UUID(found[1]),
        shown=token[1],
        prefix=token[2],
        known=headers.get(b"if-none-match", ""),
        takes_gzip="gzip" in headers.get(b"accept-encoding", ""),
    )


def answer(poll: Poll) -> Reply | None:
    """The reply, or None: then the API decides what to say."""
    try:
        return _answer(poll)
    except DatabaseError:
        return None


def _answer(poll: Poll) -> Reply | None:
    found = _found(poll, timezone.now())
    if found is None:
        return None
    user_id, interview = found
    allowance = limits.take_here(f"person:{user_id}", limits.person_rate())
    if not allowance.is_allowed:
        return None
    etag = etag_of(interview.version, is_owner=True)
    headers = {**ALWAYS, "ETag": etag, **allowance.headers()}
    if is_known(etag, poll.known):
        return Reply(304, headers)
    body = _body(interview, etag, is_packed=poll.takes_gzip)
    headers["Content-Type"] = "application/json"
    headers["Content-Length"] = str(len(body))
    if poll.takes_gzip:
        headers["Content-Encoding"] = "gzip"
    return Reply(200, headers, body)


def _found(poll: Poll, at: datetime) -> tuple[int, Interview] | None:
    """The caller and the interview, if this token opens it and its use is noted."""
    note_from = at - timedelta(seconds=USE_NOTED_S)
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY,
            [
                DATE.get_db_prep_value(note_from, connection),
                poll.prefix,
                DATE.get_db_prep_value(at, connection),
                PUBLIC_ID.get_db_prep_value(poll.interview, connection),
            ],
        )
        row = cursor.fetchone()
    if row is None or not compare_digest(row[0], ApiKey.hash_of(poll.shown)):
        return None
    _hash, user_id, is_use_noted, pk, version, status = row
    if not is_use_noted:
        return None
    return user_id, Interview(pk=pk, version=version, status=status)


def _body(interview: Interview, etag: str, *, is_packed: bool) -> bytes:
    """The kept answer of this version; packed once, not for each caller.

    Nobody can make a browser send a bearer token, so the length tells nothing.
    """
    key = f"questions:gzip:{interview.pk}:{etag}"
    if is_packed and isinstance(kept := caches["payloads"].get(key), bytes):
        return kept
    body = body_of(interview, etag, is_owner=True)
    if not is_packed:
        return body
    packed = gzip.compress(body, 6, mtime=0)
    caches["payloads"].set(key, packed, KEPT_S)
    return packed


def _is_secure(scope: Mapping[str, Any], headers: Mapping[bytes, str]) -> bool:
    """Where only HTTPS is served, Django redirects the rest."""
    if not settings.SECURE_SSL_REDIRECT:
        return True
    proxy: tuple[str, str] | None = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    if proxy is None:
        return bool(scope["scheme"] == "https")
    name, wanted = proxy
    sent = name.removeprefix("HTTP_").replace("_", "-").lower().encode()
    return bool(headers.get(sent) == wanted)
