"""What the report page shows, from the stored report: ready values, no new numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from interviews import charts
from interviews.actions import evaluations, report_words
from interviews.actions.report_words import Span, Words
from interviews.models import Interview
from interviews.scoring.wording import confidence_text, reason_text
from interviews.views import words

# How a reason cites quotes: `[2]` by a model, `근거 1, 2` or `Evidence 1, 2` by rules.
_CITED: Final = re.compile(r"(\[|근거 |Evidence )(\d+(?:, ?\d+)*)")


def report_context(
    interview: Interview, data: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """The whole page: numbers, points and questions with numbered evidence."""
    numbers = report_words.evidence_numbers(data)
    named = report_words.words_of(interview, language)
    points = {
        name: [_point(point, numbers, named) for point in data[name]]
        for name in ("strengths", "improvements")
    }
    return {
        "report_lang": data["language"],
        "page_lang": language,
        **_sums(data, named, language),
        **points,
        **_questions(interview, data, numbers, named, language),
        "confidence": report_words.confidence_of_all(data, language),
        "scorer": _scorer(data["scorer"]),
        "is_by_rules": data["scorer"]["kind"] == "builtin_rules",
        "is_judged": bool(data["scorer"]["kind"]),
        "can_retry": evaluations.may_judge(interview),
        "scorer_version": data["scorer"]["version"] or "",
        "rubric": data["rubric"],
        "limits": report_words.limits(
            data["kind"], data["scorer"]["kind"], data["axes"]
        ),
        "json_url": reverse("interviews:report-json", args=[interview.public_id]),
        "pdf_url": reverse("interviews:report-pdf", args=[interview.public_id]),
    }


def _sums(data: Mapping[str, Any], named: Words, language: str) -> dict[str, Any]:
    """The overall number with its arithmetic, and the axes that it is made of."""
    axes = [_axis(axis, named, language) for axis in data["axes"]]
    return {
        "overall": _one(data["overall"]),
        "calculation": data["calculation"],
        "formula": data["formula"],
        "no_overall": reason_text(data["overall_reason"] or "nothing_judged", language),
        "coverage": round(data["coverage"] * 100),
        "axes": axes,
        "not_judged": [axis for axis in axes if axis["score"] == ""],
        "radar": _radar(data["axes"], named),
    }


def _questions(
    interview: Interview,
    data: Mapping[str, Any],
    numbers: Mapping[Span, int],
    named: Words,
    language: str,
) -> dict[str, Any]:
    """What was asked, one by one; how much was not; and which marks there are."""
    stages = {stage["key"]: stage for stage in interview.plan}
    orders = report_words.numbered(row["order"] for row in data["questions"])
    shown = [
        _question(row, numbers, named, language)
        | {
            "number": number,
            "stage": words.stage_name(stages[row["stage"]], language),
        }
        for number, row in zip(orders, data["questions"], strict=True)
        if report_words.was_asked(row)
    ]
    if not evaluations.may_judge(interview):
        _promise_no_retry(shown)
    return {
        "questions": shown,
        "not_asked": len(data["questions"]) - len(shown),
        "polarities": {mark["polarity"] for row in shown for mark in row["marks"]},
    }


def _axis(axis: Mapping[str, Any], named: Words, language: str) -> dict[str, Any]:
    is_judged = axis["score"] is not None
    reason = axis["not_judged_reason"]
    return {
        "name": named.axis(axis),
        "score": _one(axis["score"]),
        "level": report_words.level(axis["score"]),
        "range": report_words.level_range(axis),
        "n": axis["n"],
        "planned": axis["planned"],
        "weight": axis["weight"],
        "questions": axis["questions"],
        "reason": "" if is_judged else reason_text(reason, language),
    }


def _question(
    row: Mapping[str, Any],
    numbers: Mapping[Span, int],
    named: Words,
    language: str,
) -> dict[str, Any]:
    marks: dict[int, dict[str, Any]] = {}
    for criterion in row["criteria"]:
        for item in criterion["evidence"]:
            number = numbers[row["turn_id"], item["start"], item["end"]]
            marks.setdefault(number, {**item, "n": number})
    step = named.weakest_step(row)
    return {
        "question": row["question"],
        "answer": row["answer"],
        "marks": list(marks.values()),
        # Without a level it would only say the reasons of the rows again.
        "feedback": row["feedback"] if report_words.is_judged(row) else "",
        "next": step,
        "criteria": [
            _criterion(one, row["turn_id"], numbers, named, language)
            for one in row["criteria"]
        ],
    }


def _promise_no_retry(questions: Iterable[Mapping[str, Any]]) -> None:
    """What failed can be judged again only while judging is allowed."""
    for question in questions:
        for criterion in question["criteria"]:
            if criterion["status"] == "failed":
                criterion["reason"] = _("채점하지 못했어요. 답변은 그대로 있어요.")


def _criterion(
    criterion: Mapping[str, Any],
    turn_id: str,
    numbers: Mapping[Span, int],
    named: Words,
    language: str,
) -> dict[str, Any]:
    is_scored = criterion["level"] is not None
    reasons = criterion["abstain_reasons"] or [criterion["status"]]
    own = [numbers[turn_id, e["start"], e["end"]] for e in criterion["evidence"]]
    return {
        "name": named.criterion(criterion),
        "status": criterion["status"],
        "level": criterion["level"],
        "confidence": _confidence(criterion, language) if is_scored else "",
        "rationale": _cited(criterion["rationale"], own),
        "reason": "" if is_scored else reason_text(reasons[0], language),
        "evidence": _links(criterion["evidence"], turn_id, numbers),
    }


def _cited(rationale: str, own: Sequence[int]) -> str:
    """The reason with the page's numbers in place of places in its own list."""

    def on_page(found: re.Match[str]) -> str:
        places = [int(digits) for digits in re.findall(r"\d+", found[2])]
        if not all(0 < place <= len(own) for place in places):
            return found[0]
        return found[1] + ", ".join(map(str, sorted(own[n - 1] for n in places)))

    return _CITED.sub(on_page, rationale)


def _point(
    point: Mapping[str, Any], numbers: Mapping[Span, int], named: Words
) -> dict[str, Any]:
    links = [
        link
        for item in point["evidence"]
        for link in _links([item], item["turn_id"], numbers)
    ]
    links.sort(key=lambda link: int(link["n"]))
    step = named.next_step(point["criterion"], point["level"])
    return {"text": point["text"], "evidence": links, "next": step}


def _links(
    items: Iterable[Mapping[str, Any]], turn_id: str, numbers: Mapping[Span, int]
) -> list[dict[str, Any]]:
    links = [
        {
            "n": numbers[turn_id, item["start"], item["end"]],
            "polarity": item["polarity"],
        }
        for item in items
        if (turn_id, item["start"], item["end"]) in numbers
    ]
    return sorted(links, key=lambda link: int(link["n"]))


def _confidence(criterion: Mapping[str, Any], language: str) -> str:
    return confidence_text(
        criterion["confidence_method"],
        criterion["level_samples"],
        criterion["level"],
        language,
    )


def _scorer(scorer: Mapping[str, Any]) -> str:
    kind = scorer["kind"] or ""
    if kind == "builtin_rules":
        return _("내장 규칙 (AI 모델 아님)")
    if not kind:
        return _("채점하지 않음")
    return _("AI 모델 %s") % scorer["model"] if scorer["model"] else kind


def _radar(axes: Iterable[Mapping[str, Any]], named: Words) -> SafeString:
    spokes = [charts.Spoke(named.axis(axis), axis["score"]) for axis in axes]
    none = _("점수 없음")
    told = ", ".join(f"{spoke.label} {_one(spoke.value) or none}" for spoke in spokes)
    caption = charts.Caption(_("여섯 역량의 점수"), told, "radar")
    # charts.py escapes all text that it is given.
    return mark_safe(charts.radar(spokes, caption))  # noqa: S308


def _one(value: float | None) -> str:
    """A stored number as printed, nothing for none."""
    return "" if value is None else f"{value:.1f}"
