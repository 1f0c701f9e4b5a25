"""The sentences of a report in both languages; facts first, never filler."""

from collections.abc import Sequence
from typing import Final

REASONS: Final = {
    "ko": {
        "no_evidence": "이 역량을 판단할 말이 답변에 없었어요.",
        "thin_evidence": "판단을 뒷받침할 말이 부족해서 점수를 내지 않았어요.",
        "spread": "채점할 때마다 결과가 달라서 점수를 내지 않았어요.",
        "low_confidence": "채점 결과가 서로 많이 달라서 점수를 내지 않았어요.",
        "parse_failure": "AI의 채점 결과를 읽을 수 없었어요. 점수는 내지 않았어요.",
        "injection_in_evidence": "근거를 사람이 확인해야 해요. 점수는 내지 않았어요.",
        "canary_leak": "채점 과정을 사람이 확인해야 해서 점수를 내지 않았어요.",
        "non_attempt": "답변이 없거나 너무 짧아서 점수를 내지 않았어요.",
        "stt_quality": "받아쓰기가 또렷하지 않아서 점수를 내지 않았어요.",
        "empty": "답변이 비어 있어서 점수를 내지 않았어요.",
        "too_short": "답변이 너무 짧아서 점수를 내지 않았어요.",
        "question_echo": "질문을 되풀이한 답변이라 점수를 내지 않았어요.",
        "off_language": "면접 언어와 다른 언어의 답변이라 점수를 내지 않았어요.",
        "refusal": "답하지 않겠다고 하셔서 점수를 내지 않았어요.",
        "failed": "채점하지 못했어요. 답변은 그대로 있고, 다시 채점할 수 있어요.",
        "pending": "아직 채점하고 있어요.",
        "not_asked": "이번 면접에서 묻지 않았어요.",
        "not_answered": "답변하지 않은 질문이라 점수가 없어요.",
        "no_consent": "AI 채점에 동의하지 않아서 점수를 내지 않았어요.",
        "switched_off": "AI 채점을 꺼 두어서 점수를 내지 않았어요.",
        "not_validated": "사람의 평가와 비교해 검증하기 전이라 점수를 보이지 않아요.",
        "too_few_axes": "종합 점수를 낼 만큼 답변이 모이지 않았어요.",
        "nothing_judged": "점수를 낸 답변이 없어요.",
    },
    "en": {
        "no_evidence": "The answer says nothing to judge this by.",
        "thin_evidence": "There is too little in the answer to support a level.",
        "spread": "Repeated scorings differed too much, so there is no level.",
        "low_confidence": "Repeated scorings agreed too little, so there is no level.",
        "parse_failure": "The AI's result could not be read, so there is no level.",
        "injection_in_evidence": "A person must check the evidence; no level is given.",
        "canary_leak": "A person has to check the scoring; no level is given.",
        "non_attempt": "There is no answer, or a very short one, so there is no level.",
        "stt_quality": "The transcript is not clear enough, so there is no level.",
        "empty": "The answer is empty, so there is no level.",
        "too_short": "The answer is too short, so there is no level.",
        "question_echo": "The answer repeats the question, so there is no level.",
        "off_language": "The answer is in another language, so there is no level.",
        "refusal": "You chose not to answer, so there is no level.",
        "failed": "This could not be scored. The answer is kept; it can be retried.",
        "pending": "This is still being scored.",
        "not_asked": "This interview did not ask about it.",
        "not_answered": "The question was not answered, so there is no level.",
        "no_consent": "You did not agree to AI scoring, so there is no level.",
        "switched_off": "AI scoring is switched off, so there is no level.",
        "not_validated": "Not compared with people's ratings yet; no number is shown.",
        "too_few_axes": "There are not enough scored answers for an overall score.",
        "nothing_judged": "No answer was scored.",
    },
}
TOLD: Final = {
    "ko": {
        "number": "구체적인 숫자를 들어 말했어요.",
        "both": "직접 한 일과 그 결과를 함께 말했어요.",
        "action": "직접 한 일을 말했어요.",
        "result": "결과를 말했어요.",
        "other": "관련된 말은 있었지만 직접 한 일이나 결과는 없었어요.",
        "against": "기준과 어긋나는 말이 있었어요.",
    },
    "en": {
        "number": "You gave concrete figures.",
        "both": "You told both what you did and what came of it.",
        "action": "You told what you did yourself.",
        "result": "You told what came of it.",
        "other": "You touched on it, but told no action of your own and no result.",
        "against": "Something you said speaks against it.",
    },
}
ADD: Final = {
    "ko": {
        "action": "무엇을 어떻게 했는지, 직접 한 행동을 말해 보세요.",
        "result": "그래서 어떻게 되었는지, 결과를 말해 보세요.",
        "number": "횟수, 기간, 비율처럼 확인할 수 있는 숫자를 덧붙여 보세요.",
    },
    "en": {
        "action": "Say what you did yourself, and how.",
        "result": "Say what came of it.",
        "number": "Add a figure that can be checked: how often, how long, how much.",
    },
}
FRAMES: Final = {
    "ko": {
        "strength": "‘{name}’ 수준 {level}. {told}",
        "sound": "‘{name}’ 수준 {level}, 기본을 갖췄어요. {told}",
        "improve": "‘{name}’ 수준 {level}. {add}",
        "shown": "‘{name}’: {told}",
        "step": "더 해 볼 점, ‘{name}’: {add}",
    },
    "en": {
        "strength": "“{name}”, level {level}. {told}",
        "sound": "“{name}”, level {level}: the basics are there. {told}",
        "improve": "“{name}”, level {level}. {add}",
        "shown": "“{name}”: {told}",
        "step": "To work on, “{name}”: {add}",
    },
}
CONFIDENCE: Final = {
    "ko": {
        "agreement_raw": "채점 {n}번 중 {same}번 일치",
        "rules_capped": "확신 낮음 (규칙)",
        "rules_only": "정해진 규칙으로 판단해서 확신은 모두 낮아요.",
        "none": "확신은 재지 않았어요",
    },
    "en": {
        "agreement_raw": "{same} of {n} samples agree",
        "rules_capped": "Low confidence (rules)",
        "rules_only": "Judged by fixed rules, so confidence is low throughout.",
        "none": "Confidence not measured",
    },
}


def confidence_text(
    method: str, samples: Sequence[int], level: int, language: str
) -> str:
    """How sure the scorer is of a level, in words.

    Without a calibration set nobody knows what share of such levels a person would
    give, so an agreement is counted and no percentage is shown (scoring.md §6).
    """
    frame = CONFIDENCE[language].get(method, CONFIDENCE[language]["none"])
    return frame.format(n=len(samples), same=list(samples).count(level))


def reason_text(code: str, language: str) -> str:
    """A sentence for a reason code; an unknown code stays visible as itself."""
    return REASONS[language].get(code, code)
