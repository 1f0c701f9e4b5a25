"""Read-only columns and fields with a label of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy as _
from django_stubs_ext import StrOrPromise

NOTHING: Final = "–"


def reach(row: Any, path: str) -> Any:
    """Follow `a__b__c` from a row; None where a step is empty."""
    for step in path.split("__"):
        if row is None:
            return None
        row = getattr(row, step)
    return row


def page_language() -> str:
    """The language of the page, as content has it."""
    return "en" if (get_language() or "").startswith("en") else "ko"


def spoken(row: Any) -> str:
    """What people call a row: its name in the page's language, if it has names."""
    name_in = getattr(row, "name_in", None)
    return str(name_in(page_language()) if name_in else row)


def moment(at: datetime) -> str:
    """A time as people write it, in the active zone; Django's has 오후 at the end."""
    style = "Y년 n월 j일 A g:i" if page_language() == "ko" else "DATETIME_FORMAT"
    return date_format(localtime(at), style)


def column(
    path: str,
    label: StrOrPromise,
    *,
    order: str | None = None,
    chars: int | None = None,
    is_flag: bool = False,
) -> Callable[[Any, Model], Any]:
    """Show what `path` leads to; `chars`: at most so many; `order`: sort by this."""

    def show(_admin: Any, row: Model) -> Any:
        value = reach(row, path)
        if is_flag:
            return bool(value)
        if value is None or value == "":
            return NOTHING
        if isinstance(value, datetime):
            return moment(value)
        if isinstance(value, Model):
            value = spoken(value)
        return Truncator(str(value)).chars(chars) if chars else value

    return _labelled(show, path, label, order=order, is_flag=is_flag)


def choice(
    field: str, label: StrOrPromise, *, order: str | None = None
) -> Callable[[Any, Model], Any]:
    """Show the words of a choice."""

    def show(_admin: Any, row: Model) -> Any:
        return getattr(row, f"get_{field}_display")() or NOTHING

    return _labelled(show, field, label, order=order, is_flag=False)


def words(
    field: str,
    label: StrOrPromise,
    known: Mapping[str, StrOrPromise],
    *,
    order: str | None = None,
) -> Callable[[Any, Model], Any]:
    """Show a state in words."""

    def show(_admin: Any, row: Model) -> Any:
        return known.get(getattr(row, field), getattr(row, field))

    return _labelled(show, field, label, order=order, is_flag=False)


def text(path: str, label: StrOrPromise) -> Callable[[Any, Model], SafeString]:
    """Show a long text as it was written, line by line."""

    def show(_admin: Any, row: Model) -> SafeString:
        return format_html('<pre class="text">{}</pre>', reach(row, path) or NOTHING)

    return _labelled(show, path, label, order=None, is_flag=False)


def json_text(value: Any) -> SafeString:
    """A JSON value, indented."""
    shown = json.dumps(value, ensure_ascii=False, indent=2)
    return format_html('<pre class="text">{}</pre>', shown)


def as_json(path: str, label: StrOrPromise) -> Callable[[Any, Model], SafeString]:
    """Show a JSON value, indented."""

    def show(_admin: Any, row: Model) -> SafeString:
        return json_text(reach(row, path))

    return _labelled(show, path, label, order=None, is_flag=False)


def link(path: str, label: StrOrPromise, url: Callable[[Any], str | None]) -> Any:
    """Show what `path` leads to as a link to `url(row)`."""

    def show(_admin: Any, row: Model) -> Any:
        value, target = reach(row, path), url(row)
        if value is None or target is None:
            return NOTHING if value is None else value
        return format_html('<a href="{}">{}</a>', target, value)

    return _labelled(show, path, label, order=None, is_flag=False)


def _labelled(
    show: Callable[[Any, Model], Any],
    path: str,
    label: StrOrPromise,
    *,
    order: str | None,
    is_flag: bool,
) -> Callable[[Any, Model], Any]:
    shown: Any = show
    shown.__name__ = f"show_{path}"
    shown.short_description = label
    if order:
        shown.admin_order_field = order
    if is_flag:
        shown.boolean = True
    return show


PUBLIC_ID: Final = column("public_id", _("공개 번호"))
