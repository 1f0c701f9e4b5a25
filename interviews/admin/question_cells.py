"""Cells of the question sheet: text → value, or one sentence that says what to fix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, override

from django.utils.translation import gettext as _
from import_export import fields, widgets

from accounts.models import Company
from interviews.models import Competency, Question

YES: Final = frozenset({"1", "true", "yes", "y", "예", "네", "o", "사용", "참"})
NO: Final = frozenset(
    {"0", "false", "no", "n", "아니오", "아니요", "x", "중지", "거짓"}
)
ITEMS: Final = 30


def _unknown(text: str, known: str) -> ValueError:
    """What to fix in a cell that takes one of some values."""
    if not text:
        said = _("비어 있습니다. 쓸 수 있는 값: %(known)s")
        return ValueError(said % {"known": known})
    said = _("‘%(text)s’은(는) 쓸 수 없습니다. 쓸 수 있는 값: %(known)s")
    return ValueError(said % {"text": text[:60], "known": known})


def plain(value: Any) -> str:
    """A cell as text: numbers of spreadsheets too, without NUL and lone surrogates."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError(_("쓸 수 없는 글자가 있습니다."))
    return text


class Text(widgets.Widget):  # type: ignore[misc]  # untyped library
    """Any text."""

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """Text, trimmed."""
        return plain(value)

    @override
    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """Text."""
        return "" if value is None else str(value)


class Number(Text):
    """A whole number."""

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """An int; model validators know its limits."""
        text = plain(value)
        if not text.isascii() or not text.isdigit() or len(text) > 4:
            raise ValueError(_("1부터 3까지의 수를 적어 주세요."))
        return int(text)


class Flag(Text):
    """Yes or no."""

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """A bool; a blank cell means yes."""
        text = plain(value).casefold()
        if not text or text in YES:
            return True
        if text in NO:
            return False
        raise ValueError(_("1(예)이나 0(아니요)을 적어 주세요."))

    @override
    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """1 or 0."""
        return "1" if value else "0"


class OneOf(Text):
    """One of some keys, or its name in either language."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self._keys = {
            word.casefold(): key
            for key, words in names.items()
            for word in (key, *words)
        }
        self._shown = ", ".join(names)

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """The key."""
        text = plain(value)
        key = self._keys.get(text.casefold())
        if key is None:
            raise _unknown(text, self._shown)
        return key


class Words(Text):
    """Words between commas."""

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """A list without repetitions."""
        words = [word.strip() for word in plain(value).split(",")]
        return _limited(list(dict.fromkeys(word for word in words if word)))

    @override
    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """Joined by commas."""
        return ", ".join(value or [])


class CompetencyCell(Text):
    """A competency by key or name."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Competency] | None = None

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """The row; all of them are read once per sheet."""
        if self._rows is None:
            self._rows = {
                name.casefold(): one
                for one in Competency.objects.order_by("order", "pk")
                for name in (one.key, one.name_ko, one.name_en)
            }
        text = plain(value)
        found = self._rows.get(text.casefold())
        if found is None:
            keys = ", ".join(dict.fromkeys(one.key for one in self._rows.values()))
            raise _unknown(text, keys)
        return found

    @override
    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """The key."""
        return value.key if value else ""


class CompanyCell(Text):
    """A company by its short name; only those whose bank the person keeps."""

    def __init__(self) -> None:
        super().__init__()
        self.companies: dict[str, Company] = {}

    @override
    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Any:
        """The row, or None for a shared question."""
        text = plain(value)
        if not text:
            return None
        found = self.companies.get(text.casefold())
        if found is None:
            # The same for a company that is not there and one that is not theirs.
            said = _("‘%(text)s’ 회사를 찾을 수 없습니다.")
            raise ValueError(said % {"text": text[:60]})
        return found

    @override
    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """The short name."""
        return value.slug if value else ""


class ProbeField(fields.Field):  # type: ignore[misc]  # untyped library
    """One language of `probes`: a cell with one follow-up question per line."""

    def __init__(self, language: str) -> None:
        super().__init__(
            attribute="probes", column_name=f"probes_{language}", widget=Text()
        )
        self.language = language

    @override
    def get_value(self, instance: Question) -> Any:
        """The questions of this language."""
        return list((instance.probes or {}).get(self.language, []))

    @override
    def export(self, instance: Question, **_kwargs: Any) -> str:
        """One per line."""
        return "\n".join(self.get_value(instance))

    @override
    def save(
        self, instance: Question, row: Any, is_m2m: bool = False, **_kwargs: Any
    ) -> None:
        """Replace this language only."""
        lines = [line.strip() for line in plain(row[self.column_name]).splitlines()]
        kept = _limited([line for line in lines if line])
        instance.probes = {**(instance.probes or {}), self.language: kept}


def _limited(items: list[str]) -> list[str]:
    if len(items) > ITEMS:
        raise ValueError(_("%(n)d개까지 적을 수 있습니다.") % {"n": ITEMS})
    return items
