"""What a sentence shows: STAR parts, own action, number, name, indicators."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from interviews.ai.providers.builtin import lexicon_ko
from interviews.ai.providers.builtin.lexicon import LEXICONS, Lexicon
from interviews.scoring.text import Span

STAR: Final = ("situation", "task", "action", "result")


@dataclass(frozen=True, slots=True)
class Cues:
    """Signs of structure in one sentence; presence only, never how often.

    star: which of `situation`, `task`, `action`, `result` are told.
    own_action: the speaker did something (or, when the question asks what they
    would do, says what).
    """

    star: frozenset[str]
    own_action: bool
    number: bool
    name: bool

    @property
    def specificity(self) -> int:
        """0-3: a number, a proper name, an own action."""
        return self.number + self.name + self.own_action


@lru_cache(maxsize=512)
def read(sentence: str, language: str, *, hypothetical: bool = False) -> Cues:
    """Look for all cues. hypothetical: the question asks "what would you do?"."""
    lexicon = LEXICONS[language]
    return _read(sentence, lexicon, hypothetical=hypothetical)


def read_without(
    sentence: str, spans: Iterable[Span], language: str, *, hypothetical: bool = False
) -> Cues:
    """The same, blind to the given ranges: "gave up" is not a deed that counts."""
    for span in spans:
        space = sentence.find(" ", span.end)  # the ending of the word goes as well
        end = space if space >= 0 else len(sentence)
        blank = " " * (end - span.start)
        sentence = sentence[: span.start] + blank + sentence[end:]
    return read(sentence, language, hypothetical=hypothetical)


def is_hypothetical(question: str, language: str) -> bool:
    """Tell whether a question asks what the candidate would do."""
    return bool(LEXICONS[language].situational.search(question))


def hits(sentence: str, indicators: Iterable[str]) -> list[int]:
    """Which indicators stand in the sentence, by their position in the list."""
    said = sentence.casefold().replace("’", "'")
    return [n for n, text in enumerate(indicators) if _at(text, said) >= 0]


def confessions(sentence: str, indicators: Iterable[str], language: str) -> list[Span]:
    """Where negative indicators stand, unless the sentence turns them down."""
    said = sentence.casefold().replace("’", "'")
    spans: list[Span] = []
    for text in indicators:
        at = _at(text, said)
        if at >= 0 and not _turned_down(said, Span(at, at + len(text)), language):
            spans.append(Span(at, at + len(text)))
    return spans


def _at(indicator: str, said: str) -> int:
    """Find an indicator; a Latin one only at the beginning of a word."""
    wanted = indicator.casefold().replace("’", "'")
    at = said.find(wanted)
    while at > 0 and said[at - 1].isascii() and said[at - 1].isalnum():
        at = said.find(wanted, at + 1)
    return at


def _turned_down(said: str, span: Span, language: str) -> bool:
    pattern = LEXICONS[language].turned_down
    if language == "ko":
        return bool(pattern.search(said[span.end : span.end + 14]))
    return bool(pattern.search(said[max(0, span.start - 30) : span.start]))


def _read(sentence: str, lexicon: Lexicon, *, hypothetical: bool) -> Cues:
    own = any(True for _ in own_actions(sentence, lexicon.language))
    planned = hypothetical and bool(lexicon.planned.search(sentence))
    told = {part for part, cue in lexicon.star.items() if cue.search(sentence)}
    if planned:
        own = True
        told.add("situation")  # the question told it
    return Cues(
        star=frozenset(told | {"action"} if own else told),
        own_action=own,
        number=bool(lexicon.number.search(sentence)),
        name=bool(lexicon.name.search(sentence)),
    )


def own_actions(sentence: str, language: str) -> Iterator[Span]:
    """The past-tense verbs by which the speaker tells what they did themselves."""
    verbs = LEXICONS[language].past_verb.finditer(sentence)
    if language == "en":
        yield from (Span(*verb.span()) for verb in verbs)
        return
    for verb in verbs:
        if _is_deed(sentence, verb.group(), verb.end()) and not _by_others(
            sentence[: verb.start()]
        ):
            yield Span(*verb.span())


def _is_deed(sentence: str, verb: str, end: int) -> bool:
    if lexicon_ko.LISTENED.search(verb):
        return bool(lexicon_ko.HEARD.search(sentence[:end])) or verb.endswith("만들었")
    if lexicon_ko.DEED.search(verb):
        return True
    return not lexicon_ko.NO_DEED.search(verb)


def _by_others(before: str) -> bool:
    """Korean leaves "I" out, so a deed is the speaker's unless the last subject
    named in the same clause is somebody else.
    """
    subjects = list(lexicon_ko.OTHERS.finditer(before))
    if not subjects:
        return False
    rest = before[subjects[-1].end() :]
    if lexicon_ko.FIRST_PERSON.search(rest):
        return False
    return not lexicon_ko.CLAUSE_END.search(rest)
