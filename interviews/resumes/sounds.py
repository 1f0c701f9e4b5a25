"""How Korean speakers end a word: which particle follows any name or term.

Hangul is exact. Digits, Latin letters and English words follow the usual Korean
reading ("SQL" 에스큐엘, "Docker" 도커), which is a rule of thumb with exceptions.
"""

import re
import unicodedata
from typing import Final, Literal

type Sound = Literal["vowel", "rieul", "consonant", "unknown"]

_VOWEL: Final = "vowel"
_RIEUL: Final = "rieul"
_CONSONANT: Final = "consonant"


def _table(
    *, vowel: str = "", rieul: str = "", consonant: str = ""
) -> dict[str, Sound]:
    rows: tuple[tuple[Sound, str], ...] = (
        (_VOWEL, vowel),
        (_RIEUL, rieul),
        (_CONSONANT, consonant),
    )
    return {word: sound for sound, words in rows for word in words.split()}


# Single characters as they are read aloud: 엘, 알; 엠, 엔; 일, 칠, 팔; 플러스, 샵 …
_LETTERS = _table(rieul="L R", consonant="M N")
_DIGITS = _table(vowel="2 4 5 9", rieul="1 7 8", consonant="0 3 6")
# "S3" 에스쓰리, "N1" 엔원: one digit right after a letter is read in English.
_ENGLISH_DIGITS = _table(vowel="0 2 3 4 5 6 8", consonant="1 7 9")
_SIGNS = _table(vowel="+ % & @ °", consonant="#")
_READINGS = _table(  # words that the rules below would read wrongly
    vowel="hub github airbnb acme recipe kit",
    consonant="toeic opic haccp net type prototype",
)

_TAIL_NOTE = re.compile(
    r"^(.*\w.*?)\s*[(\[（［][^()\[\]（）［］]*[)\]）］]\s*$", re.DOTALL
)
_CAMEL = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
_ENDING_RULES: tuple[tuple[str, Sound], ...] = (
    ("ll?|le", _RIEUL),  # 엑셀, 구글, 파일
    ("m|n|ng|[aiou]me|[aeiou]ne", _CONSONANT),  # 플랫폼, 스프링, 크롬, 라인
    ("out|(?:^|[^aeiou])[aeiou]tt?", _CONSONANT),  # 레이아웃, 인터넷
    ("ck|ook|(?:^|[^aeiou])[aeiou]k", _CONSONANT),  # 슬랙, 북
    ("[aeiouy](?:pp?|bb?|c)", _CONSONANT),  # 앱, 랩, 로직
)
_ENDINGS = tuple((re.compile(rf"(?:{rule})$"), sound) for rule, sound in _ENDING_RULES)


def final_sound(text: str) -> Sound:
    """Return how the last syllable of `text` ends when a Korean reads it.

    A note in brackets at the end is skipped, as Korean orthography asks:
    「정보처리기사(2023)」 takes its particle from 기사.
    """
    plain = unicodedata.normalize("NFKC", text[-200:])
    while note := _TAIL_NOTE.match(plain):
        plain = note[1]
    plain = re.sub(r"[^\w+%&@°#]+$", "", plain).rstrip("_")
    if not plain:
        return "unknown"
    return _last_character(plain)


def _last_character(plain: str) -> Sound:
    last = plain[-1]
    if "가" <= last <= "힣":
        return _hangul(last)
    if last in _SIGNS:
        return _SIGNS[last]
    if last in _DIGITS:
        attached = re.search(r"[A-Za-z]\d$", plain)
        return _ENGLISH_DIGITS[last] if attached else _DIGITS[last]
    word = re.search(r"[A-Za-z]+$", plain)
    return _latin(word[0]) if word else "unknown"


def _hangul(syllable: str) -> Sound:
    final = (ord(syllable) - ord("가")) % 28
    if final == 0:
        return _VOWEL
    return _RIEUL if final == 8 else _CONSONANT


def _latin(token: str) -> Sound:
    if token.lower() in _READINGS:
        return _READINGS[token.lower()]
    part = _CAMEL.findall(token)[-1]
    if part.lower() in _READINGS:
        return _READINGS[part.lower()]
    if _is_spelled_out(part):
        return _LETTERS.get(part[-1].upper(), _VOWEL)
    return _english_word(part.lower())


def _is_spelled_out(part: str) -> bool:
    """Acronyms are read letter by letter; "css" and "MATLAB" show the exceptions."""
    if len(part) == 1 or not re.search("[aeiouyAEIOUY]", part):
        return True
    return part.isupper() and len(part) <= 4


def _english_word(word: str) -> Sound:
    for pattern, sound in _ENDINGS:
        if pattern.search(word):
            return sound
    return _VOWEL
