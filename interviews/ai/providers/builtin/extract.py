"""Evidence by rules: whole sentences of the answer, copied, never judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from interviews.ai.providers.builtin import cues, relevance, themes
from interviews.ai.providers.builtin.cues import Cues
from interviews.ai.schemas import (
    CriterionText,
    Evidence,
    ExtractInputs,
    Extraction,
    Polarity,
    Star,
)
from interviews.scoring.text import Span, count_letters, sentences, squeeze

MAX_RELEVANT: Final = 12
MAX_QUOTES: Final = 6
MAX_ITEMS: Final = 60
MIN_LETTERS: Final = 5
# The rarest part first: most sentences set a scene, few tell a result.
_TAGS: Final[tuple[Star, ...]] = ("result", "action", "task", "situation")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that is near enough to a criterion, with what it shows."""

    order: int
    text: str
    relevance: float
    cues: Cues
    positive: tuple[int, ...]
    polarity: Polarity

    @property
    def features(self) -> frozenset[str]:
        """What the sentence adds to a level; presence only."""
        found = {*self.cues.star, *(f"+{n}" for n in self.positive), self.polarity}
        if self.cues.number:
            found.add("number")
        if self.cues.name:
            found.add("name")
        return frozenset(found)


def extract(inputs: ExtractInputs) -> Extraction:
    """Quote the sentences that speak for or against each criterion."""
    if relevance.is_small_talk(inputs.answer, inputs.question, inputs.language):
        return Extraction(items=[])
    spans = _spoken_once(inputs.answer)
    texts = [inputs.answer[span.start : span.end] for span in spans]
    vectors = [relevance.vector(text, inputs.language) for text in texts]
    asked = (relevance.vector(inputs.question, inputs.language),)
    room = max(2, min(MAX_QUOTES, MAX_ITEMS // len(inputs.criteria)))
    items: list[Evidence] = []
    for criterion in inputs.criteria:
        near = _nearness(vectors, asked, criterion, inputs.language)
        found = _candidates(texts, near, criterion, inputs)
        items.extend(_quoted(criterion.key, _chosen(found, room)))
    return Extraction(items=items[:MAX_ITEMS])


def _spoken_once(answer: str) -> list[Span]:
    """Sentences with something in them, each wording once."""
    seen: set[str] = set()
    spans: list[Span] = []
    for span in sentences(answer):
        text = answer[span.start : span.end]
        key = squeeze(text)
        if count_letters(text) >= MIN_LETTERS and key not in seen:
            seen.add(key)
            spans.append(span)
    return spans


def _nearness(
    vectors: Sequence[relevance.Vector],
    asked: tuple[relevance.Vector, ...],
    criterion: CriterionText,
    language: str,
) -> list[float]:
    wanted = relevance.texts_of(_texts(criterion), language) + asked
    return [relevance.nearest(vector, wanted, language) for vector in vectors]


def _texts(criterion: CriterionText) -> tuple[str, ...]:
    return (
        criterion.name,
        criterion.description,
        *criterion.positive_indicators,
        *criterion.negative_indicators,
    )


def _candidates(
    texts: Sequence[str],
    near: Sequence[float],
    criterion: CriterionText,
    inputs: ExtractInputs,
) -> list[Candidate]:
    """Relevant sentences, the nearest `MAX_RELEVANT` of them, in order."""
    read = [_read(n, text, criterion, inputs) for n, text in enumerate(texts)]
    rated = [
        replace(item, relevance=_rated(item, value, criterion.key, inputs.language))
        for item, value in zip(read, near, strict=True)
    ]
    direct = [item.relevance >= relevance.RELEVANT_AT for item in rated]
    told = relevance.in_a_story(direct)
    kept = [
        item
        for item, itself, story in zip(rated, direct, told, strict=True)
        if itself or (story and item.cues.star)
    ]
    kept.sort(key=lambda c: (-c.relevance, c.order))
    return sorted(kept[:MAX_RELEVANT], key=lambda c: c.order)


def _rated(candidate: Candidate, value: float, key: str, language: str) -> float:
    """The cosine; an indicator, a confession or the theme makes it enough."""
    named = candidate.positive or candidate.polarity == "against"
    if named or themes.is_about(candidate.text, key, language):
        return max(value, relevance.RELEVANT_AT)
    return value


def _read(
    order: int, text: str, criterion: CriterionText, inputs: ExtractInputs
) -> Candidate:
    hypothetical = cues.is_hypothetical(inputs.question, inputs.language)
    admitted = cues.confessions(text, criterion.negative_indicators, inputs.language)
    shown = cues.read_without(
        text, admitted, inputs.language, hypothetical=hypothetical
    )
    return Candidate(
        order=order,
        text=text,
        relevance=0.0,
        cues=shown,
        positive=tuple(cues.hits(text, criterion.positive_indicators)),
        polarity="against" if admitted and not shown.own_action else "for",
    )


def _chosen(found: Sequence[Candidate], room: int) -> list[Candidate]:
    """As few quotes as show everything that was found, at least two if there are."""
    left = list(found)
    chosen: list[Candidate] = []
    shown: set[str] = set()
    while left and len(chosen) < room:
        best = max(left, key=lambda c: (len(c.features - shown), c.relevance, -c.order))
        if len(chosen) >= 2 and not best.features - shown:
            break
        shown |= best.features
        chosen.append(best)
        left.remove(best)
    return sorted(chosen, key=lambda c: c.order)


def _quoted(key: str, chosen: Iterable[Candidate]) -> list[Evidence]:
    """Tag each quote with one part of the story, a part not yet told if it can."""
    told: set[Star] = set()
    items: list[Evidence] = []
    for candidate in chosen:
        tags = [tag for tag in _TAGS if tag in candidate.cues.star]
        fresh = [tag for tag in tags if tag not in told]
        star: Star = (fresh or tags or ["situation"])[0]
        told.add(star)
        items.append(
            Evidence(
                criterion=key,
                quote=candidate.text,
                star=star,
                polarity=candidate.polarity,
            )
        )
    return items
