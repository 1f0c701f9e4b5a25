"""What the demonstration holds, and who sees it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.actions import demo
from interviews.models import AICall, Evaluation, Interview, Report, Resume, Turn
from tests.conftest import NOW

SHOWN: tuple[type[models.Model], ...] = (Interview, Resume, Evaluation, Report, AICall)
COUNTED = (*SHOWN, User, Turn)


@pytest.fixture
def accounts(db: None, settings: Any, tmp_path: Path) -> list[dict[str, str]]:
    """A fresh installation of the demonstration."""
    settings.DATA_DIR = tmp_path
    return demo.seed(at=NOW)


@pytest.fixture
def recruiter(accounts: list[dict[str, str]]) -> Client:
    """The demo recruiter in the admin."""
    client = Client()
    client.force_login(User.objects.get(email="recruiter@demo.example"))
    return client


def counts() -> list[int]:
    return [model._default_manager.count() for model in COUNTED]


def page(model: type[models.Model], name: str, *args: int) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)


def shown_rows(client: Client, model: type[models.Model]) -> set[int]:
    """Keys of the rows on the list."""
    lines = client.get(page(model, "changelist")).context["cl"].result_list
    return {row.pk for row in lines}


def test_the_hiring_interview_is_finished_and_scored(
    accounts: list[dict[str, str]],
) -> None:
    interview = Interview.objects.get(kind="hiring")

    assert interview.status == "SCORED"
    assert interview.company is not None
    assert interview.company.slug == "hanbit-soft"
    assert interview.resume is not None
    assert interview.resume.status == "CONFIRMED"
    answered = Turn.objects.filter(interview=interview, status="ANSWERED").count()
    assert answered >= 8
    report = Report.objects.get(interview=interview)
    assert report.status == "READY"
    assert report.data["scorer"]["kind"] == "builtin_rules"
    assert report.data["overall_reason"] == "not_validated"
    assert interview.overall is None
    assert "AI가 만든 초안이에요. 결정은 사람이 해요." in report.data["limits"]
    rows: Any = Evaluation.objects.filter(interview=interview)
    assert {row.record["scorer"] for row in rows} == {"builtin_rules"}
    assert {row.status for row in rows} == {"SCORED", "ABSTAINED"}
    assert all(row.evidence() for row in rows if row.status == "SCORED")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_candidate_has_a_scored_practice_in_each_language(
    accounts: list[dict[str, str]], language: str
) -> None:
    interview = Interview.objects.get(kind="practice", language=language)

    assert interview.candidate.email == "candidate@demo.example"
    assert interview.status == "SCORED"
    assert interview.overall is not None
    data = Report.objects.get(interview=interview).data
    assert data["language"] == language
    assert all(axis["score"] is not None for axis in data["axes"])
    assert data["strengths"]
    assert data["improvements"]


def test_the_english_report_is_in_english(accounts: list[dict[str, str]]) -> None:
    interview = Interview.objects.get(kind="practice", language="en")
    candidate = interview.candidate
    candidate.language = "en"
    candidate.save(update_fields=["language"])
    client = Client()
    client.force_login(candidate)

    text = client.get(
        f"/i/{interview.public_id}/report/", headers={"accept-language": "en"}
    ).text

    body = re.sub(r'<(\w+)[^>]* lang="ko"[^>]*>.*?</\1>', "", text, flags=re.DOTALL)
    assert set(re.findall(r"[가-힣]+", body)) <= {candidate.full_name}


def test_the_recruiter_sees_it_on_every_list_and_no_practice(recruiter: Client) -> None:
    hiring = Interview.objects.get(kind="hiring")
    practice: Any = Interview.objects.get(kind="practice", language="ko")

    for model in SHOWN:
        rows = shown_rows(recruiter, model)
        assert rows, model
        assert recruiter.get(page(model, "change", min(rows))).status_code == 200
    assert shown_rows(recruiter, Interview) == {hiring.pk}
    assert shown_rows(recruiter, Resume) == {hiring.resume_id}
    report = Report.objects.get(interview=practice)
    for url in (
        page(Interview, "change", practice.pk),
        page(Report, "change", report.pk),
    ):
        assert recruiter.get(url).status_code == 404


def test_the_page_of_the_interview_says_that_rules_scored_it(recruiter: Client) -> None:
    hiring = Interview.objects.get(kind="hiring")

    body = recruiter.get(page(Interview, "change", hiring.pk)).content.decode()

    assert "서다온" in body
    assert "내장 규칙 (AI 모델 아님)" in body


def test_the_applicant_is_no_account_to_sign_in_with(
    accounts: list[dict[str, str]],
) -> None:
    applicant = Interview.objects.get(kind="hiring").candidate

    assert not applicant.has_usable_password()
    assert applicant.email not in {row["email"] for row in accounts}


def test_again_changes_nothing(accounts: list[dict[str, str]]) -> None:
    before = counts()

    assert demo.seed(at=NOW) == accounts
    assert counts() == before


def test_an_older_installation_gets_what_it_lacks(
    accounts: list[dict[str, str]],
) -> None:
    before = counts()
    Interview.objects.get(kind="hiring").candidate.delete()

    demo.seed(at=NOW)

    assert counts() == before
