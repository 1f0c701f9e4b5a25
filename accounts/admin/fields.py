"""Form fields for lists that are kept as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, override

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ITEM_LENGTH: Final = 300
ITEMS: Final = 50


class _ListField(forms.CharField):
    """A text that stands for a list of short texts."""

    separator = ","
    joined_by = ", "

    @override
    def prepare_value(self, value: Any) -> Any:
        """A list becomes the text; what was typed stays as it was typed."""
        if isinstance(value, list):
            return self.joined_by.join(str(item) for item in value)
        return value

    @override
    def to_python(self, value: Any) -> Any:
        parts = str(value or "").replace("\r", "").split(self.separator)
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))

    @override
    def validate(self, value: Any) -> None:
        items: Sequence[str] = value
        if self.required and not items:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(items) > ITEMS:
            raise ValidationError(
                _("%(n)d개까지 적을 수 있습니다."), params={"n": ITEMS}
            )
        if any(len(item) > ITEM_LENGTH for item in items):
            raise ValidationError(
                _("하나에 %(n)d자까지 쓸 수 있습니다."), params={"n": ITEM_LENGTH}
            )

    @override
    def run_validators(self, value: Any) -> None:
        """Each item on its own, e.g. against NUL."""
        for item in value:
            super().run_validators(item)

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class WordsField(_ListField):
    """Words in one line, between commas."""


class LinesField(_ListField):
    """Sentences, one per line."""

    separator = "\n"
    joined_by = "\n"
    widget = forms.Textarea
