"""Which job family a position, a past role or a major belongs to, by keywords.

The words are data (`content/job_families.json`), written by hand in Korean and English.
A text may name two families at once (「전산직 공무원」, "supply chain"): the first one
returned is the main one.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_CONTENT = Path(__file__).resolve().parent.parent / "content"
_WEIGHTS = {"strong": 3, "also": 2, "weak": 1}
_HEAD_BONUS = 1  # the head noun comes last: 「데이터 기반 마케터」 is a marketer
_LONGEST = 300  # nobody's title is longer; keeps hostile input cheap
# Words inside which a keyword means something else.
_NOT_BEFORE = {"학원": "대", "사학": "의"}
_NOT_AFTER = {"인사": "이트", "의사": "결정|소통", "경영": "진"}

type Scores = dict[str, int]


@dataclass(frozen=True)
class Lexicon:
    """Keywords with the keys they speak for, and one pattern that finds them."""

    scores: dict[str, Scores]
    pattern: re.Pattern[str]

    def found(self, text: str) -> list[Scores]:
        """Return what each keyword in the text says, in the order of the text."""
        matches = self.pattern.finditer(_plain(text))
        return [self.scores[_bare(match[0])] for match in matches]


@cache
def families() -> Lexicon:
    """Job families, and the other fields of work that jobs are compared with."""
    data = _data()
    scores: dict[str, Scores] = {}
    for entry in (*data["families"], *data["fields"]):
        for kind, weight in _WEIGHTS.items():
            for word in entry.get(kind, ()):
                scores.setdefault(_bare(_plain(word)), {})[entry["key"]] = weight
    return _lexicon(scores, _words(data["families"]) | _words(data["fields"]))


@cache
def majors() -> Lexicon:
    """Majors, and the families each of them leads to."""
    scores: dict[str, Scores] = {}
    words: set[str] = set()
    for entry in _data()["majors"]:
        words.update(entry["keywords"])
        for word in entry["keywords"]:
            fits = scores.setdefault(_bare(_plain(word)), {})
            fits.update(dict.fromkeys(entry["fits"], 1))
    return _lexicon(scores, words)


@cache
def casual_work() -> re.Pattern[str]:
    """Words that mark a part-time job, an internship or a placement."""
    return _pattern(_data()["casual"])


@cache
def no_work() -> re.Pattern[str]:
    """Words that mark something other than a job (military service)."""
    return _pattern(_data()["not_roles"])


@cache
def neighbours() -> frozenset[frozenset[str]]:
    """Pairs of families between which a move is no change of career."""
    return frozenset(frozenset(pair) for pair in _data()["neighbours"])


def job_family_of(text: str) -> str | None:
    """Return the job family of a position, role or major, or None if none fits."""
    keys = fields_of(text) or tuple(*majors().found(text)[:1])
    known = {entry["key"] for entry in _data()["families"]}
    return keys[0] if keys and keys[0] in known else None


def fields_of(text: str) -> tuple[str, ...]:
    """Return the family or other field of a title, then what shares its keyword."""
    found = families().found(text)
    if not found:
        return ()
    total: Counter[str] = Counter()
    for scores in found:
        total.update(scores)
    for key in found[-1]:
        total[key] += _HEAD_BONUS
    main = _leader(total, found[-1])
    if main is None:
        return ()
    shared = {key for scores in found if main in scores for key in scores}
    real = {key for scores in found for key, weight in scores.items() if weight > 1}
    return (main, *sorted(shared & real - {main}))


def majors_lead_to(text: str) -> frozenset[str]:
    """Return every family that a major (or several) leads to; empty if unknown."""
    found = majors().found(text)
    return frozenset(key for fits in found for key in fits)


def _leader(total: Counter[str], last: Scores) -> str | None:
    best = max(total.values())
    leaders = [key for key, score in total.items() if score == best]
    if len(leaders) == 1:
        return leaders[0]
    if best <= _WEIGHTS["weak"] + _HEAD_BONUS:
        return None  # "engineer" alone says nothing
    return next((key for key in leaders if key in last), leaders[0])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()[:_LONGEST]


def _bare(word: str) -> str:
    """Drop what spelling varies in: spaces, hyphens and the English plural."""
    bare = re.sub(r"[\s\-·]", "", word)
    return bare[:-1] if re.fullmatch(r"[a-z&/]{4,}s", bare) else bare


def _words(entries: Iterable[dict[str, Any]]) -> set[str]:
    return {
        word for entry in entries for kind in _WEIGHTS for word in entry.get(kind, ())
    }


def _lexicon(scores: dict[str, Scores], words: set[str]) -> Lexicon:
    return Lexicon(scores=scores, pattern=_pattern(words))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Match the longest keyword first, Latin ones only as whole words."""
    ordered = sorted({_plain(word) for word in words}, key=len, reverse=True)
    return re.compile("|".join(map(_one, ordered)))


def _one(word: str) -> str:
    if word[0].isascii() and word[-1].isascii():
        core = r"[\s\-]*".join(re.escape(part) for part in re.split(r"[\s\-]+", word))
        return rf"(?<![a-z]){core}s?(?![a-z])"
    core = r"\s*".join(re.escape(letter) for letter in word if not letter.isspace())
    before = rf"(?<!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else ""
    after = rf"(?!{_NOT_AFTER[word]})" if word in _NOT_AFTER else ""
    return before + core + after


@cache
def _data() -> dict[str, Any]:
    text = (_CONTENT / "job_families.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
