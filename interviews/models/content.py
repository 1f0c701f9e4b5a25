"""What interviews are made of: competencies, rubrics, the bank, scenarios."""

from __future__ import annotations

from typing import Any, ClassVar, Final, override

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from interviews.models._base import Immutable, ImmutableQuerySet, PublicId
from interviews.querysets import QuestionQuerySet, ScenarioQuerySet

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


class Question(PublicId):
    """A question of the bank. What was asked is a Turn, frozen."""

    class Kind(models.TextChoices):
        """What the question asks for."""

        BEHAVIOURAL = "behavioural", _("경험")
        SITUATIONAL = "situational", _("상황")
        KNOWLEDGE = "knowledge", _("지식")
        REFLECTION = "reflection", _("돌아보기")

    key = models.CharField(max_length=120, unique=True)
    text_ko = models.TextField(_("질문"))
    text_en = models.TextField(_("질문 (영어)"), blank=True)
    competency = models.ForeignKey(
        # A competency that questions ask about stays.
        Competency,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("역량"),
    )
    kind = models.CharField(_("종류"), max_length=12, choices=Kind)
    difficulty = models.PositiveSmallIntegerField(
        _("난이도"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )
    job_family = models.CharField(_("직군"), max_length=40, default="common")
    industry = models.CharField(_("업종"), max_length=80, blank=True)
    company = models.ForeignKey(
        # A company's own questions go with it; null means shared by all.
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("회사"),
    )
    tags = models.JSONField(_("꼬리표"), default=list, blank=True)
    good_evidence_ko = models.TextField(_("좋은 근거"), blank=True)
    good_evidence_en = models.TextField(_("좋은 근거 (영어)"), blank=True)
    probes = models.JSONField(_("이어 물을 것"), default=dict, blank=True)
    is_active = models.BooleanField(_("사용 중"), default=True)
    used_count = models.PositiveIntegerField(_("쓴 횟수"), default=0, editable=False)
    mean_level = models.DecimalField(
        _("평균 수준"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("질문")
        verbose_name_plural = _("질문 은행")
        constraints = [
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=3),
                name="question_difficulty_1_to_3",
            ),
        ]
        indexes = [
            models.Index(
                fields=["competency", "job_family", "is_active"],
                name="question_for_stage",
            )
        ]

    class Personal:
        """Nobody's data."""

        fields: ClassVar[set[str]] = set()
        other = {
            "id",
            "public_id",
            "key",
            "text_ko",
            "text_en",
            "competency",
            "kind",
            "difficulty",
            "job_family",
            "industry",
            "company",
            "tags",
            "good_evidence_ko",
            "good_evidence_en",
            "probes",
            "is_active",
            "used_count",
            "mean_level",
            "created_at",
        }

    @override
    def __str__(self) -> str:
        return self.key

    def text_in(self, language: str) -> str:
        """The text in this language, empty when it is missing there."""
        return self.text_en if language == "en" else self.text_ko

    def count_use(self) -> None:
        """One more interview asked it."""
        Question.objects.filter(pk=self.pk).update(used_count=F("used_count") + 1)


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
