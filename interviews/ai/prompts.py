"""Prompts: versioned files, rendered so that people's text stays data.

A file has two parts, split by a line of ``=``. The first becomes the system
message and holds nothing that changes between calls for the same question
(rules, output shape, criteria, question), so that servers can cache it. The
second holds the nonces, the data block and the task line. In the data block
each U+0020 is replaced by one private-use character, the mark, that the text
does not contain; ``unmark`` puts the spaces back. The block's name is random,
so that no text can close it. A change to a prompt is a new file: v2 beside v1.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from typing import Final, cast

from pydantic import BaseModel

from interviews.ai import schemas
from interviews.ai.base import BadCompletion, Language, Prompt, Purpose
from interviews.ai.redact import redact, redact_facts
from interviews.ai.strict import shape

FOLDER: Final = Path(__file__).with_suffix("")
LANGUAGES: Final = ("ko", "en")
# Characters that tokenizers know come first: a mark is paid for at every space.
_MARKS: Final = ("\ue934", "\uf0d8", *(chr(code) for code in range(0xE000, 0xF900)))
_PLACEHOLDER: Final = re.compile(r"\{\{(\w+)\}\}")
_SPLIT: Final = re.compile(r"^=+\n", re.MULTILINE)
_VERSION: Final = re.compile(r"\.v(\d+)$")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Template:
    """One file, split into what stays and what changes."""

    version: str
    sha256: str
    stable: str
    variable: str


@dataclass(frozen=True)
class Parts:
    """What the inputs contribute: trusted blocks, people's lines, the task order."""

    stable: dict[str, str]
    data: list[tuple[str, str]]
    order: str = ""


@dataclass(frozen=True)
class _Kind:
    inputs: type[BaseModel]
    output: type[BaseModel]
    parts: Callable[..., Parts]


def render(name: str, language: str, inputs: BaseModel) -> Prompt:
    """Fill the newest version of a prompt; the nonces are new at every call."""
    kind = _KINDS[name]
    if not isinstance(inputs, kind.inputs):
        raise TypeError(f"{name} takes {kind.inputs.__name__}")
    template = load(name, language)
    parts = kind.parts(inputs)
    stable = {"schema": shape(kind.output), **parts.stable}
    system = _clean(_fill(template.stable, stable)).rstrip()
    mark = unused_mark("".join(text for _, text in parts.data))
    tag, canary = _nonces(system, parts)
    variable = {
        "tag": tag,
        "canary": canary,
        "data": _block(tag, mark, parts.data),
        "order": parts.order,
    }
    user = _clean(_fill(template.variable, variable)).strip()
    return Prompt(
        name=name,
        version=template.version,
        language=cast("Language", language),
        sha256=template.sha256,
        inputs=inputs,
        messages=[
            {"role": "system", "content": system},
            {"role": "user", "content": user},
        ],
        purpose=cast("Purpose", name),
        prefix_sha256=_sha256(system),
        canary=canary,
        mark=mark,
    )


def repair(prompt: Prompt, error: BadCompletion) -> Prompt:
    """Ask again, quoting what was wrong; with more room if that was the trouble."""
    if error.needs_more_tokens:
        return replace(prompt, max_output_tokens=prompt.max_output_tokens * 2)
    template = load("repair", prompt.language)
    request = _fill(template.stable, {"hint": _clean(error.hint)[:600]}).strip()
    said = _clean(error.reply.raw)[:8_000]
    messages = [*prompt.messages]
    if said.strip():
        messages.append({"role": "assistant", "content": said})
    messages.append({"role": "user", "content": request})
    return replace(prompt, messages=messages)


def unused_mark(text: str) -> str:
    """Return a private-use character that the text does not contain."""
    return next(mark for mark in _MARKS if mark not in text)


def unmark(text: str, prompt: Prompt) -> str:
    """Put the spaces back into what a model copied from the data block."""
    return text.replace(prompt.mark, " ") if prompt.mark else text


def leaks_canary(raw: str, prompt: Prompt) -> bool:
    """Tell whether a reply holds the nonce that must never come out."""
    return bool(prompt.canary) and prompt.canary in raw


@cache
def load(name: str, language: str) -> Template:
    """Read the newest version of one prompt file."""
    if language not in LANGUAGES:
        raise ValueError(f"no prompts in language {language!r}")
    paths = {_version(path): path for path in FOLDER.glob(f"{name}.{language}.v*.md")}
    if not paths:
        raise ValueError(f"no prompt named {name!r}")
    number = max(paths)
    text = paths[number].read_text(encoding="utf-8")
    stable, *variable = _SPLIT.split(text, maxsplit=1)
    return Template(
        version=f"v{number}",
        sha256=_sha256(text),
        stable=stable,
        variable=variable[0] if variable else "",
    )


def hashes(names: Iterable[str], language: str) -> dict[str, str]:
    """Return which files are in force: prompt name → sha256."""
    return {name: load(name, language).sha256 for name in names}


# --- what each prompt takes from its inputs -----------------------------------------


def _extract(inputs: schemas.ExtractInputs) -> Parts:
    generated = inputs.question_is_generated
    return Parts(
        stable={
            "criteria": _criteria(inputs.criteria, anchors=""),
            "question": _question(inputs.question, generated=generated),
        },
        data=[
            *_given("question", inputs.question if generated else ""),
            ("answer", inputs.answer),
        ],
        order=", ".join(criterion.key for criterion in inputs.criteria),
    )


def _judge(inputs: schemas.JudgeInputs) -> Parts:
    generated = inputs.question_is_generated
    question = _question(inputs.question, generated=generated)
    if inputs.reference_answer:
        question += f"\n= {inputs.reference_answer}"
    return Parts(
        stable={
            "criteria": _criteria(inputs.criteria, anchors=inputs.order),
            "question": question,
        },
        data=[
            *_given("question", inputs.question if generated else ""),
            *_quotes(inputs),
        ],
        order=", ".join(inputs.asked()),
    )


def _quotes(inputs: schemas.JudgeInputs) -> list[tuple[str, str]]:
    """Write each quote once, labelled for all the criteria that it is evidence for."""
    labels: dict[str, list[str]] = {}
    for key in sorted(inputs.asked()):
        for quote in inputs.quotes[key]:
            label = f"{key} {quote.index} {quote.star} {quote.polarity}"
            text = " ".join(quote.text.splitlines())
            labels.setdefault(text, []).append(label)
    return [("; ".join(found), text) for text, found in labels.items()]


def _follow_up(inputs: schemas.FollowUpInputs) -> Parts:
    return Parts(
        stable={"topic": f"{inputs.axis}: {inputs.intent}"},
        data=[
            *_given("position", inputs.position),
            *(("asked", question) for question in inputs.asked),
            ("question", inputs.question),
            # A masked fact cannot be quoted, so nobody asks about it.
            ("answer", redact(inputs.answer, inputs.language)),
        ],
    )


def _ask(inputs: schemas.AskInputs) -> Parts:
    language = inputs.language
    facts = [("fact", fact) for fact in redact_facts(inputs.resume_facts, language)]
    said = redact_facts(inputs.cover_sentences, language)
    return Parts(
        stable={"topic": f"{inputs.stage}: {inputs.axis}"},
        data=[
            *_given("position", inputs.position),
            *_given("company", inputs.company_name),
            *_given("ideal", inputs.company_ideal),
            *facts,
            *(("cover", sentence) for sentence in said),
            *(("asked", question) for question in inputs.asked),
        ],
    )


def _resume(inputs: schemas.ResumeInputs) -> Parts:
    # Name and contacts belong into the profile; everything protected does not.
    text = redact(inputs.text, inputs.language, keep_contacts=True)
    return Parts(stable={}, data=[("resume", text)])


_KINDS: Final = {
    "extract": _Kind(schemas.ExtractInputs, schemas.Extraction, _extract),
    "judge": _Kind(schemas.JudgeInputs, schemas.Judgement, _judge),
    "follow_up": _Kind(schemas.FollowUpInputs, schemas.FollowUp, _follow_up),
    "ask": _Kind(schemas.AskInputs, schemas.AskedQuestion, _ask),
    "resume": _Kind(schemas.ResumeInputs, schemas.ResumeProfile, _resume),
}


# --- helpers ------------------------------------------------------------------------


def _criteria(criteria: list[schemas.CriterionText], *, anchors: str) -> str:
    return "\n".join(_criterion(criterion, anchors) for criterion in criteria)


def _criterion(criterion: schemas.CriterionText, anchors: str) -> str:
    lines = [f"[{criterion.key}] {criterion.name}: {criterion.description}"]
    for sign, indicators in (
        ("+", criterion.positive_indicators),
        ("-", criterion.negative_indicators),
    ):
        if indicators:
            lines.append(f"{sign} {' · '.join(indicators)}")
    levels = [f"{n}: {text}" for n, text in enumerate(criterion.anchors, start=1)]
    if anchors == "descending":
        levels.reverse()
    return "\n".join(lines + (levels if anchors else []))


def _question(question: str, *, generated: bool) -> str:
    """Keep a generated question out of the trusted part: it quotes the candidate."""
    return "→ data: question" if generated else question


def _given(label: str, text: str) -> list[tuple[str, str]]:
    return [(label, text)] if text.strip() else []


def _block(tag: str, mark: str, data: list[tuple[str, str]]) -> str:
    """Write the labelled texts; labels carry the tag if a text could fake a line."""
    has_lines = any(len(text.splitlines()) > 1 for _, text in data)
    owner = f"{tag} " if has_lines else ""
    lines = [f"[{owner}{label}] {text.replace(' ', mark)}" for label, text in data]
    return "\n".join([f"<<{tag}", *lines, f"{tag}>>"])


def _nonces(system: str, parts: Parts) -> tuple[str, str]:
    """Return a block name and a canary that occur nowhere in the prompt."""
    everything = system + "".join(text for _, text in parts.data)
    while True:
        tag, canary = _letters(8), _letters(12)
        if tag not in everything and canary not in everything:
            return tag, canary


def _letters(count: int) -> str:
    return "".join(secrets.choice(ascii_lowercase) for _ in range(count))


def _fill(template: str, values: dict[str, str]) -> str:
    """Replace in one pass, so that inserted text is never read as a placeholder."""
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)], template)


def _clean(text: str) -> str:
    """Replace halves of UTF-16 pairs, which no request can carry."""
    return _SURROGATES.sub("\ufffd", text)


def _version(path: Path) -> int:
    found = _VERSION.search(path.stem)
    return int(found.group(1)) if found else 0


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
