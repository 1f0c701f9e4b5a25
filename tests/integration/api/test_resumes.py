"""Résumés over the API: upload, read, correct, confirm, delete."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage

from interviews.actions import resumes
from interviews.models import Resume
from tests.conftest import NOW
from tests.integration.api.conftest import Caller

TEXT = """이력서
이름: 김하늘
이메일: sky@test.example
지원 직무: 백엔드 개발자

기술
Python, Django, PostgreSQL

자격증
정보처리기사
""".encode()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200


def parsed(caller: Caller, data: bytes = TEXT, name: str = "이력서.txt") -> str:
    """Upload and have it read; its path."""
    body = caller.upload(name, data).json()
    resume = Resume.objects.get(public_id=body["id"])
    resumes.parse(resume_id=resume.pk, at=NOW)
    return f"/resumes/{body['id']}"


def test_an_upload_is_accepted_and_read_later(as_alice: Caller) -> None:
    answer = as_alice.upload("이력서.txt", TEXT)

    body = answer.json()
    assert answer.status_code == 202
    assert body["status"] == "UPLOADED"
    assert body["file_name"] == "이력서.txt"
    assert body["size_bytes"] == len(TEXT)
    assert body["profile"] is None
    assert as_alice("GET", f"/resumes/{body['id']}").json() == body


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_read_file_shows_its_text_and_profile(
    as_alice: Caller, encoding: str
) -> None:
    path = parsed(as_alice, TEXT.decode().encode(encoding))

    body = as_alice("GET", path).json()

    assert body["status"] == "PARSED"
    assert "김하늘" in body["visible_text"]
    assert body["profile"]["name"] == "김하늘"
    assert "정보처리기사" in body["profile"]["certificates"]
    assert set(body["profile"]).isdisjoint({"birth", "gender", "address", "photo"})


def _bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("word/document.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("empty.txt", b"", 422, "empty"),
        ("big.txt", b"a" * (10 * 1024 * 1024 + 1), 413, "too_large"),
        ("picture.pdf", PNG, 415, "unsupported_type"),
        ("program.exe", b"MZ" + b"\0" * 100, 415, "unsupported_type"),
        ("page.html", b"<html></html>", 415, "unsupported_type"),
    ],
)
def test_what_can_be_refused_at_once_is(
    as_alice: Caller, name: str, data: bytes, status: int, code: str
) -> None:
    answer = as_alice.upload(name, data)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]
    assert not Resume.objects.exists()


def test_a_body_larger_than_any_resume_is_not_even_read(as_alice: Caller) -> None:
    answer = as_alice.upload("huge.pdf", b"%PDF-" + b"a" * 11 * 1024 * 1024)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_bomb_ends_in_a_state_with_its_code(as_alice: Caller) -> None:
    answer = as_alice.upload("cv.docx", _bomb())
    if answer.status_code == 202:
        resume = Resume.objects.get()
        resumes.parse(resume_id=resume.pk, at=NOW)
        answer = as_alice("GET", f"/resumes/{resume.public_id}")

    assert answer.json()["code"] == "bomb"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"other": "x"}, 422),
        ({"file": "just text"}, 422),
    ],
)
def test_a_form_without_the_file_is_refused(
    as_alice: Caller, fields: dict[str, str], status: int
) -> None:
    answer = as_alice.client.post(
        "/api/v1/resumes",
        fields,
        headers={"Authorization": f"Bearer {as_alice.token}"},
    )

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_json_instead_of_a_form_is_a_415(as_alice: Caller) -> None:
    assert as_alice("POST", "/resumes", {"file": "x"}).status_code == 415


@pytest.mark.parametrize(
    "body",
    [b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"\xff" * 99],
)
def test_a_broken_form_is_a_clear_error(as_alice: Caller, body: bytes) -> None:
    for boundary in ("x", "", "é", '"'):
        answer = as_alice(
            "POST",
            "/resumes",
            body,
            Content_Type=f"multipart/form-data; boundary={boundary}",
        )
        assert answer.status_code in {400, 422}


def test_corrections_win_and_other_fields_stay(as_alice: Caller) -> None:
    path = parsed(as_alice)

    fixed = as_alice(
        "PATCH",
        f"{path}/profile",
        {"phone": "010-1234-5678", "skills": ["Go"], "projects": [{"name": "알림"}]},
    )

    profile = fixed.json()["profile"]
    assert fixed.status_code == 200
    assert profile["phone"] == "010-1234-5678"
    assert profile["skills"] == ["Go"]
    assert profile["projects"][0]["name"] == "알림"
    assert profile["name"] == "김하늘"


@pytest.mark.parametrize(
    "body",
    [
        {"birth_date": "2000-01-01"},
        {"skills": "Python"},
        {"skills": [1]},
        {"skills": ["x" * 301]},
        {"skills": [""]},
        {"skills": ["x"] * 201},
        {"education": [{"school": "한국대", "gender": "f"}]},
        {"name": "a\x00b"},
        {"name": ["x"]},
    ],
)
def test_a_wrong_correction_changes_nothing(as_alice: Caller, body: Any) -> None:
    path = parsed(as_alice)
    before = as_alice("GET", path).json()

    answer = as_alice("PATCH", f"{path}/profile", body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"][0] == "body"
    assert as_alice("GET", path).json() == before


def test_confirming_twice_is_as_once_and_not_before_it_was_read(
    as_alice: Caller,
) -> None:
    fresh = as_alice.upload("a.txt", TEXT).json()["id"]
    path = parsed(as_alice)

    early = as_alice("POST", f"/resumes/{fresh}/confirm")
    correction = as_alice("PATCH", f"/resumes/{fresh}/profile", {"name": "x"})
    first = as_alice("POST", f"{path}/confirm")
    second = as_alice("POST", f"{path}/confirm")
    retry = as_alice("POST", f"{path}/retry")

    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert correction.status_code == 409
    assert first.json()["status"] == "CONFIRMED"
    assert first.json() == second.json()
    assert retry.status_code == 409


def test_a_deleted_resume_is_gone_with_its_file(
    as_alice: Caller, django_capture_on_commit_callbacks: Any
) -> None:
    path = parsed(as_alice)
    name = Resume.objects.get().file.name
    assert name is not None
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        gone = as_alice("DELETE", path)

    assert gone.status_code == 204
    assert not gone.content
    assert as_alice("GET", path).status_code == 404
    assert not default_storage.exists(name)


def test_a_failed_resume_can_be_written_by_hand(as_alice: Caller) -> None:
    made = as_alice.upload("cv.pdf", b"%PDF-1.7\nnothing here").json()
    path = f"/resumes/{made['id']}"
    resume = Resume.objects.get(public_id=made["id"])
    resumes.parse(resume_id=resume.pk, at=NOW)
    failed = as_alice("GET", path).json()

    as_alice("PATCH", f"{path}/profile", {"name": "김하늘"})
    confirmed = as_alice("POST", f"{path}/confirm")

    assert failed["status"] == "FAILED"
    assert failed["code"] == "broken"
    assert confirmed.json()["status"] == "CONFIRMED"
    assert confirmed.json()["profile"]["name"] == "김하늘"


def test_the_list_is_short_and_newest_first(
    as_alice: Caller, as_sam: Caller, django_assert_max_num_queries: Any
) -> None:
    made = [as_alice.upload(f"{n}.txt", TEXT).json()["id"] for n in range(3)]

    with django_assert_max_num_queries(3):
        page = as_alice("GET", "/resumes?limit=2").json()
    rest = as_alice("GET", f"/resumes?limit=2&cursor={page['next_cursor']}").json()

    assert [row["id"] for row in page["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None
    assert "visible_text" not in page["items"][0]
    assert as_sam("GET", "/resumes").json()["items"] == []


@pytest.mark.parametrize("end", ["현재", "작년", "2023-13", "2023-02-40", "3023", ""])
def test_a_date_that_is_none_is_refused_by_its_place(
    as_alice: Caller, end: str
) -> None:
    jobs = [{"company": "한빛소프트", "role": "개발자", "start": "2021", "end": end}]

    answer = as_alice("PATCH", f"{parsed(as_alice)}/profile", {"experience": jobs})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["body", "experience", 0, "end"]


def test_a_correction_that_was_overtaken_changes_nothing(as_alice: Caller) -> None:
    path = parsed(as_alice)
    version = as_alice("GET", path).json()["version"]

    first = as_alice("PATCH", f"{path}/profile", {"phone": "010", "version": version})
    late = as_alice("PATCH", f"{path}/profile", {"phone": "011", "version": version})

    assert (first.status_code, late.status_code) == (200, 409)
    assert late.json()["code"] == "version_conflict"
    assert first.json()["version"] == version + 1
    assert as_alice("GET", path).json()["profile"]["phone"] == "010"


def test_sending_the_same_correction_again_is_as_once(as_alice: Caller) -> None:
    path = parsed(as_alice)
    version = as_alice("GET", path).json()["version"]

    sent = [
        as_alice("PATCH", f"{path}/profile", {"phone": "010", "version": version})
        for _time in range(2)
    ]

    assert [answer.status_code for answer in sent] == [200, 200]
    assert sent[0].json() == sent[1].json()


@pytest.mark.parametrize("version", [0, -1, "x", 1.5])
def test_a_version_that_cannot_be_is_refused(as_alice: Caller, version: Any) -> None:
    answer = as_alice("PATCH", f"{parsed(as_alice)}/profile", {"version": version})

    assert answer.status_code == 422
