"""Field types and base classes of the API's schemas."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    WithJsonSchema,
)

from accounts.lines import clean_line
from accounts.models import User

MAX_PAGE: Final = 100
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def without_nul(text: str) -> str:
    """Databases cannot keep NUL, and no person types it."""
    if "\x00" in text:
        raise ValueError("NUL is not allowed")
    return text


def one_line(text: str) -> str:
    """As people see it, with something in it; the pages clean lines the same way."""
    clean = clean_line(without_nul(text))
    if not clean:
        raise ValueError("there is nothing in it")
    return clean


def as_utc(at: datetime) -> str:
    """ISO 8601 in UTC, with Z."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def only_iso(value: object) -> object:
    """Numbers and dates without a time would be guessed at."""
    if not isinstance(value, str) or not ISO.match(value):
        raise ValueError("send ISO 8601 with date, time and offset")
    return value


Str = Annotated[str, AfterValidator(without_nul)]
Time = Annotated[
    AwareDatetime,
    PlainSerializer(as_utc, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
InTime = Annotated[
    AwareDatetime,
    BeforeValidator(only_iso),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
LanguageCode = Literal["ko", "en"]


class In(Schema):
    """What callers send: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Out(Schema):
    """What the API answers."""


class PageQuery(Schema):
    """Where a page of a list begins, and how long it is."""

    cursor: Str | None = Field(
        None,
        max_length=200,
        description="`next_cursor` of the page before; without it, the first page.",
    )
    limit: int = Field(20, ge=1, le=MAX_PAGE, description="Items per page.")


class ErrorOut(Out):
    """One wrong field; its value is never repeated."""

    loc: list[str | int] = Field(description="Path to the field.")
    msg: str


class ProblemOut(Out):
    """RFC 9457 problem, sent as application/problem+json."""

    type: str = Field(description="Always about:blank; read `code` instead.")
    title: str
    status: int
    detail: str = Field(description="What happened, in words for people.")
    code: str = Field(description="What happened, as a word for programs.")
    errors: list[ErrorOut] = Field(description="The wrong fields, if any.")


class ApiRequest(HttpRequest):
    """A request whose caller is known."""

    user: User
