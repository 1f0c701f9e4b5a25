"""The run-time lock alone is enough: the image installs nothing else."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Loaded by name at run time; no import of ours leads to them.
LOADED_BY_NAME = [
    "kombu.transport.redis",
    "kombu.transport.memory",
    "django.db.backends.postgresql.base",
    "uvicorn.protocols.http.httptools_impl",
]


def locked() -> set[str]:
    """Distributions of requirements.txt, in normal form."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return {_normal(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def imported_by(module: str) -> set[str]:
    """Other people's packages that a module imports when it is loaded."""
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None
    names: set[str] = set()
    for node in ast.parse(Path(found.origin).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("module", LOADED_BY_NAME)
def test_what_is_loaded_by_name_needs_nothing_that_is_not_locked(module: str) -> None:
    homes = packages_distributions()

    for name in imported_by(module):
        assert {_normal(home) for home in homes.get(name, [])} & locked(), name
