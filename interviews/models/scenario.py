"""Scenario and Stage: the order of an interview, as data."""

from __future__ import annotations

from typing import Any, ClassVar, override

from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.querysets import ScenarioQuerySet


class Scenario(models.Model):
    """An order of stages; data, not code."""

    key = models.SlugField(max_length=40, unique=True)
    name_ko = models.CharField(_("이름"), max_length=80)
    name_en = models.CharField(_("이름 (영어)"), max_length=80)
    description_ko = models.TextField(_("설명"), blank=True)
    description_en = models.TextField(_("설명 (영어)"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("예상 시간(분)"), default=40)
    is_active = models.BooleanField(_("사용 중"), default=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("진행 방식")
        verbose_name_plural = _("진행 방식")

    class Personal:
        """Nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "key",
            "name_ko",
            "name_en",
            "description_ko",
            "description_en",
            "minutes",
            "is_active",
        }

    @override
    def __str__(self) -> str:
        return self.key

    def name_in(self, language: str) -> str:
        """The name in this language."""
        return self.name_en if language == "en" else self.name_ko


class Stage(models.Model):
    """One step of a scenario.

    texts: {"variants": [{"needs": […], "ko": …, "en": …}], "reask": {"ko", "en"},
    "fallback_followup": {…}, "intent": {…}}; criteria: keys of the rubric's criteria.
    """

    class Kind(models.TextChoices):
        """Where the question comes from."""

        TEMPLATE = "template", _("틀")
        GENERATED = "generated", _("AI가 쓴 질문")
        FOLLOWUP = "followup", _("추가 질문")

    scenario = models.ForeignKey(
        # A stage is a part of its scenario; interviews keep a frozen copy.
        Scenario,
        on_delete=models.CASCADE,
        related_name="stages",
    )
    order = models.PositiveSmallIntegerField(_("순서"))
    key = models.SlugField(_("열쇠"), max_length=40)
    name_ko = models.CharField(_("이름"), max_length=60)
    name_en = models.CharField(_("이름 (영어)"), max_length=60)
    kind = models.CharField(_("종류"), max_length=10, choices=Kind)
    axis = models.CharField(_("역량"), max_length=40, blank=True)
    criteria = models.JSONField(_("평가 기준"), default=list, blank=True)
    parent_key = models.SlugField(_("앞 단계"), max_length=40, blank=True)
    texts = models.JSONField(_("문장"), default=dict)
    use_bank = models.BooleanField(_("질문 은행을 씀"), default=False)
    prep_s = models.PositiveSmallIntegerField(_("준비 시간(초)"), default=60)
    answer_s = models.PositiveSmallIntegerField(_("답변 시간(초)"), default=120)

    class Meta:
        verbose_name = _("단계")
        verbose_name_plural = _("단계")
        constraints = [
            models.UniqueConstraint(fields=["scenario", "order"], name="stage_order"),
            models.UniqueConstraint(fields=["scenario", "key"], name="stage_key_once"),
        ]

    class Personal:
        """Nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "scenario",
            "order",
            "key",
            "name_ko",
            "name_en",
            "kind",
            "axis",
            "criteria",
            "parent_key",
            "texts",
            "use_bank",
            "prep_s",
            "answer_s",
        }

    @override
    def __str__(self) -> str:
        return f"{self.scenario_id}:{self.order} {self.key}"

    def frozen(self) -> dict[str, Any]:
        """The copy that an interview keeps."""
        return {
            name: getattr(self, name)
            for name in (
                "order",
                "key",
                "name_ko",
                "name_en",
                "kind",
                "axis",
                "criteria",
                "parent_key",
                "texts",
                "use_bank",
                "prep_s",
                "answer_s",
            )
        }
