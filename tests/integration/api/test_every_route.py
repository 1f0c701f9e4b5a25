"""What holds for all routes, walked from the OpenAPI document."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from interview_site.api import api
from interviews.management.commands.export_openapi import document
from tests.integration.api.conftest import V1, Caller

DOCUMENT: dict[str, Any] = json.loads(document())
MISSING = "6f1c1d3e-0000-4000-8000-000000000000"
BODIES = {
    "correct_resume_profile": {"name": "x"},
    "save_draft": {"text": "x"},
    "submit_answer": {"text": "x"},
    "create_interview": {"position": "x"},
    "propose_scenario": {"position": "x"},
    "update_me": {"language": "en"},
    "register": {"email": "a@b.example", "password": "a-long-passphrase-7"},
    "create_token": {"email": "a@b.example", "password": "x"},
}
OPEN = {"register", "create_token"}
METHODS = ("get", "post", "put", "patch", "delete")


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """(method, path below /api/v1, operation) of the whole document."""
    return [
        (method, path.removeprefix(V1), operation)
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    ]


def ids(row: tuple[str, str, dict[str, Any]]) -> str:
    """A test's name."""
    return str(row[2]["operationId"])


ALL = operations()
WITH_ID = [row for row in ALL if "_id}" in row[1]]
WITH_TURN = [row for row in ALL if "turn_id" in row[1]]
WITH_BODY = [row for row in ALL if row[2]["operationId"] in BODIES]


def call(caller: Caller, method: str, path: str, operation_id: str) -> Any:
    """One call with a body that would do."""
    if operation_id == "upload_resume":
        return caller.upload("a.txt", b"text")
    return caller(method.upper(), path, BODIES.get(operation_id))


def test_there_is_something_to_walk() -> None:
    assert len(ALL) >= 30
    assert len(WITH_ID) >= 18
    names = [ids(row) for row in ALL]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", WITH_ID, ids=ids)
def test_anothers_row_looks_exactly_like_a_missing_one(
    as_sam: Caller,
    as_alice: Caller,
    parts: dict[str, str],
    row: tuple[str, str, dict[str, Any]],
) -> None:
    method, path, operation = row
    name = operation["operationId"]
    gone = dict.fromkeys(parts, MISSING) | {"purpose": "ai_scoring"}

    foreign = call(as_sam, method, path.format(**parts), name)
    missing = call(as_sam, method, path.format(**gone), name)
    own_missing = call(as_alice, method, path.format(**gone), name)

    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content == own_missing.content
    assert foreign["Content-Type"] == "application/problem+json"
    assert {k: v for k, v in foreign.items() if "RateLimit" not in k} == {
        k: v for k, v in missing.items() if "RateLimit" not in k
    }


@pytest.mark.parametrize("row", WITH_TURN, ids=ids)
def test_a_turn_of_another_interview_is_missing(
    as_alice: Caller, parts: dict[str, str], row: tuple[str, str, dict[str, Any]]
) -> None:
    method, path, operation = row

    mixed = path.format(**{**parts, "interview_id": MISSING})

    assert call(as_alice, method, mixed, operation["operationId"]).status_code == 404


@pytest.mark.parametrize("row", ALL, ids=ids)
def test_nobody_gets_in_without_a_token(
    nobody: Caller, parts: dict[str, str], row: tuple[str, str, dict[str, Any]]
) -> None:
    method, path, operation = row
    name = operation["operationId"]

    answer = call(nobody, method, path.format(**parts), name)

    if name in OPEN:
        assert answer.status_code in {201, 401}
        assert "security" not in operation
    else:
        assert answer.status_code == 401
        assert answer.json()["code"] == "unauthenticated"
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", sorted({row[1] for row in ALL}))
def test_a_wrong_method_is_told_the_right_ones(
    as_alice: Caller, parts: dict[str, str], path: str
) -> None:
    taken = {method for method, other, _op in ALL if other == path}

    for method in set(METHODS) - taken:
        answer = as_alice(method.upper(), path.format(**parts))
        assert answer.status_code == 405
        assert answer.json()["code"] == "method_not_allowed"
        allowed = {word.strip().lower() for word in answer["Allow"].split(",")}
        assert allowed == taken


@pytest.mark.parametrize("row", WITH_BODY, ids=ids)
def test_unknown_fields_and_wrong_types_are_refused(
    as_alice: Caller, parts: dict[str, str], row: tuple[str, str, dict[str, Any]]
) -> None:
    method, path, operation = row
    name = operation["operationId"]
    url = path.format(**parts)

    for body in ({**BODIES[name], "no_such_field": 1}, [], 7, "text", None, [[]]):
        answer = as_alice(method.upper(), url, body)
        assert answer.status_code == 422, (name, body)


@pytest.mark.parametrize("row", ALL, ids=ids)
def test_every_operation_is_described(row: tuple[str, str, dict[str, Any]]) -> None:
    method, path, operation = row
    responses = operation["responses"]
    success = {int(s): r for s, r in responses.items() if int(s) < 300}

    assert operation["operationId"]
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert success
    for status, answer in success.items():
        if status != 204:
            (content,) = answer["content"].values()
            assert "example" in content
    assert "429" in responses
    assert ("401" in responses) is (
        "security" in operation or operation["operationId"] == "create_token"
    )
    assert ("404" in responses) is ("{" in path)
    for status, answer in responses.items():
        if int(status) >= 400:
            problem = answer["content"]["application/problem+json"]
            assert problem["schema"]["$ref"].endswith("/ProblemOut")
            assert problem["examples"]
    names = [p["name"] for p in operation["parameters"]]
    never = {"register", "create_token", "revoke_token", "erase_me"}
    takes_key = method != "get" and operation["operationId"] not in never
    assert ("Idempotency-Key" in names) is takes_key


@pytest.mark.parametrize("operation", api.operations(), ids=lambda o: o.operation_id)
def test_examples_fit_their_schemas(operation: Any) -> None:
    extra = operation.openapi_extra or {}
    for status, answer in extra.get("responses", {}).items():
        example = answer.get("content", {}).get("application/json", {}).get("example")
        if example is not None:
            model = operation.response_models[status]
            shown = model.model_validate({"response": example})
            again = json.loads(shown.model_dump_json(exclude_unset=True))["response"]
            assert again.keys() == example.keys()
    body = extra.get("requestBody", {}).get("content", {}).get("application/json")
    if body is not None:
        (model,) = [m for m in operation.models if m.__ninja_param_source__ == "body"]
        model.model_validate({"body": body["example"]})


def test_the_committed_document_is_the_generated_one() -> None:
    committed = Path(settings.BASE_DIR, "docs", "openapi.json")

    assert committed.read_text(encoding="utf-8") == document(), (
        "run: python manage.py export_openapi"
    )


def test_every_path_of_the_urlconf_is_in_the_document() -> None:
    known = {re.sub(r"{[^}]+}", "{}", path) for path in DOCUMENT["paths"]}
    patterns = {
        "/api/v1/" + re.sub(r"<[^>]+>", "{}", str(pattern.pattern))
        for pattern in api.urls[0]
        if getattr(pattern, "name", "")
        not in {"openapi-json", "openapi-view", "api-root", None}
    }

    assert patterns == known


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/interviews/7",
        "/interviews/not-a-uuid/questions",
        "/interviews/../users/me",
        "/companies/%00",
        "/companies/한빛",
        "/" + "x" * 5000,
    ],
)
def test_an_address_that_is_none_looks_like_a_missing_row(
    as_alice: Caller, path: str
) -> None:
    answer = as_alice("GET", path)
    missing = as_alice("GET", f"/interviews/{MISSING}")

    assert answer.status_code == 404
    assert answer.content == missing.content


def test_the_documentation_page_is_self_hosted(db: None) -> None:
    page = Client().get("/api/v1/docs")
    text = page.content.decode()
    document_page = Client().get("/api/v1/openapi.json")

    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    assert not re.search(r"""(src|href)=["'](https?:)?//""", text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert "style=" not in text
    assert document_page.json() == DOCUMENT
    assert Client().get("/docs")["Location"] == "/api/v1/docs"


def test_the_documentation_page_fits_a_phone_and_brings_its_own_icon(
    client: Client,
) -> None:
    page = client.get("/api/v1/docs").text

    assert (
        '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    )
    assert "django-ninja.dev" not in page


def test_korean_is_sent_as_it_is_written(as_alice: Caller) -> None:
    as_alice("PATCH", "/users/me", {"full_name": "김하늘"})

    assert "김하늘" in as_alice("GET", "/users/me").content.decode()
