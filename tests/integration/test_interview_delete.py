"""Deleting one interview: all of it, nothing else, by its candidate alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import Company, Consent, User
from interviews.actions import interviews, retention
from interviews.models import AICall, AuditEvent, Interview, Replay, Turn
from interviews.states import TransitionNotAllowed
from tests.conftest import ANSWER_KO, NOW


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


def _url(interview: Interview) -> str:
    return f"/i/{interview.public_id}/delete/"


def _everything() -> str:
    """Every row of ours, except the audit trail."""
    models = [
        model
        for name in ("accounts", "interviews")
        for model in apps.get_app_config(name).get_models()
        if model is not AuditEvent
    ]
    return str([list(model._default_manager.values()) for model in models])


def test_deleting_asks_first_and_says_what_goes(
    page: Client, finished: Interview
) -> None:
    text = page.get(_url(finished)).text

    assert "이 면접을 지울까요?" in text
    assert "되돌릴 수 없어요." in text
    assert Interview.objects.exists()


def test_a_deleted_interview_is_gone_with_all_that_hangs_on_it(
    page: Client, finished: Interview, alice: User
) -> None:
    Replay.objects.create(
        user=alice,
        operation="POST /api/v1/interviews",
        key="a",
        body_sha256="0",
        body={"id": str(finished.public_id), "position": "백엔드 개발자"},
    )
    Replay.objects.create(
        user=alice,
        operation=f"POST /api/v1/interviews/{finished.public_id}/complete",
        key="b",
        body_sha256="0",
        body={"position": "백엔드 개발자"},
    )
    AICall.objects.update(raw_output=ANSWER_KO)

    response = page.post(_url(finished))

    left = _everything()
    assert response["Location"] == "/me/"
    assert "면접을 지웠어요." in page.get("/me/").text
    for word in (str(finished.public_id), finished.public_id.hex, ANSWER_KO[:20]):
        assert word not in left
    assert not Turn.objects.exists()
    assert not Consent.objects.exists()


def test_the_audit_trail_says_that_it_was_deleted_and_nothing_of_it(
    page: Client, finished: Interview, alice: User
) -> None:
    page.post(_url(finished))

    event = AuditEvent.objects.get(type="INTERVIEW_DELETED")
    assert (event.actor, event.object_id) == (alice.public_id, str(finished.public_id))
    assert event.fields == []


def test_other_interviews_and_other_answers_stay(
    page: Client, finished: Interview, new_interview: Any, alice: User, sam: User
) -> None:
    others = [new_interview(), new_interview(by=sam)]
    Replay.objects.create(
        user=alice, operation="POST /api/v1/resumes", key="c", body_sha256="0"
    )

    page.post(_url(finished))

    assert list(Interview.objects.order_by("pk")) == others
    assert Consent.objects.count() == 4
    assert Replay.objects.count() == 1


def test_an_open_interview_is_called_off_first(
    page: Client, started: Interview, alice: User
) -> None:
    asked, pressed = page.get(_url(started)), page.post(_url(started))

    assert asked["Location"] == f"/i/{started.public_id}/now/"
    assert pressed.status_code == 409
    interviews.cancel(interview=started, by=alice, at=NOW)
    assert page.post(_url(started)).status_code == 302
    assert not Interview.objects.exists()


def test_one_that_was_loaded_before_it_went_on_is_not_deleted(
    started: Interview, alice: User
) -> None:
    stale = Interview.objects.get(pk=started.pk)
    stale.status = "CANCELLED"

    with pytest.raises(TransitionNotAllowed):
        retention.erase_interview(interview=stale, by=alice, at=NOW)

    assert Interview.objects.exists()


def test_the_company_of_a_hiring_interview_is_named_as_losing_it(
    page: Client, finished: Interview
) -> None:
    company = Company.objects.get(slug="hanbit-soft")
    Interview.objects.filter(pk=finished.pk).update(kind="hiring", company=company)

    assert "회사도 더는 볼 수 없어요." in page.get(_url(finished)).text


@pytest.mark.parametrize("name", ["report/", "consent/"])
def test_a_finished_interview_leads_to_its_deletion(
    page: Client, finished: Interview, name: str
) -> None:
    link = f'href="{_url(finished)}"'

    assert link in page.get("/me/").text
    assert link in page.get(f"/i/{finished.public_id}/{name}").text


def test_a_cancelled_interview_leads_to_its_deletion(
    page: Client, started: Interview, alice: User
) -> None:
    link = f'href="{_url(started)}"'

    assert link not in page.get("/me/").text
    interviews.cancel(interview=started, by=alice, at=NOW)

    for url in ("/me/", f"/i/{started.public_id}/", f"/i/{started.public_id}/consent/"):
        assert link in page.get(url).text
