"""Corrections of a résumé from two places: none is lost, none wins silently."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from interviews.actions import resumes
from interviews.models import AuditEvent, Resume

TEXT = (
    "이력서\n이름: 김하늘\n경력\n가온페이 백엔드 개발자 2023.03 - 현재\n기술\nPython\n"
)


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


@pytest.fixture
def parsed(alice: User, now: datetime) -> Resume:
    """A résumé that has been read and waits for confirmation."""
    resume = resumes.upload(by=alice, name="이력서.txt", data=TEXT.encode(), at=now)
    resumes.parse(resume_id=resume.pk, at=now)
    resume.refresh_from_db()
    return resume


@pytest.fixture
def failed(alice: User, now: datetime) -> Resume:
    """A résumé whose reading failed."""
    resume = resumes.upload(by=alice, name="이력서.txt", data=TEXT.encode(), at=now)
    resume.be_unreadable("broken", "")
    return resume


def _open(page: Client, resume: Resume, section: str) -> str:
    """Begin to correct a section; what the form says that it was based on."""
    text = page.get(f"/me/resumes/{resume.public_id}/?edit={section}").text
    found = re.search(r'name="seen" value="(\w+)"', text)
    assert found is not None
    return found[1]


def _basics(page: Client, resume: Resume, seen: str, **fields: str) -> Any:
    data = {"section": "basics", "seen": seen, "name": "김하늘", **fields}
    return page.post(f"/me/resumes/{resume.public_id}/profile/", data)


def _skill(page: Client, resume: Resume, seen: str, name: str, **extra: str) -> Any:
    data = {
        "section": "skills",
        "seen": seen,
        "rows-TOTAL_FORMS": "1",
        "rows-INITIAL_FORMS": "0",
        "rows-0-name": name,
        **extra,
    }
    return page.post(f"/me/resumes/{resume.public_id}/profile/", data)


def test_two_sections_from_two_tabs_are_both_kept(page: Client, parsed: Resume) -> None:
    basics, skills = _open(page, parsed, "basics"), _open(page, parsed, "skills")

    first = _skill(page, parsed, skills, "Go")
    second = _basics(page, parsed, basics, phone="010-1234-5678")

    parsed.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 302)
    assert parsed.profile["skills"] == ["Go"]
    assert parsed.profile["phone"] == "010-1234-5678"


def test_a_row_that_was_loaded_before_loses_nothing(
    parsed: Resume, alice: User, now: datetime
) -> None:
    stale = Resume.objects.get(pk=parsed.pk)

    resumes.correct_profile(resume=parsed, fields={"skills": ["Go"]}, by=alice, at=now)
    resumes.correct_profile(resume=stale, fields={"phone": "010"}, by=alice, at=now)

    parsed.refresh_from_db()
    assert (parsed.profile["skills"], parsed.profile["phone"]) == (["Go"], "010")


def test_the_same_section_saved_elsewhere_keeps_both_in_view(
    page: Client, parsed: Resume
) -> None:
    seen = _open(page, parsed, "skills")
    _skill(page, parsed, seen, "Go")

    response = _skill(page, parsed, seen, "Rust")

    parsed.refresh_from_db()
    assert response.status_code == 409
    assert "다른 화면에서 이 부분을 고쳤어요." in response.text
    assert ">Go<" in response.text
    assert 'value="Rust"' in response.text
    assert parsed.profile["skills"] == ["Go"]


def test_after_both_were_seen_saving_again_saves(page: Client, parsed: Resume) -> None:
    seen = _open(page, parsed, "skills")
    _skill(page, parsed, seen, "Go")
    conflict = _skill(page, parsed, seen, "Rust").text
    now_seen = re.findall(r'name="seen" value="(\w+)"', conflict)[0]

    response = _skill(page, parsed, now_seen, "Rust")

    parsed.refresh_from_db()
    assert response.status_code == 302
    assert parsed.profile["skills"] == ["Rust"]


@pytest.mark.parametrize("extra", [{"add": "1"}, {"rows-0-name": "가" * 400}])
def test_a_form_that_comes_back_is_based_on_what_it_was(
    page: Client, parsed: Resume, extra: dict[str, str]
) -> None:
    seen = _open(page, parsed, "skills")
    _skill(page, parsed, seen, "Go")

    text = _skill(page, parsed, seen, "Rust", **extra).text

    assert re.findall(r'name="seen" value="(\w+)"', text) == [seen]


def test_pressing_save_twice_is_no_conflict(page: Client, parsed: Resume) -> None:
    seen = _open(page, parsed, "skills")

    pressed = [_skill(page, parsed, seen, "Go").status_code for _press in range(2)]

    assert pressed == [302, 302]
    assert AuditEvent.objects.filter(type="RESUME_CORRECTED").count() == 1


def test_reading_a_failed_file_again_keeps_what_was_typed(
    page: Client, failed: Resume, alice: User, now: datetime
) -> None:
    _basics(page, failed, _open(page, failed, "basics"), name="김하늘빛")
    failed.refresh_from_db()

    resumes.retry(resume=failed, by=alice, at=now)
    resumes.parse(resume_id=failed.pk, at=now)

    failed.refresh_from_db()
    assert failed.status == "PARSED"
    assert failed.profile["name"] == "김하늘빛"
    assert failed.profile["experience"][0]["company"] == "가온페이"


def test_a_list_that_was_typed_is_kept_as_it_is(
    page: Client, failed: Resume, alice: User, now: datetime
) -> None:
    _skill(page, failed, _open(page, failed, "skills"), "Go")
    failed.refresh_from_db()

    resumes.retry(resume=failed, by=alice, at=now)
    resumes.parse(resume_id=failed.pk, at=now)

    failed.refresh_from_db()
    assert failed.profile["skills"] == ["Go"]
    assert failed.profile["name"] == "김하늘"


def test_confirming_with_an_open_form_keeps_what_was_typed(
    page: Client, parsed: Resume
) -> None:
    seen = _open(page, parsed, "basics")

    response = _basics(page, parsed, seen, phone="010-1234-5678", confirm="1")

    parsed.refresh_from_db()
    assert response["Location"] == f"/me/resumes/{parsed.public_id}/"
    assert parsed.profile["phone"] == "010-1234-5678"
    assert parsed.is_confirmed


def test_an_open_form_leaves_no_button_that_would_drop_it(
    page: Client, parsed: Resume
) -> None:
    text = page.get(f"/me/resumes/{parsed.public_id}/?edit=basics").text

    assert "/confirm/" not in text
    assert "?edit=skills" not in text
    assert 'form="correction" name="confirm"' in text
    assert 'form="correction" name="then" value="skills"' in text


@pytest.mark.parametrize("wrong", ["가" * 400, "a\0b"])
def test_nothing_is_confirmed_while_a_correction_is_wrong(
    page: Client, parsed: Resume, wrong: str
) -> None:
    seen = _open(page, parsed, "basics")

    response = _basics(page, parsed, seen, phone=wrong, confirm="1")

    parsed.refresh_from_db()
    assert response.status_code == 422
    assert not parsed.is_confirmed


def test_nothing_is_confirmed_over_a_correction_from_elsewhere(
    page: Client, parsed: Resume
) -> None:
    seen = _open(page, parsed, "skills")
    _skill(page, parsed, seen, "Go")

    response = _skill(page, parsed, seen, "Rust", confirm="1")

    parsed.refresh_from_db()
    assert response.status_code == 409
    assert not parsed.is_confirmed


@pytest.mark.parametrize(
    ("then", "place"), [("skills", "?edit=skills#skills"), ("no-such", "#basics")]
)
def test_correcting_another_section_saves_the_open_one_first(
    page: Client, parsed: Resume, then: str, place: str
) -> None:
    seen = _open(page, parsed, "basics")

    response = _basics(page, parsed, seen, phone="010", then=then)

    parsed.refresh_from_db()
    assert response["Location"] == f"/me/resumes/{parsed.public_id}/{place}"
    assert parsed.profile["phone"] == "010"
