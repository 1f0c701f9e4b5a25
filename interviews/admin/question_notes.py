"""What the preview of a sheet says beside the rows: changes, near-same, unfair."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import override

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext as _
from import_export import resources

from interviews.actions import bank
from interviews.scoring.linter import lint


class PlainDiff(resources.Diff):  # type: ignore[misc]  # untyped library
    """What changes, marked by elements only: the library's own uses inline styles."""

    @override
    def as_html(self) -> list[SafeString]:
        return [
            _marked("" if self.new else str(old), str(new))
            for old, new in zip(self.left, self.right, strict=True)
        ]


def _marked(old: str, new: str) -> SafeString:
    if old == new:
        return format_html("{}", new)
    if not old:
        return format_html("<ins>{}</ins>", new)
    parts: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            parts.append(("span", old[a:b]))
            continue
        parts += [("del", old[a:b])] if b > a else []
        parts += [("ins", new[c:d])] if d > c else []
    return format_html_join("", "<{0}>{1}</{0}>", parts)


def twin_notes(
    finder: bank.TwinFinder, key: str, text_ko: str, text_en: str
) -> list[str]:
    """One sentence per near-same question, three at most."""
    said = _("‘%(key)s’ 질문과 거의 같습니다: “%(text)s”")
    twins = finder.find(key, text_ko, text_en)[:3]
    return [said % {"key": twin.key, "text": twin.text[:120]} for twin in twins]


def unfair_notes(text_ko: str, text_en: str) -> list[str]:
    """One sentence per thing that interviewers may not ask about."""
    found = [*lint(text_ko), *lint(text_en)]
    said = _("물어서는 안 될 내용일 수 있습니다: “%(phrase)s”. %(instead)s")
    is_english = (get_language() or "").startswith("en")
    return [
        said
        % {
            "phrase": row.phrase,
            "instead": row.suggestion_en if is_english else row.suggestion_ko,
        }
        for row in found
    ]
