"""The question bank: the shared one and the companies' own."""

from __future__ import annotations

import json
from typing import Any, ClassVar, override

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db.models import ForeignKey, ManyToManyField, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

from accounts.admin.columns import column, page_language
from accounts.admin.fields import LinesField, WordsField
from accounts.admin.filters import scoped, values_of
from accounts.admin.requests import person, roles
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import Company, User
from accounts.permissions import Permission
from interviews.actions import bank
from interviews.admin.question_notes import twin_notes, unfair_notes
from interviews.admin.question_sheets import QuestionSheets
from interviews.models import Competency, Question


def family_name(key: str) -> str:
    """A job family as people call it."""
    return bank.family_names(page_language()).get(key, key)


class QuestionForm(forms.ModelForm[Question]):
    """Lists as words and lines; the company only from those that were offered."""

    job_family = forms.ChoiceField(label=_("직군"))
    tags = WordsField(
        label=_("꼬리표"),
        required=False,
        help_text=_("쉼표로 나누어 적습니다."),
        widget=AdminTextInputWidget,
    )
    probes_ko = LinesField(
        label=_("이어 물을 것"),
        required=False,
        help_text=_("한 줄에 하나씩 적습니다."),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )
    probes_en = LinesField(
        label=_("이어 물을 것 (영어)"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )

    class Meta:
        """Statistics and the key are never typed."""

        model = Question
        fields = (
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
            "is_active",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "job_family" in self.fields:
            names = bank.family_names(page_language())
            families: Any = self.fields["job_family"]
            families.choices = list(names.items())
            families.initial = "common"
        for language in ("ko", "en"):
            if (field := self.fields.get(f"probes_{language}")) is not None:
                field.initial = (self.instance.probes or {}).get(language, [])

    @override
    def save(self, commit: bool = True) -> Question:
        """Both languages of the probes in one value."""
        asked = {name: self.cleaned_data[f"probes_{name}"] for name in ("ko", "en")}
        self.instance.probes = asked
        return super().save(commit)


@admin.register(Question, site=site)
class QuestionAdmin(QuestionSheets, ScopedAdmin[Question]):
    """Recruiters keep their company's questions; the shared bank is the operator's."""

    row_name = pgettext_lazy("하나", "질문")
    list_name = pgettext_lazy("여럿", "질문 은행")
    form = QuestionForm
    to_add = Permission.EDIT_BANK
    to_change = Permission.EDIT_BANK
    to_delete = Permission.MANAGE
    ordering = ("-is_active", "job_family", "competency", "pk")
    list_display = (
        "show_text",
        "show_competency",
        "kind",
        "difficulty",
        "show_family",
        "show_company",
        "is_active",
        "used_count",
        "mean_level",
    )
    list_filter = (
        scoped("competency"),
        values_of("job_family", _("직군"), family_name),
        "difficulty",
        "kind",
        scoped("company"),
        "is_active",
    )
    list_select_related = ("competency", "company")
    search_fields = ("text_ko", "text_en", "key")
    search_help_text = _("질문(한국어, 영어), 꼬리표, 키에서 찾습니다.")
    actions = ("activate", "deactivate")
    readonly_fields = ("show_key", "used_count", "mean_level")
    fieldsets: ClassVar = (
        (None, {"fields": ("text_ko", "text_en", "is_active")}),
        (
            _("언제 묻는가"),
            {
                "fields": (
                    ("competency", "kind", "difficulty"),
                    ("job_family", "industry", "company"),
                    "tags",
                )
            },
        ),
        (
            _("무엇을 들으면 좋은가"),
            {
                "fields": (
                    "good_evidence_ko",
                    "good_evidence_en",
                    "probes_ko",
                    "probes_en",
                )
            },
        ),
        (_("쓰임"), {"fields": ("show_key", "used_count", "mean_level")}),
    )

    show_text = column("text_ko", _("질문"), order="text_ko", chars=70)
    show_key = column("key", _("키"))
    show_company = column("company", _("회사"), order="company__name")

    @admin.display(description=_("역량"), ordering="competency__order")
    def show_competency(self, question: Question) -> str:
        """The competency in the page's language."""
        return question.competency.name_in(page_language())

    @admin.display(description=_("직군"), ordering="job_family")
    def show_family(self, question: Question) -> str:
        """The job family in the page's language."""
        return family_name(question.job_family)

    @override
    def visible(self, user: User) -> QuerySet[Question]:
        rows: QuerySet[Question] = Question.objects.all().visible_to(user)
        return rows

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Tags too: SQLite keeps them as JSON with escapes, PostgreSQL without."""
        rows = queryset.alias(tags_text=Cast("tags", TextField()))
        found, may_repeat = super().get_search_results(request, rows, search_term)
        word = search_term.strip()
        if word and "\x00" not in word:
            escaped = json.dumps(word)[1:-1]
            tagged = Q(tags_text__icontains=word) | Q(tags_text__icontains=escaped)
            found |= rows.filter(tagged)
        return found, may_repeat

    @override
    def choices_for(
        self, db_field: ForeignKey[Any, Any] | ManyToManyField[Any, Any], request: Any
    ) -> QuerySet[Any]:
        """Companies whose bank the person keeps; competencies are everybody's."""
        if db_field.remote_field.model is Competency:
            return Competency.objects.order_by("order", "pk")
        rows = Company.objects.order_by("name", "pk")
        held = roles(request)
        if held.is_operator:
            return rows
        return rows.filter(pk__in=held.companies_where(Permission.EDIT_BANK))

    @override
    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Only the operator writes questions for everybody."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "company":
            field.required = not roles(request).is_operator
            only = list(self.choices_for(db_field, request)[:2])
            if field.required and len(only) == 1:
                field.initial = only[0].pk
            field.help_text = (
                _("비워 두면 모든 회사가 함께 쓰는 질문이 됩니다.")
                if roles(request).is_operator
                else ""
            )
        return field

    @override
    def save_model(
        self, request: HttpRequest, obj: Question, form: Any, change: Any
    ) -> None:
        """Save, then say if the bank has nearly the same question already."""
        if not change:
            obj.key = bank.new_key(obj.company, obj.competency.key)
        super().save_model(request, obj, form, change)
        finder = bank.TwinFinder.among(self.visible(person(request)))
        notes = [
            *twin_notes(finder, obj.key, obj.text_ko, obj.text_en),
            *unfair_notes(obj.text_ko, obj.text_en),
        ]
        for note in notes:
            self.message_user(request, note, messages.WARNING)

    @admin.action(description=_("활성"), permissions=["change"])
    def activate(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        """Take the chosen questions into use."""
        self._set_active(request, queryset, is_active=True)

    @admin.action(description=_("비활성"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        """Take the chosen questions out of use; interviews keep what they asked."""
        self._set_active(request, queryset, is_active=False)

    def _set_active(
        self, request: HttpRequest, queryset: QuerySet[Question], *, is_active: bool
    ) -> None:
        chosen = queryset.order_by().values("pk")
        mine: Any = Question.objects.filter(pk__in=chosen)
        mine = mine.changeable_by(person(request))
        others = queryset.count() - mine.count()
        changed = mine.set_active(is_active=is_active)
        said = ngettext(
            "질문 %(n)d개를 바꿨습니다.", "질문 %(n)d개를 바꿨습니다.", changed
        )
        self.message_user(request, said % {"n": changed})
        if others:
            said = ngettext(
                "%(n)d개는 바꿀 수 없는 공용 질문입니다.",
                "%(n)d개는 바꿀 수 없는 공용 질문입니다.",
                others,
            )
            self.message_user(request, said % {"n": others}, messages.WARNING)
