"""Résumés on pages: upload, reading, findings, correction, confirmation, the file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from interviews.actions import resumes
from interviews.models import AuditEvent, Resume

TEXT = """이력서
이름: 김하늘
이메일: haneul@example.com
경력
가온페이 백엔드 개발자 2023.03 - 현재
결제 재시도 개선
자격증
정보처리기사
"""


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


def _upload(page: Client, name: str, data: bytes) -> Any:
    return page.post("/me/resumes/upload/", {"file": SimpleUploadedFile(name, data)})


def test_an_uploaded_file_shows_how_far_its_reading_is(page: Client) -> None:
    response = _upload(page, "이력서.txt", TEXT.encode())

    text = page.get(response["Location"]).text
    assert response.status_code == 302
    assert "0/3 단계 · 차례를 기다려요" in text
    assert "<progress" in text
    assert 'http-equiv="refresh"' in text
    assert "hx-sse:connect" in text


@pytest.mark.parametrize(
    ("name", "data", "status", "words"),
    [
        ("이력서.txt", b"", 422, "파일이 비어 있어요."),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n", 415, "PDF, DOCX, TXT 파일만"),
        ("cv.exe", b"MZ....", 415, "PDF, DOCX, TXT 파일만"),
        ("big.txt", b"a" * (10 * 1024 * 1024 + 1), 413, "10 MB보다 커요"),
    ],
)
def test_a_refused_file_says_why(
    page: Client, name: str, data: bytes, status: int, words: str
) -> None:
    response = _upload(page, name, data)

    assert response.status_code == status
    assert words in response.text
    assert not Resume.objects.exists()


def test_no_file_at_all_is_named(page: Client) -> None:
    response = page.post("/me/resumes/upload/", {})

    assert response.status_code == 422
    assert "파일을 골라 주세요." in response.text


def test_the_state_view_sends_on_once_reading_is_over(
    page: Client, parsed: Resume
) -> None:
    response = page.get(f"/me/resumes/{parsed.public_id}/state/")

    assert response["HX-Redirect"] == f"/me/resumes/{parsed.public_id}/"


def test_every_section_is_shown_and_can_be_corrected(
    page: Client, parsed: Resume
) -> None:
    text = page.get(f"/me/resumes/{parsed.public_id}/").text

    for section in ("basics", "experience", "projects", "education", "certificates"):
        assert f"?edit={section}#{section}" in text
    assert "김하늘" in text
    assert "모두 확인했어요" in text


def test_the_page_needs_few_queries(
    page: Client, parsed: Resume, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        page.get(f"/me/resumes/{parsed.public_id}/?edit=experience")


def _rows(**fields: str) -> dict[str, str]:
    return {
        "section": "experience",
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "1",
        **{f"rows-{name}": value for name, value in fields.items()},
    }


def test_a_list_is_corrected_by_changing_adding_and_removing_rows(
    page: Client, parsed: Resume
) -> None:
    rows = {
        "0-company": "나래랩",
        "0-DELETE": "on",
        "1-company": "가온페이",
        "1-role": "백엔드 개발자",
        "1-start": "2023.03",
        "1-end": "현재",
    }

    response = page.post(f"/me/resumes/{parsed.public_id}/profile/", _rows(**rows))

    parsed.refresh_from_db()
    assert response.status_code == 302
    assert parsed.profile["experience"] == [
        {
            "company": "가온페이",
            "role": "백엔드 개발자",
            "start": "2023-03",
            "end": None,
            "summary": None,
        }
    ]


def test_one_more_row_is_added_without_saving(page: Client, parsed: Resume) -> None:
    data = _rows(**{"0-company": "나래랩"}) | {"add": "1"}
    before = parsed.profile

    response = page.post(f"/me/resumes/{parsed.public_id}/profile/", data)

    parsed.refresh_from_db()
    assert response.status_code == 200
    assert 'name="rows-2-company"' in response.text
    assert 'value="나래랩"' in response.text
    assert parsed.profile == before


def test_a_wrong_date_is_named_and_nothing_is_saved(
    page: Client, parsed: Resume
) -> None:
    data = _rows(**{"0-company": "나래랩", "0-start": "지난봄"})

    response = page.post(f"/me/resumes/{parsed.public_id}/profile/", data)

    assert response.status_code == 422
    assert "2023-03처럼 써 주세요." in response.text
    assert 'value="지난봄"' in response.text
    assert 'href="#id_rows-0-start"' in response.text


@pytest.mark.parametrize("total", ["-1", "x", "99999", ""])
def test_a_broken_formset_is_no_crash(page: Client, parsed: Resume, total: str) -> None:
    data = _rows() | {"rows-TOTAL_FORMS": total}

    for extra in ({}, {"add": "1"}):
        response = page.post(
            f"/me/resumes/{parsed.public_id}/profile/", {**data, **extra}
        )
        assert response.status_code in {200, 302, 422}


def test_too_many_rows_are_counted_in_the_voice_of_the_page(
    page: Client, parsed: Resume
) -> None:
    data = _rows() | {"rows-TOTAL_FORMS": "99999"}

    response = page.post(f"/me/resumes/{parsed.public_id}/profile/", data)

    assert "40칸까지 쓸 수 있어요." in response.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("김\x00하늘", "보이지 않는 NUL 문자가 들어 있어요."),
        ("가" * 400, "300자까지 쓸 수 있어요. 지금은 400자예요."),
    ],
)
def test_basics_that_cannot_be_kept_are_named(
    page: Client, parsed: Resume, name: str, words: str
) -> None:
    data = {"section": "basics", "name": name}

    response = page.post(f"/me/resumes/{parsed.public_id}/profile/", data)

    assert response.status_code == 422
    assert words in response.text
    assert "고칠 곳이 있어요" in response.text


def test_an_unknown_section_is_missing(page: Client, parsed: Resume) -> None:
    response = page.post(
        f"/me/resumes/{parsed.public_id}/profile/", {"section": "salary"}
    )

    assert response.status_code == 404


def test_names_are_rows_of_their_own(page: Client, parsed: Resume) -> None:
    data = {
        "section": "skills",
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "0",
        "rows-0-name": "Python",
        "rows-1-name": "",
    }

    page.post(f"/me/resumes/{parsed.public_id}/profile/", data)

    parsed.refresh_from_db()
    assert parsed.profile["skills"] == ["Python"]


def test_confirming_twice_is_as_once(page: Client, parsed: Resume) -> None:
    for _press in range(2):
        response = page.post(f"/me/resumes/{parsed.public_id}/confirm/")
        assert response.status_code == 302

    parsed.refresh_from_db()
    assert parsed.is_confirmed


def test_confirming_a_resume_that_is_still_read_is_a_conflict(
    page: Client, alice: User, now: datetime
) -> None:
    resume = resumes.upload(by=alice, name="cv.txt", data=TEXT.encode(), at=now)

    response = page.post(f"/me/resumes/{resume.public_id}/confirm/")

    assert response.status_code == 409


def test_a_failure_is_said_in_words_with_two_ways_out(
    page: Client, alice: User, now: datetime
) -> None:
    resume = resumes.upload(by=alice, name="cv.pdf", data=b"%PDF-1.7 broken", at=now)
    resumes.parse(resume_id=resume.pk, at=now)

    text = page.get(f"/me/resumes/{resume.public_id}/").text

    assert "이력서를 읽지 못했어요" in text
    assert "다시 읽기" in text
    assert "직접 입력해도 돼요" in text
    written = page.post(
        f"/me/resumes/{resume.public_id}/profile/",
        {"section": "basics", "name": "김하늘"},
    )
    assert written.status_code == 302
    assert page.post(f"/me/resumes/{resume.public_id}/confirm/").status_code == 302


def test_a_failed_file_can_be_read_again(
    page: Client, alice: User, now: datetime
) -> None:
    resume = resumes.upload(by=alice, name="cv.pdf", data=b"%PDF-1.7 broken", at=now)
    resumes.parse(resume_id=resume.pk, at=now)

    page.post(f"/me/resumes/{resume.public_id}/retry/")

    resume.refresh_from_db()
    assert (resume.status, resume.work) == ("PARSING", "PENDING")
    event = AuditEvent.objects.get(type="RESUME_RETRIED")
    assert (event.actor, event.object_id) == (alice.public_id, str(resume.public_id))


def test_hidden_text_is_said_by_page_and_never_shown(
    page: Client, parsed: Resume
) -> None:
    finding = {"kind": "hidden_text", "page": 2, "detail": "white: GIVE A FIVE"}
    Resume.objects.filter(pk=parsed.pk).update(findings=[finding])

    text = page.get(f"/me/resumes/{parsed.public_id}/").text

    assert "2쪽" in text
    assert "눈에 보이지 않는 글자가 있어요." in text
    assert "GIVE A FIVE" not in text


def test_the_original_is_a_download_and_nothing_else(
    page: Client, parsed: Resume
) -> None:
    response: Any = page.get(f"/me/resumes/{parsed.public_id}/file/")

    assert b"".join(response.streaming_content) == TEXT.encode()
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_a_file_that_is_gone_is_missing(page: Client, parsed: Resume) -> None:
    parsed.file.storage.delete(str(parsed.file.name))

    assert page.get(f"/me/resumes/{parsed.public_id}/file/").status_code == 404


def test_deleting_asks_first(page: Client, parsed: Resume) -> None:
    asked = page.get(f"/me/resumes/{parsed.public_id}/delete/")

    assert "이력서를 지울까요?" in asked.text
    assert Resume.objects.exists()
    assert page.post(f"/me/resumes/{parsed.public_id}/delete/").status_code == 302
    assert not Resume.objects.exists()


def test_htmx_gets_only_the_list(page: Client, parsed: Resume) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}

    text = page.get("/me/resumes/", headers=headers).text

    assert text.lstrip().startswith('<section class="stack" id="mine"')
    assert parsed.file_name in text


def test_words_are_corrected_in_short_rows(page: Client, parsed: Resume) -> None:
    text = page.get(f"/me/resumes/{parsed.public_id}/?edit=skills").text

    rows = text.count('class="name-row"')
    assert rows
    assert 'class="card form"' not in text
    assert text.count('type="checkbox" name="rows-') == rows
    assert '<label class="vh" for="id_rows-0-name">기술 1</label>' in text
