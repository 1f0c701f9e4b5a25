"""What the page of a report shows of it: words and numbers, not how it is stored.

Levels, quotes and reasons of single answers are on the page of the interview.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from interviews.admin.words import scorer_of, why
from interviews.models import Competency, Report


def content_of(report: Report, language: str) -> str:
    """The report as HTML; nothing where none was built yet."""
    data: Mapping[str, Any] = report.data
    if "axes" not in data:
        return ""
    names = {row.key: row.name_in(language) for row in Competency.objects.all()}
    shown = {
        "overall": _number(data["overall"], data["overall_reason"]),
        "axes": [
            {
                "name": names.get(axis["key"], axis["key"]),
                "score": _number(axis["score"], axis["not_judged_reason"]),
                "judged": axis["n"],
                "planned": axis["planned"],
            }
            for axis in data["axes"]
        ],
        "strengths": data["strengths"],
        "improvements": data["improvements"],
        "scorer": scorer_of({"scorer": data["scorer"]["kind"]}),
        "language": data["language"],
    }
    return render_to_string("admin/interviews/report/content.html", shown)


def _number(value: float | None, reason: str | None) -> str | float:
    return why(reason or "") if value is None else value
