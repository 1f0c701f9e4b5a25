"""Scenarios: the stages of an interview in order, as data that an operator edits."""

from __future__ import annotations

import json
from typing import Any, ClassVar, override

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from accounts.admin.columns import NOTHING, column, page_language, words
from accounts.admin.scoped import ScopedAdmin, ScopedStackedInline
from accounts.admin.site import site
from accounts.models import User
from accounts.permissions import Permission
from interviews.actions import stages
from interviews.admin.words import SOURCE
from interviews.models import Competency, Criterion, Scenario, Stage

# Above every order that a form can hold: rows make room there while they swap places.
ASIDE = 10_000


class ReadableJSON(forms.JSONField):
    """JSON that people read: Korean as Korean, indented."""

    widget = forms.Textarea(attrs={"rows": 12, "class": "json", "spellcheck": "false"})

    @override
    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False, indent=2)


def axis_names() -> list[tuple[str, str]]:
    """Key and name of every competency, in the page's language."""
    rows = Competency.objects.order_by("order", "pk")
    return [(row.key, row.name_in(page_language())) for row in rows]


class StageForm(forms.ModelForm[Stage]):
    """One stage. Its place and key are compared with the other forms of the page."""

    axis = forms.ChoiceField(label=gettext_lazy("역량"), required=False)
    criteria = ReadableJSON(label=gettext_lazy("평가 기준"), required=False)
    texts = ReadableJSON(label=gettext_lazy("문장"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "axis" in self.fields:
            axis: Any = self.fields["axis"]
            axis.choices = [("", "–"), *axis_names()]
        if "kind" in self.fields:
            kind: Any = self.fields["kind"]
            kind.choices = [(key, SOURCE[key]) for key in Stage.Kind.values]
        if "key" in self.fields and self.instance.pk:
            # Interviews and prompts know stages by their keys.
            self.fields["key"].disabled = True
        if "criteria" in self.fields:
            self.fields["criteria"].widget.attrs["rows"] = 4

    def clean_criteria(self) -> Any:
        """An empty field is an empty list."""
        return self.cleaned_data["criteria"] or []

    @override
    def validate_unique(self) -> None:
        """The formset compares all stages at once, so that two can swap places."""

    @override
    def validate_constraints(self) -> None:
        """As above."""


class StageFormSet(BaseInlineFormSet[Stage, Scenario, forms.ModelForm[Stage]]):
    """All stages of one scenario."""

    @override
    def clean(self) -> None:
        """Orders and keys once, in our words; every stage can be asked."""
        if any(self.errors):
            return
        kept = [
            form
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        self._check_once(kept, "order")
        self._check_once(kept, "key")
        axes = stages.axes_of_criteria()
        earlier: set[str] = set()
        for form in sorted(kept, key=lambda form: form.instance.order):
            for problem in stages.problems_of(
                form.instance, earlier=earlier, axes=axes
            ):
                form.add_error(problem.field, problem.message)
            earlier.add(form.instance.key)
        if any(form.errors for form in kept):
            raise ValidationError(_("아래 단계를 고쳐 주세요."))

    def _check_once(self, forms_kept: list[forms.ModelForm[Stage]], name: str) -> None:
        values = [getattr(form.instance, name) for form in forms_kept]
        for form in forms_kept:
            value = getattr(form.instance, name)
            if name == "order" and value >= ASIDE:
                form.add_error(name, _("9999까지 쓸 수 있습니다."))
            elif values.count(value) > 1:
                form.add_error(name, _("다른 단계와 같습니다."))

    @override
    def save(self, commit: bool = True) -> list[Stage]:
        """Put all rows aside first: places are unique at every moment."""
        if commit:
            rows = Stage.objects.filter(scenario=self.instance)
            rows.update(order=F("order") + ASIDE)
        saved = super().save(commit)
        if commit:
            for form in self.initial_forms:
                if form not in self.deleted_forms:
                    form.instance.save(update_fields=["order"])
        return saved


def stage_texts(texts: Any, language: str) -> list[str]:
    """The wordings of a stage: those it begins with, then those it falls back on.

    What was typed and is refused may have any shape.
    """
    if not isinstance(texts, dict):
        return []
    variants = texts.get("variants")
    begins = variants if isinstance(variants, list) else []
    falls_back = [texts.get(name) for name in ("reask", "fallback_followup")]
    rows = [row for row in (*begins, *falls_back) if isinstance(row, dict)]
    return [str(row[language]) for row in rows if row.get(language)]


class StageInline(ScopedStackedInline[Stage, Scenario]):
    """The stages, one below the other."""

    model = Stage
    verbose_name_plural = pgettext_lazy("여럿", "단계")
    form = StageForm
    formset = StageFormSet
    to_add = Permission.OPERATE
    to_change = Permission.OPERATE
    to_delete = Permission.OPERATE
    ordering = ("order", "pk")
    labels: ClassVar = {"key": gettext_lazy("키")}
    readonly_fields = ("show_kind", "show_axis", "show_criteria", "show_texts")

    show_kind = words("kind", gettext_lazy("종류"), SOURCE)

    @cached_property
    def _axes(self) -> dict[str, str]:
        return dict(axis_names())

    @cached_property
    def _criteria(self) -> dict[str, str]:
        """Names by key, of the newest rubric that has it."""
        rows = Criterion.objects.order_by("rubric__version", "pk")
        return {row.key: row.name_in(page_language()) for row in rows}

    @admin.display(description=gettext_lazy("역량"))
    def show_axis(self, stage: Stage) -> str:
        """Its name; the stage keeps the key."""
        return self._axes.get(stage.axis, stage.axis) or NOTHING

    @admin.display(description=pgettext_lazy("여럿", "평가 기준"))
    def show_criteria(self, stage: Stage) -> str:
        """Their names; the stage keeps the keys."""
        keys = stage.criteria if isinstance(stage.criteria, list) else []
        names = (self._criteria.get(str(key), str(key)) for key in keys)
        return ", ".join(names) or NOTHING

    @admin.display(description=gettext_lazy("묻는 말"))
    def show_texts(self, stage: Stage) -> str:
        """What can be asked, in the page's language; braces are filled in later."""
        texts = stage_texts(stage.texts, page_language())
        listed = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
        return format_html('<ul class="lines">{}</ul>', listed) if listed else NOTHING

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Sentences for all; keys and JSON for those who change them."""
        edits = self.has_change_permission(request, obj)
        kind, axis = ("kind", "axis") if edits else ("show_kind", "show_axis")
        shown = (
            ("order", "key", kind),
            ("name_ko", "name_en"),
            (axis, "parent_key", "use_bank"),
            ("prep_s", "answer_s"),
            "show_criteria",
            "show_texts",
        )
        first = (None, {"fields": shown})
        if not edits:
            return (first,)
        raw = {"fields": ("criteria", "texts"), "classes": ("collapse",)}
        return (first, (gettext_lazy("기준과 문장 고치기 (JSON)"), raw))


@admin.register(Scenario, site=site)
class ScenarioAdmin(ScopedAdmin[Scenario]):
    """Interviews that have begun keep their own frozen copy."""

    row_name = pgettext_lazy("하나", "진행 방식")
    list_name = pgettext_lazy("여럿", "진행 방식")
    to_add = Permission.OPERATE
    to_change = Permission.OPERATE
    ordering = ("pk",)
    list_display = ("name_ko", "name_en", "minutes", "is_active")
    list_filter = ("is_active",)
    search_fields = ("key", "name_ko", "name_en")
    inlines = (StageInline,)
    labels: ClassVar = {"key": gettext_lazy("키")}

    show_key = column("key", gettext_lazy("키"))

    @override
    def visible(self, user: User) -> QuerySet[Scenario]:
        rows: QuerySet[Scenario] = Scenario.objects.all()
        return rows

    @override
    def get_fields(self, request: HttpRequest, obj: Scenario | None = None) -> Any:
        """The key is chosen once."""
        texts = (("name_ko", "name_en"), "description_ko", "description_en")
        return ("key" if obj is None else "show_key", *texts, ("minutes", "is_active"))

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: Scenario | None = None
    ) -> Any:
        return () if obj is None else ("show_key",)
