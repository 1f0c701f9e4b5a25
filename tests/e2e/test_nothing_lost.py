"""Whatever happens around a text that is being written, it is there afterwards."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, Page, expect

from tests.e2e.client import PASSWORD
from tests.e2e.conftest import Site
from tests.e2e.rooms import (
    WAIT_MS,
    answer_box,
    candidate,
    expect_next_question,
    expect_saved,
    in_room,
    submit_button,
    turn_on,
)

TEXT = "결제 오류를 줄이려고 재시도 규칙을 고쳤습니다."
OTHER = "책상에서 나중에 쓴 글입니다. 오류율을 매일 확인했습니다."
SLOW_CLOCK = """
const real = Date.now;
Date.now = () => real() - 600000;
"""


def kept_here(page: Page, turn: str) -> str:
    """The copy of a text on this device."""
    found = page.evaluate(f"localStorage['draft:{turn}'] || 'null'")
    kept = json.loads(found)
    return str(kept["text"]) if kept else ""


def sign_in_again(page: Page, email: str) -> None:
    """On the sign-in page that one was sent to."""
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) .btn-primary").click()


def test_nothing_is_called_saved_once_the_session_is_gone(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "signed-out")
    with in_room(browser, person, site) as visitor:
        page, turn = visitor.page, turn_on(visitor.page)
        page.on("dialog", lambda dialog: dialog.accept())
        visitor.context.clear_cookies()
        answer_box(page).press_sequentially(TEXT)

        notice = page.locator("#notice")
        expect(notice).to_contain_text("로그인이 끝났거나 바뀌었어요", timeout=WAIT_MS)
        expect(page.locator("#save-state")).to_have_attribute("data-state", "error")
        expect(answer_box(page)).to_have_value(TEXT)
        assert kept_here(page, turn) == TEXT

        notice.get_by_role("link", name="다시 열기").click()
        sign_in_again(page, person.email)
        expect(answer_box(page)).to_have_value(TEXT)
        expect_saved(page)
        assert person.questions()["questions"][-1]["draft"] == TEXT


def test_an_answer_handed_in_without_a_session_comes_back_after_the_sign_in(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "late-sign-in")
    with in_room(browser, person, site) as visitor:
        page, turn = visitor.page, turn_on(visitor.page)
        page.on("dialog", lambda dialog: dialog.accept())
        visitor.context.clear_cookies()
        answer_box(page).fill(TEXT)
        submit_button(page).click()

        page.wait_for_url("**/accounts/login/**", timeout=WAIT_MS)
        assert kept_here(page, turn) == TEXT
        sign_in_again(page, person.email)
        expect(answer_box(page)).to_have_value(TEXT)
        submit_button(page).click()
        expect_next_question(page, turn)
        assert person.questions()["questions"][0]["answer_text"] == TEXT


def test_an_old_page_after_signing_in_anew_loses_nothing(
    browser: Browser, site: Site
) -> None:
    """Signing in changes the CSRF token that an open page carries."""
    person = candidate(site, "old-page")
    with in_room(browser, person, site) as visitor:
        page, turn = visitor.page, turn_on(visitor.page)
        page.on("dialog", lambda dialog: dialog.accept())
        answer_box(page).fill(TEXT)
        visitor.context.clear_cookies()
        other = visitor.context.new_page()
        other.goto(f"{site.url}/accounts/login/")
        sign_in_again(other, person.email)
        other.wait_for_url("**/me/")
        submit_button(page).click()

        expect(page.locator("#notice")).to_contain_text("되살렸어요", timeout=WAIT_MS)
        expect(answer_box(page)).to_have_value(TEXT)
        submit_button(page).click()
        expect_next_question(page, turn)


def test_an_answer_after_the_end_stays_on_the_page(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "ended")
    with in_room(browser, person, site) as visitor:
        page = visitor.page
        page.route("**/draft/", lambda route: route.abort())
        page.route("**/live/**", lambda route: route.abort())
        person.call("POST", f"/interviews/{person.interview}/complete")
        answer_box(page).fill(TEXT)
        submit_button(page).click()

        expect(page.locator("#unused")).to_have_value(TEXT, timeout=WAIT_MS)
        expect(page.locator("#stage")).to_contain_text("면접이 이미 끝나서")
        assert page.locator("main").count() == 1


def test_a_wrong_clock_loses_nothing(browser: Browser, site: Site) -> None:
    person = candidate(site, "clock")
    with in_room(browser, person, site) as visitor:
        page = visitor.page
        page.on("dialog", lambda dialog: dialog.accept())
        answer_box(page).fill("먼저 쓴 글")
        expect_saved(page)
        page.evaluate(SLOW_CLOCK)
        page.route("**/draft/", lambda route: route.abort())
        answer_box(page).fill(TEXT)
        line = page.locator("#save-state")
        expect(line).to_have_attribute("data-state", "error", timeout=WAIT_MS)
        page.unroute("**/draft/")
        page.reload()

        expect(answer_box(page)).to_have_value(TEXT)
        expect_saved(page)
        assert person.questions()["questions"][-1]["draft"] == TEXT


def test_what_another_device_saved_meanwhile_is_shown_beside_it(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "meanwhile")
    with (
        in_room(browser, person, site) as phone,
        in_room(browser, person, site) as desk,
    ):
        phone.page.on("dialog", lambda dialog: dialog.accept())
        phone.page.route("**/draft/", lambda route: route.abort())
        answer_box(phone.page).fill(TEXT)
        line = phone.page.locator("#save-state")
        expect(line).to_have_attribute("data-state", "error", timeout=WAIT_MS)
        answer_box(desk.page).fill(OTHER)
        expect_saved(desk.page)
        phone.page.unroute("**/draft/")
        phone.page.reload()

        expect(phone.page.locator("#other-text")).to_have_value(OTHER, timeout=WAIT_MS)
        expect(answer_box(phone.page)).to_have_value(TEXT)
        assert person.questions()["questions"][-1]["draft"] == OTHER


def test_skipping_asks_before_it_leaves_a_text_behind(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "skip")
    with in_room(browser, person, site) as visitor:
        page, turn = visitor.page, turn_on(visitor.page)
        answer_box(page).fill(TEXT)
        page.get_by_role("button", name="건너뛰기", exact=True).click()

        expect(page.locator("#sure")).to_be_visible(timeout=WAIT_MS)
        expect(answer_box(page)).to_have_value(TEXT)
        visitor.shoot("room-skip")
        page.get_by_role("button", name="그래도 건너뛰기").click()
        expect_next_question(page, turn)
        visitor.go(f"/i/{person.interview}/q/1/")
        expect(page.locator("#left")).to_have_value(TEXT)
        assert page.evaluate("Object.keys(localStorage)") == []
