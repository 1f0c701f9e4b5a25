"""The question bank: its job families, its keys and questions that say the same."""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db.models import QuerySet

from accounts.models import Company
from interviews.actions.content import FOLDER, job_families
from interviews.models import Question

# Share of common letter triples from which two questions count as the same:
# 「…을 말씀해 주세요」 and 「…를 말씀해 주시겠어요?」 of one question reach it.
SAME: Final = 0.75
SHARED_PREFIX: Final = "bank"


@dataclass(frozen=True, slots=True)
class Twin:
    """A question that says nearly the same; likeness: 0.75 to 1."""

    key: str
    text: str
    likeness: float


class TwinFinder:
    """Finds near-same questions among those it was given; each language apart."""

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        self._triples: dict[tuple[str, str], frozenset[str]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._holders: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for key, text_ko, text_en in rows:
            self.add(key, text_ko, text_en)

    @classmethod
    def among(cls, rows: QuerySet[Question]) -> TwinFinder:
        """Over these questions; one query."""
        texts = rows.order_by().values_list("key", "text_ko", "text_en")
        return cls(texts.iterator())

    def add(self, key: str, text_ko: str, text_en: str) -> None:
        """Know this question too."""
        for language, text in (("ko", text_ko), ("en", text_en)):
            if triples := _triples(text):
                name = (language, key)
                self._triples[name], self._texts[name] = triples, text
                for triple in triples:
                    self._holders[language, triple].add(name)

    def find(self, key: str, text_ko: str, text_en: str) -> list[Twin]:
        """Other questions that say nearly the same, the nearest first."""
        found: dict[str, Twin] = {}
        for language, text in (("ko", text_ko), ("en", text_en)):
            for twin in self._find(language, text):
                if twin.key != key:
                    best = found.get(twin.key, twin)
                    found[twin.key] = max(best, twin, key=lambda row: row.likeness)
        return sorted(found.values(), key=lambda row: (-row.likeness, row.key))

    def _find(self, language: str, text: str) -> Iterable[Twin]:
        """Rare triples name the candidates: whoever is alike shares one of them."""
        triples = _triples(text)
        if not triples:
            return
        rare_first = sorted(
            triples, key=lambda triple: len(self._holders.get((language, triple), ()))
        )
        needed = len(triples) - math.ceil(SAME * len(triples)) + 1
        names: set[tuple[str, str]] = set()
        for triple in rare_first[:needed]:
            names |= self._holders.get((language, triple), set())
        for name in names:
            other = self._triples[name]
            likeness = len(triples & other) / len(triples | other)
            if likeness >= SAME:
                yield Twin(name[1], self._texts[name], round(likeness, 2))


def _triples(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(letter for letter in plain if letter.isalnum())
    if len(letters) < 3:
        return frozenset({letters} if letters else ())
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


@cache
def family_names(language: str) -> dict[str, str]:
    """Key → name of every job family of the bank, in the order of the keys."""
    names = {}
    for key in job_families():
        path = FOLDER / "questions" / f"{key}.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        names[key] = str(data["name"][language])
    return names


def key_prefix(company: Company | None) -> str:
    """What every key of this company's questions begins with.

    Keys are unique over all companies; by the prefix nobody can find out by trying
    which keys another company uses.
    """
    return f"{company.slug if company else SHARED_PREFIX}."


def new_key(
    company: Company | None, axis: str, place: tuple[str, int] | None = None
) -> str:
    """A key for a new question; the same for the same place.

    place: the name of an upload (32 hexadecimal digits) and a row of it, so that what
    a preview shows is what is saved.
    """
    if place is None:
        number = uuid.uuid4().hex
    else:
        upload, row = place
        number = hashlib.sha256(f"{upload} {row}".encode()).hexdigest()
    return f"{key_prefix(company)}{axis}.{number[:10]}"
