"""The documents of the API are true: the curl session runs, the page has no faults."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import ROOT, Site, visiting

GUIDE = ROOT / "docs" / "api.md"


def session() -> str:
    """The blocks of docs/api.md that one is told to paste, as one script."""
    return "\n".join(re.findall(r"```bash\n(.*?)```", GUIDE.read_text(), re.DOTALL))


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_interview_of_the_guide_runs_as_it_is_written(
    site: Site, tmp_path: Path
) -> None:
    script = tmp_path / "session.sh"
    script.write_text(f"set -euo pipefail\n{session()}")

    done = subprocess.run(  # noqa: S603 (our own guide)
        [str(shutil.which("bash")), str(script)],
        env={**os.environ, "BASE": f"{site.url}/api/v1"},
        capture_output=True,
        timeout=180,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "résumé: PARSED" in done.stdout
    assert re.search(r"overall: \d", done.stdout)
    assert "«" in done.stdout
    assert "pieces of conversation" in done.stdout
    assert "receipt_id" in done.stdout


def test_the_documentation_page_breaks_no_policy(browser: Browser, site: Site) -> None:
    with visiting(browser, site, viewport={"width": 1280, "height": 900}) as visitor:
        visitor.go("/docs")
        page = visitor.page
        expect(page.get_by_text("Daehwa API").first).to_be_visible()
        operation = page.locator("#operations-questions-list_questions")
        operation.get_by_role("button").first.click()
        expect(operation.get_by_text("If-None-Match").first).to_be_visible()
        page.locator("#operations-auth-register").get_by_role("button").first.click()
        expect(page.get_by_text("full_name").first).to_be_visible()
        visitor.shoot("api-docs")

    assert httpx2.get(f"{site.url}/api/v1/openapi.json").json()["openapi"] == "3.1.0"
