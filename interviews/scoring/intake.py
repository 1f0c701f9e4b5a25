"""Stage 0: the text that everything refers to, and whether it is an attempt.

The stored answer is never changed. `nfc_text` is its NFC form, the one that
offsets and hashes mean; `cleaned` is the copy that a model or a rule reads,
without invisible characters, with a map back to `nfc_text`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from interviews.scoring.refusal import is_refusal
from interviews.scoring.text import Span, count_letters, sha256_text, squeeze

NON_ATTEMPTS: Final = ("empty", "too_short", "question_echo", "off_language", "refusal")
MIN_LETTERS: Final = {"ko": 10, "en": 16}
_INVISIBLE: Final = {
    "zero_width_removed": (
        "\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065"
        "\u3164\ufe00-\ufe0f\ufeff\uffa0"
    ),
    "bidi_removed": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "tag_removed": "\U000e0000-\U000e0fff",
    "control_removed": "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f",
}
_FLAG_PATTERNS: Final = {
    flag: re.compile(f"[{chars}]") for flag, chars in _INVISIBLE.items()
}
_ANY_INVISIBLE: Final = re.compile(f"[{''.join(_INVISIBLE.values())}]")
_HANGUL: Final = re.compile(r"[가-힣]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Intake:
    """What stage 0 found out about one answer.

    offset_map: for each code point of `cleaned` its index in `nfc_text`, so
    that `cleaned[i] == nfc_text[offset_map[i]]`.
    removed: indices in `nfc_text` of the characters that `cleaned` lacks.
    flags: which kinds were removed (`zero_width_removed`, `bidi_removed`,
    `tag_removed`, `control_removed`), and the non-attempt code if any.
    non_attempt: `empty`, `too_short`, `question_echo`, `off_language`,
    `refusal`, or None for an attempt.
    """

    nfc_text: str
    answer_sha256: str
    original_sha256: str
    cleaned: str
    offset_map: tuple[int, ...]
    removed: tuple[int, ...]
    flags: tuple[str, ...]
    non_attempt: str | None
    language: str

    def to_stored(self, start: int, end: int) -> Span:
        """Map the non-empty range `cleaned[start:end]` to a range of `nfc_text`."""
        return Span(self.offset_map[start], self.offset_map[end - 1] + 1)


def take_in(text: str, question: str, language: str) -> Intake:
    """Prepare an answer for scoring. language: the interview's, `ko` or `en`."""
    nfc_text = unicodedata.normalize("NFC", text)
    kept, removed = _split_invisible(nfc_text)
    cleaned = "".join(nfc_text[i] for i in kept) if removed else nfc_text
    non_attempt = _non_attempt(cleaned, question, language)
    flags = [flag for flag, pattern in _FLAG_PATTERNS.items() if pattern.search(text)]
    if non_attempt:
        flags.append(non_attempt)
    return Intake(
        nfc_text=nfc_text,
        answer_sha256=sha256_text(nfc_text),
        original_sha256=sha256_text(text),
        cleaned=cleaned,
        offset_map=kept,
        removed=removed,
        flags=tuple(flags),
        non_attempt=non_attempt,
        language=language,
    )


def _split_invisible(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Indices that stay and indices that go."""
    gone = tuple(m.start() for m in _ANY_INVISIBLE.finditer(text))
    if not gone:
        return tuple(range(len(text))), ()
    missing = frozenset(gone)
    return tuple(i for i in range(len(text)) if i not in missing), gone


def _non_attempt(cleaned: str, question: str, language: str) -> str | None:
    if not count_letters(cleaned):
        return "empty"
    if is_refusal(cleaned):
        return "refusal"
    if count_letters(cleaned) < MIN_LETTERS.get(language, MIN_LETTERS["en"]):
        return "too_short"
    if _echoes(cleaned, question):
        return "question_echo"
    return "off_language" if _is_off_language(cleaned, language) else None


def _echoes(cleaned: str, question: str) -> bool:
    """True when the answer says little beyond the words of the question."""
    asked, said = squeeze(question), squeeze(cleaned)
    if not asked or len(said) < 3:
        return False
    if said in asked:
        return True
    grams = {asked[i : i + 3] for i in range(len(asked) - 2)}
    new = sum(said[i : i + 3] not in grams for i in range(len(said) - 2))
    return new <= max(6, 0.15 * len(said))


def _is_off_language(cleaned: str, language: str) -> bool:
    letters = len(_LETTER.findall(cleaned))
    hangul = len(_HANGUL.findall(cleaned))
    if not letters:
        return True
    if language == "ko":
        # A Korean syllable carries about 2.5 Latin letters; jargon stays welcome.
        return hangul * 2.5 < 0.2 * (letters - hangul + hangul * 2.5)
    return len(_LATIN.findall(cleaned)) < 0.5 * letters
