"""Text measures that every stage of scoring shares; offsets are code points."""

import hashlib
import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_JAMO = re.compile(r"[\u1100-\u11ff\u3130-\u318f]+")
_NOT_LETTER = re.compile(r"[\W_\u1100-\u11ff\u3130-\u318f]+")
# Speech recognisers leave punctuation out, so a Korean sentence also ends where
# a polite verb ending is followed by a space.
_END = re.compile(
    r"""(?: (?<![.!?。？！…])[.!?。？！…]+["'”’)\]]* (?=\s|$|[가-힣]) | \n+
          | (?:(?<=[가-힣](?:니다|어요|아요|해요|예요|에요))|(?<=거든요)
              |(?<=[가-힣](?:세요|네요|군요|지요|까요)))(?=\s+[^\s.!?]) )""",
    re.VERBOSE,
)
_ENGLISH_JOINT = re.compile(
    r"\s(?=(?:so|but|and|then|after that)\s+(?:then\s+)?(?:I|we|my)\b)"
)
_KOREAN_JOINT = re.compile(
    r"(?<=[가-힣](?:는데|지만|니까|면서))[,\s]\s*|(?<=[가-힣]고)[,\s]\s*|(?<=고요)\s"
)
_HANGUL = re.compile(r"[가-힣]")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|vs|etc|e\.g|i\.e|No|St|approx))\.$")
RUN_ON = 120  # code points of a Korean sentence; English may be twice as long
SHORTEST_CLAUSE = 40
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


def sha256_text(text: str) -> str:
    """Hex SHA-256 of the UTF-8 bytes; a lone surrogate is hashed, not refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def squeeze(text: str) -> str:
    """Only letters and digits, casefolded: the form in which texts are compared."""
    return _NOT_LETTER.sub("", text).casefold()


def count_letters(text: str) -> int:
    """Letters and digits; loose jamo such as 'ㅋㅋ' say nothing and do not count."""
    return len(_NOT_LETTER.sub("", text))


def words(text: str) -> list[str]:
    """Casefolded words in order."""
    return _WORD.findall(_JAMO.sub(" ", text).casefold())


def sentences(text: str) -> list[Span]:
    """Split spoken or written text into trimmed, non-empty sentences."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text, start, match.end()):
            continue
        spans.extend(_trimmed(text, start, match.end()))
        start = match.end()
    spans.extend(_trimmed(text, start, len(text)))
    return [part for span in spans for part in _loosened(text, span)]


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = left + len(piece.strip())
    return [Span(left, right)] if _WORD.search(text, left, right) else []


def _loosened(text: str, span: Span) -> list[Span]:
    """Cut a run-on sentence where a new clause begins, and a monster anywhere."""
    if span.end - span.start <= RUN_ON:
        return [span]
    korean = bool(_HANGUL.search(text, span.start, span.end))
    if span.end - span.start <= (RUN_ON if korean else 2 * RUN_ON):
        return [span]
    joint = _KOREAN_JOINT if korean else _ENGLISH_JOINT
    parts: list[Span] = []
    start = span.start
    for match in joint.finditer(text, span.start, span.end):
        if match.start() - start > SHORTEST_CLAUSE:
            parts.extend(_trimmed(text, start, match.start()))
            start = match.end()
    parts.extend(_trimmed(text, start, span.end))
    return [piece for part in parts for piece in _bounded(text, part)]


def _bounded(text: str, span: Span) -> list[Span]:
    """Pieces of at most `LONGEST` code points, cut at a space where there is one."""
    pieces: list[Span] = []
    start = span.start
    while span.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
        pieces.extend(_trimmed(text, start, end))
        start = end
    pieces.extend(_trimmed(text, start, span.end))
    return pieces
