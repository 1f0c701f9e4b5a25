"""Which scenario suits a position and a past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from interviews.models import Resume
from interviews.resumes import career
from interviews.resumes.career import PastRole, Proposal

__all__ = ["PastRole", "Proposal", "propose_scenario"]


def propose_scenario(
    *,
    position: str,
    language: str,
    at: datetime,
    resume: Resume | None = None,
    major: str | None = None,
    past_roles: Sequence[PastRole] = (),
) -> Proposal:
    """Which scenario fits, and why; the candidate may override it."""
    if resume is not None and resume.is_confirmed:
        profile = resume.profile
        roles = past_roles or _past_roles(profile, at)
        major = major or next(
            (row["major"] for row in profile["education"] if row["major"]), None
        )
    else:
        roles = past_roles
    return career.propose(
        position=position, major=major, past_roles=list(roles), language=language
    )


def _past_roles(profile: dict[str, Any], at: datetime) -> list[PastRole]:
    return [
        PastRole(
            role=job["role"],
            company=job["company"],
            years=_years(job["start"], job["end"], at),
        )
        for job in profile.get("experience", [])
        if job.get("role")
    ]


def _years(start: str | None, end: str | None, at: datetime) -> float | None:
    """Years between two partial dates; an open end is today."""
    if not start:
        return None
    return max(0.0, _as_years(end or at.date().isoformat()) - _as_years(start))


def _as_years(day: str) -> float:
    year, _, rest = day.partition("-")
    return int(year) + (int(rest[:2] or 1) - 1) / 12 if rest else float(year)
