"""A room to test in: prepared by API, entered by a browser, watched by a script."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.client import PASSWORD, ApiCandidate
from tests.e2e.conftest import Site, Visitor, visiting

WAIT_MS = 30_000
# What happens on a page, noted from its first moment: connections and errors of the
# live link, named messages, and every text that stood in the question's place.
WATCH = """
window.noted = {connections: 0, errors: 0, changed: [], texts: []};
document.addEventListener("htmx:sse:after:connection", () => noted.connections++);
document.addEventListener("htmx:sse:error", () => noted.errors++);
document.addEventListener("changed", (event) => noted.changed.push(event.detail.id));
new MutationObserver(() => {
  const place = document.getElementById("q-text");
  const text = place ? place.textContent : "";
  const last = noted.texts[noted.texts.length - 1];
  if (!text || (last && last.text === text)) return;
  const card = place.closest("section");
  noted.texts.push({text, busy: card.getAttribute("aria-busy") === "true"});
}).observe(document, {subtree: true, childList: true, characterData: true});
"""
_numbers = itertools.count(1)


def candidate(site: Site, name: str, **options: str) -> ApiCandidate:
    """Somebody new, with an interview that has begun."""
    somebody = ApiCandidate(site.url, f"{name}-{next(_numbers)}@e2e.example")
    somebody.start(**options)
    return somebody


def sign_in(visitor: Visitor, email: str, password: str = PASSWORD) -> None:
    """By the form."""
    page = visitor.page
    visitor.go("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) .btn-primary").click()
    page.wait_for_url("**/me/")


def enter(visitor: Visitor, person: ApiCandidate) -> None:
    """Sign in and go to the open question."""
    sign_in(visitor, person.email)
    visitor.go(f"/i/{person.interview}/now/")
    expect(answer_box(visitor.page)).to_be_visible()


@contextmanager
def in_room(
    browser: Browser, person: ApiCandidate, site: Site, **options: Any
) -> Iterator[Visitor]:
    """A browser of its own, at the open question of the person's interview."""
    with visiting(browser, site, **{"locale": "ko-KR"} | options) as visitor:
        visitor.context.set_default_timeout(WAIT_MS)
        visitor.context.add_init_script(WATCH)
        enter(visitor, person)
        yield visitor


def answer_box(page: Page) -> Locator:
    """Where the answer is written."""
    return page.locator("#stage textarea[data-draft]")


def submit_button(page: Page) -> Locator:
    """「이 답변으로 할게요」."""
    return page.locator("#answer-form .dock .btn-primary")


def expect_saved(page: Page) -> None:
    """Until the page says that the server has the text."""
    line = page.locator("#save-state")
    expect(line).to_have_attribute("data-state", "saved", timeout=WAIT_MS)
    expect(line).to_contain_text("저장됨")


def expect_connected(page: Page) -> None:
    """Until the live link is up."""
    page.wait_for_function("() => noted.connections > 0", timeout=WAIT_MS)


def expect_next_question(page: Page, before: str) -> None:
    """Until another question than the one with this id can be answered."""
    box = page.locator(f"#stage textarea[data-draft]:not([data-draft='{before}'])")
    expect(box).to_be_visible(timeout=WAIT_MS)


def turn_on(page: Page) -> str:
    """The id of the question on the page."""
    return str(answer_box(page).get_attribute("data-draft"))
