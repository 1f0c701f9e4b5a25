"""Naughty strings in the pages' forms: kept, or refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from interviews.forms import AnswerForm
from interviews.forms.profile import SECTIONS, bound_form, corrected, whole_profile
from interviews.resumes import Profile
from tests.corpora.naughty import KEPT, naughty

CORPUS = naughty()
LINE = 300


def sent(**fields: str) -> QueryDict:
    """A form as a browser sends it: as UTF-8, percent-encoded."""
    query = QueryDict(mutable=True)
    query.update(fields)
    return query


@pytest.mark.parametrize("may_be_empty", [True, False])
def test_an_answer_on_the_page_is_as_sent_or_refused_by_its_code(
    may_be_empty: bool,  # noqa: FBT001
) -> None:
    for item in CORPUS:
        form = AnswerForm(sent(text=item.text), may_be_empty=may_be_empty)

        kept = item.expected == KEPT or (may_be_empty and item.expected == "empty")
        assert form.is_valid() is kept, item
        if kept:
            assert form.cleaned_data["text"] == item.text.replace("\r\n", "\n"), item
        else:
            (error,) = form.errors.as_data()["text"]
            assert error.code == item.expected, item
        form.presentable.encode()


def rows(**fields: str) -> QueryDict:
    """A list's form with one row."""
    named = {f"rows-0-{name}": text for name, text in fields.items()}
    return sent(**{"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", **named})


# Section → the field that takes the text, what else a row needs, how much fits.
FIELDS = {
    "basics": ("name", {}, LINE),
    "experience": ("summary", {"company": "가온"}, 2_000),
    "projects": ("name", {}, LINE),
    "education": ("school", {}, LINE),
    "certificates": ("name", {}, LINE),
    "skills": ("name", {}, LINE),
    "languages": ("language", {}, LINE),
    "cover_letter": ("answer", {"question": "질문"}, 8_000),
}


@pytest.mark.parametrize("key", FIELDS)
def test_a_correction_on_the_page_is_kept_or_refused(key: str) -> None:
    section = SECTIONS[key]
    field, others, most = FIELDS[key]

    for item in CORPUS:
        text = item.text.encode("utf-8", "replace").decode()
        data = {field: text, **others}
        form = bound_form(section, rows(**data) if section.is_list else sent(**data))
        is_right = "\0" not in text and len(text.strip()) <= most

        assert form.is_valid() is is_right, item
        if is_right:
            profile = corrected(section, form, whole_profile({}))
            again = Profile.model_validate(profile).model_dump(mode="json")
            assert text.strip() in [
                "",
                *_strings(again[key if section.is_list else "name"]),
            ]


def test_no_date_and_no_number_of_rows_breaks_a_form() -> None:
    section = SECTIONS["education"]

    for item in CORPUS:
        text = item.text.encode("utf-8", "replace").decode()
        form = bound_form(section, rows(school="가온", start=text))
        if form.is_valid():
            Profile.model_validate(corrected(section, form, whole_profile({})))
        counted = rows(school="가온")
        counted["rows-TOTAL_FORMS"] = text
        assert bound_form(section, counted).is_valid() in {True, False}, item


def _strings(value: Any) -> list[str]:
    """All texts inside a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []
