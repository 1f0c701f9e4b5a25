"""Every screen for everybody: axe finds nothing, a keyboard is enough, fingers hit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ANSWER_KO
from tests.e2e.client import PASSWORD
from tests.e2e.conftest import ROOT, Site, Visitor, visiting
from tests.e2e.rooms import (
    WAIT_MS,
    answer_box,
    candidate,
    expect_connected,
    expect_next_question,
    expect_saved,
    in_room,
    sign_in,
    submit_button,
    turn_on,
)
from tests.e2e.test_live_room import slow_words
from tests.stub_llm import StubLLM

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
OURS = (Path(__file__).parent / "screens.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.flatMap(({id, nodes}) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 90)}`));
}"""
TAP = 44
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}


@dataclass
class Look:
    """Inspects one screen after another and keeps what is wrong."""

    visitor: Visitor
    language: str
    views: tuple[tuple[str, dict[str, int]], ...]
    faults: list[str] = field(default_factory=list)

    def at(self, name: str, path: str = "") -> None:
        """Everything that holds on every page of a candidate."""
        page = self.visitor.page
        if path:
            self.visitor.go(path)
        page.evaluate(OURS)
        page.evaluate(AXE)
        for scheme, size in self.views:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            self._note(f"{name} {scheme} {size['width']}", page.evaluate(RUN, RULES))
        self._note(f"{name} frame", page.evaluate("screens.frame", self.language))
        page.set_viewport_size(PHONE)
        self._note(f"{name} taps", page.evaluate("screens.taps", TAP))
        page.set_viewport_size(NARROW)
        self._note(f"{name} 320 px", page.evaluate("screens.wide"))
        page.set_viewport_size(DESKTOP)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self._note(f"{name} 200 %", page.evaluate("screens.wide"))
        page.evaluate("document.documentElement.style.fontSize = ''")

    def at_errors(self, name: str) -> None:
        """The same, and what holds when something is missing."""
        summary = self.visitor.page.locator("main [data-error-summary]")
        expect(summary).to_be_visible()
        expect(summary).to_be_focused()
        self.visitor.page.evaluate(OURS)
        self._note(f"{name} errors", self.visitor.page.evaluate("screens.errors"))
        self.at(name)

    def _note(self, where: str, found: list[str]) -> None:
        self.faults += [f"{where}: {text}" for text in found]


LOOKS: list[tuple[str, tuple[tuple[str, dict[str, int]], ...]]] = [
    ("ko", (("light", PHONE), ("dark", DESKTOP))),
    ("en", (("light", DESKTOP), ("dark", PHONE))),
]
LOCALES = {"ko": "ko-KR", "en": "en-US"}


def demo_sign_in(visitor: Visitor) -> None:
    """As the demo candidate, who has a résumé and a report."""
    path = visitor.site.data_dir / "demo-accounts.json"
    accounts = json.loads(path.read_text(encoding="utf-8"))
    account = next(row for row in accounts if row["role"] == "candidate")
    sign_in(visitor, account["email"], account["password"])


@pytest.mark.parametrize(("language", "views"), LOOKS, ids=["ko", "en"])
def test_the_public_and_account_pages(
    browser: Browser,
    site: Site,
    language: str,
    views: tuple[tuple[str, dict[str, int]], ...],
) -> None:
    with visiting(browser, site, locale=LOCALES[language]) as visitor:
        look, page = Look(visitor, language, views), visitor.page
        look.at("L1", "/")
        look.at("help", "/help/")
        look.at("privacy", "/privacy/")
        look.at("404", "/nothing-here/")
        look.at("A1", "/accounts/login/")
        look.at("A3", "/accounts/password/reset/")
        look.at("A2", "/accounts/signup/")
        page.locator("form:has(input[name=password1]) .btn-primary").click()
        look.at_errors("A2 422")
        demo_sign_in(visitor)
        look.at("account", "/me/account/")
        look.at("A5", "/accounts/email/")
        look.at("A4", "/accounts/password/change/")
        look.at("A6", "/accounts/logout/")
        assert not look.faults, "\n".join(look.faults)


@pytest.mark.parametrize(("language", "views"), LOOKS, ids=["ko", "en"])
def test_the_pages_around_an_interview(
    browser: Browser,
    site: Site,
    language: str,
    views: tuple[tuple[str, dict[str, int]], ...],
) -> None:
    with visiting(browser, site, locale=LOCALES[language]) as visitor:
        look, page = Look(visitor, language, views), visitor.page
        demo_sign_in(visitor)
        look.at("H1", "/me/")
        page.locator("main .row:has(.num.strong) a.btn").first.click()
        page.wait_for_url("**/report/")
        report = page.url.removeprefix(site.url)
        look.at("S10")
        look.at("S9", report.replace("/report/", "/receipt/"))
        look.at("H2", "/me/resumes/")
        resume = page.locator("main a[href*='/me/resumes/']").first
        look.at("H2 one", resume.get_attribute("href") or "")
        look.at("P1", "/practice/new/")
        page.locator("input[name=position]").fill("")
        page.locator("form[action$='/practice/new/'] .btn-primary").click()
        look.at_errors("P1 422")
        assert not look.faults, "\n".join(look.faults)


@pytest.mark.parametrize(("language", "views"), LOOKS, ids=["ko", "en"])
def test_the_pages_of_an_interview(
    browser: Browser,
    site: Site,
    language: str,
    views: tuple[tuple[str, dict[str, int]], ...],
) -> None:
    with visiting(browser, site, locale=LOCALES[language]) as visitor:
        look, page = Look(visitor, language, views), visitor.page
        demo_sign_in(visitor)
        begin(visitor)
        look.at("P1 proposal")
        page.locator("button[name=create]").click()
        page.wait_for_url("**/consent/")
        look.at("S2")
        page.locator("form[action$='/consent/'] .btn-primary").click()
        look.at_errors("S2 422")
        agree(page)
        look.at("S3")
        page.locator("form[action$='/how/'] .btn-primary").click()
        page.locator("form[action$='/start/'] .btn-primary").wait_for()
        look.at("S6 before")
        page.locator("form[action$='/start/'] .btn-primary").click()
        page.wait_for_url("**/q/**")
        look.at("S7")
        submit_button(page).click()
        look.at_errors("S7 422")
        base = page.url.split("/q/")[0].removeprefix(site.url)
        look.at("S6", f"{base}/")
        look.at("S8", f"{base}/check/")
        look.at("consents", f"{base}/consent/")
        look.at("cancel", f"{base}/cancel/")
        assert not look.faults, "\n".join(look.faults)


def begin(visitor: Visitor) -> None:
    """To the proposal of a short practice."""
    page = visitor.page
    visitor.go("/practice/new/")
    page.locator("input[name=position]").fill("백엔드 개발자")
    page.locator("form[action$='/practice/new/'] .btn-primary").click()
    page.locator("#proposal").wait_for()
    page.locator("input[name=scenario][value=short]").check()


def agree(page: Page) -> None:
    """To what an interview needs."""
    for purpose in ("interview_record", "ai_scoring"):
        page.locator(f"input[name={purpose}][value=yes]").check()
    page.locator("form[action$='/consent/'] .btn-primary").click()
    page.wait_for_url("**/how/")


def test_the_room_in_its_states(browser: Browser, site: Site) -> None:
    person = candidate(site, "states")
    with in_room(browser, person, site) as visitor:
        look, page = Look(visitor, "ko", LOOKS[0][1]), visitor.page
        before = turn_on(page)
        turn = person.questions()["questions"][-1]
        draft = f"/interviews/{person.interview}/questions/{turn['id']}/draft"
        person.call("PUT", draft, json={"text": "다른 기기의 글", "base": 0})
        answer_box(page).fill(ANSWER_KO)
        expect(page.locator("#other-text")).to_be_visible()
        look.at("S7 two texts")
        page.locator("#conflict button[name=keep]").click()
        expect_saved(page)
        submit_button(page).click()
        expect_next_question(page, before)
        for summary in page.locator("main summary").all():
            summary.click()
        look.at("S7 all open")
        visitor.context.set_offline(True)
        answer_box(page).fill("연결 없이 쓰는 글")
        expect(page.locator("#notice")).to_be_visible()
        look.at("S7 offline")
        visitor.context.set_offline(False)
        expect_saved(page)
        assert not look.faults, "\n".join(look.faults)


def test_the_room_while_a_question_is_written(
    browser: Browser, model_site: Site, stub: StubLLM
) -> None:
    with in_room(browser, candidate(model_site, "writing"), model_site) as visitor:
        look, page = Look(visitor, "ko", LOOKS[0][1]), visitor.page
        before = turn_on(page)
        expect_connected(page)  # words that come before the link is up are not shown
        answer_box(page).fill(ANSWER_KO)
        with slow_words(stub, 0.1):
            submit_button(page).click()
            expect(page.locator("#stage [aria-busy=true] #q-text")).to_contain_text("“")
            stub.token_s = 1.5  # as slow as if it stood still
            look.at("S7 streaming")
            assert page.locator("#stage [aria-busy=true]").count()
        expect_next_question(page, before)
        assert not look.faults, "\n".join(look.faults)


def test_a_whole_interview_by_keyboard_alone(browser: Browser, site: Site) -> None:
    person = candidate(site, "keys")
    with visiting(browser, site, locale="ko-KR") as visitor:
        page = visitor.page
        page.set_default_timeout(WAIT_MS)
        visitor.go("/accounts/login/")
        type_into(page.locator("input[name=login]"), person.email)
        type_into(page.locator("input[name=password]"), PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/me/")
        press(page.locator(f"main a[href*='{person.interview}']").first)
        page.wait_for_url(re.compile(r"/i/"))
        if "/q/" not in page.url:
            press(page.locator("main a[href*='/q/'].btn-primary"))
        answered = 0
        while answer_by_keys(page, answered):
            answered += 1
        assert answered >= 5
        if not page.url.endswith("/check/"):
            press(page.locator("#stage a[href$='/check/']"))
        page.wait_for_url("**/check/")
        press(page.locator("form[action$='/complete/'] .btn-primary"))
        page.wait_for_url("**/receipt/")
        report = page.locator("main a[href$='/report/']")
        expect(report.first).to_be_visible(timeout=WAIT_MS)
        press(report.first)
        page.wait_for_url("**/report/")
        expect(page.locator("main mark").first).to_be_visible()


def answer_by_keys(page: Page, number: int) -> bool:
    """One question; False when there is none."""
    over = page.locator("#stage a[href$='/check/'], form[action$='/complete/']")
    box = answer_box(page)
    expect(over.or_(box).first).to_be_visible(timeout=WAIT_MS)
    if not box.count():
        return False
    before = turn_on(page)
    type_into(box, f"{ANSWER_KO} {number}")
    press(submit_button(page))
    gone = page.locator(f"#stage textarea[data-draft='{before}']")
    expect(gone).to_have_count(0, timeout=WAIT_MS)
    return True


def type_into(box: Locator, text: str) -> None:
    """Go there by Tab and write."""
    tab_to(box)
    box.page.keyboard.insert_text(text)


def press(what: Locator) -> None:
    """Go there by Tab and press Enter."""
    tab_to(what)
    what.page.keyboard.press("Enter")


def tab_to(what: Locator) -> None:
    """Tab by Tab; nothing on the way keeps the focus."""
    what.wait_for()
    for _step in range(120):
        if what.evaluate("element => element === document.activeElement"):
            return
        what.page.keyboard.press("Tab")
    raise AssertionError(f"no way there by keyboard: {what}")


@pytest.mark.parametrize("size", [PHONE, {"width": 390, "height": 560}])
def test_the_dock_never_hides_the_focus(
    browser: Browser, site: Site, size: dict[str, int]
) -> None:
    person = candidate(site, "dock")
    with in_room(browser, person, site, viewport=size) as visitor:
        page = visitor.page
        for summary in page.locator("main summary").all():
            summary.click()
        page.evaluate(OURS)
        page.evaluate("window.scrollTo(0, 0)")
        stops = walk(page, "Tab") + walk(page, "Shift+Tab")
        assert len(stops) > 20
        assert not [fault for stop in stops for fault in stop]


def walk(page: Page, key: str) -> list[list[str]]:
    """What covers the focus at each stop through the whole page."""
    inside: Callable[[], bool] = lambda: page.evaluate(  # noqa: E731
        "document.activeElement !== document.body"
    )
    found = []
    for _step in range(80):
        page.keyboard.press(key)
        if not inside():
            break
        found.append(page.evaluate("screens.covered"))
    return found
