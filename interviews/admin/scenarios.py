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
from django.utils.translation import gettext as _, gettext_lazy as lazy

from accounts.admin.columns import column
from accounts.admin.scoped import ScopedAdmin, ScopedStackedInline
from accounts.admin.site import site
from accounts.models import User
from accounts.permissions import Permission
from interviews.actions import stages
from interviews.models import AXES, Scenario, Stage

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


class StageForm(forms.ModelForm[Stage]):
    """One stage. Its place and key are compared with the other forms of the page."""

    axis = forms.ChoiceField(label=lazy("역량"), required=False)
    criteria = ReadableJSON(label=lazy("평가 기준"), required=False)
    texts = ReadableJSON(label=lazy("문장"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "axis" in self.fields:
            axis: Any = self.fields["axis"]
            axis.choices = [("", "–"), *((key, key) for key in AXES)]
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
                form.add_error(name, _("9999까지 쓸 수 있어요."))
            elif values.count(value) > 1:
                form.add_error(name, _("다른 단계와 같아요."))

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


class StageInline(ScopedStackedInline[Stage, Scenario]):
    """The stages, one below the other."""

    model = Stage
    form = StageForm
    formset = StageFormSet
    to_add = Permission.OPERATE
    to_change = Permission.OPERATE
    to_delete = Permission.OPERATE
    ordering = ("order", "pk")
    classes = ("collapse",)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": (
                    ("order", "key", "kind"),
                    ("name_ko", "name_en"),
                    ("axis", "parent_key", "use_bank"),
                    ("prep_s", "answer_s"),
                    "criteria",
                    "texts",
                )
            },
        ),
    )


@admin.register(Scenario, site=site)
class ScenarioAdmin(ScopedAdmin[Scenario]):
    """Interviews that have begun keep their own frozen copy."""

    to_add = Permission.OPERATE
    to_change = Permission.OPERATE
    ordering = ("pk",)
    list_display = ("name_ko", "name_en", "minutes", "is_active")
    list_filter = ("is_active",)
    search_fields = ("key", "name_ko", "name_en")
    inlines = (StageInline,)
    labels: ClassVar = {"key": lazy("열쇠")}

    show_key = column("key", lazy("열쇠"))

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
