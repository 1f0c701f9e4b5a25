"""Work and projects: entries → the profile's jobs and projects."""

import re
from typing import Final

from interviews.resumes.dates import find_period
from interviews.resumes.documents import Line
from interviews.resumes.entries import Entry, entries_of
from interviews.resumes.forms import Record
from interviews.resumes.linework import parts_of, unbulleted
from interviews.resumes.profile import Experience, Project
from interviews.resumes.roles import assign, ends_in_role, is_noise, role_like
from interviews.resumes.terms import Field

_ROLE: Final = 40


def experience(lines: list[Line], records: list[Record]) -> list[Experience]:
    """Every job, in the résumé's order."""
    entries = [_from_record(record) for record in records]
    entries += entries_of(lines, wanted=2)
    found = []
    for entry in entries:
        company, role = assign(entry.parts)
        role = _titled(entry) or role
        company = entry.named.get(Field.COMPANY) or company
        if not company and not role:
            continue
        start, end = _dates(entry)
        found.append(
            Experience(
                company=company,
                role=role,
                start=start,
                end=end,
                summary=entry.summary(),
            )
        )
    return found


def projects(lines: list[Line], records: list[Record]) -> list[Project]:
    """Every project and activity, in the résumé's order."""
    entries = [_from_record(record) for record in records]
    entries += entries_of(lines, wanted=1)
    found = []
    for entry in entries:
        parts = [part for part in entry.parts if not is_noise(part)]
        if len(parts) == 1:
            parts = _name_and_role(parts[0])
        name = entry.named.get(Field.PROJECT) or (parts.pop(0) if parts else None)
        role = entry.named.get(Field.ROLE) or _titled(entry)
        role = role or _project_role(parts)
        if not name:
            continue
        start, end = _dates(entry)
        found.append(
            Project(name=name, role=role, start=start, end=end, summary=entry.summary())
        )
    return found


def _name_and_role(header: str) -> list[str]:
    """«Chaekdari, Server developer»: what stands behind the last comma is a role."""
    name, comma, last = header.rpartition(", ")
    if comma and len(last) <= _ROLE and ends_in_role(last) and not ends_in_role(name):
        return [name, last]
    return [header]


def _project_role(parts: list[str]) -> str | None:
    """What stands beside the name: a role by its words, or the only short thing."""
    named = next((part for part in parts if role_like(part)), None)
    if named is None and len(parts) == 1 and re.fullmatch(r"[^\d,]{2,24}", parts[0]):
        return parts[0]
    return named


def _titled(entry: Entry) -> str | None:
    """Department and title as labelled, joined by a blank."""
    named = [
        entry.named[key]
        for key in (Field.DEPARTMENT, Field.TITLE, Field.POSITION, Field.ROLE)
        if key in entry.named
    ]
    return " ".join(named) or None


def _dates(entry: Entry) -> tuple[str | None, str | None]:
    if entry.period is None:
        return None, None
    return entry.period.start, entry.period.end


def _from_record(record: Record) -> Entry:
    flat = {named: " ".join(value.split()) for named, value in record.items()}
    period = " ~ ".join(
        flat[named] for named in (Field.START, Field.END) if named in flat
    ) or flat.get(Field.PERIOD, "")
    entry = Entry(period=find_period(period))
    if Field.START in flat and Field.END not in flat and entry.period is not None:
        entry.period = find_period(f"{period} ~ 현재") or entry.period
    entry.named = {
        named: value
        for named, value in flat.items()
        if named not in {Field.PERIOD, Field.START, Field.END, Field.SUMMARY}
    }
    if Field.COMPANY in entry.named and not _titled(entry):
        entry.parts = parts_of(entry.named.pop(Field.COMPANY))
    entry.body = [
        text
        for line in record.get(Field.SUMMARY, "").split("\n")
        if (text := unbulleted(line))
    ]
    return entry
