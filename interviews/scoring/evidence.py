"""Stage 3: a quote counts only when the answer really contains it."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from interviews.scoring.intake import Intake
from interviews.scoring.text import Span, count_letters, squeeze

MIN_QUOTE_LETTERS: Final = 5
STAR: Final = ("situation", "task", "action", "result")
POLARITIES: Final = ("for", "against")


@dataclass(frozen=True, slots=True)
class Quote:
    """What a model or a rule claims to have read in the answer, for a criterion.

    star: `situation`, `task`, `action`, `result`; polarity: `for`, `against`.
    """

    text: str
    star: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verified quote: `nfc_text[start:end] == quote`, in code points."""

    quote: str
    start: int
    end: int
    star: str
    polarity: str
    verified: bool = True
    supports_level: int | None = None

    @property
    def span(self) -> Span:
        """Where the quote is in the stored NFC text."""
        return Span(self.start, self.end)

    def as_dict(self) -> dict[str, object]:
        """The shape of scoring.md §4."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "verified": self.verified,
            "star": self.star,
            "polarity": self.polarity,
            "supports_level": self.supports_level,
        }


@dataclass(frozen=True, slots=True)
class Dropped:
    """A quote that supports nothing, and why.

    reason: `not_in_answer`, `too_short`, `question_text`, `flagged_span`,
    `duplicate`.
    """

    quote: str
    reason: str

    def as_dict(self) -> dict[str, str]:
        """The shape of scoring.md §4."""
        return {"quote": self.quote, "reason": self.reason}


def verify(
    quotes: Iterable[Quote],
    intake: Intake,
    question: str,
    flagged_spans: Sequence[Span] = (),
) -> tuple[tuple[Evidence, ...], tuple[Dropped, ...]]:
    """Keep what the answer contains, drop the rest with its reason.

    quotes: those of one criterion, read from `intake.cleaned` or `nfc_text`.
    flagged_spans: ranges of `nfc_text` that may not be used as evidence.
    Nothing is matched loosely: a quote that differs by one letter is dropped.
    """
    kept: list[Evidence] = []
    dropped: list[Dropped] = []
    for quote in quotes:
        found = _place(quote.text, intake, question, flagged_spans, kept)
        if isinstance(found, str):
            dropped.append(Dropped(quote.text, found))
            continue
        text = intake.nfc_text[found.start : found.end]
        kept.append(Evidence(text, found.start, found.end, quote.star, quote.polarity))
    return tuple(kept), tuple(dropped)


def supporting(evidence: Sequence[Evidence], level: int) -> tuple[Evidence, ...]:
    """Note on each quote the level that it was used for."""
    return tuple(replace(item, supports_level=level) for item in evidence)


def _place(
    text: str,
    intake: Intake,
    question: str,
    flagged_spans: Sequence[Span],
    kept: Sequence[Evidence],
) -> Span | str:
    """The range of a quote, or the reason why it is dropped."""
    if count_letters(text) < MIN_QUOTE_LETTERS:
        return "too_short"
    places = _occurrences(text, intake)
    if not places:
        return "not_in_answer"
    if squeeze(text) in squeeze(question):
        return "question_text"
    clean = [p for p in places if not any(p.overlaps(f) for f in flagged_spans)]
    if not clean:
        return "flagged_span"
    said = squeeze(text)
    if any(_same(clean[0], e.span) or squeeze(e.quote) == said for e in kept):
        return "duplicate"
    return clean[0]


def _same(one: Span, other: Span) -> bool:
    """More than half of the shorter range is shared: the same words twice."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)


def _occurrences(text: str, intake: Intake) -> list[Span]:
    """Every place where the quote stands, in `nfc_text`; [] if it does not."""
    for wanted in dict.fromkeys((text, unicodedata.normalize("NFC", text))):
        spans = [intake.to_stored(*p) for p in _find_all(wanted, intake.cleaned)]
        if not spans:
            spans = [Span(*p) for p in _find_all(wanted, intake.nfc_text)]
        if spans:
            return spans
    return []


def _find_all(wanted: str, text: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    at = text.find(wanted)
    while at >= 0:
        places.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return places
