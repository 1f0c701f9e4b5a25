"""How much one person may keep: a clear refusal, and no place given twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from accounts.models import User
from interviews.actions import interviews, resumes
from interviews.actions.quotas import QuotaFull
from interviews.models import Interview, Resume
from tests.conftest import NOW
from tests.integration.api.conftest import caller_for

TEXT = "이름: 김하늘\n희망 직무: 백엔드 개발자\n".encode()


def upload(by: User) -> Resume:
    return resumes.upload(by=by, name="이력서.txt", data=TEXT, at=NOW)


def test_a_full_shelf_takes_no_file_and_says_so(
    client: Client, alice: User, sam: User, settings: Any
) -> None:
    settings.RESUMES_PER_PERSON = 2
    upload(alice)
    upload(alice)
    client.force_login(alice)
    file = SimpleUploadedFile("이력서.txt", TEXT)

    page = client.post("/me/resumes/upload/", {"file": file})
    api = caller_for(alice).upload("이력서.txt", TEXT)

    assert page.status_code == 409
    assert "이력서를 2개까지 둘 수 있어요." in page.text
    assert (api.status_code, api.json()["code"]) == (409, "too_many_resumes")
    assert Resume.objects.count() == 2
    assert upload(sam).owner == sam


def test_too_many_open_interviews_are_refused(
    new_interview: Callable[..., Interview], alice: User, now: datetime, settings: Any
) -> None:
    settings.OPEN_INTERVIEWS_PER_PERSON = 1
    first = new_interview()

    with pytest.raises(interviews.InterviewInvalid) as refused:
        new_interview()
    interviews.cancel(interview=first, by=alice, at=now)

    assert refused.value.code == "too_many_open"
    assert new_interview().pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once(alice: User, settings: Any) -> None:
    settings.RESUMES_PER_PERSON = 3

    def try_one(_number: int) -> bool:
        try:
            upload(alice)
        except QuotaFull:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(try_one, range(12)))

    assert sum(taken) == 3
    assert Resume.objects.count() == 3
