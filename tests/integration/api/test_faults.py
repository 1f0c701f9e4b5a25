"""Faults that nobody expects, and a database that is away: problems, and in the log."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError, connection

from tests.integration.api.conftest import Caller

SECRET = "Key (email)=(alice@test.example) already exists"


@contextmanager
def database_that_raises(fault: Exception, *, on: str = "") -> Iterator[None]:
    """Statements that name this table meet a fault."""

    def meet(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if on in sql:
            raise fault
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meet):
        yield


@pytest.fixture
def reports() -> Iterator[list[Any]]:
    """Requests whose fault was reported, as an error tracker hears of them."""
    heard: list[Any] = []

    def hear(request: Any, **_kwargs: Any) -> None:
        heard.append(request)

    got_request_exception.connect(hear)
    yield heard
    got_request_exception.disconnect(hear)


def test_a_fault_that_nobody_expects_is_a_problem_and_is_reported(
    as_alice: Caller, reports: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    as_alice.client.raise_request_exception = False
    caplog.set_level(logging.ERROR, "django.request")

    with database_that_raises(ZeroDivisionError(SECRET), on="interviews_interview"):
        response = as_alice("GET", f"/interviews/{uuid.uuid4()}")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"
    assert response.json()["code"] == "internal"
    assert SECRET not in response.text
    assert [request.path for request in reports] == [response.request["PATH_INFO"]]
    [logged] = [row for row in caplog.records if row.name == "django.request"]
    assert logged.exc_info is not None
    assert isinstance(logged.exc_info[1], ZeroDivisionError)


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
@pytest.mark.parametrize(
    ("method", "path", "table"),
    [
        ("GET", "/users/me", ""),
        ("GET", "/interviews", "interviews_interview"),
        ("POST", "/auth/token", "accounts_user"),
    ],
)
def test_a_database_that_is_away_is_named_with_a_time_to_come_back(
    fault: type[Exception],
    method: str,
    path: str,
    table: str,
    as_alice: Caller,
    reports: list[Any],
) -> None:
    as_alice.client.raise_request_exception = False
    body = {"email": "a@test.example", "password": "x"} if method == "POST" else None

    with database_that_raises(fault("server closed the connection"), on=table):
        response = as_alice(method, path, body)

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert int(response["Retry-After"]) > 0
    assert response.json()["code"] == "unavailable"
    assert len(reports) == 1


def test_a_fault_of_a_page_is_still_a_page(as_alice: Caller) -> None:
    as_alice.client.raise_request_exception = False

    with database_that_raises(ZeroDivisionError(SECRET)):
        response = as_alice.client.get("/readyz")

    assert response.status_code == 500
    assert response["Content-Type"].startswith("text/html")


def test_every_operation_says_that_it_may_fail(nobody: Caller) -> None:
    document = nobody.client.get("/api/v1/openapi.json").json()

    for path, operations in document["paths"].items():
        for operation in operations.values():
            answers = operation["responses"]
            assert "internal" in answers["500"]["description"], path
            assert "unavailable" in answers["503"]["description"], path
            assert "Retry-After" in answers["503"]["headers"], path
