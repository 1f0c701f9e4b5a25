"""States in words, for lists and filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from interviews.admin.withheld import UNCHECKED
from interviews.models import Interview
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
# Of a stage and of a question as it was asked.
SOURCE: Final[Mapping[str, StrOrPromise]] = {
    "template": _("정해진 질문"),
    "generated": _("AI가 쓴 질문"),
    "followup": _("추가 질문"),
    "bank": _("질문 은행"),
    "bank_fallback": _("대신한 질문"),
}
PURPOSE: Final[Mapping[str, StrOrPromise]] = {
    "ask": _("질문 쓰기"),
    "extract": _("근거 찾기"),
    "feedback": _("피드백 쓰기"),
    "follow_up": _("추가 질문 쓰기"),
    "judge": _("수준 판단"),
    "resume": _("이력서 읽기"),
}
# Why there is no level, no score, no question: codes of score records, reports, turns.
WHY: Final[Mapping[str, StrOrPromise]] = {
    "already_asked": _("이미 물은 질문"),
    "canary_leak": _("채점 지시가 답에 새어 나옴"),
    "candidate": _("지원자가 건너뜀"),
    "empty": _("빈 답변"),
    "failed": _("채점하지 못함"),
    "injection_in_evidence": _("근거에 지시문으로 보이는 글이 있음"),
    "low_confidence": _("되풀이한 채점의 결과가 서로 다름"),
    "no_answer": _("앞 질문에 답하지 않음"),
    "no_consent": _("AI 채점에 동의하지 않음"),
    "no_evidence": _("판단할 말이 답변에 없음"),
    "non_attempt": _("답하지 않았거나 아주 짧은 답변"),
    "not_answered": _("마칠 때까지 답하지 않음"),
    "not_asked": _("묻지 않음"),
    "not_validated": UNCHECKED,
    "nothing_judged": _("점수를 낸 답변이 없음"),
    "off_language": _("면접 언어와 다른 언어의 답변"),
    "off_topic": _("질문과 다른 내용의 답변"),
    "parent_not_answered": _("앞 질문에 답하지 않음"),
    "parse_failure": _("모델의 답을 읽을 수 없음"),
    "pending": _("채점 중"),
    "question_echo": _("질문을 되풀이한 답변"),
    "quote_not_in_answer": _("답변에 없는 말을 인용함"),
    "refusal": _("답하지 않겠다고 함"),
    "spread": _("되풀이한 채점의 결과가 크게 다름"),
    "stt_quality": _("받아쓰기가 또렷하지 않음"),
    "switched_off": _("AI 채점을 꺼 둠"),
    "thin_evidence": _("판단을 뒷받침할 말이 부족함"),
    "too_few_axes": _("점수를 낸 역량이 부족함"),
    "too_short": _("너무 짧은 답변"),
}
SCORER: Final[Mapping[str, StrOrPromise]] = {
    "builtin_rules": _("내장 규칙 (AI 모델 아님)"),
    "llm": _("AI 모델"),
}


def why(code: str) -> str:
    """A reason in words; an unknown code stays visible as itself."""
    return str(WHY.get(code, code))


def who_and_what(interview: Interview) -> str:
    """What people call an interview; needs its candidate."""
    who = interview.candidate.full_name or interview.candidate.email
    return f"{who} · {interview.position}"


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
