"""The level table: which signs in the quotes give which level, and why.

It counts signs of structure and does not understand what is said; hence the cap
on confidence and the label "builtin rules" beside every number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from interviews.ai.providers.builtin import cues
from interviews.ai.schemas import (
    CriterionText,
    JudgeInputs,
    Judgement,
    Level,
    NumberedQuote,
)

CONFIDENCE_CAP: Final = Fraction(2, 5)
_WORDS: Final = {
    "ko": {
        "situation": "상황",
        "task": "과제",
        "action": "직접 한 행동",
        "result": "결과",
        "number": "숫자",
        "name": "고유한 이름",
    },
    "en": {
        "situation": "situation",
        "task": "task",
        "action": "own action",
        "result": "result",
        "number": "a number",
        "name": "a proper name",
    },
}


@dataclass(frozen=True, slots=True)
class Signs:
    """Everything that the table looks at, for one criterion.

    parts: which of S, T, A, R are told (c is their number); specificity p is
    number + name + own action.
    """

    parts: tuple[str, ...]
    own_action: bool
    number: bool
    name: bool
    positives: int
    confessed: bool
    quotes: int

    @property
    def c(self) -> int:
        """Distinct parts of the story, 0-4."""
        return len(self.parts)

    @property
    def p(self) -> int:
        """Specificity, 0-3."""
        return self.number + self.name + self.own_action

    @property
    def confidence(self) -> Fraction:
        """Cap x (c + p) / 7."""
        return CONFIDENCE_CAP * (self.c + self.p) / 7


def judge(inputs: JudgeInputs) -> tuple[Judgement, dict[str, Fraction]]:
    """One level per criterion that has quotes, and the confidence of each."""
    criteria = {criterion.key: criterion for criterion in inputs.criteria}
    items: list[Level] = []
    confidence: dict[str, Fraction] = {}
    for key in inputs.asked():
        quotes = inputs.quotes[key]
        signs = read_signs(quotes, criteria[key], inputs)
        level = level_of(signs)
        rationale = explain(signs, quotes, inputs.language)
        items.append(Level(criterion=key, level=level, rationale=rationale))
        confidence[key] = signs.confidence
    return Judgement(items=items), confidence


def read_signs(
    quotes: Sequence[NumberedQuote], criterion: CriterionText, inputs: JudgeInputs
) -> Signs:
    """Read the quotes, and nothing but the quotes."""
    hypothetical = cues.is_hypothetical(inputs.question, inputs.language)
    negatives = criterion.negative_indicators
    read = [
        cues.read_without(
            quote.text,
            cues.confessions(quote.text, negatives, inputs.language),
            inputs.language,
            hypothetical=hypothetical,
        )
        for quote in quotes
    ]
    told = frozenset[str]().union(*(item.star for item in read))
    matched = {
        n
        for quote in quotes
        for n in cues.hits(quote.text, criterion.positive_indicators)
    }
    return Signs(
        parts=tuple(part for part in cues.STAR if part in told),
        own_action=any(item.own_action for item in read),
        number=any(item.number for item in read),
        name=any(item.name for item in read),
        positives=len(matched),
        confessed=any(quote.polarity == "against" for quote in quotes),
        quotes=len(quotes),
    )


def level_of(signs: Signs) -> int:
    """The first row that fits, in the order 5, 4, 3, 1, 2."""
    two = signs.quotes >= 2
    if two and signs.c == 4 and signs.p == 3 and signs.positives >= 2:
        return 5
    acted = {"action", "result"} <= set(signs.parts)
    if two and acted and signs.c >= 3 and signs.p >= 2:
        return 4
    if signs.own_action and signs.c >= 2:
        return 3
    return 1 if signs.confessed and not signs.own_action else 2


def explain(signs: Signs, quotes: Sequence[NumberedQuote], language: str) -> str:
    """Name the rules that fired; quotes are cited by number only."""
    name = _WORDS[language]
    parts = ", ".join(name[part] for part in signs.parts)
    exact = ", ".join(
        name[key]
        for key, found in (("number", signs.number), ("name", signs.name))
        if found
    )
    cited = ", ".join(str(quote.index) for quote in quotes)
    if language == "ko":
        text = (
            "규칙 기반 판단. "
            f"이야기 구성 {signs.c}/4({parts or '없음'}), "
            f"구체성 {signs.p}/3({exact or '숫자·이름 없음'}), "
            f"관련 표현 {signs.positives}개"
        )
        against = ", 기준에 어긋나는 표현이 있음" if signs.confessed else ""
        return f"{text}{against}. 근거 {cited}."
    text = (
        f"Rule-based. Story parts {signs.c}/4 ({parts or 'none'}), "
        f"specifics {signs.p}/3 ({exact or 'no number or name'}), "
        f"indicators matched {signs.positives}"
    )
    against = ", something speaks against the criterion" if signs.confessed else ""
    return f"{text}{against}. Evidence {cited}."
