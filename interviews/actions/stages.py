"""Whether a stage of a scenario can be asked: its texts render, its links exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from interviews.actions.content import LANGUAGES, current_rubric
from interviews.models import Criterion, Stage
from interviews.resumes import phrasing

# One value for everything that a template may name, short and long sounds alike.
SAMPLES: Final[Mapping[str, str]] = {
    "name": "김하늘",
    "position": "백엔드 개발자",
    "company": "한빛소프트",
    "certificate": "정보처리기사",
    "skill": "Python",
    "activity": "한빛상사 영업 사원",
    "past_role": "영업 사원",
    "project": "결제 개선",
    "major": "컴퓨터공학",
    "ideal": "끝까지 책임지는 사람",
    "cover_sentence": "맡은 일을 끝까지 해냈습니다.",
}
QUOTE: Final = {"quote": "로그를 시간대별로 나누어 보았습니다."}
TEXTS: Final = ("variants", "reask", "intent", "fallback_followup", "quoted_followup")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, on which field, in words for the person who edits."""

    field: str
    message: str


def axes_of_criteria() -> dict[str, str]:
    """Criterion key → axis of the rubric that new interviews use."""
    rows = Criterion.objects.filter(rubric=current_rubric())
    return dict(rows.values_list("key", "axis"))


def problems_of(
    stage: Stage, *, earlier: set[str], axes: Mapping[str, str]
) -> list[Problem]:
    """Everything that would break an interview at this stage; empty: it can be used.

    earlier: keys of the stages before it; axes: criterion key → axis.
    """
    found = [*_links(stage, earlier), *_criteria(stage, axes)]
    if not isinstance(stage.texts, dict):
        return [*found, Problem("texts", _("{ … } 모양이어야 해요."))]
    found += _shape(stage.texts)
    return found or [*_needed(stage), *_rendered(stage.texts)]


def _links(stage: Stage, earlier: set[str]) -> Iterator[Problem]:
    is_followup = stage.kind == Stage.Kind.FOLLOWUP
    if is_followup and stage.parent_key not in earlier:
        yield Problem("parent_key", _("추가 질문은 앞선 단계의 열쇠가 필요해요."))
    if not is_followup and stage.parent_key:
        yield Problem("parent_key", _("추가 질문에만 앞 단계를 적어요."))
    if stage.use_bank and not stage.axis:
        yield Problem("axis", _("질문 은행을 쓰려면 역량이 필요해요."))


def _criteria(stage: Stage, axes: Mapping[str, str]) -> Iterator[Problem]:
    if not isinstance(stage.criteria, list):
        yield Problem("criteria", _("[ … ] 모양의 목록이어야 해요."))
        return
    for key in stage.criteria:
        if key not in axes:
            said = _("‘%(key)s’ 기준이 지금 평가 기준표에 없어요.") % {"key": key}
            yield Problem("criteria", said)
    known = {axes[key] for key in stage.criteria if key in axes}
    if stage.axis and known and stage.axis not in known:
        yield Problem("axis", _("이 역량의 평가 기준이 하나도 없어요."))


def _shape(texts: dict[str, Any]) -> Iterator[Problem]:
    """Right names, and each text in both languages."""
    for name in texts:
        if name not in TEXTS:
            said = _("‘%(name)s’은(는) 쓰지 않는 이름이에요.") % {"name": name}
            yield Problem("texts", said)
    variants = texts.get("variants", [])
    if not isinstance(variants, list):
        yield Problem("texts", _("variants는 [ … ] 목록이어야 해요."))
        variants = []
    for place, row in enumerate(variants, start=1):
        where = f"variants[{place}]"
        yield from _both(where, row)
        if isinstance(row, dict) and not _are_needs(row.get("needs")):
            yield Problem(
                "texts", _("%(where)s: needs를 확인해 주세요.") % {"where": where}
            )
    for name in TEXTS[1:]:
        if name in texts:
            yield from _both(name, texts[name])


def _are_needs(needs: Any) -> bool:
    return isinstance(needs, list) and all(need in SAMPLES for need in needs)


def _both(where: str, row: Any) -> Iterator[Problem]:
    for language in LANGUAGES:
        said = row.get(language) if isinstance(row, dict) else None
        if not isinstance(said, str) or not said.strip():
            message = _("%(where)s: %(language)s 글이 없어요.")
            params = {"where": where, "language": language}
            yield Problem("texts", message % params)


def _needed(stage: Stage) -> Iterator[Problem]:
    """A stage must always have something to ask."""
    variants = stage.texts.get("variants", [])
    if stage.kind == Stage.Kind.FOLLOWUP:
        if "fallback_followup" not in stage.texts:
            yield Problem("texts", _("추가 질문에는 fallback_followup이 필요해요."))
    elif not stage.use_bank and not any(not row["needs"] for row in variants):
        yield Problem(
            "texts",
            _("질문 은행을 쓰지 않으면 needs가 빈 variant가 하나 필요해요."),
        )


def _rendered(texts: dict[str, Any]) -> Iterator[Problem]:
    for place, row in enumerate(texts.get("variants", []), start=1):
        values = {name: SAMPLES[name] for name in (*row["needs"], "position")}
        yield from _tried(f"variants[{place}]", row, values)
    for name in TEXTS[1:]:
        if name in texts:
            values = dict(QUOTE) if name == "quoted_followup" else {}
            yield from _tried(name, texts[name], values)


def _tried(
    where: str, row: Mapping[str, Any], values: Mapping[str, str]
) -> Iterator[Problem]:
    for language in LANGUAGES:
        try:
            phrasing.render(row[language], values, language)
        except phrasing.MissingValue as missing:
            message = _("%(where)s.%(language)s: ‘%(name)s’이(가) needs에 없어요.")
            name = str(missing).partition("{")[2].partition("}")[0]
            params = {"where": where, "language": language, "name": name}
            yield Problem("texts", message % params)
        except phrasing.BadTemplate as bad:
            message = _("%(where)s.%(language)s: 틀이 잘못되었어요 (%(why)s).")
            params = {"where": where, "language": language, "why": str(bad)}
            yield Problem("texts", message % params)
