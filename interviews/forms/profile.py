"""Corrections to a résumé's profile, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, override

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import OwnWords

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Label = "str | _StrPromise"

DAY: Final = re.compile(
    r"(\d{4})(?:\s*[-./년]\s*(\d{1,2}))?(?:\s*[-./월]\s*(\d{1,2}))?\s*[일월년.]?"
)
NOW: Final = frozenset({"현재", "재직 중", "재직중", "present", "now", "current"})
LISTS: Final = (
    "education",
    "experience",
    "projects",
    "certificates",
    "skills",
    "languages",
    "cover_letter",
)
BASICS: Final = ("name", "email", "phone", "target_position", "target_company")


class PartialDay(forms.CharField):
    """A date as far as it is known: 2023, 2023-07 or 2023-07-01; 현재 is no end."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(required=False, max_length=20, **kwargs)

    @override
    def clean(self, value: Any) -> str:
        """ISO, as far as known; empty when there is none."""
        text = str(super().clean(value))
        if not text or text.casefold() in NOW:
            return ""
        found = DAY.fullmatch(text)
        parts = [int(part) for part in found.groups() if part] if found else []
        if not found or not _is_date(parts):
            raise forms.ValidationError(_("2023-03처럼 써 주세요."), code="date")
        return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


class RowForm(OwnWords):
    """One row of a list; an empty row counts for nothing."""

    def profile_row(self) -> dict[str, str | None]:
        """The row as the profile holds it: unknown is null."""
        names = [name for name in self.fields if name != "DELETE"]
        return {name: self.cleaned_data.get(name) or None for name in names}


def _line(label: Label, max_length: int = 300) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=max_length)


def _text(label: Label, max_length: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, required=False, max_length=max_length, widget=widget
    )


class EducationForm(RowForm):
    """A school."""

    school = _line(_("학교"))
    major = _line(_("전공"))
    degree = _line(_("학위"))
    start = PartialDay(label=_("시작"))
    end = PartialDay(label=_("끝난 때"))


class ExperienceForm(RowForm):
    """A job."""

    company = _line(_("회사"))
    role = _line(_("맡은 일"))
    start = PartialDay(label=_("시작"))
    end = PartialDay(label=_("끝 (비우면 현재)"))
    summary = _text(_("한 일"), 2000)


class ProjectForm(RowForm):
    """A project."""

    name = _line(_("프로젝트 이름"))
    role = _line(_("역할"))
    start = PartialDay(label=_("시작"))
    end = PartialDay(label=_("끝난 때"))
    summary = _text(_("한 일"), 2000)


class LanguageForm(RowForm):
    """A language and how well it is known."""

    language = _line(_("언어"))
    level = _line(_("수준이나 점수"))

    @override
    def clean(self) -> dict[str, Any]:
        """A level without its language says nothing."""
        data = super().clean() or {}
        if data.get("level") and not data.get("language"):
            self.add_error("language", _("언어 이름을 써 주세요."))
        return data


class CoverLetterForm(RowForm):
    """A part of the cover letter."""

    question = _line(_("항목이나 질문"), 2000)
    answer = _text(_("내용"), 8000)

    @override
    def profile_row(self) -> dict[str, str | None]:
        """The text may be empty, never null."""
        row = super().profile_row()
        return {**row, "answer": row["answer"] or ""}


class NameForm(RowForm):
    """One word or name: a certificate, a skill."""

    name = _line(_("이름"))


class BasicsForm(OwnWords):
    """Who it is and what they aim at."""

    name = _line(_("이름"))
    email = _line(_("이메일"))
    phone = _line(_("전화번호"))
    target_position = _line(_("지원 직무"))
    target_company = _line(_("지원 회사"))


@dataclass(frozen=True)
class Section:
    """A part of the profile that is corrected on its own."""

    key: str
    title: Label
    form: type[forms.Form]
    is_names: bool = False

    @property
    def is_list(self) -> bool:
        """Rows can be added and removed."""
        return self.key != "basics"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the profile that it holds."""
        return (self.key,) if self.is_list else BASICS


SECTIONS: Final = {
    section.key: section
    for section in (
        Section("basics", _("기본 정보"), BasicsForm),
        Section("experience", _("경력"), ExperienceForm),
        Section("projects", _("프로젝트"), ProjectForm),
        Section("education", _("학력"), EducationForm),
        Section("certificates", _("자격"), NameForm, is_names=True),
        Section("skills", _("기술"), NameForm, is_names=True),
        Section("languages", _("어학"), LanguageForm),
        Section("cover_letter", _("자기소개서"), CoverLetterForm),
    )
}
MAX_ROWS: Final = {
    "education": 20,
    "experience": 40,
    "projects": 40,
    "certificates": 60,
    "skills": 120,
    "languages": 20,
    "cover_letter": 20,
}
ROW_PREFIX: Final = "rows"
ROW_ERRORS: Final = {
    "too_many_forms": _("%(num)d칸까지 쓸 수 있어요. 몇 칸을 지우고 저장해 주세요."),
    "missing_management_form": _("이 화면이 온전히 오지 않았어요. 다시 열어 주세요."),
}


def whole_profile(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The stored profile with every key there, also when nothing was read."""
    empty: dict[str, Any] = dict.fromkeys(BASICS)
    empty.update({name: [] for name in LISTS})
    return {**empty, **stored}


def section_form(section: Section, profile: Mapping[str, Any]) -> Any:
    """The unbound form or formset that shows a section for correction."""
    if not section.is_list:
        return section.form(initial={name: profile[name] for name in BASICS})
    return _rows(section)(initial=_initial(section, profile), prefix=ROW_PREFIX)


def bound_form(section: Section, data: Any) -> Any:
    """The form or formset with what was sent."""
    if not section.is_list:
        return section.form(data)
    return _rows(section)(data, prefix=ROW_PREFIX, error_messages=ROW_ERRORS)


def with_one_more_row(data: Any) -> Any:
    """What was sent, with one empty row more at the end."""
    grown = data.copy()
    total = f"{ROW_PREFIX}-TOTAL_FORMS"
    try:
        count = int(grown.get(total, "0"))
    except ValueError:
        count = 0
    grown[total] = str(min(count + 1, max(MAX_ROWS.values()) + 1))
    return grown


def corrected(
    section: Section, form: Any, profile: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole profile with this section as corrected in the valid form."""
    if not section.is_list:
        return {**profile, **{k: v or None for k, v in form.cleaned_data.items()}}
    rows = [row.profile_row() for row in _kept(form)]
    if section.is_names:
        return {**profile, section.key: [row["name"] for row in rows]}
    return {**profile, section.key: rows}


def _kept(formset: Any) -> Iterable[RowForm]:
    for form in formset.forms:
        data = {k: v for k, v in form.cleaned_data.items() if k != "DELETE"}
        if any(data.values()) and not form.cleaned_data.get("DELETE"):
            yield form


def _initial(section: Section, profile: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = profile[section.key]
    return [{"name": row} for row in rows] if section.is_names else list(rows)


def _rows(section: Section) -> Any:
    most = MAX_ROWS[section.key]
    return forms.formset_factory(
        section.form,
        extra=1,
        can_delete=True,
        max_num=most,
        absolute_max=most + 1,
        validate_max=True,
    )


def _is_date(parts: list[int]) -> bool:
    if not parts or not 1900 <= parts[0] <= 2100:
        return False
    month = parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return 1 <= month <= 12 and 1 <= day <= 31
