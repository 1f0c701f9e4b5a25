"""Callers of the API, and limits that start full in each test."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.api_auth.limits import MEMORY
from accounts.api_auth.problems import CONTENT_TYPE
from accounts.models import User
from interview_site.api import api
from interviews.models import Interview, Resume, Turn

V1 = "/api/v1"


class Caller:
    """Somebody with a token, or nobody."""

    def __init__(self, token: str | None = None) -> None:
        self.client = Client(raise_request_exception=True)
        self.token = token

    def __call__(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> HttpResponse:
        """One request; body: sent as JSON, bytes as they are."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        data = body if isinstance(body, bytes) else json.dumps(body)
        has_body = body is not None
        answer = self.client.generic(
            method,
            f"{V1}{path}",
            data if has_body else b"",
            content_type=sent.pop("Content-Type", "application/json"),
            headers=sent,
        )
        check_documented(method, path, answer)
        return answer  # type: ignore[return-value]

    def upload(self, name: str, data: bytes, **headers: str) -> HttpResponse:
        """Send a file as the form field `file`."""
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        answer = self.client.post(
            f"{V1}/resumes",
            {"file": SimpleUploadedFile(name, data)},
            headers={"Authorization": f"Bearer {self.token}", **sent},
        )
        check_documented("POST", "/resumes", answer)
        return answer  # type: ignore[return-value]


def check_documented(method: str, path: str, answer: Any) -> None:
    """Whatever a test asks for: a problem is one that the document speaks of."""
    if answer.get("Content-Type") != CONTENT_TYPE or answer.status_code == 405:
        return
    if codes := documented(method.lower(), path.partition("?")[0]):
        problem = answer.json()
        assert problem["code"] in codes.get(problem["status"], ()), problem


def documented(method: str, path: str) -> dict[int, set[str]]:
    """The codes of each status that the operation at this path may answer with."""
    for pattern, operations in operations_by_path():
        if method in operations and pattern.fullmatch(path):
            return {
                int(status): set(answer["content"][CONTENT_TYPE]["examples"])
                for status, answer in operations[method]["responses"].items()
                if int(status) >= 400
            }
    return {}


@functools.cache
def operations_by_path() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Of the document, with paths as patterns; fixed ones before open ones."""
    paths = api.get_openapi_schema()["paths"]
    return [
        (re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path.removeprefix(V1))), paths[path])
        for path in sorted(paths, key=lambda path: path.count("{"))
    ]


def caller_for(user: User) -> Caller:
    """A caller with a token of this person."""
    return Caller(actions.issue_token(user=user, at=timezone.now()).shown)


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> Iterator[None]:
    """No test spends another one's requests, and no payload outlives its rows."""
    MEMORY.clear()
    for name in ("default", "payloads"):
        caches[name].clear()
    yield
    MEMORY.clear()


@pytest.fixture
def nobody(db: None) -> Caller:
    """A caller without a token."""
    return Caller()


@pytest.fixture
def as_alice(alice: User) -> Caller:
    """The candidate's program."""
    return caller_for(alice)


@pytest.fixture
def as_sam(sam: User) -> Caller:
    """A stranger's program."""
    return caller_for(sam)


@pytest.fixture
def resume_of_alice(alice: User) -> Resume:
    """A confirmed résumé of the candidate's."""
    return Resume.objects.create(
        owner=alice,
        file_name="이력서.txt",
        size_bytes=10,
        sha256="0" * 64,
        kind="txt",
        status="CONFIRMED",
        confirmed_at=timezone.now(),
        profile=PROFILE,
    )


@pytest.fixture
def parts(started: Interview, resume_of_alice: Resume) -> dict[str, str]:
    """Ids of alice's rows, by the names that paths use."""
    turn = Turn.objects.filter(interview=started).waiting().first()
    assert turn is not None
    return {
        "interview_id": str(started.public_id),
        "turn_id": str(turn.public_id),
        "resume_id": str(resume_of_alice.public_id),
        "purpose": "ai_scoring",
        "slug": "hanbit-soft",
    }


PROFILE = {
    "name": "김하늘",
    "email": None,
    "phone": None,
    "target_position": "백엔드 개발자",
    "target_company": None,
    "education": [],
    "experience": [],
    "projects": [],
    "certificates": ["정보처리기사"],
    "skills": ["Python"],
    "languages": [],
    "cover_letter": [],
}
