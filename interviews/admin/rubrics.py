"""Competencies, and the rubrics that scores point to: snapshots, never edited."""

from __future__ import annotations

from typing import Any, ClassVar, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.admin.columns import as_json, column, text
from accounts.admin.scoped import ScopedAdmin, ScopedStackedInline
from accounts.admin.site import site
from accounts.models import User
from accounts.permissions import Permission
from interviews.models import Competency, Criterion, Rubric


@admin.register(Competency, site=site)
class CompetencyAdmin(ScopedAdmin[Competency]):
    """The six axes. Words can be changed, the set of axes cannot."""

    row_name = pgettext_lazy("하나", "역량")
    list_name = pgettext_lazy("여럿", "역량")
    to_change = Permission.OPERATE
    ordering = ("order", "pk")
    list_display = ("name_ko", "name_en", "show_key", "order")
    search_fields = ("key", "name_ko", "name_en", "definition_ko", "definition_en")
    fields: ClassVar = (
        "show_key",
        "name_ko",
        "name_en",
        "definition_ko",
        "definition_en",
        "order",
    )
    readonly_fields = ("show_key",)

    show_key = column("key", _("키"), order="key")

    @override
    def visible(self, user: User) -> QuerySet[Competency]:
        return Competency.objects.all()


class CriterionInline(ScopedStackedInline[Criterion, Rubric]):
    """The criteria of a rubric with their anchors."""

    model = Criterion
    verbose_name_plural = pgettext_lazy("여럿", "평가 기준")
    ordering = ("order", "pk")
    fields: ClassVar = (
        ("show_key", "show_axis"),
        "show_name",
        "show_name_en",
        "show_definition",
        "show_definition_en",
        "show_anchors",
        "show_indicators",
    )
    classes = ("collapse",)

    show_key = column("key", _("키"))
    show_axis = column("axis", _("역량"))
    show_name = column("name_ko", _("이름"))
    show_name_en = column("name_en", _("이름 (영어)"))
    show_definition = text("definition_ko", _("정의"))
    show_definition_en = text("definition_en", _("정의 (영어)"))
    show_anchors = as_json("anchors", _("수준별 설명"))
    show_indicators = as_json("indicators", _("드러나는 말"))

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ("key", "axis", "name", "name_en", "definition", "definition_en")
        return tuple(f"show_{name}" for name in (*names, "anchors", "indicators"))


@admin.register(Rubric, site=site)
class RubricAdmin(ScopedAdmin[Rubric]):
    """A changed rubric is a new version; what was judged keeps its own."""

    row_name = pgettext_lazy("하나", "평가 기준표")
    list_name = pgettext_lazy("여럿", "평가 기준표")
    ordering = ("key", "-version", "pk")
    list_display = ("show_key", "show_version", "show_name", "show_created")
    search_fields = ("key", "name_ko", "name_en")
    inlines = (CriterionInline,)
    readonly_fields = fields = (
        "show_key",
        "show_version",
        "show_name",
        "show_name_en",
        "show_weights",
        "show_reason",
        "show_hash",
        "show_created",
    )

    show_key = column("key", _("키"), order="key")
    show_version = column("version", _("판"), order="version")
    show_name = column("name_ko", _("이름"))
    show_name_en = column("name_en", _("이름 (영어)"))
    show_weights = as_json("weights", _("축별 가중치"))
    show_reason = text("weights_reason", _("가중치를 둔 까닭"))
    show_hash = column("content_hash", _("내용의 SHA-256"))
    show_created = column("created_at", _("만든 때"), order="created_at")

    @override
    def visible(self, user: User) -> QuerySet[Rubric]:
        return Rubric.objects.all()
