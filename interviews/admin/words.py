"""States in words, for lists and filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from interviews.scoring.wording import confidence_text
from interviews.states import (
    EvaluationStatus,
    InterviewStatus,
    ReportStatus,
    ResumeStatus,
)

INTERVIEW: Final[Mapping[str, StrOrPromise]] = {
    InterviewStatus.DRAFT: _("준비 중"),
    InterviewStatus.SCHEDULED: _("예약됨"),
    InterviewStatus.READY: _("시작 전"),
    InterviewStatus.IN_PROGRESS: _("진행 중"),
    InterviewStatus.SUBMITTED: _("제출됨, 채점 중"),
    InterviewStatus.SCORED: _("결과가 나옴"),
    InterviewStatus.CLOSED: _("마침"),
    InterviewStatus.CANCELLED: _("취소됨"),
    InterviewStatus.EXPIRED: _("기한이 지남"),
}
RESUME: Final[Mapping[str, StrOrPromise]] = {
    ResumeStatus.UPLOADED: _("올림"),
    ResumeStatus.PARSING: _("읽는 중"),
    ResumeStatus.PARSED: _("확인 전"),
    ResumeStatus.CONFIRMED: _("확인함"),
    ResumeStatus.FAILED: _("읽지 못함"),
}
EVALUATION: Final[Mapping[str, StrOrPromise]] = {
    EvaluationStatus.PENDING: _("기다림"),
    EvaluationStatus.SCORED: _("채점함"),
    EvaluationStatus.ABSTAINED: _("판단하지 않음"),
    EvaluationStatus.FAILED: _("채점하지 못함"),
}
REPORT: Final[Mapping[str, StrOrPromise]] = {
    ReportStatus.PENDING: _("만드는 중"),
    ReportStatus.READY: _("다 됨"),
    ReportStatus.RELEASED: _("공개함"),
    ReportStatus.WITHHELD: _("공개하지 않음"),
    ReportStatus.FAILED: _("만들지 못함"),
}
# In hiring, before a rubric and language were compared with people (scoring.md §5).
UNCHECKED: Final = _("검증 전이라 보이지 않아요")
SCORER: Final[Mapping[str, StrOrPromise]] = {
    "builtin_rules": _("내장 규칙 (AI 모델 아님)"),
    "llm": _("AI 모델"),
}


def scorer_of(record: Mapping[str, Any]) -> str:
    """Who judged, from a score record; an unknown scorer stays visible as itself."""
    kind = record.get("scorer", "")
    return str(SCORER.get(kind, kind))


def confidence_of(record: Mapping[str, Any], language: str) -> str:
    """How sure the scorer is, from a score record; nothing where there is no level."""
    level = record.get("level")
    if level is None:
        return ""
    method, samples = record["confidence_method"], record["level_samples"]
    return confidence_text(method, samples, level, language)
