"""The whole path of one answer through the builtin rules, as the action walks it."""

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from interviews.ai.base import Prompt
from interviews.ai.providers.builtin import BuiltinProvider
from interviews.ai.schemas import (
    CriterionText,
    ExtractInputs,
    Extraction,
    JudgeInputs,
    Judgement,
    NumberedQuote,
)
from interviews.scoring.bands import Conclusion, Material, conclude
from interviews.scoring.evidence import Quote, verify
from interviews.scoring.intake import take_in
from interviews.scoring.rubric import Criterion, load_rubric
from interviews.scoring.screen import screen

ROOT = Path(__file__).parents[3]
PROVIDER = BuiltinProvider()


@cache
def criterion(key: str) -> Criterion:
    """A criterion of the default rubric."""
    data = json.loads((ROOT / "interviews" / "content" / "rubric.json").read_text())
    return load_rubric(data).criterion(key)


def criterion_text(key: str, language: str) -> CriterionText:
    """The same as prompts and rules see it."""
    item = criterion(key)
    return CriterionText(
        key=key,
        name=item.name[language],
        description=item.definition[language],
        positive_indicators=list(item.positive[language]),
        negative_indicators=list(item.negative[language]),
        anchors=[item.anchor(language, level) for level in range(1, 6)],
    )


def prompt(inputs: Any, purpose: Any) -> Prompt:
    """A prompt with nothing in it but its inputs: the rules read no more."""
    return Prompt(
        name=purpose,
        version="1",
        language=inputs.language,
        sha256="",
        inputs=inputs,
        messages=[],
        purpose=purpose,
    )


def score(
    answer: str, question: str, language: Any, keys: list[str]
) -> dict[str, Conclusion]:
    """Take in, screen, extract, verify, judge, conclude."""
    intake = take_in(answer, question, language)
    if intake.non_attempt:
        return {key: conclude(Material(non_attempt=intake.non_attempt)) for key in keys}
    texts = [text for key in keys for text in _copyable(key, language)]
    flagged = screen(intake, texts).flagged_spans
    criteria = [criterion_text(key, language) for key in keys]
    inputs = ExtractInputs(
        question=question, criteria=criteria, answer=intake.cleaned, language=language
    )
    found = PROVIDER.complete(prompt(inputs, "extract"), Extraction, timeout_s=5).value
    checked = {
        key: verify(
            [
                Quote(i.quote, i.star, i.polarity)
                for i in found.items
                if i.criterion == key
            ],
            intake,
            question,
            flagged,
        )
        for key in keys
    }
    quotes = {
        key: [
            NumberedQuote(
                index=n,
                text=item.quote,
                star=item.star,  # type: ignore[arg-type]
                polarity=item.polarity,  # type: ignore[arg-type]
            )
            for n, item in enumerate(kept, 1)
        ]
        for key, (kept, _) in checked.items()
    }
    wanted = JudgeInputs(
        question=question, criteria=criteria, quotes=quotes, language=language
    )
    completion = PROVIDER.complete(prompt(wanted, "judge"), Judgement, timeout_s=5)
    levels = {item.criterion: item for item in completion.value.items}
    shares = completion.params["confidence"]
    return {
        key: conclude(
            Material(
                evidence=kept,
                dropped=dropped,
                samples=[levels[key].level] if key in levels else [],
                rationale=levels[key].rationale if key in levels else "",
                flagged_spans=flagged,
                rules_confidence=Fraction(str(shares[key])) if key in shares else None,
            )
        )
        for key, (kept, dropped) in checked.items()
    }


def _copyable(key: str, language: str) -> list[str]:
    item = criterion(key)
    return [item.definition[language], *item.anchors[language].values()]
