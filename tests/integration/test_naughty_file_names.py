"""Naughty names of files: shown as text, kept short, never an address or a header."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from interviews.actions import resumes
from interviews.models import Resume
from interviews.resumes import check_upload
from tests.corpora.naughty import naughty

CORPUS = naughty()
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
OVER_HTTP = {"file names", "headers", "paths", "NUL", "sheets"}


@pytest.fixture(autouse=True)
def _room_for_all(settings: LazySettings) -> None:
    settings.RESUMES_PER_PERSON = 10_000


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


def test_every_name_is_kept_as_text_for_display(alice: User, now: datetime) -> None:
    for item in CORPUS[::3]:
        name = f"{item.text}.txt"
        row = resumes.upload(by=alice, name=name, data=b"Visible words", at=now)
        row.refresh_from_db()

        assert not UNSAFE.search(row.file_name), item
        assert 0 < len(row.file_name) <= 255, item
        assert row.file_name.endswith(".txt"), item
        assert re.fullmatch(r"resumes/\d{4}/\d\d/[0-9a-f]{32}\.txt", row.file.name), (
            item
        )
        assert check_upload(row.file_name, b"Visible words", 13).value == "txt"


def as_browsers_send(name: str) -> str:
    """Without half characters, and with the signs escaped that end a header."""
    signs = {'"': "%22", "\r": "%0D", "\n": "%0A"}
    whole = name.encode("utf-8", "replace").decode()
    return "".join(signs.get(sign, sign) for sign in whole)


def test_every_name_comes_through_the_page_and_back(page: Client) -> None:
    for item in CORPUS:
        if item.kind not in OVER_HTTP:
            continue
        file = SimpleUploadedFile("x.txt", b"Visible words")
        file.name = as_browsers_send(f"{item.text}.txt")
        answer = page.post("/me/resumes/upload/", {"file": file})

        assert answer.status_code in {302, 400, 422}, item
        if answer.status_code == 302:
            row = Resume.objects.latest("pk")
            sent = page.get(f"/me/resumes/{row.public_id}/file/")
            header = sent["Content-Disposition"]
            assert unquote(header.partition("''")[2]) == row.file_name, item
            assert header.startswith("attachment; ")
            assert header.isascii()
            assert sent.getvalue() == b"Visible words"


def test_no_name_is_run_by_the_list_of_resumes(
    page: Client, alice: User, now: datetime
) -> None:
    names = [item.text for item in CORPUS if item.kind in {"pages", "templates"}]
    before = page.get("/me/resumes/").text
    for name in names:
        resumes.upload(by=alice, name=f"{name}.txt", data=b"Visible words", at=now)

    text = page.get("/me/resumes/").text

    assert "&lt;script&gt;alert(1)" in text
    assert text.count("<script") == before.count("<script")
    assert not re.search(r"<(img|svg|iframe|math|object|details)\b[^>]*alert", text)
    assert not re.search(r"<[a-z]+[^>]*\s(on\w+|hx-on[^=]*|sse-connect)=", text)
