"""What the résumé pages show: progress, findings in words, the profile by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from interviews.actions.resumes import fingerprint
from interviews.forms.profile import SECTIONS, Section, section_form, whole_profile
from interviews.models import Resume
from interviews.states import ResumeStatus
from interviews.views import waiting, words

STEPS: Final = 3


def resume_context(
    resume: Resume, *, at: datetime, editing: str = "", form: Any = None, seen: str = ""
) -> dict[str, Any]:
    """Everything on the page of one résumé.

    seen: what the section that is corrected was begun with; empty: as it is now.
    """
    profile = whole_profile(resume.profile)
    is_failed = resume.status == ResumeStatus.FAILED
    is_reading = resume.status in {ResumeStatus.UPLOADED, ResumeStatus.PARSING}
    return {
        "here": "resumes",
        "resume_id": resume.public_id,
        "file_name": resume.file_name,
        "size": size_words(resume.size_bytes),
        "status": resume.status,
        "is_reading": is_reading,
        "is_failed": is_failed,
        "is_confirmed": resume.is_confirmed,
        "failure": words.resume_code(resume.code) if is_failed else "",
        "findings": findings(resume),
        "pages": resume.pages,
        "progress": progress(resume, at=at) if is_reading else None,
        "sections": []
        if is_reading
        else [_section(s, profile, editing, form) for s in SECTIONS.values()],
        "editing": editing,
        "seen": seen or _fingerprint(profile, editing),
    }


def progress(resume: Resume, *, at: datetime) -> dict[str, Any]:
    """Three counted steps, how long it has taken, and whether it still moves."""
    names = [_("차례를 기다려요"), _("파일 검사"), _("글자 읽기"), _("항목 정리")]
    step = min(resume.step, STEPS)
    since = resume.due_at or resume.created_at
    beats = (since, resume.claimed_at, resume.step_at)
    state, cause = waiting.state_of("", beats, at)
    done = _("%(step)d/%(all)d 단계 · %(name)s") % {
        "step": step,
        "all": STEPS,
        "name": names[step],
    }
    return {
        "id": f"reading-{resume.public_id}",
        "name": _("이력서 읽기"),
        "state": state if cause or step else "queued",
        "value": step,
        "max": STEPS,
        "words": f"{done} · {cause}" if cause else done,
        "elapsed": waiting.elapsed(since, at),
    }


def findings(resume: Resume) -> list[dict[str, str]]:
    """What was noticed, page by page; hidden text itself is never shown."""
    return [
        {
            "where": _("%d쪽") % row["page"] if row.get("page") else "",
            "text": words.finding(row["kind"]),
        }
        for row in resume.findings
    ]


def size_words(size: int) -> str:
    """Bytes for people."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _fingerprint(profile: Mapping[str, Any], editing: str) -> str:
    return fingerprint(profile, SECTIONS[editing].fields) if editing else ""


def _section(
    section: Section, profile: Mapping[str, Any], editing: str, form: Any
) -> dict[str, Any]:
    is_open = section.key == editing
    if is_open and form is None:
        form = section_form(section, profile)
    return {
        "key": section.key,
        "title": section.title,
        "is_list": section.is_list,
        "is_names": section.is_names,
        "rows": _rows(section, profile),
        "form": form if is_open else None,
    }


def _rows(section: Section, profile: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each row as a title, a line of facts and a text."""
    if section.key == "basics":
        form = section.form()
        return [
            {"title": str(form.fields[name].label), "meta": profile[name] or ""}
            for name in form.fields
        ]
    if section.is_names:
        return [{"title": name} for name in profile[section.key]]
    return [_row(section.key, row) for row in profile[section.key]]


def _row(key: str, row: Mapping[str, Any]) -> dict[str, str]:
    shapes: dict[str, tuple[Sequence[str], Sequence[str], str]] = {
        "experience": (("company", "role"), ("start", "end"), "summary"),
        "projects": (("name", "role"), ("start", "end"), "summary"),
        "education": (("school", "major", "degree"), ("start", "end"), ""),
        "languages": (("language", "level"), (), ""),
        "cover_letter": (("question",), (), "answer"),
    }
    names, days, text = shapes[key]
    title = " · ".join(str(row[name]) for name in names if row.get(name))
    return {
        "title": title or _("제목 없음"),
        "meta": _span(row, is_job=key == "experience") if days else "",
        "text": str(row.get(text) or "") if text else "",
    }


def _span(row: Mapping[str, Any], *, is_job: bool) -> str:
    start, end = row.get("start") or "", row.get("end") or ""
    if not start and not end:
        return ""
    open_end = _("현재") if is_job and start else ""
    return f"{start or '?'} – {end or open_end}".rstrip(" –?") or str(start)


def resume_url(resume: Resume) -> str:
    """The page of this résumé."""
    return reverse("interviews:resume", args=[resume.public_id])
