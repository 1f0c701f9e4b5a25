"""What an operation adds to its OpenAPI entry: examples, and its own error codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

ERRORS_KEY: Final = "x-errors"
JSON: Final = "application/json"


def spec(
    *,
    body: Any = None,
    example: Any = None,
    status: int = 200,
    conflicts: Sequence[str] = (),
    invalid: Sequence[str] = (),
    others: dict[int, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """`openapi_extra` of one operation.

    body, example: what is sent and what comes back. conflicts, invalid: codes of 409
    and 422; others: codes by status. The errors that every operation shares (401,
    404, 429 …) are added for all of them in one place, `interview_site.openapi`.
    """
    extra: dict[str, Any] = {}
    if body is not None:
        extra["requestBody"] = {"content": {JSON: {"example": body}}}
    if example is not None:
        extra["responses"] = {status: {"content": {JSON: {"example": example}}}}
    codes: dict[int, Sequence[str]] = dict(others or {})
    if conflicts:
        codes[409] = conflicts
    if invalid:
        codes[422] = ["invalid", *invalid]
    if codes:
        extra[ERRORS_KEY] = codes
    return extra
