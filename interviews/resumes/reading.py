"""Rules that turn a résumé into a profile, and what may be added by a model."""

import re
import unicodedata
from typing import Final

from interviews.resumes.cleaning import clean_line, wide_blanks
from interviews.resumes.documents import Block, Document, FileKind, Line
from interviews.resumes.jobs import experience, projects
from interviews.resumes.languages import is_korean, languages
from interviews.resumes.letters import letter_parts
from interviews.resumes.listed import certificates, skills
from interviews.resumes.personal import personal
from interviews.resumes.profile import Profile
from interviews.resumes.schools import education
from interviews.resumes.sections import Gathered, gather
from interviews.resumes.terms import Section

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"'”’)]?\s+|\n+")
_MIN_SENTENCE: Final = 12
_MOST: Final = {
    "education": 20,
    "experience": 40,
    "projects": 40,
    "certificates": 60,
    "skills": 120,
    "languages": 20,
    "cover_letter": 20,
}
_LONGEST: Final = {"summary": 2_000, "question": 2_000, "answer": 8_000}


def profile_from(source: Document | str) -> Profile:
    """The profile that the rules find in a document, or in its visible text."""
    blocks = source.blocks if isinstance(source, Document) else _blocks(source)
    flowing = isinstance(source, Document) and source.kind is FileKind.PDF
    text = source.visible_text if isinstance(source, Document) else source
    return _profile(gather(tuple(blocks)), text, flowing=flowing)


def _blocks(text: str) -> list[Block]:
    cells = (wide_blanks(line.replace(" | ", "\t")) for line in text.split("\n"))
    return [Line(line) for cell in cells if (line := clean_line(cell))]


def _profile(found: Gathered, text: str, *, flowing: bool) -> Profile:
    korean = is_korean(text)
    names, tests = certificates(
        found.of(Section.CERTIFICATES),
        found.records.get(Section.CERTIFICATES, []),
        korean=korean,
    )
    spoken = languages(
        found.of(Section.LANGUAGES),
        found.records.get(Section.LANGUAGES, []),
        korean=korean,
    )
    top = found.of(Section.PERSONAL)
    return _within_limits(
        {
            **personal(found.personal, top, text.split("\n")),
            "education": education(
                found.of(Section.EDUCATION), found.records.get(Section.EDUCATION, [])
            ),
            "experience": experience(
                found.of(Section.EXPERIENCE), found.records.get(Section.EXPERIENCE, [])
            ),
            "projects": projects(
                found.of(Section.PROJECTS), found.records.get(Section.PROJECTS, [])
            ),
            "certificates": names,
            "skills": skills(
                found.of(Section.SKILLS), found.records.get(Section.SKILLS, [])
            ),
            "languages": [*spoken, *tests],
            "cover_letter": letter_parts(found.letter, flowing=flowing),
        }
    )


def _within_limits(fields: dict[str, object]) -> Profile:
    """Far more than a person would write is cut: pages and prompts stay small."""
    whole = Profile.model_validate(fields).model_dump()
    for key, most in _MOST.items():
        whole[key] = whole[key][:most]
    return Profile.model_validate({key: _cut(key, item) for key, item in whole.items()})


def _cut(key: str, value: object) -> object:
    if isinstance(value, str):
        return value[: _LONGEST.get(key, 300)]
    if isinstance(value, dict):
        return {name: _cut(name, item) for name, item in value.items()}
    if isinstance(value, list):
        return [_cut(key, item) for item in value]
    return value


def merge(rules: Profile, model: Profile, visible_text: str) -> Profile:
    """The rules' profile, bettered by a model where its values stand in the text.

    A model's value counts only when it occurs in the text, blanks aside; its dates
    only when their year does. A list of the model replaces the rules' list when at
    least as many entries survive as the rules found.
    """
    text = _bare(visible_text)
    grounded = _grounded(model.model_dump(), text)
    merged = rules.model_dump()
    for key, value in grounded.items():
        if isinstance(value, list):
            if len(value) >= len(merged[key]) and value:
                merged[key] = value
        elif value is not None:
            merged[key] = value
    return Profile.model_validate(merged)


def _grounded(fields: dict[str, object], text: str) -> dict[str, object]:
    return {key: _kept(key, value, text) for key, value in fields.items()}


def _kept(key: str, value: object, text: str) -> object:
    """The value as far as it stands in the text."""
    if isinstance(value, str):
        wanted = value[:4] if key in {"start", "end"} else _bare(value)
        return value if wanted and wanted in text else None
    if not isinstance(value, list):
        return value
    kept = [
        _grounded(item, text) if isinstance(item, dict) else _kept(key, item, text)
        for item in value
    ]
    return [item for item in kept if _is_whole(item)]


def _is_whole(item: object) -> bool:
    """Whether what names an entry survived."""
    if not isinstance(item, dict):
        return item is not None
    for key in ("answer", "language", "school", "name"):
        if key in item:
            return item[key] is not None
    return item.get("company") is not None or item.get("role") is not None


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def cover_sentences(profile: Profile) -> list[str]:
    """The cover letter's sentences, word for word, in order."""
    return [
        sentence.strip()
        for part in profile.cover_letter
        for sentence in _SENTENCE_END.split(part.answer)
        if len(sentence.strip()) >= _MIN_SENTENCE
    ]


def facts(profile: Profile) -> list[str]:
    """One line per thing that a question may refer to."""
    found = [_line(job.company, job.role, job.summary) for job in profile.experience]
    found += [_line(p.name, p.role, p.summary) for p in profile.projects]
    found += [_line(e.school, e.major, e.degree) for e in profile.education]
    found += profile.certificates
    found += [_line(spoken.language, spoken.level) for spoken in profile.languages]
    if profile.skills:
        found.append(", ".join(profile.skills))
    return [fact for fact in found if fact]


def _line(*parts: str | None) -> str:
    return ", ".join(" ".join(part.split()) for part in parts if part)
