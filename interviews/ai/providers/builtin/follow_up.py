"""One follow-up question that quotes the candidate, or the reason for none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from interviews.ai.providers.builtin import cues, relevance
from interviews.ai.providers.builtin.follow_up_texts import (
    LEAD,
    OWN_PART,
    QUESTIONS,
    SPECIAL,
)
from interviews.ai.providers.builtin.lexicon import LEXICONS
from interviews.ai.schemas import FollowUp, FollowUpInputs
from interviews.scoring.intake import Intake, take_in
from interviews.scoring.linter import lint
from interviews.scoring.screen import screen
from interviews.scoring.text import Span, count_letters, sentences, squeeze

MAX_QUOTE: Final = {"ko": 60, "en": 110}
MIN_QUOTE_LETTERS: Final = 8
_TRAILING: Final = " \t\n.!?。？！…,;:·-\"'”’"
_DECIDED: Final = re.compile(
    r"정했|정하기로|설계|적용|만들었|고쳤|나눠|나눴|결정|선택|골랐|바꿨|바꾸|제안|설득|거절|우선|기준|대신|도입"
    r"|\b(?:decid|chose|choos|instead|propos|suggest|persuad|refus|priorit|switch|chang"
    r"|introduc|built|rewr|design)",
    re.IGNORECASE,
)
_QUOTE_MARKS: Final = re.compile(r"[“”\"]")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of the candidate that a question can hold on to."""

    text: str
    worth: int
    order: int
    is_own: bool


def follow_up(inputs: FollowUpInputs) -> FollowUp:
    """Ask about the claim worth most that was not asked about before.

    `skip_reason` is a code: one of the non-attempt codes, `off_topic`,
    `no_claim` (no own deed or decision that can be quoted), `already_asked`.
    """
    intake = take_in(inputs.answer, inputs.question, inputs.language)
    if intake.non_attempt:
        return _skip(intake.non_attempt)
    said = (intake.cleaned, inputs.question, inputs.language)
    if relevance.is_small_talk(*said):
        return _skip("off_topic")
    claims = sorted(_claims(intake, inputs), key=lambda c: (-c.worth, c.order))
    if not claims:
        return _skip("no_claim" if relevance.is_on_topic(*said) else "off_topic")
    asked = [squeeze(question) for question in inputs.asked]
    fresh = [c for c in claims if not any(squeeze(c.text) in q for q in asked)]
    if not fresh:
        return _skip("already_asked")
    texts = _questions(inputs, fresh[0])
    ask = next((text for text in texts if not _was_asked(text, asked)), None)
    if ask is None:
        return _skip("already_asked")
    quote = fresh[0].text
    return FollowUp(
        should_ask=True,
        skip_reason=None,
        quote=quote,
        question=f"{LEAD[inputs.language].format(quote=quote)} {ask}",
    )


def _skip(code: str) -> FollowUp:
    return FollowUp(should_ask=False, skip_reason=code, quote=None, question=None)


def _was_asked(question: str, asked: list[str]) -> bool:
    wanted = squeeze(question)
    return any(wanted in earlier for earlier in asked)


def _questions(inputs: FollowUpInputs, claim: Claim) -> Iterator[str]:
    """Questions for the stage's intent, the most fitting first."""
    if not claim.is_own:
        yield OWN_PART[inputs.language]
    for pattern, question in SPECIAL[inputs.language]:
        if pattern.search(inputs.intent):
            yield question
    texts = QUESTIONS[inputs.language]
    yield from texts.get(inputs.axis, texts["experience"])


def _claims(intake: Intake, inputs: FollowUpInputs) -> Iterator[Claim]:
    """Own deeds, results with a number and decisions, in the candidate's words."""
    text = intake.cleaned
    flagged = screen(intake).flagged_spans
    for order, sentence in enumerate(sentences(text)):
        span = _clause(text, sentence, inputs.language)
        if span is None:
            continue
        stored = intake.to_stored(span.start, span.end)
        quote = text[span.start : span.end]
        if intake.nfc_text[stored.start : stored.end] != quote:
            continue  # invisible characters inside: not the candidate's exact words
        if any(stored.overlaps(flag) for flag in flagged):
            continue
        if lint(quote):
            continue  # a private matter: not to be asked about, whoever raised it
        claim = _claim(quote, order, inputs)
        if claim:
            yield claim


def _claim(quote: str, order: int, inputs: FollowUpInputs) -> Claim | None:
    """Weigh a quote: own deeds first, decisions above all; else a counted result."""
    hypothetical = cues.is_hypothetical(inputs.question, inputs.language)
    shown = cues.read(quote, inputs.language, hypothetical=hypothetical)
    told_result = "result" in shown.star
    exact = shown.number + shown.name + told_result
    if shown.own_action:
        decided = bool(_DECIDED.search(quote))
        return Claim(quote, 4 + 3 * decided + exact, order, is_own=True)
    if told_result and shown.number:
        return Claim(quote, exact, order, is_own=False)
    return None


def _clause(text: str, sentence: Span, language: str) -> Span | None:
    """The sentence without its opener, cut from the left until it can be quoted."""
    start, end = _trimmed(text, sentence, language)
    limit = MAX_QUOTE[language]
    if end - start > limit:
        joints = [
            match.end()
            for match in LEXICONS[language].clause_end.finditer(text, start, end)
            if end - match.end() <= limit
        ]
        if not joints:
            return None
        start, end = _trimmed(text, Span(joints[0], end), language)
    quote = text[start:end]
    if count_letters(quote) < MIN_QUOTE_LETTERS or _QUOTE_MARKS.search(quote):
        return None
    return Span(start, end)


def _trimmed(text: str, span: Span, language: str) -> tuple[int, int]:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip(" \t\n,;"))
    end = span.start + len(piece.rstrip(_TRAILING))
    opener = LEXICONS[language].openers.match(text[start:end])
    return (start + opener.end() if opener else start), end
