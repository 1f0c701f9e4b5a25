"""What the report page shows, from the stored report: ready values, no new numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from interviews import charts
from interviews.actions import evaluations
from interviews.models import Interview
from interviews.scoring.wording import confidence_text, reason_text
from interviews.views import words

type Span = tuple[str, int, int]


def report_context(
    interview: Interview, data: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """The whole page: numbers, points and questions with numbered evidence."""
    numbers = _numbers(data["questions"])
    stages = {stage["key"]: stage for stage in interview.plan}
    orders = words.numbered(row["order"] for row in data["questions"])
    questions = [
        _question(row, numbers, stages, language) | {"number": number}
        for number, row in zip(orders, data["questions"], strict=True)
    ]
    can_retry = evaluations.may_judge(interview)
    if not can_retry:
        _promise_no_retry(questions)
    return {
        "report_lang": data["language"],
        **_sums(data, language),
        "strengths": [_point(point, numbers) for point in data["strengths"]],
        "improvements": [_point(point, numbers) for point in data["improvements"]],
        "questions": questions,
        "scorer": _scorer(data["scorer"]),
        "is_by_rules": data["scorer"]["kind"] == "builtin_rules",
        "is_judged": bool(data["scorer"]["kind"]),
        "can_retry": can_retry,
        "scorer_version": data["scorer"]["version"] or "",
        "rubric": data["rubric"],
        "limits": data["limits"],
        "json_url": reverse("interviews:report-json", args=[interview.public_id]),
        "pdf_url": reverse("interviews:report-pdf", args=[interview.public_id]),
    }


def _sums(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The overall number with its arithmetic, and the axes that it is made of."""
    axes = [_axis(axis, language) for axis in data["axes"]]
    return {
        "overall": _one(data["overall"]),
        "calculation": data["calculation"],
        "formula": data["formula"],
        "no_overall": reason_text(data["overall_reason"] or "nothing_judged", language),
        "coverage": round(data["coverage"] * 100),
        "axes": axes,
        "not_judged": [axis for axis in axes if axis["score"] == ""],
        "radar": _radar(data["axes"]),
    }


def _numbers(questions: Iterable[Mapping[str, Any]]) -> dict[Span, int]:
    """A number for each quoted range, in reading order."""
    spans: dict[Span, None] = {}
    for row in questions:
        own = {
            (row["turn_id"], item["start"], item["end"])
            for criterion in row["criteria"]
            for item in criterion["evidence"]
        }
        spans.update(dict.fromkeys(sorted(own)))
    return {span: number for number, span in enumerate(spans, start=1)}


def _axis(axis: Mapping[str, Any], language: str) -> dict[str, Any]:
    is_judged = axis["score"] is not None
    reason = axis["not_judged_reason"]
    return {
        "name": axis["name"],
        "score": _one(axis["score"]),
        "level": _level(axis["score"]),
        "low": _level(axis["low"]) if is_judged else "",
        "high": _level(axis["high"]) if is_judged else "",
        "n": axis["n"],
        "planned": axis["planned"],
        "weight": axis["weight"],
        "questions": axis["questions"],
        "reason": "" if is_judged else reason_text(reason, language),
    }


def _question(
    row: Mapping[str, Any],
    numbers: Mapping[Span, int],
    stages: Mapping[str, Mapping[str, Any]],
    language: str,
) -> dict[str, Any]:
    marks: dict[int, dict[str, Any]] = {}
    for criterion in row["criteria"]:
        for item in criterion["evidence"]:
            number = numbers[row["turn_id"], item["start"], item["end"]]
            mark = marks.setdefault(number, {**item, "n": number})
            # A quote that raises one criterion and lowers another says both.
            if mark["polarity"] != item["polarity"]:
                mark["is_both"] = True
    return {
        "stage": words.stage_name(stages[row["stage"]], language),
        "question": row["question"],
        "answer": row["answer"],
        "marks": list(marks.values()),
        "feedback": row["feedback"],
        "criteria": [
            _criterion(one, row["turn_id"], numbers, language)
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
    language: str,
) -> dict[str, Any]:
    is_scored = criterion["level"] is not None
    reasons = criterion["abstain_reasons"] or [criterion["status"]]
    return {
        "name": criterion["name"],
        "status": criterion["status"],
        "level": criterion["level"],
        "confidence": _confidence(criterion, language) if is_scored else "",
        "rationale": criterion["rationale"],
        "reason": "" if is_scored else reason_text(reasons[0], language),
        "evidence": _links(criterion["evidence"], turn_id, numbers),
    }


def _point(point: Mapping[str, Any], numbers: Mapping[Span, int]) -> dict[str, Any]:
    links = [
        link
        for item in point["evidence"]
        for link in _links([item], item["turn_id"], numbers)
    ]
    links.sort(key=lambda link: int(link["n"]))
    orders = sorted({item["order"] for item in point["evidence"]})
    return {"text": point["text"], "evidence": links, "questions": orders}


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


def _radar(axes: Iterable[Mapping[str, Any]]) -> SafeString:
    spokes = [charts.Spoke(axis["name"], axis["score"]) for axis in axes]
    none = _("점수 없음")
    told = ", ".join(f"{spoke.label} {_one(spoke.value) or none}" for spoke in spokes)
    caption = charts.Caption(_("여섯 역량의 점수"), told, "radar")
    # charts.py escapes all text that it is given.
    return mark_safe(charts.radar(spokes, caption))  # noqa: S308


def _one(value: float | None) -> str:
    """A stored number as printed, nothing for none."""
    return "" if value is None else f"{value:.1f}"


def _level(score: float | None) -> str:
    """0-100 back to a level 1-5, one decimal, half up."""
    if score is None:
        return ""
    level = 1 + Decimal(str(score)) / 25
    text = str(level.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
    return text.removesuffix(".0")
