"""The house rules that a machine can check."""

from __future__ import annotations

import ast
import re
import socket
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from interviews import states
from interviews.actions import sweeps
from interviews.jobs import QUEUES, Job

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("accounts", "interviews", "interview_site")
# Pages that a visitor may see without signing in.
PUBLIC = {
    "home",
    "help",
    "privacy",
    "language-set",
    "theme-set",
    "docs",
    "healthz",
    "readyz",
}
TABLES = [
    (states.InterviewStatus, states.INTERVIEW),
    (states.TurnStatus, states.TURN),
    (states.AnswerStatus, states.ANSWER),
    (states.ResumeStatus, states.RESUME),
    (states.EvaluationStatus, states.EVALUATION),
    (states.ReportStatus, states.REPORT),
    (states.WorkStatus, states.WORK),
]
OURS = [
    model
    for name in ("accounts", "interviews")
    for model in apps.get_app_config(name).get_models()
]


def python_files() -> list[Path]:
    """Every shipped module, migrations aside."""
    return [
        path
        for app in SHIPPED
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    ]


@pytest.mark.parametrize(("status", "table"), TABLES)
def test_every_state_has_its_row_of_transitions(
    status: type[StrEnum], table: dict[str, frozenset[str]]
) -> None:
    known = {state.value for state in status}

    assert set(table) == known
    assert set().union(*table.values()) <= known
    assert all(state.value == state.name for state in status)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_is_declared_personal_or_not(model: Any) -> None:
    declared = model.Personal.fields | model.Personal.other
    columns = {field.name for field in model._meta.local_fields}
    columns |= {field.name for field in model._meta.local_many_to_many}

    assert not model.Personal.fields & model.Personal.other
    assert declared == columns


@pytest.mark.parametrize("job", list(Job))
def test_every_job_has_a_task_a_queue_and_a_sweep(job: Job) -> None:
    assert job.value in current_app.tasks
    assert QUEUES[job] in {"live", "speech", "scoring", "parse", "default"}
    assert job in {kind.job for kind in sweeps.KINDS}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_setting_is_explained_in_env_example() -> None:
    source = (ROOT / "interview_site" / "settings.py").read_text()
    asked = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", source))
    asked |= set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text()))
    example = (ROOT / ".env.example").read_text()
    explained = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))

    assert asked
    assert asked == explained
    for name in explained:
        before = example[: example.index(f"\n{name}=")].rsplit("\n", 1)[-1]
        assert before.startswith("#"), name
        assert len(before) > 10, name


def test_the_network_is_blocked() -> None:
    with pytest.raises((RuntimeError, UserWarning), match=r"198\.51\.100\.1"):
        socket.create_connection(("198.51.100.1", 80), timeout=1)


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_dunder_all_is_sorted(path: Path) -> None:
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.List):
            continue
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            names = [ast.literal_eval(item) for item in node.value.elts]
            plain = sorted(names, key=_constants_classes_functions)
            assert names == plain


def _constants_classes_functions(name: str) -> tuple[int, str]:
    """Ruff's order of `__all__`: constants, classes, the rest."""
    if name.isupper():
        return 0, name
    return (1, name) if name[0].isupper() else (2, name)


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "templates").rglob("*.html")),
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_templates_obey_the_strict_policy(path: Path) -> None:
    text = path.read_text()

    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<style[\s>]", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text)
    assert "hx-on" not in text
    assert not re.search(r"hx-headers=", text)
    assert "javascript:" not in text
    assert not re.search(r"\son[a-z]+=\"", text)
    for script in re.findall(r"<script[^>]*vendor/(?:htmx|hx-sse)[^>]*>", text):
        assert "defer" not in script
        assert "async" not in script
    assert not re.search(r"(?:src|href)=\"https?://", text)


def test_names_that_say_nothing_exist_at_no_depth() -> None:
    vague = {"utils.py", "helpers.py", "services.py", "constants.py", "misc.py"}
    folders = {"common", "core", "utils", "helpers"}

    for path in python_files():
        assert path.name not in vague, path
        assert not folders & set(path.parent.relative_to(ROOT).parts), path


@pytest.mark.django_db
def test_every_page_needs_a_sign_in_unless_it_is_on_the_short_list() -> None:
    client = Client()
    seen = 0
    for name, route in _routes():
        if name in PUBLIC or route.startswith(("accounts/", "api/", "admin/")):
            continue
        response = client.get("/" + _fill(route))
        seen += 1
        assert response.status_code in {302, 403, 404, 405}, route
        if response.status_code == 302:
            assert "/accounts/login/" in response["Location"], route

    assert seen > 0


def _routes() -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []

    def walk(patterns: list[Any], prefix: str) -> None:
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns, route)
            elif isinstance(entry, URLPattern):
                found.append((entry.name, route))

    walk(get_resolver().url_patterns, "")
    return found


def _fill(route: str) -> str:
    route = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", route)
    route = re.sub(r"<int:\w+>", "1", route)
    return re.sub(r"<(?:slug|str):\w+>", "x", route)
