"""The OpenAPI document: what every operation shares is written here, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from accounts.api_auth.problems import CONTENT_TYPE, DETAILS, Problem, title
from accounts.api_auth.schema import ProblemOut
from accounts.api_auth.spec import ERRORS_KEY
from interviews.api.replays import HEADER

WRITES: Final = frozenset({"post", "put", "patch", "delete"})
RATE_HEADERS: Final[Mapping[str, str]] = {
    "RateLimit-Limit": "How many calls fit at once.",
    "RateLimit-Remaining": "How many are left now.",
    "RateLimit-Reset": "Seconds until one more is there.",
}
KEY_CODES: Final = ("idempotency_key_invalid", "idempotency_key_reused")
IDEMPOTENCY: Final[Mapping[str, Any]] = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": (
        "Any word of yours, new for each intent. The same key with the same body gets"
        " the same answer for a day, and the work is done once."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "example": "0c1de2b4-answer-3",
}


def complete(document: dict[str, Any], *, never_replayed: Iterable[str]) -> None:
    """Add errors, rate headers and idempotency keys to all operations, in place."""
    secrets = set(never_replayed)
    for method, operation in _operations(document):
        own: dict[int, Sequence[str]] = operation.pop(ERRORS_KEY, {})
        responses = operation["responses"]
        codes = _codes(method, operation, own)
        if method in WRITES and operation["operationId"] not in secrets:
            operation["parameters"].append(dict(IDEMPOTENCY))
            codes[409] = [*codes.get(409, []), "idempotency_in_progress"]
            codes[422] = [*codes.get(422, []), *KEY_CODES]
        for status in sorted(codes):
            responses[status] = _problem_response(status, codes[status])
        for status, answer in responses.items():
            if int(status) < 400:
                answer.setdefault("headers", {}).update(_rate_headers())
    _add_problem_schema(document)


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in document["paths"].values():
        yield from path.items()


def _codes(
    method: str, operation: dict[str, Any], own: Mapping[int, Sequence[str]]
) -> dict[int, list[str]]:
    codes = {status: list(words) for status, words in own.items()}
    codes.setdefault(429, ["rate_limited"])
    codes.setdefault(500, ["internal"])
    codes.setdefault(503, ["unavailable"])
    if operation.get("security"):
        codes.setdefault(401, ["unauthenticated"])
    if any(p["in"] == "path" for p in operation["parameters"]):
        codes.setdefault(404, ["not_found"])
    if operation["parameters"] or method in WRITES:
        codes.setdefault(422, ["invalid"])
    if "requestBody" in operation:
        codes.setdefault(400, ["bad_request"])
        codes.setdefault(413, ["too_large"])
        codes.setdefault(415, ["unsupported_media_type"])
    if method in WRITES and operation.get("security"):
        codes.setdefault(403, ["csrf_failed"])
    return codes


def _problem_response(status: int, codes: Sequence[str]) -> dict[str, Any]:
    words = list(dict.fromkeys(codes))
    answer: dict[str, Any] = {
        "description": f"{title(status)}: {', '.join(words)}",
        "content": {
            CONTENT_TYPE: {
                "schema": {"$ref": "#/components/schemas/ProblemOut"},
                "examples": {code: {"value": _example(status, code)} for code in words},
            }
        },
    }
    if status in {429, 503}:
        answer["headers"] = {
            "Retry-After": {
                "description": "Seconds to wait.",
                "schema": {"type": "integer"},
            },
            **(_rate_headers() if status == 429 else {}),
        }
    return answer


def _example(status: int, code: str) -> dict[str, Any]:
    errors = [{"loc": ["body", "text"], "msg": "Field required"}]
    problem = Problem(
        status,
        code,
        DETAILS.get(code, ""),
        errors=errors if code == "invalid" else [],  # type: ignore[arg-type]
    )
    return problem.body()


def _rate_headers() -> dict[str, Any]:
    return {
        name: {"description": text, "schema": {"type": "integer"}}
        for name, text in RATE_HEADERS.items()
    }


def _add_problem_schema(document: dict[str, Any]) -> None:
    schema = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = document["components"]["schemas"]
    schemas.update(schema.pop("$defs", {}))
    schemas["ProblemOut"] = schema
    document["components"]["schemas"] = dict(sorted(schemas.items()))
