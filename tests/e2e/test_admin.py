"""The admin in a real browser: no policy violation on any page, sheets and pickers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Site, Visitor, visiting

LISTS = {
    "admin": [
        "accounts/apikey",
        "accounts/company",
        "accounts/consentdocument",
        "accounts/user",
        "interviews/aicall",
        "interviews/auditevent",
        "interviews/competency",
        "interviews/evaluation",
        "interviews/interview",
        "interviews/providerhealth",
        "interviews/question",
        "interviews/report",
        "interviews/resume",
        "interviews/rubric",
        "interviews/scenario",
    ],
    "recruiter": [
        "accounts/apikey",
        "accounts/company",
        "accounts/user",
        "interviews/aicall",
        "interviews/competency",
        "interviews/interview",
        "interviews/question",
        "interviews/resume",
        "interviews/scenario",
    ],
}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


def sign_in(visitor: Visitor, role: str) -> None:
    """To the admin, by allauth, and back to the page that was asked for."""
    path = visitor.site.data_dir / "demo-accounts.json"
    accounts = json.loads(path.read_text(encoding="utf-8"))
    account = next(row for row in accounts if row["role"] == role)
    visitor.go("/admin/interviews/question/")
    page = visitor.page
    page.wait_for_url("**/accounts/login/**")
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/admin/interviews/question/")


@pytest.mark.parametrize("role", ["admin", "recruiter"])
def test_every_list_and_its_first_row_keep_the_policy(
    role: str, site: Site, browser: Browser
) -> None:
    with visiting(browser, site, locale="ko-KR", **DESKTOP) as visitor:
        sign_in(visitor, role)
        visitor.go("/admin/")
        visitor.shoot(f"admin-{role}-index")
        for name in LISTS[role]:
            visitor.go(f"/admin/{name}/")
            expect(visitor.page.locator("#changelist")).to_be_visible()
            first = visitor.page.locator("#result_list tbody th a").first
            if first.count():
                first.click()
                expect(visitor.page.locator("#content-main form")).to_be_visible()
            visitor.shoot(f"admin-{role}-{name.partition('/')[2]}")


def test_the_picker_of_people_works_under_the_policy(
    site: Site, browser: Browser
) -> None:
    with visiting(browser, site, locale="ko-KR", **DESKTOP) as visitor:
        sign_in(visitor, "admin")
        visitor.go("/admin/accounts/company/add/")
        page = visitor.page
        page.locator("#memberships-group .add-row a").click()
        page.locator("#memberships-group .select2-selection").first.click()
        page.locator(".select2-search__field").fill("candidate")
        expect(page.locator(".select2-results")).to_contain_text("candidate@")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_sheet_is_previewed_and_imported(
    language: str, site: Site, browser: Browser, tmp_path: Path
) -> None:
    asked = f"요즘 새로 배우고 있는 도구는 무엇인가요? ({language})"
    sheet = tmp_path / "bank.csv"
    with sheet.open("w", encoding="utf-8", newline="") as out:
        head = ["text_ko", "competency", "kind"]
        csv.writer(out).writerows([head, [asked, "growth", "reflection"]])

    with visiting(browser, site, locale=language, **DESKTOP) as visitor:
        sign_in(visitor, "recruiter")
        visitor.go("/admin/interviews/question/import/")
        page = visitor.page
        page.locator("input[type=file]").set_input_files(sheet)
        page.locator("select[name=format]").select_option("0")
        page.locator("#content form input[type=submit]").click()
        expect(page.locator(".import-preview")).to_contain_text(asked)
        visitor.shoot(f"admin-import-{language}")
        page.locator("input[name=confirm]").click()
        page.wait_for_url("**/admin/interviews/question/")
        expect(page.locator(".messagelist .success")).to_contain_text("1")
