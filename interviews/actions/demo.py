"""Seed the demonstration: accounts, companies, two people's interviews and résumés.

The candidate has a practice in each language, so that whoever looks reads a report.
"""

from __future__ import annotations

import json
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from accounts.models import Company, Membership, User
from interviews import ai
from interviews.actions import (
    consents,
    content,
    evaluations,
    generation,
    hiring,
    interviews,
    reports,
    resumes,
    turns,
)
from interviews.models import Answer, Interview, Report, Resume, Scenario, Turn

ACCOUNTS: Final = (
    ("candidate", "candidate@demo.example", "김하늘"),
    ("recruiter", "recruiter@demo.example", "이도윤"),
    ("admin", "admin@demo.example", "박서연"),
)
APPLICANT: Final = ("applicant@demo.example", "서다온")
# Language: days ago.
PRACTISED: Final = {"en": 6, "ko": 3}
SAMPLES: Final = content.FOLDER / "samples"


def accounts_file() -> Path:
    """Where the demo accounts are written, for the owner of the machine only."""
    return Path(settings.DATA_DIR) / "demo-accounts.json"


def seed(*, at: datetime) -> list[dict[str, str]]:
    """Everything that every screen needs to show something; again changes nothing."""
    content.load_content()
    content.load_companies()
    accounts = _accounts()
    candidate, recruiter = (User.objects.get(email=row[1]) for row in ACCOUNTS[:2])
    applicant = _applicant()
    # Not the configured model: a start must not wait for it, nor cost anything.
    with ai.using("builtin"):
        for language, days in PRACTISED.items():
            own = Interview.objects.all().owned_by(candidate)
            if not own.filter(language=language).exists():
                _practice(candidate, language, at=at - timedelta(days=days))
        if not Interview.objects.all().owned_by(applicant).exists():
            _hiring(applicant, recruiter, at=at - timedelta(days=2))
    return accounts


def _accounts() -> list[dict[str, str]]:
    """Random passwords per installation; a lost file makes new ones."""
    known = _read_accounts()
    if known:
        return known
    made = []
    for role, email, name in ACCOUNTS:
        password = secrets.token_urlsafe(9)
        user, _is_new = User.objects.get_or_create(
            email=email, defaults={"full_name": name}
        )
        user.set_password(password)
        user.is_staff = role != "candidate"
        user.is_superuser = role == "admin"
        user.save(update_fields=["password", "is_staff", "is_superuser"])
        EmailAddress.objects.get_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        made.append({"role": role, "email": email, "password": password})
    Membership.objects.get_or_create(
        user=User.objects.get(email=ACCOUNTS[1][1]),
        company=Company.objects.get(slug="hanbit-soft"),
        defaults={"role": Membership.Role.MANAGER},
    )
    _write_accounts(made)
    return made


def _read_accounts() -> list[dict[str, str]]:
    path = accounts_file()
    if not path.exists() or not User.objects.filter(email=ACCOUNTS[0][1]).exists():
        return []
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _write_accounts(rows: list[dict[str, str]]) -> None:
    path = accounts_file()
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(rows, handle, ensure_ascii=False, indent=2)


def _applicant() -> User:
    """The candidate of the company's own interview; nobody signs in as them."""
    email, name = APPLICANT
    user, is_new = User.objects.get_or_create(email=email, defaults={"full_name": name})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def _practice(candidate: User, language: str, *, at: datetime) -> None:
    said = _sample(f"interview_{language}.json")
    interview = interviews.create_practice(
        by=candidate,
        position=said["position"],
        company=Company.objects.get(slug=said["company"]),
        resume=_resume(candidate, f"resume_{language}.txt", at=at),
        scenario_key=said["scenario"],
        language=language,
        scheduled_time=None,
        at=at,
    )
    _play(interview, said, at=at)


@transaction.atomic
def _hiring(applicant: User, recruiter: User, *, at: datetime) -> None:
    said = _sample("interview_hiring_ko.json")
    interview = hiring.create(
        by=recruiter,
        candidate=applicant,
        company=Company.objects.get(slug=said["company"]),
        position=said["position"],
        resume=_resume(applicant, "resume_hiring_ko.txt", at=at),
        scenario=Scenario.objects.get(key=said["scenario"]),
        language="ko",
        at=at,
    )
    _play(interview, said, at=at)


def _sample(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    return said


def _resume(owner: User, sample: str, *, at: datetime) -> Resume:
    text = (SAMPLES / sample).read_bytes()
    is_english = sample.endswith("_en.txt")
    name = "resume_en.txt" if is_english else f"이력서_{owner.full_name}.txt"
    resume = resumes.upload(by=owner, name=name, data=text, at=at)
    resumes.parse(resume_id=resume.pk, at=at)
    resume.refresh_from_db()
    resumes.confirm(resume=resume, by=owner, at=at)
    return resume


def _play(interview: Interview, said: dict[str, Any], *, at: datetime) -> None:
    """Through the same actions as a real one, by the same rules."""
    candidate = interview.candidate
    documents = consents.current(interview.language)
    consents.give(
        interview=interview,
        given=[
            consents.Read(row.purpose, row.version, row.language)
            for row in documents
            if row.is_required or row.purpose == "ai_scoring"
        ],
        by=candidate,
        at=at,
    )
    interviews.start(interview=interview, by=candidate, at=at)
    answers = {key: row["answer"] for key, row in said["stages"].items()}
    _answer_all(interview, candidate, answers, at=at)
    interviews.complete(interview=interview, by=candidate, at=at)
    for answer in Answer.objects.all().of_interview(interview).given():
        evaluations.score(answer_id=answer.pk)
    report = Report.objects.get(interview=interview)
    reports.combine(report_id=report.pk)


def _answer_all(
    interview: Interview, by: User, answers: dict[str, str], *, at: datetime
) -> None:
    clock = at
    for _step in range(40):
        writing = Turn.objects.filter(interview=interview, status="GENERATING").first()
        if writing is not None:
            generation.generate(turn_id=writing.pk)
            continue
        turn = (
            Turn.objects.filter(interview=interview)
            .waiting()
            .select_related("interview", "answer")
            .first()
        )
        if turn is None:
            return
        clock += timedelta(minutes=2)
        turns.submit_answer(turn=turn, text=answers[turn.stage], by=by, at=clock)
