"""How near a sentence is to what was asked: cosine of TF-IDF, nothing learned.

Korean is compared by character 2-4-grams within words, English by word
1-2-grams. A sentence is compared with the question and with each text of a
criterion by itself; the nearest counts.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from interviews.ai.providers.builtin import themes
from interviews.ai.providers.builtin.lexicon import LEXICONS, keys, stem
from interviews.scoring.text import words

RELEVANT_AT: Final = 0.12
STORY_REACH: Final = 3
ON_TOPIC_AT: Final = 2

type Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Vector:
    """The grams of a text with the length of its IDF vector."""

    grams: Grams
    norm: float


def vector(text: str, language: str) -> Vector:
    """Grams of a text; each counts once, so repeating a word adds nothing."""
    return _vector(_grams(text, language), language)


@lru_cache(maxsize=256)
def texts_of(texts: tuple[str, ...], language: str) -> tuple[Vector, ...]:
    """Vectors of a criterion's texts, remembered between answers."""
    return tuple(vector(text, language) for text in texts)


def nearest(sentence: Vector, others: Sequence[Vector], language: str) -> float:
    """The largest cosine between a sentence and any of the texts, 0-1."""
    return max((_cosine(sentence, other, language) for other in others), default=0.0)


def in_a_story(near: Sequence[bool]) -> list[bool]:
    """Extend relevance to the `STORY_REACH` sentences before and after.

    People tell stories: "So I added an index" belongs to the slow query before.
    """
    return [
        any(near[max(0, at - STORY_REACH) : at + STORY_REACH + 1])
        for at in range(len(near))
    ]


def is_on_topic(answer: str, question: str, language: str) -> bool:
    """Tell talk about work, study or the question from talk about anything else.

    Words of work count double, words that may be of work once, words of the
    question double, words of leisure against. People also tell of work in their own
    words: then what they say is about criteria, more than two per word of leisure.
    """
    lexicon = LEXICONS[language]
    said = keys(answer, language)
    asked = keys(question, language) - lexicon.generic
    leisure = _leisure(said, asked, language)
    score = (
        2 * len(said & lexicon.work)
        + len(said & lexicon.maybe_work)
        + 2 * len((said & asked) - lexicon.leisure)
        - 2 * leisure
    )
    return score >= ON_TOPIC_AT or themes.subjects(answer, language) > 2 * leisure


def is_small_talk(answer: str, question: str, language: str) -> bool:
    """Tell talk about leisure, and nothing else, from an answer."""
    said = keys(answer, language)
    asked = keys(question, language) - LEXICONS[language].generic
    if not _leisure(said, asked, language):
        return False
    return not is_on_topic(answer, question, language)


def _leisure(said: set[str], asked: set[str], language: str) -> int:
    return len((said & LEXICONS[language].leisure) - asked)


def _grams(text: str, language: str) -> Grams:
    if language == "en":
        stems = [stem(word) for word in words(text)]
        pairs = (f"{a} {b}" for a, b in pairwise(stems))
        return frozenset((*stems, *pairs))
    return frozenset(
        word[at : at + size]
        for word in words(text)
        for size in (2, 3, 4)
        for at in range(len(word) - size + 1)
    )


@cache
def _idf(language: str) -> dict[str, float]:
    """Rarity of grams in a small self-written background of everyday talk."""
    lines = LEXICONS[language].background
    seen = Counter(gram for line in lines for gram in _grams(line, language))
    return {gram: math.log((len(lines) + 1) / (n + 1)) for gram, n in seen.items()}


@cache
def _unseen(language: str) -> float:
    return math.log(len(LEXICONS[language].background) + 1)


def _vector(grams: Grams, language: str) -> Vector:
    idf, unseen = _idf(language), _unseen(language)
    return Vector(grams, math.sqrt(sum(idf.get(g, unseen) ** 2 for g in grams)))


def _cosine(one: Vector, other: Vector, language: str) -> float:
    if not one.norm or not other.norm:
        return 0.0
    idf, unseen = _idf(language), _unseen(language)
    dot = sum(idf.get(gram, unseen) ** 2 for gram in one.grams & other.grams)
    return dot / (one.norm * other.norm)
