"""The shell part of the one-command start."""

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from interview_site.management.commands.compile_catalogs import compile_catalogs

ROOT = Path(__file__).resolve().parents[2]
FINDER = ["/bin/sh", str(ROOT / ".ci" / "python")]


def find(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        FINDER, env=environment, capture_output=True, text=True, check=False
    )


def test_the_finder_takes_the_python_that_is_named() -> None:
    found = find(PATH="/usr/bin:/bin", HOME="/nonexistent", PYTHON=sys.executable)

    assert found.stdout.strip() == sys.executable
    assert found.returncode == 0


def test_the_finder_passes_over_what_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "python3.13"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    found = find(PATH=f"{tmp_path}:/usr/bin:/bin", HOME=os.environ.get("HOME", "/"))

    assert str(old) not in found.stdout


def test_without_a_python_the_finder_says_what_to_install(tmp_path: Path) -> None:
    shell = tmp_path / "sh"
    shell.symlink_to("/bin/sh")
    usual = Path("/usr/bin/python3"), Path("/usr/local/bin/python3")
    if any(_is_new_enough(python) for python in usual):
        pytest.xfail("this machine has a Python where the finder always looks")

    found = find(PATH=str(tmp_path), HOME=str(tmp_path))

    assert found.returncode == 1
    assert "3.12" in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def _is_new_enough(python: Path) -> bool:
    check = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))"
    return python.exists() and not subprocess.call(  # noqa: S603
        [str(python), "-c", check],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_catalogs_are_compiled_once_and_again_when_they_change(
    tmp_path: Path, settings: object
) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalog.append(polib.POEntry(msgid="면접", msgstr="Interview"))
    catalog.save(str(source))
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]

    first = compile_catalogs()
    second = compile_catalogs()
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    third = compile_catalogs()

    assert first == third == [source.with_suffix(".mo")]
    assert second == []
    assert polib.mofile(str(first[0]))[0].msgstr == "Interview"
