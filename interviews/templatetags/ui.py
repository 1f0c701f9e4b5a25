"""How pages write icons, times, marks and levels. Tags format; they never query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

WEEKDAYS: Final = {
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """One picture of the sprite, hidden from screen readers: words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def operator() -> dict[str, Any]:
    """Who runs this installation and by which rules; `name`, `email` may be empty."""
    return {
        "name": getattr(settings, "OPERATOR_NAME", ""),
        "email": getattr(settings, "SUPPORT_EMAIL", ""),
        "signup_open": getattr(settings, "SIGNUP_OPEN", True),
        "retention_days": settings.RETENTION_DAYS,
        "uses_model": settings.AI_PROVIDER != "builtin",
    }


@register.filter
def kind(field: BoundField) -> str:
    """Which markup a form field needs: `check`, `choices`, `password` or `plain`."""
    kinds = {
        "checkbox": "check",
        "radioselect": "choices",
        "checkboxselectmultiple": "choices",
        "password": "password",
    }
    return kinds.get(field.widget_type, "plain")


@register.filter
def clock(seconds: float | None) -> str:
    """Minutes and seconds: 72 is `1:12`. Nothing for None."""
    if seconds is None:
        return ""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    return f"{minutes}:{rest:02d}"


def _language() -> str:
    return "en" if (translation.get_language() or "ko").startswith("en") else "ko"


@register.filter
def when(moment: datetime | None) -> str:
    """`11월 30일(월) 23:59` or `Mon 30 Nov, 23:59`, in the active time zone."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    weekday = WEEKDAYS[_language()][local.weekday()]
    if _language() == "ko":
        return f"{local.month}월 {local.day}일({weekday}) {local:%H:%M}"
    return f"{weekday} {local.day} {MONTHS[local.month - 1]}, {local:%H:%M}"


@register.filter
def when_zoned(moment: datetime | None) -> str:
    """The same with the name of the time zone, for deadlines."""
    if moment is None:
        return ""
    zone = timezone.get_current_timezone_name()
    return f"{when(moment)} ({zone})"


@register.filter
def hour(moment: datetime | None) -> str:
    """`20:14`, in the active time zone."""
    return "" if moment is None else f"{timezone.localtime(moment):%H:%M}"


@register.filter
def day(moment: datetime | None) -> str:
    """`11. 20.` or `20 Nov`, for lists."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if _language() == "ko":
        return f"{local.month}. {local.day}."
    return f"{local.day} {MONTHS[local.month - 1]}"


@register.filter
def steps(level: int | None) -> list[bool]:
    """Five booleans for a level 1-5: which of the five steps are reached."""
    return [number <= (level or 0) for number in range(1, 6)]


def _number(span: Mapping[str, Any]) -> SafeString:
    """The number at the end of a quote and, for ears, its direction."""
    against = span["polarity"] == "against"
    spoken = _("보완할 근거") if against else _("점수를 올린 근거")
    return format_html('<sup>{}</sup><span class="vh"> ({})</span>', span["n"], spoken)


def _piece(
    text: str, spans: Iterable[Mapping[str, Any]], start: int, end: int
) -> SafeString | str:
    """A stretch of text between two edges, marked if a quote covers it."""
    over = [span for span in spans if span["start"] <= start and span["end"] >= end]
    if not over:
        return text[start:end]
    is_for = any(span["polarity"] == "for" for span in over)
    first, *more = [s["n"] for s in over if s["start"] == start] or [None]
    return format_html(
        '<mark class="mark {}"{}>{}{}{}</mark>',
        "mark-for" if is_for else "mark-against",
        format_html(' id="mark-{}"', first) if first is not None else "",
        format_html_join("", '<span id="mark-{}"></span>', ((n,) for n in more)),
        text[start:end],
        format_html_join("", "{}", ((_number(s),) for s in over if s["end"] == end)),
    )


@register.filter
def marked(text: str, spans: Iterable[Mapping[str, Any]]) -> SafeString:
    """The text with its evidence marked.

    spans: mappings with `start`, `end` (code points of `text`), `polarity`
    (`for` | `against`) and `n`, the number shown, unique on the page. Quotes may
    overlap: every number stands where its quote ends. Spans outside the text are
    left out.
    """
    kept = [span for span in spans if 0 <= span["start"] < span["end"] <= len(text)]
    edges = {edge for span in kept for edge in (span["start"], span["end"])}
    cuts = sorted({0, len(text), *edges})
    pieces = (_piece(text, kept, *cut) for cut in pairwise(cuts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.simple_tag
def field_description(field: BoundField, hint: str = "") -> str:
    """The ids of the hint and the errors that stand beside a field."""
    ids = []
    if hint:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """The input itself: told its hint and errors, without a placeholder."""
    attrs: dict[str, Any] = {"placeholder": False}
    described = field_description(field, hint)
    if described:
        attrs["aria-describedby"] = described
    return field.as_widget(attrs=attrs)


@register.simple_tag
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a form as `text` and `href`, for the summary on top.

    Words that stand at several fields get the field's name in front of them.
    """
    links = [{"text": str(text), "href": ""} for text in form.non_field_errors()]
    texts = [str(text) for field in form for text in field.errors]
    for field in form:
        target = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
        for text in map(str, field.errors):
            label = f"{field.label}: " if texts.count(text) > 1 else ""
            links.append({"text": f"{label}{text}", "href": f"#{target}"})
    return links
