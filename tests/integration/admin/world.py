"""Two companies, their people, and a row of every registered model with a canary.

CANARY stands in every text of what company A may not see: rows of company B, a practice
interview that a candidate held for company A, and what belongs to operators only.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models

from accounts.models import ApiKey, Company, ConsentDocument, Membership, User
from interviews.models import (
    AICall,
    Answer,
    AuditEvent,
    Competency,
    Evaluation,
    Interview,
    ProviderHealth,
    Question,
    Report,
    Resume,
    Rubric,
    Scenario,
    Turn,
)

CANARY = "zqkan"
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
NUMBERS = itertools.count(1)
# Content that every member of every company reads.
SHARED: set[type[models.Model]] = {Competency, Rubric, Scenario}


def texts(model: type[models.Model], mark: str, **given: Any) -> dict[str, Any]:
    """A value with the mark for every text column of a model that takes free text."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in given or field.choices or field.primary_key:
            continue
        text = f"{mark}{next(NUMBERS)}"
        if isinstance(field, models.JSONField):
            values[field.name] = {mark: text} if field.default is dict else [text]
        elif isinstance(field, models.EmailField):
            values[field.name] = f"{text}@{mark}.example"
        elif is_text(field):
            room = field.max_length or 1_000
            values[field.name] = text if room >= len(text) else mark[:room]
    return {**values, **given}


def is_text(field: Any) -> bool:
    """Whether a column takes any text."""
    is_string = isinstance(field, models.CharField | models.TextField)
    return is_string and not isinstance(field, models.FileField)


@dataclass
class Side:
    """The rows of one company; `mark` is in all their texts."""

    mark: str
    company: Company
    kind: str = "hiring"

    def user(self) -> User:
        user = User(**texts(User, self.mark, language="ko", time_zone="Asia/Seoul"))
        user.set_unusable_password()
        user.save()
        Membership.objects.create(user=user, company=self.company, role="manager")
        return user

    def candidate(self) -> User:
        user = User(**texts(User, self.mark, language="ko", time_zone="Asia/Seoul"))
        user.set_unusable_password()
        user.save()
        return user

    def question(self) -> Question:
        company = self.company
        given = {"company": company, "competency": Competency.objects.first()}
        values = texts(Question, self.mark, **given, kind="knowledge", probes={})
        return Question.objects.create(
            **{**values, "key": f"{company.slug}.{values['key']}"}
        )

    def resume(self) -> Resume:
        owner = self.candidate()
        given = {"owner": owner, "work": "NONE", "status": "PARSED", "size_bytes": 10}
        return Resume.objects.create(**texts(Resume, self.mark, **given))

    def interview(self) -> Interview:
        resume = self.resume()
        given = {
            "kind": self.kind,
            "candidate": resume.owner,
            "company": self.company,
            "resume": resume,
            "scenario": Scenario.objects.first(),
            "rubric": Rubric.objects.first(),
            "language": "ko",
            "answer_mode": "text",
            "status": "SUBMITTED",
            "submitted_at": AT,
            "ai_consent": True,
            "plan": [{"key": "intro", "name_ko": "소개", "name_en": self.mark}],
        }
        return Interview.objects.create(**texts(Interview, self.mark, **given))

    def used_resume(self) -> Resume:
        resume = self.interview().resume
        assert resume is not None
        return resume

    def turn(self, interview: Interview | None = None) -> Turn:
        given = {
            "interview": interview or self.interview(),
            "order": next(NUMBERS) % 30_000,
            "status": "ANSWERED",
            "asked_at": AT,
            "skip_reason": "",
        }
        return Turn.objects.create(**texts(Turn, self.mark, **given))

    def answer(self, interview: Interview | None = None) -> Answer:
        given = {
            "turn": self.turn(interview),
            "status": "FAILED",
            "work": "FAILED",
            "submitted_at": AT,
        }
        return Answer.objects.create(**texts(Answer, self.mark, **given))

    def evaluation(self, interview: Interview | None = None) -> Evaluation:
        answer = self.answer(interview)
        record = {
            "evidence": [{"quote": f"{self.mark}1", "verified": True}],
            "rationale": f"{self.mark}because",
            "abstain_reasons": [f"{self.mark}3"],
            "level": 4,
            "level_samples": [4, 3, 4],
            "confidence_method": "agreement_raw",
        }
        given = {
            "answer": answer,
            "interview": answer.turn.interview,
            "seq": next(NUMBERS),
            "status": "SCORED",
            "level": 4,
            "record": record,
            "created_at": AT,
        }
        return Evaluation.objects.create(**texts(Evaluation, self.mark, **given))

    def report(self, interview: Interview | None = None) -> Report:
        given = {
            "interview": interview or self.interview(),
            "status": "FAILED",
            "work": "FAILED",
            "created_at": AT,
        }
        return Report.objects.create(**texts(Report, self.mark, **given))

    def ai_call(self, interview: Interview | None = None) -> AICall:
        given = {"interview": interview or self.interview(), "outcome": "FAILED"}
        return AICall.objects.create(**texts(AICall, self.mark, **given))

    def api_key(self) -> ApiKey:
        given = {
            "kind": "program",
            "company": self.company,
            "expires_at": AT + timedelta(days=900),
            "prefix": f"{self.mark[:5]}{next(NUMBERS) % 1000}",
        }
        return ApiKey.objects.create(**texts(ApiKey, self.mark, **given))

    def consent_document(self) -> ConsentDocument:
        given = {"purpose": "video", "language": "ko"}
        return ConsentDocument.objects.create(
            **texts(ConsentDocument, self.mark, **given)
        )

    def provider_health(self) -> ProviderHealth:
        given = {"failures": 3, "open_since": AT, "probe_at": AT}
        return ProviderHealth.objects.create(
            **texts(ProviderHealth, self.mark, **given)
        )

    def audit_event(self) -> AuditEvent:
        given = {"type": "REPORT_SEEN", "company_id": self.company.pk, "at": AT}
        return AuditEvent.objects.create(**texts(AuditEvent, self.mark, **given))

    def the_company(self) -> Company:
        return self.company


MAKERS: dict[type[models.Model], Callable[[Side], models.Model]] = {
    AICall: Side.ai_call,
    ApiKey: Side.api_key,
    AuditEvent: Side.audit_event,
    Company: Side.the_company,
    ConsentDocument: Side.consent_document,
    Evaluation: Side.evaluation,
    Interview: Side.interview,
    ProviderHealth: Side.provider_health,
    Question: Side.question,
    Report: Side.report,
    Resume: Side.used_resume,
    User: Side.user,
}
# Only operators see these at all, so company A has no row of its own.
OPERATORS_ONLY: set[type[models.Model]] = {AuditEvent, ConsentDocument, ProviderHealth}
# A practice interview for company A is not company A's.
OF_INTERVIEWS: set[type[models.Model]] = {
    AICall,
    Evaluation,
    Interview,
    Report,
    Resume,
}


def new_company(mark: str) -> Company:
    """A company with the mark in every text."""
    values = texts(Company, mark, aliases=[f"{mark}4"], accent="")
    values["slug"] = f"{mark}{next(NUMBERS)}"
    values["search_keys"] = ""
    return Company.objects.create(**values)


def fingerprint(row: models.Model) -> str:
    """All column values of a row as the database has them now."""
    again = type(row)._base_manager.get(pk=row.pk)
    values = [
        str(field.value_from_object(again)) for field in row._meta.concrete_fields
    ]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()
