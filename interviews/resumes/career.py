"""Proposes the interview that fits a career: the standard one, or for changing fields.

Pure rules. Work comes before the major, relevant work before any other; part-time jobs
and internships outside the field make no career. What cannot be placed is said so and
gets the standard interview.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from interviews.resumes.job_fields import (
    casual_work,
    fields_of,
    job_family_of,
    majors_lead_to,
    neighbours,
    no_work,
)
from interviews.resumes.phrasing import is_seen, render

__all__ = ["PastRole", "Proposal", "job_family_of", "propose"]

type ScenarioKey = Literal["standard", "career_change"]

_CAREER_YEARS = 1.0  # shorter work in another field is not a career yet


@dataclass(frozen=True)
class PastRole:
    """One entry of the work history; `years` is None when the résumé does not say."""

    role: str
    company: str | None = None
    years: float | None = None
    part_time: bool = False


@dataclass(frozen=True)
class Proposal:
    """The proposed scenario and one sentence that says what it rests on."""

    scenario: ScenarioKey
    reason: str


class _Fit(Enum):
    SAME = "same"
    NEAR = "near"
    OTHER = "other"
    UNKNOWN = "unknown"


_REASONS: dict[str, dict[str, str]] = {
    "same": {
        "ko": "{work}{이/가} {position} 직무와 이어져서 기본 면접을 권해요.",
        "en": "We suggest the standard interview because {work} fits the role "
        "of {position}.",
    },
    "near": {
        "ko": "{work}{이/가} {position} 직무와 가까워서 기본 면접을 권해요.",
        "en": "We suggest the standard interview because {work} is close to "
        "the role of {position}.",
    },
    "other": {
        "ko": "{work}{이/가} {position} 직무와 다른 분야라서 직무 전환 면접을 권해요.",
        "en": "We suggest the career-change interview because {work} is in a different "
        "field from the role of {position}.",
    },
    "unknown": {
        "ko": "{work}{이/가} {position} 직무와 이어지는지 알 수 없어서 "
        "기본 면접을 권해요.",
        "en": "We suggest the standard interview because we can't tell how {work} "
        "relates to the role of {position}.",
    },
    "unknown_position": {
        "ko": "{position} 직무가 어느 분야인지 알 수 없어서 기본 면접을 권해요.",
        "en": "We suggest the standard interview because we can't tell which field "
        "the role of {position} belongs to.",
    },
    "nothing": {
        "ko": "견주어 볼 경력이나 전공이 없어서 기본 면접을 권해요.",
        "en": "We suggest the standard interview because there is no work history or "
        "major to go by.",
    },
}
_WORK = {
    "ko": {"role": "‘{role}’ 경력", "major": "{major} 전공", "casual": "‘{role}’ 경험"},
    "en": {
        "role": "your work as “{role}”",
        "major": "your major, {major},",
        "casual": "your experience as “{role}”",
    },
}


def propose(
    *,
    position: str,
    major: str | None,
    past_roles: Sequence[PastRole],
    language: str,
) -> Proposal:
    """Propose `standard` or `career_change`, and say in one sentence why."""
    language = language if language in _WORK else "ko"
    roles = [one for one in past_roles if is_seen(one.role) and not _is_no_work(one)]
    by_work = _by_work(position, roles)
    if by_work is not None:
        fit, role = by_work
        return _proposal(fit.value, _work_phrase(role, language), position, language)
    if not fields_of(position):
        return _proposal("unknown_position", None, position, language)
    if major and is_seen(major):
        fit = _fit_of_major(major, position)
        phrase = render(_WORK[language]["major"], {"major": major}, language)
        return _proposal(fit.value, phrase, position, language)
    if roles:
        phrase = _work_phrase(_longest(roles), language)
        return _proposal(_Fit.UNKNOWN.value, phrase, position, language)
    return _proposal("nothing", None, position, language)


def _by_work(position: str, roles: Sequence[PastRole]) -> tuple[_Fit, PastRole] | None:
    """Judge by the work history, or return None when it does not settle the matter."""
    fits = [(_fit_of_role(one, position), one) for one in roles]
    for wanted in (_Fit.SAME, _Fit.NEAR):
        regular = [one for fit, one in fits if fit is wanted and not _is_casual(one)]
        if regular:
            return wanted, _longest(regular)
    elsewhere = [one for fit, one in fits if fit is _Fit.OTHER and not _is_casual(one)]
    if sum(map(_years, elsewhere)) >= _CAREER_YEARS:
        return _Fit.OTHER, _longest(elsewhere)
    for wanted in (_Fit.SAME, _Fit.NEAR):
        casual = [one for fit, one in fits if fit is wanted]
        if casual:
            return wanted, _longest(casual)
    return None


def _fit_of_role(one: PastRole, position: str) -> _Fit:
    if _squeezed(one.role) == _squeezed(position):
        return _Fit.SAME
    wanted, done = fields_of(position), fields_of(one.role)
    if not wanted or not done:
        return _Fit.UNKNOWN
    if set(wanted) & set(done):
        return _Fit.SAME
    pairs = {frozenset((here, there)) for here in wanted for there in done}
    return _Fit.NEAR if pairs & neighbours() else _Fit.OTHER


def _fit_of_major(major: str, position: str) -> _Fit:
    leads_to = majors_lead_to(major)
    if not leads_to:
        return _Fit.UNKNOWN
    return _Fit.SAME if leads_to & set(fields_of(position)) else _Fit.OTHER


def _is_casual(one: PastRole) -> bool:
    return one.part_time or bool(casual_work().search(one.role.casefold()))


def _is_no_work(one: PastRole) -> bool:
    return bool(no_work().search(one.role.casefold()))


def _years(one: PastRole) -> float:
    """Unknown length counts as a career: people rarely list trial days."""
    return _CAREER_YEARS if one.years is None else max(one.years, 0.0)


def _longest(roles: Sequence[PastRole]) -> PastRole:
    return max(roles, key=_years)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _proposal(key: str, work: str | None, position: str, language: str) -> Proposal:
    """Word the reason; without a position there is nothing to compare with."""
    if not is_seen(position):
        key = "nothing"
    values = {"position": position, "work": work or ""}
    scenario: ScenarioKey = "career_change" if key == "other" else "standard"
    return Proposal(scenario, render(_REASONS[key][language], values, language))


def _work_phrase(one: PastRole, language: str) -> str:
    kind = "casual" if _is_casual(one) else "role"
    phrase = render(_WORK[language][kind], {"role": one.role}, language)
    company = one.company.strip() if one.company and is_seen(one.company) else ""
    length = _length(one.years, language)
    if language == "ko":
        owner = f"{company}의 " if company else ""
        return owner + phrase + (f"({length})" if length else "")
    place = f" at {company}" if company else ""
    return phrase + place + (f" ({length})" if length else "")


def _length(years: float | None, language: str) -> str:
    """Say a length of time as people do: 「1년 6개월」, "8 months"; "" if unknown."""
    months = round((years or 0) * 12)
    if months <= 0:
        return ""
    whole, rest = divmod(months, 12)
    names = ("년", "개월") if language == "ko" else (" year", " month")
    parts = [
        f"{number}{name}{'s' if language == 'en' and number != 1 else ''}"
        for number, name in zip((whole, rest), names, strict=True)
        if number
    ]
    return " ".join(parts)
