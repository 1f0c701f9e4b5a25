"""Fills question templates so that they read as if written for this person.

    render("{project}{을/를} 진행하시면서 …", {"project": "결제 개선"}, "ko")

A template has holes (`{project}`) and, after a hole, Korean particles (`{을/를}`) that
follow the last sound of what was filled in; English has `{a/an}` before a hole. A text
with a hole in it is never returned, nor one that says the same word twice at a seam
(「저희 저희 회사」, 「지원자 지원자님」).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypedDict

from interviews.resumes.sounds import Sound, final_sound


class Variant(TypedDict):
    """One wording of a question and the values it cannot do without."""

    needs: list[str]
    ko: str
    en: str


class MissingValue(ValueError):
    """The template has a hole that the values cannot fill."""


class BadTemplate(ValueError):
    """The template itself is wrong: unknown particle, stray brace, other language."""


# after a consonant, after a vowel, after ㄹ, when nobody can tell
_PARTICLES: dict[str, tuple[str, str, str, str]] = {
    "을/를": ("을", "를", "을", "을(를)"),
    "은/는": ("은", "는", "은", "은(는)"),
    "이/가": ("이", "가", "이", "이(가)"),
    "과/와": ("과", "와", "과", "과(와)"),
    "으로/로": ("으로", "로", "로", "(으)로"),
    "이라는/라는": ("이라는", "라는", "이라는", "(이)라는"),
    "이라고/라고": ("이라고", "라고", "이라고", "(이)라고"),
}
_COLUMN: dict[Sound, int] = {"consonant": 0, "vowel": 1, "rieul": 2, "unknown": 3}
_ARTICLE = "a/an"
_QUOTED = frozenset(
    {"cover_sentence", "quote"}
)  # stay exactly as the person wrote them
_TOKEN = re.compile(r"\{([^{}]*)\}")
# Letters and marks for which fonts show nothing, and categories that have no shape.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOSA = "은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|님|이라는|라는"
_TAIL = re.compile(rf"(?:{_JOSA})?[^\w\s]*")
_SAID_TWICE = re.compile(r"([.!?…][”’\"'])\.(?=\s|$)")
_ARTICLE_BEFORE = re.compile(r"(?:an?|the|my|our)\s", re.IGNORECASE)
# By sound, not spelling: an hour, a university; letters by name: an HR manager.
_AN_WORD = re.compile(
    r"(?:[ai]|e(?!u)|o(?!ne)|u(?!ni|se|ti)|hour|hono|heir)", re.IGNORECASE
)
_ACRONYM = re.compile(r"([A-Z])[A-Z0-9]*\b")


def render(template: str, values: Mapping[str, str], language: str) -> str:
    """Return the template with every hole filled, or raise.

    `MissingValue`: a value is absent or blank. `BadTemplate`: nothing could fill it.
    """
    if language not in {"ko", "en"}:
        raise BadTemplate(f"No wording in {language!r}.")
    pieces = _TOKEN.split(template)
    if any(mark in literal for literal in pieces[::2] for mark in "{}"):
        raise BadTemplate("A brace in the template has no partner.")
    text = pieces[0]
    for token, literal in zip(pieces[1::2], pieces[2::2], strict=True):
        text = _fill(text, token, literal, values, language)
    return _SAID_TWICE.sub(r"\1", _articles(text)).strip()


def choose(
    variants: Sequence[Variant], values: Mapping[str, str], language: str
) -> str | None:
    """Render the first variant whose needs are all met; None if none fits."""
    for variant in variants:
        if all(_usable(need, values) for need in variant["needs"]):
            template = variant["ko"] if language == "ko" else variant["en"]
            return render(template, values, language)
    return None


def is_seen(value: str) -> bool:
    """Whether there is anything for a reader: fillers and direction marks are none."""
    shown = "".join(_BLANK.sub("", value).split())
    return any(unicodedata.category(sign) not in _UNSEEN for sign in shown)


def _usable(name: str, values: Mapping[str, str]) -> bool:
    value = values.get(name, "").replace("\0", "").strip()
    if name == "name":
        value = value.removesuffix("님")
    return is_seen(value) and not (name in _QUOTED and re.search("[{}]", value))


def _fill(
    text: str, token: str, literal: str, values: Mapping[str, str], language: str
) -> str:
    """Append one token and the literal text after it, without a doubled word."""
    if token in _PARTICLES and language == "ko":
        return text + _PARTICLES[token][_COLUMN[final_sound(text)]] + literal
    if token == _ARTICLE and language == "en":
        return text + "\0" + literal  # chosen when the word after it is known
    if not token.isidentifier():
        raise BadTemplate(f"{{{token}}} is neither a value nor a particle here.")
    value = _value(token, values)
    return _seam(_without_echo(text, value) + value, value, literal)


def _value(name: str, values: Mapping[str, str]) -> str:
    if not _usable(name, values):
        raise MissingValue(f"No usable value for {{{name}}}.")
    value = values[name].replace("\0", "").strip()
    if name in _QUOTED:
        return value
    # A brace would look like a hole that was left open.
    return " ".join(value.replace("{", "(").replace("}", ")").split())


def _without_echo(text: str, value: str) -> str:
    """Drop the last word of `text` where the value begins with that word."""
    before = re.search(r"(\S+)\s+$", text)
    first = value.split(maxsplit=1)[0]
    if before and _same(before[1], first):
        return text[: before.start()]
    return text


def _seam(text: str, value: str, literal: str) -> str:
    """Join, dropping the literal's first word where the value ends with it."""
    after = re.match(r"\s+(\S+)", literal)
    if after is None:
        return text + literal
    last = value.rsplit(maxsplit=1)[-1]
    if after[1].startswith("님") and last.endswith("님"):
        return text[:-1].rstrip() + literal
    if after[1].startswith(last) and _TAIL.fullmatch(after[1][len(last) :]):
        return text + literal[after.start(1) + len(last) :]
    return text + literal


def _same(left: str, right: str) -> bool:
    return left.removesuffix("님").casefold() == right.removesuffix("님").casefold()


def _articles(text: str) -> str:
    """Put "a" or "an" where the template asked for one, none before an article."""

    def article(match: re.Match[str]) -> str:
        following = text[match.end() :]
        if _ARTICLE_BEFORE.match(following):
            return ""
        if acronym := _ACRONYM.match(following):
            return "an " if acronym[1] in "AEFHILMNORSX" else "a "
        return "an " if _AN_WORD.match(following) else "a "

    return re.sub("\0 ", article, text)
