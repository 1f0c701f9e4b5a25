"""Competency, Rubric, Criterion: what is rated, and the frozen snapshot of it."""

from __future__ import annotations

from typing import ClassVar, Final, override

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models._base import Immutable, ImmutableQuerySet, PublicId

AXES: Final = (
    "technical",
    "experience",
    "problem_solving",
    "communication",
    "responsibility",
    "growth",
)


class Competency(models.Model):
    """One of the things that interviews look at; its key is the axis in reports."""

    key = models.SlugField(max_length=40, unique=True)
    name_ko = models.CharField(_("이름"), max_length=60)
    name_en = models.CharField(_("이름 (영어)"), max_length=60)
    definition_ko = models.TextField(_("정의"))
    definition_en = models.TextField(_("정의 (영어)"))
    order = models.PositiveSmallIntegerField(_("순서"), default=0)

    class Meta:
        verbose_name = _("역량")
        verbose_name_plural = _("역량")

    class Personal:
        """Nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "key",
            "name_ko",
            "name_en",
            "definition_ko",
            "definition_en",
            "order",
        }

    @override
    def __str__(self) -> str:
        return self.key

    def name_in(self, language: str) -> str:
        """The name in this language."""
        return self.name_en if language == "en" else self.name_ko


class Rubric(PublicId, Immutable):
    """An immutable snapshot of criteria; an edit makes a new version."""

    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    name_ko = models.CharField(_("이름"), max_length=80)
    name_en = models.CharField(_("이름 (영어)"), max_length=80)
    weights = models.JSONField(_("축별 가중치"), default=dict)
    weights_reason = models.TextField(_("가중치를 둔 까닭"), blank=True)
    content_hash = models.CharField(max_length=64, editable=False)
    structure_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Rubric]] = models.Manager.from_queryset(
        ImmutableQuerySet["Rubric"]
    )()

    class Meta:
        verbose_name = _("평가 기준표")
        verbose_name_plural = _("평가 기준표")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version"], name="rubric_version_once"
            )
        ]

    class Personal:
        """Nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "public_id",
            "key",
            "version",
            "name_ko",
            "name_en",
            "weights",
            "weights_reason",
            "content_hash",
            "structure_hash",
            "created_at",
        }

    @override
    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Criterion(Immutable):
    """One criterion of a rubric with five BARS anchors in both languages.

    anchors: {"ko": {"1": …, "5": …}, "en": {…}};
    indicators: {"ko": {"positive": […], "negative": […]}, "en": {…}}.
    """

    rubric = models.ForeignKey(
        # A criterion is a part of its snapshot.
        Rubric,
        on_delete=models.CASCADE,
        related_name="criteria",
    )
    key = models.SlugField(max_length=40)
    axis = models.CharField(max_length=40)
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    definition_ko = models.TextField()
    definition_en = models.TextField()
    anchors = models.JSONField()
    indicators = models.JSONField()
    order = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[Criterion]] = models.Manager.from_queryset(
        ImmutableQuerySet["Criterion"]
    )()

    class Meta:
        verbose_name = _("평가 기준")
        verbose_name_plural = _("평가 기준")
        constraints = [
            models.UniqueConstraint(fields=["rubric", "key"], name="criterion_once"),
            models.CheckConstraint(
                condition=Q(axis__in=AXES), name="criterion_axis_known"
            ),
        ]

    class Personal:
        """Nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "rubric",
            "key",
            "axis",
            "name_ko",
            "name_en",
            "definition_ko",
            "definition_en",
            "anchors",
            "indicators",
            "order",
        }

    @override
    def __str__(self) -> str:
        return f"{self.rubric_id}:{self.key}"

    def name_in(self, language: str) -> str:
        """The name in this language."""
        return self.name_en if language == "en" else self.name_ko

    def definition_in(self, language: str) -> str:
        """The definition in this language."""
        return self.definition_en if language == "en" else self.definition_ko
