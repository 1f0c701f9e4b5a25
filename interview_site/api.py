"""The API at /api/v1/: its routers, and its errors as RFC 9457 problems, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, override

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, re_path
from django.utils.cache import patch_vary_headers
from ninja import NinjaAPI, Swagger
from ninja.errors import AuthenticationError, HttpError, ValidationError

from accounts.api_auth import limits
from accounts.api_auth.callers import PERSON
from accounts.api_auth.problems import FieldError, Problem, not_found
from interview_site import openapi
from interview_site.api_json import ReadableJson, Utf8Json
from interviews.actions import turns
from interviews.api import (
    answers,
    companies,
    consents,
    interviews,
    people,
    questions,
    reports,
    resumes,
    scenarios,
)
from interviews.api.replays import NEVER, replayable
from interviews.states import TransitionNotAllowed

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
MAX_JSON_BYTES: Final = 2_621_440
MAX_FORM_BYTES: Final = 10 * 1024 * 1024 + 65_536
MAX_ERRORS: Final = 20
MAX_NAME: Final = 60
DESCRIPTION: Final = """An AI asks, the evidence is shown, people decide.

Get a token from `POST /auth/token` and send it as `Authorization: Bearer …`. Errors
are RFC 9457 problems: read `code`. What is missing and what is somebody else's are
both 404. Lists are pages: pass `next_cursor` on as `cursor`. Times are ISO 8601 in
UTC. Writes take an `Idempotency-Key`. The whole interview with curl: docs/api.md.
"""


type View = Callable[..., HttpResponseBase]


class DaehwaAPI(NinjaAPI):
    """Ninja with our checks in front of every operation, and a completed document."""

    @override
    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        forms = self._taking_forms()
        for pattern in patterns:
            if isinstance(pattern, URLPattern) and pattern.name not in PAGES:
                expected = FORM if pattern.name in forms else JSON
                pattern.callback = guarded(pattern.callback, expected)
        return [*patterns, re_path("", nothing_here)]

    @override
    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> Any:
        """The document with what all operations share."""
        document = super().get_openapi_schema(
            path_prefix=path_prefix, path_params=path_params
        )
        secrets = [
            str(operation.operation_id)
            for operation in self.operations()
            if not operation.auth_callbacks
            or getattr(operation.view_func, NEVER, False)
        ]
        openapi.complete(document, never_replayed=secrets)
        return document

    def operations(self) -> list[Any]:
        """All operations of all routers."""
        return [
            operation
            for bound in self._get_bound_routers()
            for path in bound.path_operations.values()
            for operation in path.operations
        ]

    def _taking_forms(self) -> set[str]:
        return {
            str(operation.view_func.__name__)
            for operation in self.operations()
            if any(m.__ninja_param_source__ == "file" for m in operation.models)
        }


PAGES: Final = frozenset({"openapi-json", "openapi-view", "api-root"})


def guarded(view: View, expected: str) -> View:
    """Size and content type before the view, problems and headers after it."""

    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            _check_body(request, expected)
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = problem.response()
        if response.status_code == 405:
            allowed = {"Allow": response["Allow"]}
            response = Problem(405, "method_not_allowed", headers=allowed).response()
        if getattr(request, "api_is_replay", False):
            response["Idempotency-Replayed"] = "true"
        limits.add_headers(request, response)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    checked.csrf_exempt = True  # type: ignore[attr-defined]
    return checked


def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address that the API does not have looks like a row that is missing."""
    del request
    return not_found().response()


nothing_here.csrf_exempt = True  # type: ignore[attr-defined]

api = DaehwaAPI(
    title="Daehwa API",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    auth=PERSON,
    parser=Utf8Json(),
    renderer=ReadableJson(),
    docs=Swagger(settings={"persistAuthorization": True, "validatorUrl": None}),
    openapi_extra={
        "tags": [
            {"name": name}
            for name in (
                "auth",
                "users",
                "companies",
                "scenarios",
                "consents",
                "resumes",
                "interviews",
                "questions",
                "reports",
            )
        ]
    },
)
api.add_decorator(replayable, mode="operation")
# Each request tries the addresses in this order: first what is polled.
api.add_router("/interviews", questions.router)
api.add_router("/interviews", answers.router)
api.add_router("/auth", people.auth)
api.add_router("/users", people.users)
api.add_router("/companies", companies.router)
api.add_router("/scenarios", scenarios.router)
api.add_router("/consents", consents.documents)
api.add_router("/resumes", resumes.router)
api.add_router("/interviews", interviews.router)
api.add_router("/interviews", consents.given)
api.add_router("/interviews", reports.router)


# Errors → problems


@api.exception_handler(Problem)
def problem(request: HttpRequest, exc: Problem) -> HttpResponse:
    """What an endpoint says itself."""
    return exc.response()


@api.exception_handler(AuthenticationError)
def unauthenticated(request: HttpRequest, exc: Exception) -> HttpResponse:
    """No token, or one that opens nothing."""
    headers = {"WWW-Authenticate": 'Bearer realm="Daehwa"'}
    return Problem(401, "unauthenticated", headers=headers).response()


@api.exception_handler(Http404)
def missing(request: HttpRequest, exc: Exception) -> HttpResponse:
    """Missing, or somebody else's."""
    return not_found().response()


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, exc: Exception) -> HttpResponse:
    """Who may not, does not learn that there is something."""
    return not_found().response()


@api.exception_handler(TransitionNotAllowed)
def wrong_state(request: HttpRequest, exc: Exception) -> HttpResponse:
    """The row is in a state from which this does not lead on."""
    return Problem(409, "wrong_state").response()


@api.exception_handler(turns.AlreadyAnswered)
def already_answered(request: HttpRequest, exc: Exception) -> HttpResponse:
    """The first answer stands."""
    return Problem(409, "already_answered").response()


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, exc: HttpError) -> HttpResponse:
    """Ninja's own refusals: a body that is no JSON."""
    return Problem(exc.status_code, "bad_request").response()


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, exc: Exception) -> HttpResponse:
    """More than DATA_UPLOAD_MAX_MEMORY_SIZE."""
    return Problem(413, "too_large").response()


@api.exception_handler(SuspiciousOperation)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(UnreadablePostError)
def broken(request: HttpRequest, exc: Exception) -> HttpResponse:
    """A form that cannot be taken apart, or that did not arrive."""
    return Problem(400, "bad_request").response()


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    """Fields that are wrong: where and why, never their values."""
    errors = [_field_error(row) for row in exc.errors[:MAX_ERRORS]]
    return Problem(422, "invalid", errors=errors).response()


def _field_error(row: dict[str, Any]) -> FieldError:
    loc = [_safe_name(part) for part in row["loc"]]
    # Ninja names our parameters (`body`, `query`) between the source and the field.
    if len(loc) > 1 and loc[1] == loc[0]:
        del loc[1]
    return {"loc": loc, "msg": str(row["msg"]).removeprefix("Value error, ")}


def _safe_name(part: str | int) -> str | int:
    """A name that the caller made up is not repeated either."""
    if isinstance(part, int):
        return part
    is_plain = part.isascii() and part.replace("_", "").replace("-", "").isalnum()
    return part if is_plain and len(part) <= MAX_NAME else "…"


def _check_body(request: HttpRequest, expected: str) -> None:
    """Refuse by the headers what would not be read anyway."""
    length = _content_length(request)
    if length > (MAX_FORM_BYTES if expected == FORM else MAX_JSON_BYTES):
        raise Problem(413, "too_large")
    writes = request.method in {"POST", "PUT", "PATCH"}
    if writes and length and request.content_type != expected:
        raise Problem(
            415, "unsupported_media_type", f"Send this content type: {expected}."
        )


def _content_length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdecimal() else 0
