"""What codes and states are called on pages; the active language decides.

Unknown codes fall back to a sentence that is true for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

type Words = Mapping[str, str | Promise]

SKIPPED: Final[Words] = {
    "candidate": gettext_lazy("직접 건너뛰었어요."),
    "not_answered": gettext_lazy("마칠 때까지 답하지 않았어요."),
    "parent_not_answered": gettext_lazy("앞 질문에 답하지 않아서 묻지 않았어요."),
    "no_answer": gettext_lazy("앞 질문에 답하지 않아서 묻지 않았어요."),
    "empty": gettext_lazy("앞 답변에 이어 물을 내용이 없었어요."),
    "too_short": gettext_lazy("앞 답변이 짧아서 이어 묻지 않았어요."),
    "refusal": gettext_lazy("앞 질문을 넘기셔서 이어 묻지 않았어요."),
    "off_language": gettext_lazy("앞 답변이 면접 언어와 달라서 이어 묻지 않았어요."),
    "question_echo": gettext_lazy("앞 답변에 이어 물을 내용이 없었어요."),
    "off_topic": gettext_lazy("앞 답변이 질문과 달라서 이어 묻지 않았어요."),
    "quote_not_in_answer": gettext_lazy(
        "추가 질문을 만들지 못했어요. 없어도 괜찮아요."
    ),
}
FINDINGS: Final[Words] = {
    "hidden_text": gettext_lazy(
        "눈에 보이지 않는 글자가 있어요. 그 글자는 읽지 않았고 어디에도 쓰지 않아요."
    ),
    "ocr_layer": gettext_lazy(
        "그림 위에 숨은 글자층이 있어요. 보이는 글자만 읽었어요."
    ),
    "no_text_layer": gettext_lazy("글자가 없는 그림이라 읽지 못했어요."),
    "unreadable_page": gettext_lazy("쪽이 깨져서 읽지 못했어요."),
    "truncated": gettext_lazy("내용이 길어서 앞부분만 읽었어요."),
}
RESUME_CODES: Final[Words] = {
    "empty": gettext_lazy("파일이 비어 있어요. 다른 파일을 골라 주세요."),
    "too_large": gettext_lazy("파일이 10 MB보다 커요. 줄여서 다시 올려 주세요."),
    "too_many_pages": gettext_lazy("쪽이 너무 많아요. 이력서만 나눠서 올려 주세요."),
    "encrypted": gettext_lazy(
        "비밀번호가 걸린 파일이에요. 비밀번호를 풀고 다시 올려 주세요."
    ),
    "broken": gettext_lazy("파일이 깨져서 열 수 없어요. 다시 저장해서 올려 주세요."),
    "no_text": gettext_lazy(
        "글자가 없는 파일이에요(그림만 있어요). "
        "글자가 있는 PDF로 올리거나 직접 입력해 주세요."
    ),
    "unsupported_type": gettext_lazy(
        "PDF, DOCX, TXT 파일만 읽을 수 있어요. 한글(HWP)은 PDF로 저장해서 올려 주세요. "
        "이름만 바꾼 파일은 읽지 못해요."
    ),
    "bomb": gettext_lazy("풀면 지나치게 커지는 파일이라 열지 않았어요."),
}
_LATE: Final = gettext_lazy("모델 서버가 제때 답하지 않았어요.")
_SET_UP: Final = gettext_lazy("모델 설정이 맞지 않아요. 운영자에게 알려 주세요.")
_REFUSED: Final = gettext_lazy("모델이 이 답변의 채점을 거절했어요.")
_UNREADABLE: Final = gettext_lazy("모델의 답을 읽을 수 없었어요.")
WORK_CODES: Final[Words] = {
    "LLM_TIMEOUT": _LATE,
    "LLM_CUT": _LATE,
    "LLM_UNAVAILABLE": gettext_lazy("모델 서버에 닿지 않았어요."),
    "LLM_RATE_LIMITED": gettext_lazy("모델 서버가 지금은 더 받지 않아요."),
    "LLM_AUTH": _SET_UP,
    "LLM_MISCONFIGURED": _SET_UP,
    "LLM_MODEL_MISSING": _SET_UP,
    "LLM_QUOTA": _SET_UP,
    "LLM_RESPONSE_FORMAT": _SET_UP,
    "LLM_TLS": _SET_UP,
    "LLM_INPUT_TOO_LONG": _REFUSED,
    "LLM_REFUSED": _REFUSED,
    "LLM_REQUEST_REJECTED": _REFUSED,
    "LLM_CANARY_LEAKED": _UNREADABLE,
    "LLM_INVALID_REPLY": _UNREADABLE,
    "LLM_WRONG_LANGUAGE": _UNREADABLE,
    "LLM_CALLS_SPENT": gettext_lazy(
        "이 답변을 채점하려고 모델에 물을 수 있는 횟수를 다 썼어요."
    ),
    "LLM_BUDGET_SPENT": gettext_lazy("이 면접에 정해 둔 AI 사용량을 다 썼어요."),
}


def skipped(reason: str) -> str:
    """Why a question was not asked or not answered."""
    return str(SKIPPED.get(reason) or _("이어 물을 것이 없었어요. 없어도 괜찮아요."))


def finding(kind: str) -> str:
    """What was noticed in a résumé; hidden text itself is never shown."""
    return str(FINDINGS.get(kind) or _("읽다가 살펴볼 점이 있었어요."))


def resume_code(code: str) -> str:
    """Why a résumé could not be taken or read."""
    return str(RESUME_CODES.get(code) or _("파일을 읽지 못했어요."))


def work_code(code: str) -> str:
    """Why background work failed or waits."""
    return str(WORK_CODES.get(code) or _("채점 과정에 문제가 있었어요."))


def stage_name(stage: Mapping[str, str], language: str) -> str:
    """A stage's name in the page's language."""
    return stage["name_en"] if language == "en" else stage["name_ko"]


def page_language(code: str | None) -> str:
    """`en` or `ko`, from Django's language code."""
    return "en" if (code or "").startswith("en") else "ko"
