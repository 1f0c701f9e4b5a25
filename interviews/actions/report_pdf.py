"""The report as a PDF: everything in it as ready texts, in the report's language."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _, ngettext, override, pgettext

from interviews import charts
from interviews.actions import report_words
from interviews.actions.report_words import Span, Words
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
    named = report_words.words_of(interview, language)
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
        "legend": _legend(data),
        "confidence": report_words.confidence_of_all(data, language),
        "not_asked": _not_asked(data),
        "axis_head": _axis_head(),
        "axes": [_axis(axis, language) for axis in data["axes"]],
        "strengths": [point["text"] for point in data["strengths"]],
        "improvements": [_improvement(point, named) for point in data["improvements"]],
        "questions": _questions(interview, data, named),
        "about": _about(data),
    }


def _words() -> dict[str, str]:
    return {
        "overall": _("종합"),
        "axes": _("역량별 결과"),
        "strengths": _("잘한 점"),
        "improvements": _("더 해 볼 점"),
        "questions": _("질문별 결과"),
        "no_answer": _("답하지 않아서 점수가 없어요."),
        "feedback": _("피드백"),
        "about": _("이 결과에 대해"),
    }


def _legend(data: Mapping[str, Any]) -> str:
    """What the lines under the quotes mean, of those that there are."""
    polarities = {
        item["polarity"]
        for row in data["questions"]
        for criterion in row["criteria"]
        for item in criterion["evidence"]
    }
    if polarities == {"for", "against"}:
        return _("실선은 점수를 올린 근거, 점선은 보완할 근거예요.")
    if polarities == {"against"}:
        return _("점선은 보완할 근거예요.")
    return _("실선은 점수를 올린 근거예요.") if polarities else ""


def _not_asked(data: Mapping[str, Any]) -> str:
    count = sum(not report_words.was_asked(row) for row in data["questions"])
    words = ngettext(
        "끝까지 가지 않아서 묻지 않은 질문 %(n)s개",
        "끝까지 가지 않아서 묻지 않은 질문 %(n)s개",
        count,
    )
    return words % {"n": count} if count else ""


def _axis_head() -> list[str]:
    questions = pgettext("여러 개", "질문")
    return [_("역량"), _("수준 1–5 (범위)"), _("점수"), _("판단/전체"), questions]


def _axis(axis: Mapping[str, Any], language: str) -> list[str]:
    questions = ", ".join(str(order) for order in axis["questions"]) or "–"
    judged = f"{axis['n']}/{axis['planned']}"
    if axis["score"] is None:
        reason = reason_text(axis["not_judged_reason"], language)
        return [f"{axis['name']} – {reason}", "–", "–", judged, questions]
    level, span = report_words.level(axis["score"]), report_words.level_range(axis)
    levels = f"{level} ({span})" if span else level
    return [axis["name"], levels, _one(axis["score"]), judged, questions]


def _improvement(point: Mapping[str, Any], named: Words) -> dict[str, str]:
    step = named.next_step(point["criterion"], point["level"])
    words = _("다음 수준(%(level)s)의 기준: %(anchor)s")
    return {"text": point["text"], "next": words % step if step else ""}


def _questions(
    interview: Interview, data: Mapping[str, Any], named: Words
) -> list[dict[str, Any]]:
    """What was asked, numbered as on the page."""
    numbers, language = report_words.evidence_numbers(data), data["language"]
    orders = report_words.numbered(row["order"] for row in data["questions"])
    stages = {stage["key"]: stage for stage in interview.plan}
    is_said_once = bool(report_words.confidence_of_all(data, language))
    return [
        {
            "heading": f"{order} · {stages[row['stage']][f'name_{language}']}",
            "question": row["question"],
            "answer": _pieces(row, numbers) if row["answer"] else [],
            "criteria": [
                _criterion(item, language, is_said_once=is_said_once)
                for item in row["criteria"]
                if row["answer"]
            ],
            "feedback": row["feedback"] if report_words.is_judged(row) else "",
            "next": _next(row, named),
        }
        for order, row in zip(orders, data["questions"], strict=True)
        if report_words.was_asked(row)
    ]


def _next(row: Mapping[str, Any], named: Words) -> str:
    step = named.weakest_step(row)
    words = _("‘%(name)s’ 다음 수준(%(level)s)의 기준: %(anchor)s")
    return words % step if step and row["feedback"] else ""


def _criterion(item: Mapping[str, Any], language: str, *, is_said_once: bool) -> str:
    if item["level"] is None:
        reasons = item["abstain_reasons"] or [item["status"]]
        return f"{item['name']}: {reason_text(reasons[0], language)}"
    level = f"{item['name']}: {item['level']} / 5"
    if is_said_once:
        return level
    sure = confidence_text(
        item["confidence_method"], item["level_samples"], item["level"], language
    )
    return f"{level} · {sure}"


def _pieces(
    row: Mapping[str, Any], numbers: Mapping[Span, int]
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
