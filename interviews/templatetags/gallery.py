"""Sample values for `/ui/`, the page that shows every partial (DEBUG only)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from django import forms, template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SAMPLE_TIME: Final = datetime(2026, 11, 30, 14, 59, tzinfo=UTC)


@cache
def _samples() -> dict[str, Any]:
    text = get_template("ui/gallery.json").render()
    samples: dict[str, Any] = json.loads(text)
    return samples


@register.simple_tag
def sample(name: str) -> Any:
    """One value of `templates/ui/gallery.json`."""
    return _samples()[name]


@register.simple_tag
def sample_chart() -> SafeString:
    """A fixed drawing with the chart classes of the style sheet."""
    return mark_safe(str(_samples()["chart"]))  # noqa: S308 - our own constant file


@register.simple_tag
def sample_moment() -> datetime:
    """A deadline, the same on every visit."""
    return SAMPLE_TIME


class SampleForm(forms.Form):
    """One field of each kind."""

    position = forms.CharField(label="직무", help_text="예: 백엔드 개발자")
    company = forms.CharField(label="회사", required=False)
    scenario = forms.ChoiceField(
        label="진행",
        widget=forms.RadioSelect,
        choices=[
            ("standard", "기본 15단계 · 약 40분"),
            ("short", "짧게 5단계 · 약 15분"),
        ],
    )
    language = forms.ChoiceField(
        label="언어", choices=[("ko", "한국어"), ("en", "English")]
    )
    password = forms.CharField(label="비밀번호", widget=forms.PasswordInput)
    resume = forms.FileField(
        label="이력서", required=False, help_text="PDF, DOCX, TXT · 10MB까지"
    )
    about = forms.CharField(label="자기소개", widget=forms.Textarea)
    agrees = forms.BooleanField(label="읽었어요", help_text="언제든 바꿀 수 있어요.")


@register.simple_tag
def sample_form(kind: str = "") -> SampleForm:
    """The form, empty or (kind `invalid`) with an error at every needed field."""
    form = SampleForm({} if kind == "invalid" else None, auto_id=f"id_{kind}_%s")
    form.is_valid()
    return form
