"""Rubrics: criteria with five behavioural anchors, frozen and known by a hash.

`content_hash` changes with any word, `structure_hash` only when what is rated
changes (criteria, axes, weights, scale). A run is pinned to a content hash.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from interviews.scoring.linter import Finding, lint
from interviews.scoring.record import canonical_json

LANGUAGES: Final = ("ko", "en")
LEVELS: Final = ("1", "2", "3", "4", "5")

type Texts = Mapping[str, str]


class RubricRefused(Exception):
    """A rubric or question may not be published.

    problems: what is missing. findings: phrases that may not be asked about.
    """

    def __init__(self, problems: Sequence[str], findings: Sequence[Finding]) -> None:
        """Say everything at once, so that one round of corrections is enough."""
        super().__init__("; ".join([*problems, *(str(f) for f in findings)]))
        self.problems = tuple(problems)
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is rated; texts by language, anchors by language and level 1-5."""

    key: str
    axis: str
    name: Texts
    definition: Texts
    anchors: Mapping[str, Texts]
    positive: Mapping[str, tuple[str, ...]]
    negative: Mapping[str, tuple[str, ...]]
    probes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: int = 1

    def anchor(self, language: str, level: int) -> str:
        """The anchor of a level in a language."""
        return self.anchors[language][str(level)]

    def texts(self, language: str) -> list[str]:
        """All of its texts in a language, as the screen wants them."""
        return [
            self.name[language],
            self.definition[language],
            *self.anchors[language].values(),
            *self.positive[language],
            *self.negative[language],
        ]


@dataclass(frozen=True, slots=True)
class Rubric:
    """An immutable snapshot of criteria."""

    key: str
    version: int
    criteria: tuple[Criterion, ...]
    content_hash: str
    structure_hash: str

    def criterion(self, key: str) -> Criterion:
        """The criterion with this key; KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        raise KeyError(key)


def content_hash(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a rubric; any change of a word changes it."""
    return hashlib.sha256(canonical_json(data)).hexdigest()


def structure_hash(data: Mapping[str, Any]) -> str:
    """SHA-256 of what is rated: criteria in order, axes, weights and scale."""
    axes = [[a["key"], a.get("weight", 1)] for a in data.get("axes", ())]
    criteria = [[c["key"], c["axis"], c.get("weight", 1)] for c in data["criteria"]]
    body = {"axes": axes, "criteria": criteria, "scale": [1, 2, 3, 4, 5]}
    return hashlib.sha256(canonical_json(body)).hexdigest()


def load_rubric(data: Mapping[str, Any], *, version: int = 1) -> Rubric:
    """Make a rubric from its JSON form; raises RubricRefused naming each fault."""
    problems = [problem for item in data["criteria"] for problem in missing_parts(item)]
    findings = [finding for item in data["criteria"] for finding in _lint(item)]
    if problems or findings:
        raise RubricRefused(problems, findings)
    return Rubric(
        key=data["key"],
        version=version,
        criteria=tuple(_criterion(item) for item in data["criteria"]),
        content_hash=content_hash(data),
        structure_hash=structure_hash(data),
    )


def missing_parts(item: Mapping[str, Any]) -> list[str]:
    """What a criterion lacks to be published, in both languages."""
    key = item.get("key", "?")
    faults = [] if item.get("axis") else [f"{key}: axis is missing"]
    for language in LANGUAGES:
        anchors = item.get("anchors", {}).get(language, {})
        faults += [
            f"{key}: anchor {level} ({language}) is missing"
            for level in LEVELS
            if not str(anchors.get(level, "")).strip()
        ]
        indicators = item.get("indicators", {}).get(language, {})
        faults += [
            f"{key}: {kind} indicators ({language}) are missing"
            for kind in ("positive", "negative")
            if not indicators.get(kind)
        ]
    return faults


def check_question(text: Texts) -> None:
    """Raise RubricRefused if a question asks what no interview may ask."""
    findings = [f for language in text for f in lint(text[language], where=language)]
    if findings:
        raise RubricRefused((), findings)


def _lint(item: Mapping[str, Any]) -> Iterator[Finding]:
    for language in LANGUAGES:
        where = f"{item.get('key', '?')} ({language})"
        yield from lint(item["name"][language], where=f"{where} name")
        yield from lint(item["definition"][language], where=f"{where} definition")
        for level, anchor in item["anchors"].get(language, {}).items():
            yield from lint(anchor, where=f"{where} anchor {level}")
        for probe in item.get("probes", {}).get(language, ()):
            yield from lint(probe, where=f"{where} probe")


def _criterion(item: Mapping[str, Any]) -> Criterion:
    indicators = item["indicators"]
    return Criterion(
        key=item["key"],
        axis=item["axis"],
        name=dict(item["name"]),
        definition=dict(item["definition"]),
        anchors={lang: dict(item["anchors"][lang]) for lang in LANGUAGES},
        positive={lang: tuple(indicators[lang]["positive"]) for lang in LANGUAGES},
        negative={lang: tuple(indicators[lang]["negative"]) for lang in LANGUAGES},
        probes={lang: tuple(p) for lang, p in item.get("probes", {}).items()},
        weight=item.get("weight", 1),
    )
