"""Rows of the question sheet: who may write which, and what is wrong with each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final, override

import tablib
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _, override as speaking
from import_export import fields, resources

from accounts.models import Company, User
from accounts.permissions import Permission, Roles
from interviews.actions import bank
from interviews.admin.question_cells import (
    CompanyCell,
    CompetencyCell,
    Flag,
    Number,
    OneOf,
    ProbeField,
    Text,
    Words,
)
from interviews.admin.question_notes import PlainDiff, twin_notes, unfair_notes
from interviews.models import Question

COLUMNS: Final = (
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
    "probes_ko",
    "probes_en",
    "is_active",
    "used_count",
    "mean_level",
)
NEEDED: Final = ("text_ko", "competency", "kind")
ALIASES: Final[Mapping[str, str]] = {
    "열쇠": "key",
    "키": "key",
    "질문": "text_ko",
    "질문 (영어)": "text_en",
    "역량": "competency",
    "종류": "kind",
    "난이도": "difficulty",
    "직군": "job_family",
    "업종": "industry",
    "회사": "company",
    "꼬리표": "tags",
    "좋은 근거": "good_evidence_ko",
    "좋은 근거 (영어)": "good_evidence_en",
    "사용 중": "is_active",
}


def _kind_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for language in ("ko", "en"):
        with speaking(language):
            for key, label in Question.Kind.choices:
                names.setdefault(key, []).append(str(label))
    return names


def _family_words() -> dict[str, list[str]]:
    english = bank.family_names("en")
    return {key: [name, english[key]] for key, name in bank.family_names("ko").items()}


class QuestionRows(resources.ModelResource):  # type: ignore[misc]  # untyped library
    """One row per question. `user` and `roles` of None: an operator's command."""

    key = fields.Field("key", "key", Text())
    text_ko = fields.Field("text_ko", "text_ko", Text())
    text_en = fields.Field("text_en", "text_en", Text())
    industry = fields.Field("industry", "industry", Text())
    good_evidence_ko = fields.Field("good_evidence_ko", "good_evidence_ko", Text())
    good_evidence_en = fields.Field("good_evidence_en", "good_evidence_en", Text())
    difficulty = fields.Field("difficulty", "difficulty", Number())
    tags = fields.Field("tags", "tags", Words())
    is_active = fields.Field("is_active", "is_active", Flag())
    probes_ko = ProbeField("ko")
    probes_en = ProbeField("en")
    used_count = fields.Field("used_count", "used_count", Text(), readonly=True)
    mean_level = fields.Field("mean_level", "mean_level", Text(), readonly=True)

    class Meta:
        """How the library reads and writes."""

        model = Question
        fields = COLUMNS
        import_order = COLUMNS[:-2]
        export_order = COLUMNS
        import_id_fields = ("key",)
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def __init__(
        self, user: User | None = None, roles: Roles | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.roles = roles or Roles(is_operator=True, by_company={})
        self.fields["kind"] = fields.Field("kind", "kind", OneOf(_kind_names()))
        self.fields["job_family"] = fields.Field(
            "job_family", "job_family", OneOf(_family_words())
        )
        self.fields["competency"] = fields.Field(
            "competency", "competency", CompetencyCell()
        )
        self._company = CompanyCell()
        self.fields["company"] = fields.Field("company", "company", self._company)
        self._known: dict[str, Question] = {}
        self._finder = bank.TwinFinder()
        self._is_new = True
        self._may_change = True
        self._upload = ""
        self._row_number = 0
        self.notes: list[tuple[int, str]] = []

    # Export

    @override
    def filter_export(self, queryset: Any, **_kwargs: Any) -> Any:
        return queryset.select_related("competency", "company")

    # Import, before the rows

    @override
    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Known columns only, own companies only, what is there already: read once."""
        dataset.headers = [ALIASES.get(name, name) for name in dataset.headers]
        _check_headers(dataset.headers)
        if "key" not in dataset.headers:
            dataset.append_col(lambda _row: "", header="key")
        rows = self._visible()
        keys = {str(key).strip() for key in dataset["key"]}
        known = rows.select_related("company", "competency")
        self._known = {row.key: row for row in known.iterator() if row.key in keys}
        self._company.companies = {row.slug: row for row in self._own_companies()}
        self._finder = bank.TwinFinder.among(rows)
        self._upload = kwargs.get("upload") or uuid.uuid4().hex
        self.notes = []

    def _visible(self) -> QuerySet[Question]:
        rows: QuerySet[Question] = Question.objects.all()
        return rows.visible_to(self.user) if self.user else rows  # type: ignore[attr-defined]

    def _own_companies(self) -> QuerySet[Company]:
        if self.roles.is_operator:
            return Company.objects.order_by("pk")
        mine = self.roles.companies_where(Permission.EDIT_BANK)
        return Company.objects.filter(pk__in=mine).order_by("pk")

    # Import, row by row

    @override
    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """A blank company means: as it is, or the only company one keeps."""
        self._row_number = kwargs["row_number"]
        if self.roles.is_operator or str(row.get("company") or "").strip():
            return
        known = self._known.get(str(row["key"]).strip())
        own = list(self._company.companies)
        if known is not None:
            row["company"] = known.company.slug if known.company else ""
        elif len(own) == 1:
            row["company"] = own[0]

    @override
    def get_instance(self, instance_loader: Any, row: Any) -> Question | None:
        """Only a question that the person sees can be changed."""
        return self._known.get(str(row["key"]).strip())

    @override
    def after_init_instance(
        self, instance: Question, new: bool, row: Any, **_kwargs: Any
    ) -> None:
        self._is_new = new
        self._may_change = new or self.roles.may(
            Permission.EDIT_BANK, instance.company_id
        )

    @override
    def skip_row(
        self,
        instance: Question,
        original: Question,
        row: Any,
        import_validation_errors: Any = None,
    ) -> bool:
        """Blank lines and unchanged questions are left alone."""
        if not any(str(cell or "").strip() for cell in row.values()):
            return True
        skipped: bool = super().skip_row(
            instance, original, row, import_validation_errors
        )
        return skipped and not self._is_new

    @override
    def validate_instance(
        self,
        instance: Question,
        import_validation_errors: Any = None,
        validate_unique: bool = True,
    ) -> None:
        errors = dict(import_validation_errors or {})
        if not self._may_change:
            errors["key"] = ValidationError(_("공용 질문은 운영자만 바꿀 수 있습니다."))
        elif "company" not in errors:
            errors |= self._own(instance, errors)
        super().validate_instance(instance, errors, validate_unique)

    def _own(self, instance: Question, errors: Mapping[str, Any]) -> dict[str, Any]:
        """A new question belongs to a company of theirs and is named after it."""
        company = instance.company
        if company is None and not self.roles.is_operator:
            return {"company": ValidationError(_("어느 회사의 질문인지 적어 주세요."))}
        if not self._is_new:
            return {}
        if not instance.key:
            known = "competency" not in errors and instance.competency_id
            axis = instance.competency.key if known else "unknown"
            place = (self._upload, self._row_number)
            instance.key = bank.new_key(company, axis, place)
        prefix = bank.key_prefix(company)
        if self.roles.is_operator or instance.key.startswith(prefix):
            return {}
        said = _("‘%(prefix)s’로 시작하거나 비어 있어야 합니다.")
        return {"key": ValidationError(said % {"prefix": prefix})}

    @override
    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        """Notes that do not stop the import: near-same and unfair questions."""
        if row_result.import_type == row_result.IMPORT_TYPE_SKIP:
            return
        texts = (str(row.get("text_ko") or ""), str(row.get("text_en") or ""))
        key = str(row["key"]).strip() or f"#{kwargs['row_number']}"
        said = [*twin_notes(self._finder, key, *texts), *unfair_notes(*texts)]
        self.notes += [(kwargs["row_number"] + 1, note) for note in said]
        self._finder.add(key, *texts)

    @override
    def after_import(self, dataset: Any, result: Any, **_kwargs: Any) -> None:
        """Give the page what it needs beside the library's result."""
        result.notes = self.notes

    @classmethod
    @override
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff


def _check_headers(headers: Sequence[str]) -> None:
    """Raises ValueError in words for the person with the file."""
    unknown = [name for name in headers if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in headers]
    if len(set(headers)) != len(headers):
        raise ValueError(_("같은 열 제목이 두 번 있습니다."))
    if unknown:
        raise ValueError(_("모르는 열이 있습니다: %(names)s") % _names(unknown))
    if missing:
        raise ValueError(_("꼭 필요한 열이 없습니다: %(names)s") % _names(missing))


def _names(names: Sequence[str]) -> dict[str, str]:
    return {"names": ", ".join(name[:40] or "?" for name in names)}
