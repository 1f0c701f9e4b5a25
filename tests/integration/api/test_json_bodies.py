"""The corpus of JSON against the operations that take a body: 2xx or a problem."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from interviews.models import Answer, Interview, Resume
from tests.corpora.json_bodies import READ, REFUSED, Body, bodies
from tests.integration.api.conftest import Caller
from tests.integration.api.test_every_route import BODIES, WITH_BODY, ids
from tests.integration.api.test_questions import now_asked, path_of

TEXT = "저는 “로그”를\n나누어 \\ 비교했습니다. 🙂"
LONG = 50_000


@pytest.fixture(autouse=True)
def open_limits(settings: Any) -> None:
    """So many requests that the limits would answer instead."""
    settings.API_BURST = 100_000
    settings.API_SIGN_INS_PER_MINUTE = 10_000


def check(answer: HttpResponse, body: Body) -> None:
    """The class of the body is the class of the answer."""
    if body.expected == READ:
        assert answer.status_code == 200, body.name
    if body.expected == REFUSED:
        assert answer.status_code in {400, 413, 422}, body.name
    assert answer.status_code < 500, body.name
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        assert len(answer.content) < 10_000


def test_every_body_of_a_draft_is_kept_or_refused(
    as_alice: Caller, started: Interview
) -> None:
    question = now_asked(as_alice, started)
    path = path_of(started, question, "draft")
    draft = Answer.objects.filter(turn__public_id=question["id"])

    corpus = bodies({"text": TEXT})

    assert len(corpus) >= 300
    for body in corpus:
        draft.update(draft="before")
        check(as_alice("PUT", path, body.data), body)
        kept = draft.get().draft
        if body.expected == READ:
            assert kept == TEXT, body.name
        if body.expected == REFUSED:
            assert kept == "before", body.name


def test_every_body_of_a_profile_is_kept_or_refused(
    as_alice: Caller, resume_of_alice: Resume
) -> None:
    right = {"name": '김"하늘"', "skills": ["Python", "파이썬"]}
    before = resume_of_alice.profile

    for body in bodies(right):
        if len(body.data) > LONG:
            continue
        Resume.objects.filter(pk=resume_of_alice.pk).update(profile=before)
        path = f"/resumes/{resume_of_alice.public_id}/profile"
        check(as_alice("PATCH", path, body.data), body)
        resume_of_alice.refresh_from_db()
        if body.expected == READ:
            assert resume_of_alice.profile == {**before, **right}, body.name
        if body.expected == REFUSED:
            assert resume_of_alice.profile == before, body.name


@pytest.mark.parametrize("row", WITH_BODY, ids=ids)
def test_what_must_be_refused_is_refused_everywhere(
    as_alice: Caller, parts: dict[str, str], row: Any
) -> None:
    method, path, operation = row
    corpus = bodies(BODIES[operation["operationId"]])
    refused = [body for body in corpus if body.expected == REFUSED]

    for body in refused:
        if len(body.data) <= LONG:
            check(as_alice(method.upper(), path.format(**parts), body.data), body)
