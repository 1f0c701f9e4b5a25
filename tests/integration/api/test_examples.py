"""The examples of the document are what the API takes and sends, to the letter."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interview_site.api import JSON, api


def examples_of_answers() -> list[Any]:
    """(operation, status, its schema, the example) of every JSON answer."""
    found = []
    for operation in api.operations():
        extra = operation.openapi_extra or {}
        for status, answer in extra.get("responses", {}).items():
            example = answer.get("content", {}).get(JSON, {}).get("example")
            if example is not None:
                model = operation.response_models[status]
                name = f"{operation.operation_id}-{status}"
                found.append(pytest.param(model, example, id=name))
    return found


def examples_of_bodies() -> list[Any]:
    """(operation, its body's schema, the example) of every JSON body."""
    found = []
    for operation in api.operations():
        body = (operation.openapi_extra or {}).get("requestBody")
        if body:
            models = operation.models
            [model] = [m for m in models if m.__ninja_param_source__ == "body"]
            example = body["content"][JSON]["example"]
            found.append(pytest.param(model, example, id=operation.operation_id))
    return found


@pytest.mark.parametrize(("model", "example"), examples_of_answers())
def test_an_answer_looks_like_its_example(model: Any, example: Any) -> None:
    sent = model.model_validate({"response": example})

    assert json.loads(sent.model_dump_json(exclude_unset=True))["response"] == example


@pytest.mark.parametrize(("model", "example"), examples_of_bodies())
def test_a_body_like_its_example_is_taken(model: Any, example: Any) -> None:
    taken = model.model_validate({"body": example})

    assert json.loads(taken.model_dump_json(exclude_unset=True))["body"] == example
