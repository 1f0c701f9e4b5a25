"""What the documents say is true, as far as a machine can tell."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from django.core.management import get_commands

from interviews.actions.content import FOLDER
from interviews.resumes.errors import Code
from interviews.scoring import bands
from interviews.views import words

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = ROOT / "docs" / "operations.md"
READMES = (ROOT / "README.md", ROOT / "README.ko.md")
DOCUMENTS = sorted(
    chain(ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md")),
    key=lambda path: path.as_posix(),
)
# The API guide's shell variables are its own; decisions also name those of others.
ABOUT_SETTINGS = [
    path for path in DOCUMENTS if path.name != "api.md" and path.parent.name != "adr"
]
CODE: Final = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
FENCE: Final = re.compile(r"```.*?```", re.DOTALL)
LINK: Final = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NAME: Final = re.compile(
    r"(?<![\w./])[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+(?![A-Za-z0-9_(/])", re.ASCII
)
UPPER: Final = re.compile(r"\"([A-Z]{3,}(?:_[A-Z]+)+)\"")
MOST_BYTES: Final = 150_000


def name_of(path: Path) -> str:
    """A test's name."""
    return path.relative_to(ROOT).as_posix()


def code_in(path: Path) -> str:
    """Only what is set as code: prose may say "make sure"."""
    return "\n".join(CODE.findall(path.read_text(encoding="utf-8")))


def prose_of(path: Path) -> str:
    """The text without blocks of code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def make_targets() -> set[str]:
    """What `make` can make."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z0-9-]*):", text, re.MULTILINE))


def targets_named_in(path: Path) -> set[str]:
    """`make x` in code."""
    return set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", code_in(path)))


def environment() -> set[str]:
    """Every variable that .env.example explains."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))


def variables_named_in(path: Path) -> set[str]:
    """Settings in code; error codes look alike and are told apart by the table."""
    code = code_in(path)
    assigned = re.findall(r"(?<![\w-])([A-Z][A-Z_]+)=", code)
    return {*NAME.findall(code), *assigned} - codes_in_code()


def codes_in_code() -> set[str]:
    """Codes of failures: what adapters to models raise and actions store."""
    files = chain(
        (ROOT / "interviews" / "ai").rglob("*.py"),
        (ROOT / "interviews" / "actions").glob("*.py"),
    )
    found = set(chain.from_iterable(UPPER.findall(path.read_text()) for path in files))
    return {code for code in found if code.startswith("LLM_")} | {
        code for code in found if code in {"WORKER_DIED", "RECORD_BROKEN"}
    }


def first_cells(path: Path, heading: str) -> set[str]:
    """The code words in the first column of the table below a heading."""
    text = path.read_text(encoding="utf-8")
    section = re.split(r"^#+ ", text.split(f"# {heading}\n", 1)[1], flags=re.MULTILINE)[
        0
    ]
    rows = re.findall(r"^\| (`[^|]+`) \|", section, re.MULTILINE)
    return set(chain.from_iterable(re.findall(r"`([^`]+)`", row) for row in rows))


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    plain = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return plain.replace(" ", "-")


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_make_command_exists(path: Path) -> None:
    assert targets_named_in(path) <= make_targets()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_management_command_exists(path: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", path.read_text(encoding="utf-8")))

    assert named <= set(get_commands())


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(prose_of(path)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, target


@pytest.mark.parametrize("path", ABOUT_SETTINGS, ids=name_of)
def test_every_variable_is_in_env_example(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    of_make = set(re.findall(r"\$\(if \$\(([A-Z]+)\)", makefile))

    assert variables_named_in(path) <= environment() | of_make


def test_the_operators_guide_names_every_variable() -> None:
    table = first_table_after(OPERATIONS, "## Environment")

    assert set(re.findall(r"`([A-Z_]+)`", table)) == environment()


def first_table_after(path: Path, heading: str) -> str:
    """The rows of the first table below a heading."""
    section = path.read_text(encoding="utf-8").split(heading, 1)[1]
    found = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert found is not None
    return found[0]


def test_both_readmes_name_the_same_things() -> None:
    english, korean = (path.read_text(encoding="utf-8") for path in READMES)
    files = [
        {link.replace("-ko.png", "-en.png") for link in LINK.findall(text)}
        for text in (english, korean)
    ]

    assert targets_named_in(READMES[0]) == targets_named_in(READMES[1])
    assert variables_named_in(READMES[0]) == variables_named_in(READMES[1])
    assert files[0] ^ files[1] == {"README.md", "README.ko.md"}
    assert commands_in(english) == commands_in(korean)
    for sign in (r"^## ", r"^\d+\. \*\*", r"^- \*\*", r"^\| `"):
        counts = [
            len(re.findall(sign, text, re.MULTILINE)) for text in (english, korean)
        ]
        assert counts[0] == counts[1], sign
        assert counts[0] > 0, sign


def commands_in(text: str) -> list[str]:
    """Lines of shell, without comments and with names made equal."""
    lines = chain.from_iterable(
        block.splitlines() for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    )
    bare = (re.sub(r"\s*#.*", "", line) for line in lines)
    return [re.sub(r"OPENAI_MODEL=\S+", "OPENAI_MODEL=…", line) for line in bare]


def test_the_readmes_show_the_way_in() -> None:
    assert {"demo", "test"} <= targets_named_in(READMES[0])
    assert "demo-accounts.json" in READMES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("path", READMES, ids=name_of)
def test_the_readmes_count_the_questions_right(path: Path) -> None:
    files = sorted((FOLDER / "questions").glob("*.json"))
    count = sum(len(_rows(file, "questions")) for file in files)

    assert str(count) in path.read_text(encoding="utf-8")


def test_the_scoring_page_lists_every_criterion() -> None:
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    criteria = _rows(FOLDER / "rubric.json", "criteria")

    for row in criteria:
        assert row["name"]["en"].lower() in text.lower()
    listed = re.findall(r"^\| .* · .* \| (.+) \|$", text, re.MULTILINE)
    assert sum(len(cell.split(", ")) for cell in listed) == len(criteria)


def test_every_failure_of_a_model_is_explained_to_operators() -> None:
    documented = first_cells(OPERATIONS, "Model: codes that begin with LLM_")

    assert documented == {code for code in codes_in_code() if code.startswith("LLM_")}
    assert len(documented) > 10


def test_every_failure_of_our_own_is_explained_to_operators() -> None:
    documented = first_cells(OPERATIONS, "Our own")

    assert documented == {c for c in codes_in_code() if not c.startswith("LLM_")}
    assert documented


def test_every_fault_of_a_resume_is_explained() -> None:
    assert first_cells(OPERATIONS, "Résumés") == set(get_args(Code))
    assert set(words.RESUME_CODES) == set(get_args(Code))


def test_every_reason_to_leave_a_question_out_is_explained() -> None:
    sources = chain(
        (ROOT / "interviews" / "actions").glob("*.py"),
        [ROOT / "interviews/ai/providers/builtin/follow_up.py"],
    )
    said = re.compile(r"(?:_skip\(|skip_reason=|leave_out\([^\"\n]*)\"([a-z_]+)\"")
    in_code = set(chain.from_iterable(said.findall(f.read_text()) for f in sources))
    documented = first_cells(
        OPERATIONS, "Questions that were not asked or not answered"
    )

    assert in_code
    assert in_code <= documented
    assert set(words.SKIPPED) <= documented


def test_every_reason_to_abstain_is_explained() -> None:
    page = ROOT / "docs" / "scoring.md"

    assert first_cells(page, "The steps") == set(bands.REASONS)


def test_people_read_a_sentence_for_every_failure_of_a_model() -> None:
    shown = {code for code in codes_in_code() if code.startswith("LLM_")}

    assert set(words.WORK_CODES) == shown


@pytest.mark.parametrize("name", ["AGENTS.md", "CONTRIBUTING.md"])
def test_the_picture_of_the_layers_is_that_of_the_contract(name: str) -> None:
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    inside = contract.split('containers = ["interviews"]', 1)[1].split("]", 1)[0]
    wanted = {
        word
        for word in re.findall(r"\(?\b[a-z]+\b\)?", inside.split("layers = [", 1)[1])
        if not word.startswith("(")  # (names) that come later
    }
    text = (ROOT / name).read_text(encoding="utf-8")
    picture = re.search(r"```\nurls \| admin\n.*?```", text, re.DOTALL)
    assert picture is not None
    drawn = set()
    for line in picture[0].strip("`").strip().splitlines():
        drawn |= set(re.split(r" \| ", re.split(r"\s{2,}", line)[0]))

    assert drawn == wanted


def test_the_short_page_is_short() -> None:
    assert len((ROOT / "AGENTS.md").read_text().splitlines()) <= 60


def test_pictures_are_small_and_shown() -> None:
    shown = {
        (path.parent / link).resolve()
        for path in DOCUMENTS
        for link in LINK.findall(prose_of(path))
        if link.endswith(".png")
    }
    kept = set((ROOT / "docs" / "img").glob("*.png"))

    assert kept == shown
    assert all(path.stat().st_size <= MOST_BYTES for path in kept)


def test_records_of_decisions_are_numbered_without_gaps() -> None:
    numbers = [
        int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("*.md"))
    ]

    assert numbers == list(range(1, len(numbers) + 1))


def _rows(file: Path, name: str) -> list[dict[str, Any]]:
    data = json.loads(file.read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = data if isinstance(data, list) else data[name]
    return rows
