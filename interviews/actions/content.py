"""Load what ships with Daehwa: rubric, question bank, scenarios, companies, consents.

Loading again adds what is new and never overwrites what people edited.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from accounts.models import Company, ConsentDocument
from interviews.models import (
    Competency,
    Criterion,
    Question,
    Rubric,
    Scenario,
    Stage,
)
from interviews.scoring.rubric import content_hash, structure_hash

FOLDER: Final = Path(__file__).resolve().parent.parent / "content"
LANGUAGES: Final = ("ko", "en")


@transaction.atomic
def load_content() -> None:
    """Everything that an installation needs before the first interview."""
    rubric = _read("rubric.json")
    _load_competencies(rubric["axes"])
    _load_rubric(rubric)
    _load_questions()
    for scenario in _read("scenarios.json"):
        _load_scenario(scenario)
    _load_consents()


@transaction.atomic
def load_companies() -> None:
    """The invented companies of the demonstration."""
    for row in _read("companies.json"):
        if Company.objects.filter(slug=row["slug"]).exists():
            continue
        Company.objects.create(
            slug=row["slug"],
            name=row["name"],
            name_en=row["name_en"],
            aliases=row["aliases"],
            industry=row["industry"],
            ideal_ko=row["ideal"]["ko"],
            ideal_en=row["ideal"]["en"],
            description_ko=row["description"]["ko"],
            description_en=row["description"]["en"],
            accent=row["accent"],
        )


def current_rubric(key: str = "default") -> Rubric:
    """The newest version; interviews are pinned to it when they are created."""
    return Rubric.objects.filter(key=key).order_by("-version")[0]


def job_families() -> list[str]:
    """Keys of the families that the bank has a file for."""
    return sorted(path.stem for path in (FOLDER / "questions").glob("*.json"))


@cache
def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _load_competencies(axes: list[dict[str, Any]]) -> None:
    for order, axis in enumerate(axes, start=1):
        Competency.objects.get_or_create(
            key=axis["key"],
            defaults={
                "name_ko": axis["name"]["ko"],
                "name_en": axis["name"]["en"],
                "definition_ko": axis["definition"]["ko"],
                "definition_en": axis["definition"]["en"],
                "order": order,
            },
        )


def _load_rubric(data: dict[str, Any]) -> None:
    """A changed file makes a new version; old interviews keep theirs."""
    newest = Rubric.objects.filter(key=data["key"]).order_by("-version").first()
    if newest is not None and newest.content_hash == content_hash(data):
        return
    rubric = Rubric.objects.create(
        key=data["key"],
        version=newest.version + 1 if newest else 1,
        name_ko=data["name"]["ko"],
        name_en=data["name"]["en"],
        weights={axis["key"]: axis["weight"] for axis in data["axes"]},
        content_hash=content_hash(data),
        structure_hash=structure_hash(data),
    )
    for order, row in enumerate(data["criteria"]):
        Criterion.objects.create(
            rubric=rubric,
            key=row["key"],
            axis=row["axis"],
            name_ko=row["name"]["ko"],
            name_en=row["name"]["en"],
            definition_ko=row["definition"]["ko"],
            definition_en=row["definition"]["en"],
            anchors=row["anchors"],
            indicators=row["indicators"],
            order=order,
        )


def _load_questions() -> None:
    competencies = {row.key: row for row in Competency.objects.all()}
    known = set(Question.objects.values_list("key", flat=True))
    fresh = []
    for path in sorted((FOLDER / "questions").glob("*.json")):
        data = _read(f"questions/{path.name}")
        fresh += [
            _question(row, data["job_family"], competencies[row["axis"]])
            for row in data["questions"]
            if row["key"] not in known
        ]
    Question.objects.bulk_create(fresh)


def _question(row: dict[str, Any], family: str, competency: Competency) -> Question:
    return Question(
        key=row["key"],
        text_ko=row["text"]["ko"],
        text_en=row["text"]["en"],
        competency=competency,
        kind=row["kind"],
        difficulty=row["difficulty"],
        job_family=family,
        tags=row["tags"],
        good_evidence_ko=row["good_evidence"]["ko"],
        good_evidence_en=row["good_evidence"]["en"],
        probes=row["probes"],
    )


def _load_scenario(data: dict[str, Any]) -> None:
    scenario, is_new = Scenario.objects.get_or_create(
        key=data["key"],
        defaults={
            "name_ko": data["name"]["ko"],
            "name_en": data["name"]["en"],
            "description_ko": data["description"]["ko"],
            "description_en": data["description"]["en"],
            "minutes": data["minutes"],
        },
    )
    if is_new:
        Stage.objects.bulk_create(_stage(scenario, row) for row in data["stages"])


def _stage(scenario: Scenario, row: dict[str, Any]) -> Stage:
    texts = ("variants", "reask", "intent", "fallback_followup", "quoted_followup")
    return Stage(
        scenario=scenario,
        order=row["order"],
        key=row["key"],
        name_ko=row["name"]["ko"],
        name_en=row["name"]["en"],
        kind=row["kind"],
        axis=row["axis"] or "",
        criteria=row["criteria"],
        parent_key=row["parent"] or "",
        texts={name: row[name] for name in texts if row.get(name)},
        use_bank=bool(row["bank"]),
        prep_s=row["prep_s"],
        answer_s=row["answer_s"],
    )


def _load_consents() -> None:
    for order, row in enumerate(_read("consents.json")):
        for language in LANGUAGES:
            title, text = row["title"][language], row["text"][language]
            ConsentDocument.objects.get_or_create(
                purpose=row["purpose"],
                language=language,
                version=row["version"],
                defaults={
                    "title": title,
                    "text": text,
                    "sha256": ConsentDocument.hash_of(title, text),
                    "is_required": row["required"],
                    "order": order,
                },
            )
