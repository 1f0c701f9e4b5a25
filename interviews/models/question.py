"""Question: the bank. What was asked is a Turn, frozen."""

from __future__ import annotations

from typing import ClassVar, override

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from interviews.models._base import PublicId
from interviews.models.rubric import Competency
from interviews.querysets import QuestionQuerySet


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

    @staticmethod
    def count_use(pk: int) -> None:
        """One more interview asked this question."""
        Question.objects.filter(pk=pk).update(used_count=F("used_count") + 1)
