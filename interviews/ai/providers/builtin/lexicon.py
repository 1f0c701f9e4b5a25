"""The word lists of a language under one shape, and how words are compared."""

import re
from dataclasses import dataclass
from re import Pattern
from types import ModuleType
from typing import Final

from interviews.ai.providers.builtin import lexicon_en, lexicon_ko
from interviews.scoring.text import words

RULES_VERSION: Final = "builtin-rules/2"
_SUFFIX: Final = re.compile(r"(?:ingly|ings?|edly|ed|ers?|ies|es|s|ly|ments?|ions?)$")
_PREFIX_LENGTHS: Final = (2, 3)


@dataclass(frozen=True)
class Lexicon:
    """Cues of one language; see `lexicon_ko` and `lexicon_en`."""

    language: str
    past_verb: Pattern[str]
    planned: Pattern[str]
    situational: Pattern[str]
    star: dict[str, Pattern[str]]
    number: Pattern[str]
    name: Pattern[str]
    turned_down: Pattern[str]
    work: frozenset[str]
    maybe_work: frozenset[str]
    leisure: frozenset[str]
    generic: frozenset[str]
    openers: Pattern[str]
    clause_end: Pattern[str]
    background: tuple[str, ...]


def stem(word: str) -> str:
    """An English word without its commonest endings; short words stay."""
    cut = _SUFFIX.sub("", word)
    return cut if len(cut) >= 3 else word


def keys(text: str, language: str) -> set[str]:
    """The forms under which the words of a text are looked up in word lists."""
    if language == "en":
        return {form for word in words(text) for form in (word, stem(word))}
    return {word[:n] for word in words(text) for n in _PREFIX_LENGTHS if len(word) >= n}


def _listed(entries: str, language: str) -> frozenset[str]:
    if language == "en":
        return frozenset(f for word in entries.split() for f in (word, stem(word)))
    return frozenset(entries.split())


def _lexicon(language: str, source: ModuleType) -> Lexicon:
    return Lexicon(
        language=language,
        past_verb=source.PAST_VERB,
        planned=source.PLANNED,
        situational=source.SITUATIONAL,
        star={
            "situation": source.SITUATION,
            "task": source.TASK,
            "result": source.RESULT,
        },
        number=source.NUMBER,
        name=source.NAME,
        turned_down=source.TURNED_DOWN,
        work=_listed(source.WORK, language),
        maybe_work=_listed(source.MAYBE_WORK, language),
        leisure=_listed(source.LEISURE, language),
        generic=_listed(source.GENERIC, language),
        openers=source.OPENERS,
        clause_end=source.CLAUSE_END,
        background=tuple(source.BACKGROUND.strip().splitlines()),
    )


LEXICONS: Final = {
    "ko": _lexicon("ko", lexicon_ko),
    "en": _lexicon("en", lexicon_en),
}
