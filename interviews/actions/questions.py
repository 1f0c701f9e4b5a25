"""Ask a model to write a question, and check what it wrote before it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from interviews import ai
from interviews.actions import ai_calls
from interviews.actions.ai_calls import Subject
from interviews.actions.quotations import quotes_exactly, stands_in, unquoted
from interviews.ai.base import BadCompletion
from interviews.ai.redact import redact
from interviews.ai.schemas import AskedQuestion, AskInputs, FollowUp, FollowUpInputs
from interviews.models import Interview, Turn
from interviews.resumes import Profile, career, cover_sentences, facts
from interviews.scoring.linter import lint
from interviews.scoring.text import squeeze

MAX_LENGTH: Final = 300
ASKS = re.compile(r"[?？]+")
END = re.compile(r"[?？]|(?:주세요|주시겠어요|부탁드립니다|바랍니다)[.!]?")


@dataclass(frozen=True)
class Written:
    """A checked question, or the reason why none is asked."""

    text: str = ""
    quote: dict[str, Any] | None = None
    skip_reason: str = ""


def now() -> datetime:
    """The clock of worker actions."""
    return timezone.now()


def job_family(position: str) -> str | None:
    """The family that a position belongs to, None if nobody can tell."""
    return career.job_family_of(position)


def best_cover_sentence(profile: Mapping[str, Any]) -> str | None:
    """A sentence of the cover letter that is worth a question, quoted exactly."""
    if not profile.get("cover_letter"):
        return None
    sentences = askable_sentences(Profile.model_validate(profile))
    fitting = [row for row in sentences if 15 <= len(row) <= 120]
    return max(fitting, key=_values_said, default=None)


def askable_sentences(profile: Profile) -> list[str]:
    """The letter's sentences without any on family, belief, age or military service.

    Whoever raised it: an interviewer neither asks about it nor reads it out.
    """
    return [
        row for row in cover_sentences(profile) if not lint(row) and redact(row) == row
    ]


def write(
    interview: Interview,
    turn: Turn,
    *,
    on_text: Callable[[str], None] | None,
    first_token_s: float,
    timeout_s: float,
) -> Written:
    """A question for a generated stage, written by the model."""
    profile = Profile.model_validate(interview.profile) if interview.profile else None
    company = interview.company
    inputs = AskInputs(
        stage=turn.stage,
        axis=turn.axis,
        position=interview.position,
        company_name=company.name_in(interview.language) if company else "",
        company_ideal=company.ideal_in(interview.language) if company else "",
        resume_facts=facts(profile) if profile else [],
        cover_sentences=askable_sentences(profile) if profile else [],
        asked=asked_so_far(interview),
        language=_language(interview),
    )
    prompt = ai.render("ask", interview.language, inputs)
    completion = ai_calls.stream(
        prompt=prompt,
        schema=AskedQuestion,
        subject=Subject(interview=interview, turn=turn),
        on_text=on_text or _ignore,
        first_token_s=first_token_s,
        timeout_s=timeout_s,
    )
    asked = completion.value
    text = ai.unmark(asked.question, prompt).strip()
    check_question(text)
    if _is_repeated(text, inputs.asked):
        raise BadCompletion("It repeats a question that was already asked.")
    if not quotes_exactly(text, own_words(interview)):
        raise BadCompletion("It quotes what the candidate never wrote.")
    quote = _source_of(ai.unmark(asked.quote or "", prompt), inputs)
    return Written(text=text, quote=quote)


def follow_up(
    interview: Interview,
    turn: Turn,
    *,
    on_text: Callable[[str], None],
    first_token_s: float,
    timeout_s: float,
) -> Written:
    """A follow-up to the parent's answer; its quote stands in the answer, exactly."""
    answered = answered_turn(turn)
    if answered is None:
        return Written(skip_reason="no_answer")
    answer_text = answered.answer.text
    inputs = FollowUpInputs(
        question=answered.text,
        answer=answer_text,
        position=interview.position,
        axis=turn.axis,
        intent=_intent(interview, turn),
        language=_language(interview),
        asked=asked_so_far(interview),
    )
    prompt = ai.render("follow_up", interview.language, inputs)
    completion = ai_calls.stream(
        prompt=prompt,
        schema=FollowUp,
        subject=Subject(interview=interview, turn=turn, answer=answered.answer),
        on_text=on_text,
        first_token_s=first_token_s,
        timeout_s=timeout_s,
    )
    found = completion.value
    if not found.should_ask:
        return Written(skip_reason=_code(found.skip_reason))
    quote = ai.unmark(found.quote or "", prompt).strip()
    text = ai.unmark(found.question or "", prompt).strip()
    if not stands_in(quote, answer_text):
        return Written(skip_reason="quote_not_in_answer")
    check_question(text)
    if _is_repeated(text, inputs.asked):
        return Written(skip_reason="already_asked")
    if not quotes_exactly(text, answer_text):
        return Written(skip_reason="quote_not_in_answer")
    return Written(
        text=text,
        quote={
            "text": quote,
            "where": "answer",
            "turn_id": str(answered.public_id),
        },
    )


def check_question(text: str) -> None:
    """One single question, of bounded length, on no forbidden topic."""
    if not text:
        raise BadCompletion("The question is empty.")
    if not END.search(text):
        raise BadCompletion("It must be one single question.")
    check_so_far(text)


def check_so_far(text: str) -> None:
    """What must be true of a question while it is still being written, too."""
    if len(text) > MAX_LENGTH:
        raise BadCompletion("The question is too long.")
    if len(ASKS.findall(unquoted(text))) > 1:
        raise BadCompletion("It must be one single question.")
    if findings := lint(text):
        raise BadCompletion(f"It asks for {findings[0].code}, which is forbidden.")


def answered_turn(turn: Turn) -> Turn | None:
    """The newest answered turn of the stage that this one follows."""
    if turn.parent_id is None:
        return None
    stage = Turn.objects.filter(pk=turn.parent_id).values("stage")
    return (
        Turn.objects.select_related("answer")
        .filter(interview_id=turn.interview_id, stage__in=stage, status="ANSWERED")
        .order_by("-attempt")
        .first()
    )


def own_words(interview: Interview) -> str:
    """What a question that follows no answer may put in quotation marks."""
    profile = Profile.model_validate(interview.profile) if interview.profile else None
    company = interview.company
    written = [*facts(profile), " ".join(askable_sentences(profile))] if profile else []
    named = company.name_in(interview.language) if company else ""
    return "\n".join([interview.position, named, *written])


def asked_so_far(interview: Interview) -> list[str]:
    """The texts of all questions that were asked or are prepared."""
    rows = Turn.objects.filter(interview=interview).exclude(text="")
    return list(rows.in_order().values_list("text", flat=True))


def _intent(interview: Interview, turn: Turn) -> str:
    stage = next(row for row in interview.plan if row["key"] == turn.stage)
    intent: str = stage["texts"].get("intent", {}).get(interview.language, "")
    return intent


def _language(interview: Interview) -> Any:
    return interview.language


def _source_of(quote: str, inputs: AskInputs) -> dict[str, Any] | None:
    quote = quote.strip()
    if quote and any(quote in row for row in inputs.cover_sentences):
        return {"text": quote, "where": "cover_letter"}
    if quote and any(quote in row for row in inputs.resume_facts):
        return {"text": quote, "where": "resume"}
    return None


def _is_repeated(text: str, asked: list[str]) -> bool:
    return squeeze(text) in {squeeze(one) for one in asked}


def _values_said(sentence: str) -> tuple[int, int]:
    words = (
        "책임",
        "약속",
        "신뢰",
        "원칙",
        "가치",
        "정직",
        "responsib",
        "trust",
        "value",
    )
    said = sum(1 for word in words if word in sentence.casefold())
    return said, -abs(len(sentence) - 50)


def _code(reason: str | None) -> str:
    """A skip reason as a short code; a model's free words become one."""
    known = re.fullmatch(r"[a-z_]{3,40}", reason or "")
    return known[0] if known else "nothing_to_ask"


def _ignore(_text: str) -> None:
    """Nobody watches a question that is written ahead."""
