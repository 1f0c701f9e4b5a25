"""Bad input: a clear error, never a 500, never lost work."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import (
    HealthCheck,
    given,
    settings as hypothesis_settings,
    strategies as st,
)

from accounts.lines import clean_line
from accounts.models import User
from interviews.models import Answer, Interview
from tests.integration.api.conftest import Caller
from tests.integration.api.test_every_route import BODIES, WITH_BODY, ids
from tests.integration.api.test_questions import now_asked, path_of

DEEP = b'{"text":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
RAW = {
    "no json": b"text",
    "half": b'{"text": "a',
    "empty object": b"{}",
    "two documents": b'{"text":"a"}{"text":"b"}',
    "bad utf-8": b'{"text":"\xff\xfe"}',
    "utf-16": '{"text":"a"}'.encode("utf-16"),
    "lone surrogate bytes": b'{"text":"\xed\xa0\x80"}',
    "lone surrogate": b'{"text":"\\ud800"}',
    "low surrogate": b'{"text":"a\\udc00b"}',
    "nul": b'{"text":"a\\u0000b"}',
    "raw nul": b'{"text":"a\x00b"}',
    "surrogate key": b'{"text":"a","\\ud800":1}',
    "long key": b'{"text":"a","' + b"k" * 100_000 + b'":1}',
    "nan": b'{"text":NaN}',
    "infinity": b'{"text":-Infinity}',
    "huge number": b'{"text":' + b"9" * 100_000 + b"}",
    "huge exponent": b'{"text":1e999999}',
    "deep": DEEP,
    "wide": b"[" + b"{}," * 100_000 + b"{}]",
    "scalar": b"1",
    "null": b"null",
    "bom": b'\xef\xbb\xbf{"text":"a"}',
}


@pytest.mark.parametrize("row", WITH_BODY, ids=ids)
def test_a_body_that_cannot_be_meant_is_a_clear_error(
    as_alice: Caller, open_limits: None, parts: dict[str, str], row: Any
) -> None:
    method, path, operation = row
    may_be_empty = operation["operationId"] in {"correct_resume_profile", "update_me"}

    for name, body in RAW.items():
        answer = as_alice(method.upper(), path.format(**parts), body)
        if name == "empty object" and may_be_empty:
            assert answer.status_code == 200
            continue
        assert answer.status_code in {400, 422}, name
        assert answer["Content-Type"] == "application/problem+json"
        assert len(answer.content) < 10_000
    assert not Answer.objects.exclude(status="DRAFT").exists()


@pytest.mark.parametrize("name", ["lone surrogate", "low surrogate", "nul"])
def test_half_characters_and_nul_in_an_answer_are_a_422(
    as_alice: Caller, started: Interview, name: str
) -> None:
    path = path_of(started, now_asked(as_alice, started), "answer")

    answer = as_alice("POST", path, RAW[name])

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["body", "text"]


def test_more_than_two_and_a_half_megabytes_is_too_large(
    as_alice: Caller, started: Interview
) -> None:
    path = path_of(started, now_asked(as_alice, started), "answer")
    body = json.dumps({"text": "x" * 2_700_000}).encode()

    answer = as_alice("POST", path, body)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "",
        "application/jsonp",
    ],
)
def test_another_content_type_is_refused(
    as_alice: Caller, started: Interview, content_type: str
) -> None:
    path = path_of(started, now_asked(as_alice, started), "answer")

    answer = as_alice("POST", path, {"text": "a"}, Content_Type=content_type)

    assert (answer.status_code, answer.json()["code"]) == (
        415,
        "unsupported_media_type",
    )


def test_json_with_a_charset_is_json(as_alice: Caller, started: Interview) -> None:
    path = path_of(started, now_asked(as_alice, started), "answer")

    answer = as_alice(
        "POST", path, {"text": "네."}, Content_Type="application/json; charset=utf-8"
    )

    assert answer.status_code == 201


@pytest.mark.parametrize("length", ["-1", "x", "99999999999999999999", "²"])
def test_a_length_that_is_none_is_no_500(
    as_alice: Caller, started: Interview, length: str
) -> None:
    answer = as_alice.client.generic(
        "POST",
        f"/api/v1/interviews/{started.public_id}/start",
        b"{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {as_alice.token}"},
        CONTENT_LENGTH=length,
    )

    assert answer.status_code < 500


@pytest.mark.parametrize(
    "search",
    ["%00", "%FF%FE", "%ED%A0%80", "x" * 121, "%25%25%27%22--", "(주)", "🦖", ""],
)
def test_no_search_breaks_the_list(as_alice: Caller, seeded: None, search: str) -> None:
    answer = as_alice("GET", f"/companies?search={search}")

    assert answer.status_code in {200, 422}


@pytest.mark.parametrize(
    "position",
    [
        "?",
        "!!!",
        "{company}",
        "{{}}",
        "\u202e개발자",
        "\u3164개발\u200b자",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE interviews_interview; --",
        "🦖" * 60,
        "지원자 지원자님",
        "a\nb\tc",
        "%s %(x)s",
        "in the in the",
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_any_position_makes_an_interview_without_a_hole(
    as_alice: Caller,
    seeded: None,
    position: str,
    language: str,
) -> None:
    documents = as_alice("GET", f"/consents?language={language}").json()["items"]
    made = as_alice(
        "POST",
        "/interviews",
        {
            "position": position,
            "language": language,
            "consents": [
                {"purpose": d["purpose"], "version": d["version"]}
                for d in documents
                if d["required"]
            ],
        },
    )

    assert made.status_code == 201
    assert made.json()["position"] == clean_line(position)
    path = f"/interviews/{made.json()['id']}"
    as_alice("POST", f"{path}/start")
    first = as_alice("GET", f"{path}/questions").json()["questions"][0]
    assert first["content"]


@pytest.mark.parametrize("invisible", ["\u200b", "\u3164 \uffa0", "\u202e\u2066"])
def test_what_nobody_sees_is_no_position_and_no_name(
    as_alice: Caller, alice: User, seeded: None, invisible: str
) -> None:
    body = {"position": invisible, "consents": []}

    refused = as_alice("POST", "/interviews", body)
    proposed = as_alice("POST", "/scenarios/propose", {"position": invisible})
    renamed = as_alice("PATCH", "/users/me", {"full_name": f" 김\n하늘{invisible}"})
    nameless = as_alice("PATCH", "/users/me", {"full_name": invisible})

    assert refused.status_code == proposed.status_code == 422
    assert refused.json()["errors"][0]["loc"] == ["body", "position"]
    assert renamed.json()["full_name"] == "김 하늘"
    assert nameless.json()["full_name"] == ""


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("row", WITH_BODY, ids=ids)
@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_generated_bodies_never_break_an_operation(
    as_alice: Caller,
    parts: dict[str, str],
    open_limits: None,
    row: Any,
    data: st.DataObject,
) -> None:
    method, path, operation = row
    body = dict(BODIES[operation["operationId"]])
    for field in data.draw(st.sets(st.sampled_from(FIELDS), max_size=4)):
        body[field] = data.draw(JSON_VALUES)

    answer = as_alice(method.upper(), path.format(**parts), json.dumps(body).encode())

    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.json()["status"] == answer.status_code


FIELDS = [
    "text",
    "base",
    "position",
    "company_id",
    "resume_id",
    "scheduled_time",
    "scenario",
    "language",
    "consents",
    "major",
    "past_roles",
    "name",
    "education",
    "experience",
    "skills",
    "cover_letter",
    "full_name",
    "time_zone",
    "email",
    "password",
]


@pytest.fixture
def open_limits(settings: Any) -> Callable[[], None]:
    """So many requests that the limits would answer instead."""
    settings.API_BURST = 100_000
    settings.API_SIGN_INS_PER_MINUTE = 10_000
    return lambda: None
