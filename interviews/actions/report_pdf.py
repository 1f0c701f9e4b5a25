"""The report as a PDF: everything in it as ready texts, in the report's language."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _, override

from interviews import charts
from interviews.models import Interview
from interviews.pdf import PdfFailed, printable, report_pdf
from interviews.scoring.wording import confidence_text, reason_text

# The page colours charts by CSS class; the PDF brings its own few rules.
STYLE: Final = (
    "<style>text{font-family:Pretendard;fill:#1A1F1C;font-size:13px}"
    ".c-grid,.c-axis{fill:none;stroke:#DBDED8}"
    ".c-area{fill:#DBEFE9;fill-opacity:.7;stroke:#0C5F56;stroke-width:2}"
    ".c-line{fill:none;stroke:#0C5F56;stroke-width:2}"
    ".c-dot{fill:#0C5F56}</style>"
)

__all__ = ["PdfFailed", "as_pdf"]


def as_pdf(*, interview: Interview, data: Mapping[str, Any]) -> bytes:
    """PDF bytes of a report's stored data. Raises PdfFailed."""
    with override(data["language"]):
        page, lacks_signs = printable(_printed(interview, data))
        if lacks_signs:
            page["about"].append(
                _("PDF 글꼴에 없는 글자는 □로 보여요. 화면과 JSON에는 그대로 있어요.")
            )
        return report_pdf(page)


def _printed(interview: Interview, data: Mapping[str, Any]) -> dict[str, Any]:
    language = data["language"]
    numbers = _numbers(data)
    result = _("연습 결과")
    company = interview.company.name_in(language) if interview.company else ""
    return {
        "language": language,
        "title": f"{result} – {interview.position}",
        "subtitle": " · ".join(
            part
            for part in (
                company,
                interview.scenario.name_in(language),
                f"{interview.submitted_at:%Y-%m-%d}" if interview.submitted_at else "",
            )
            if part
        ),
        "label": data["limits"][0],
        "footer": f"Daehwa · {interview.public_id}",
        "overall": _one(data["overall"]),
        "calculation": data["calculation"],
        "no_overall": reason_text(data["overall_reason"] or "nothing_judged", language),
        "radar": _radar(data),
        "radar_alt": _told(data),
        "words": _words(),
        "axis_head": [_("역량"), _("점수"), _("범위"), _("판단/전체"), _("질문")],
        "axes": [_axis(axis, language) for axis in data["axes"]],
        "strengths": [point["text"] for point in data["strengths"]],
        "improvements": [point["text"] for point in data["improvements"]],
        "questions": [
            _question(row, numbers, interview, language) for row in data["questions"]
        ],
        "about": _about(data),
    }


def _words() -> dict[str, str]:
    return {
        "overall": _("종합"),
        "axes": _("역량별 결과"),
        "strengths": _("잘한 점"),
        "improvements": _("더 해 볼 점"),
        "questions": _("질문별 결과"),
        "legend": _("실선은 점수를 올린 근거, 점선은 보완할 근거예요."),
        "no_answer": _("답하지 않음"),
        "feedback": _("피드백"),
        "about": _("이 결과에 대해"),
    }


def _numbers(data: Mapping[str, Any]) -> dict[tuple[str, int, int], int]:
    """A number for each quoted range, in reading order, as on the page."""
    spans: dict[tuple[str, int, int], None] = {}
    for row in data["questions"]:
        own = {
            (row["turn_id"], item["start"], item["end"])
            for criterion in row["criteria"]
            for item in criterion["evidence"]
        }
        spans.update(dict.fromkeys(sorted(own)))
    return {span: number for number, span in enumerate(spans, start=1)}


def _axis(axis: Mapping[str, Any], language: str) -> list[str]:
    questions = ", ".join(str(order) for order in axis["questions"]) or "–"
    judged = f"{axis['n']}/{axis['planned']}"
    if axis["score"] is None:
        reason = reason_text(axis["not_judged_reason"], language)
        return [f"{axis['name']} – {reason}", "–", "–", judged, questions]
    span = f"{_one(axis['low'])}–{_one(axis['high'])}"
    return [axis["name"], _one(axis["score"]), span, judged, questions]


def _question(
    row: Mapping[str, Any],
    numbers: Mapping[tuple[str, int, int], int],
    interview: Interview,
    language: str,
) -> dict[str, Any]:
    stage = next(s for s in interview.plan if s["key"] == row["stage"])
    name = stage["name_en"] if language == "en" else stage["name_ko"]
    return {
        "heading": f"{row['order']}. {name}",
        "question": row["question"],
        "answer": _pieces(row, numbers),
        "criteria": [_criterion(item, language) for item in row["criteria"]],
        "feedback": row["feedback"],
    }


def _criterion(item: Mapping[str, Any], language: str) -> str:
    if item["level"] is not None:
        sure = confidence_text(
            item["confidence_method"], item["level_samples"], item["level"], language
        )
        return f"{item['name']}: {item['level']} / 5 · {sure}"
    reasons = item["abstain_reasons"] or [item["status"]]
    return f"{item['name']}: {reason_text(reasons[0], language)}"


def _pieces(
    row: Mapping[str, Any], numbers: Mapping[tuple[str, int, int], int]
) -> list[dict[str, str]]:
    """The answer cut where evidence begins and ends."""
    text, items = (
        row["answer"],
        [item for criterion in row["criteria"] for item in criterion["evidence"]],
    )
    cuts = sorted(
        {0, len(text), *(i["start"] for i in items), *(i["end"] for i in items)}
    )
    pieces = []
    for start, end in pairwise(cuts):
        over = [i for i in items if i["start"] <= start and end <= i["end"]]
        polarities = {item["polarity"] for item in over}
        ending = {
            numbers[row["turn_id"], i["start"], i["end"]]
            for i in over
            if i["end"] == end
        }
        pieces.append(
            {
                "text": text[start:end],
                "kind": "plain"
                if not over
                else ("against" if "against" in polarities else "for"),
                "numbers": ",".join(str(number) for number in sorted(ending)),
            }
        )
    return pieces


def _radar(data: Mapping[str, Any]) -> str:
    spokes = [charts.Spoke(axis["name"], axis["score"]) for axis in data["axes"]]
    svg = charts.radar(
        spokes, charts.Caption(_("여섯 역량의 점수"), _told(data), "radar")
    )
    head, bracket, rest = svg.partition(">")
    return f"{head}{bracket}{STYLE}{rest}" if svg else ""


def _told(data: Mapping[str, Any]) -> str:
    none = _("점수 없음")
    return ", ".join(
        f"{axis['name']} {_one(axis['score']) or none}" for axis in data["axes"]
    )


def _about(data: Mapping[str, Any]) -> list[str]:
    scorer, rubric = data["scorer"], data["rubric"]
    scored_by, judged_by = _("채점"), _("기준표")
    return [
        *data["limits"],
        f"{scored_by}: {scorer['model'] or '–'} ({scorer['version'] or '–'})",
        f"{judged_by}: {rubric['key']} v{rubric['version']} · {data['formula']}",
    ]


def _one(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
