"""An invented person: what a résumé says, and the profile that is right for it.

The profile is written by hand here and rendered by the layouts, never read back from
a parser. What must not be extracted (birth, address, family, military service, …)
is in `other` and appears on the page only.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class School(NamedTuple):
    school: str
    major: str | None
    degree: str | None
    start: str | None
    end: str | None


class Job(NamedTuple):
    company: str
    role: str | None
    start: str | None
    end: str | None
    summary: tuple[str, ...] = ()


class Project(NamedTuple):
    name: str
    role: str | None
    start: str | None
    end: str | None
    summary: tuple[str, ...] = ()


class Certificate(NamedTuple):
    name: str
    date: str
    issuer: str


@dataclass(frozen=True)
class Person:
    """One résumé's content."""

    name: str
    email: str
    phone: str
    position: str | None = None
    company: str | None = None
    schools: tuple[School, ...] = ()
    jobs: tuple[Job, ...] = ()
    projects: tuple[Project, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    letter: tuple[tuple[str | None, str], ...] = ()
    other: dict[str, str] = field(default_factory=dict)

    def profile(self) -> dict[str, object]:
        """The labelled profile, in contract.md's shape."""
        return {
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "target_position": self.position,
            "target_company": self.company,
            "education": [school._asdict() for school in self.schools],
            "experience": [_entry(job) for job in self.jobs],
            "projects": [_entry(project) for project in self.projects],
            "certificates": [item.name for item in self.certificates],
            "skills": list(self.skills),
            "languages": [{"language": a, "level": b} for a, b in self.languages],
            "cover_letter": [{"question": q, "answer": a} for q, a in self.letter],
        }


def _entry(item: Job | Project) -> dict[str, object]:
    return {**item._asdict(), "summary": "\n".join(item.summary) or None}
