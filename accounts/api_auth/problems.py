"""Errors as RFC 9457 problems: a code for programs, words for people, never values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, TypedDict

from django.http import JsonResponse

CONTENT_TYPE: Final = "application/problem+json"

# RFC 9110's names where Python 3.12 still has the older ones: an answer must not
# depend on the interpreter.
RENAMED: Final[Mapping[int, str]] = {
    413: "Content Too Large",
    422: "Unprocessable Content",
}

# The words of each code; a problem may bring better ones.
DETAILS: Final[Mapping[str, str]] = {
    "already_answered": "This question has been answered; the answer stands.",
    "bad_request": "The request could not be read. Send JSON in UTF-8.",
    "csrf_failed": "Send the X-CSRFToken header with requests that use the session.",
    "draft_conflict": "Another device saved this draft meanwhile; both texts are kept.",
    "email_taken": "Somebody has registered with this e-mail address.",
    "email_unverified": "Confirm the e-mail address first; we have sent a message.",
    "events_unavailable": "Live events are away for a moment. Poll the questions.",
    "idempotency_in_progress": "The first request with this key is still running.",
    "idempotency_key_invalid": "Idempotency-Key: 1 to 200 visible ASCII characters.",
    "idempotency_key_reused": "This Idempotency-Key came with another body before.",
    "internal": "Something went wrong here; the request is not at fault.",
    "invalid": "Some fields are not right; see errors.",
    "method_not_allowed": "This address does not take this method; see Allow.",
    "not_found": "There is nothing here for you.",
    "rate_limited": "Too many requests. Wait as Retry-After says.",
    "sign_in_failed": "The e-mail address or the password is not right.",
    "signup_closed": "This site takes no new registrations.",
    "token_required": "Only a bearer token can be revoked; sign out instead.",
    "too_large": "The request is too large.",
    "too_many_streams": "Too many streams are open. Close some of them.",
    "unauthenticated": "Sign in or send a bearer token.",
    "unavailable": "The site is away for a moment. Wait as Retry-After says.",
    "unsupported_media_type": "Send this content type: {expected}.",
    "version_conflict": "Something was saved since this version. Read it again.",
    "wrong_state": "The state does not allow this step now.",
}


def title(status: int) -> str:
    """The name of an HTTP status, as in RFC 9110."""
    return RENAMED.get(status) or HTTPStatus(status).phrase


class FieldError(TypedDict):
    """One wrong field: where it is and what is wrong, without its value."""

    loc: list[str | int]
    msg: str


class Problem(Exception):
    """An answer that is an error; the API turns it into problem+json."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        of_status = DETAILS["invalid"] if status == 422 else ""
        self.detail = detail or DETAILS.get(code, of_status)
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})

    def body(self) -> dict[str, Any]:
        """The members of RFC 9457, with `code` and `errors`."""
        return {
            "type": "about:blank",
            "title": title(self.status),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "errors": self.errors,
            **self.extra,
        }

    def response(self) -> JsonResponse:
        """The problem as it is sent; never kept by caches."""
        response = JsonResponse(
            self.body(),
            status=self.status,
            content_type=CONTENT_TYPE,
            json_dumps_params={"ensure_ascii": False},
        )
        response["Cache-Control"] = "private, no-store"
        for name, value in self.headers.items():
            response[name] = value
        return response


def not_found() -> Problem:
    """Missing and somebody else's look the same."""
    return Problem(404, "not_found")


def invalid_field(field: str, msg: str, *, code: str = "invalid") -> Problem:
    """One field of the body is wrong."""
    return Problem(422, code, errors=[{"loc": ["body", field], "msg": msg}])
