"""Two devices, a bad network, an impatient finger: one answer, and no text is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.conftest import ANSWER_KO
from tests.e2e.client import PASSWORD, ApiCandidate
from tests.e2e.conftest import CHROMIUM, FLAGS, Site, visiting
from tests.e2e.rooms import (
    WAIT_MS,
    answer_box,
    candidate,
    enter,
    expect_next_question,
    expect_saved,
    in_room,
    submit_button,
    turn_on,
)

PHONE = "전화기에서 쓴 글입니다. 결제 오류를 줄였습니다."
DESK = "책상에서 쓴 글입니다. 오류율을 매일 확인했습니다."


def answered(person: ApiCandidate) -> list[dict[str, Any]]:
    """The questions that the server has an answer to."""
    rows = person.questions()["questions"]
    return [row for row in rows if row["status"] == "ANSWERED"]


def test_a_second_device_goes_on_with_the_same_draft(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "device")
    with in_room(browser, person, site) as phone:
        answer_box(phone.page).fill(PHONE)
        expect_saved(phone.page)
        with in_room(browser, person, site) as desk:
            expect(answer_box(desk.page)).to_have_value(PHONE)
            answer_box(desk.page).press("Control+End")
            answer_box(desk.page).press_sequentially(" 더 썼습니다.")
            expect_saved(desk.page)
        phone.page.reload()
        expect(answer_box(phone.page)).to_have_value(f"{PHONE} 더 썼습니다.")


def test_a_stale_save_shows_both_texts(browser: Browser, site: Site) -> None:
    person = candidate(site, "stale")
    with (
        in_room(browser, person, site) as phone,
        in_room(browser, person, site) as desk,
    ):
        answer_box(desk.page).fill(DESK)
        expect_saved(desk.page)
        answer_box(phone.page).fill(PHONE)

        other = phone.page.locator("#other-text")
        expect(other).to_have_value(DESK)
        expect(answer_box(phone.page)).to_have_value(PHONE)
        expect(phone.page.locator("#save-state")).to_have_text(
            "다른 화면에서 저장한 글이 있어요"
        )
        phone.page.get_by_role("button", name="여기 쓴 글로 이어 쓰기").click()
        expect(other).to_have_count(0)
        expect_saved(phone.page)
        assert person.questions()["questions"][-1]["draft"] == PHONE


def test_a_double_click_hands_in_one_answer(browser: Browser, site: Site) -> None:
    person = candidate(site, "double")
    with in_room(browser, person, site) as visitor:
        before = turn_on(visitor.page)
        answer_box(visitor.page).fill(ANSWER_KO)
        submit_button(visitor.page).dblclick()
        expect_next_question(visitor.page, before)

        assert [row["answer_text"] for row in answered(person)] == [ANSWER_KO]
        expect(answer_box(visitor.page)).to_have_value("")


def test_two_devices_at_once_hand_in_one_answer(browser: Browser, site: Site) -> None:
    person = candidate(site, "both")
    with (
        in_room(browser, person, site) as phone,
        in_room(browser, person, site) as desk,
    ):
        before = turn_on(desk.page)
        phone.page.route("**/draft/", lambda route: route.abort())
        answer_box(phone.page).fill(PHONE)
        answer_box(desk.page).fill(DESK)
        for page in (desk.page, phone.page):
            page.evaluate("document.getElementById('answer-form').requestSubmit()")
        unused = wait_for_one_unused(desk.page, phone.page)
        assert len(unused) == 1
        (kept,) = answered(person)
        assert {str(kept["answer_text"]), unused[0]} == {PHONE, DESK}
        assert kept["id"] == before


def wait_for_one_unused(*pages: Page) -> list[str]:
    """Until both pages have their answer; the texts that were not used."""
    for page in pages:
        done = page.locator("#unused, #stage [aria-busy=true], #stage form textarea")
        expect(done.first).to_be_visible(timeout=WAIT_MS)
        page.wait_for_function(
            "() => !document.querySelector('#answer-form button:disabled')",
            timeout=WAIT_MS,
        )
    boxes = [page.locator("#unused") for page in pages]
    return [box.input_value() for box in boxes if box.count()]


def test_what_is_typed_offline_arrives_later(browser: Browser, site: Site) -> None:
    person = candidate(site, "offline")
    with in_room(browser, person, site) as visitor:
        page = visitor.page
        box = answer_box(page)
        box.fill(PHONE)
        expect_saved(page)
        visitor.context.set_offline(True)
        box.press("Control+End")
        box.press_sequentially(" 연결 없이 썼습니다.")
        line = page.locator("#save-state")
        expect(line).to_have_attribute("data-state", "offline", timeout=WAIT_MS)
        kept = page.evaluate(f"JSON.parse(localStorage['draft:{turn_on(page)}']).text")
        assert kept == f"{PHONE} 연결 없이 썼습니다."

        submit_button(page).click()
        notice = page.locator("#notice")
        expect(notice).to_contain_text("답변을 내려면 인터넷이 필요해요.")

        visitor.context.set_offline(False)
        expect_saved(page)
        expect(notice).to_be_hidden()
        assert person.questions()["questions"][-1]["draft"] == kept
        expect(box).to_have_value(kept)
        assert page.evaluate("Object.keys(localStorage)") == []


def test_what_the_server_never_got_is_there_after_a_reload(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "local")
    with in_room(browser, person, site) as visitor:
        page = visitor.page
        page.on("dialog", lambda dialog: dialog.accept())
        page.route("**/draft/", lambda route: route.abort())
        answer_box(page).press_sequentially(DESK)
        line = page.locator("#save-state")
        expect(line).to_have_attribute("data-state", "error", timeout=WAIT_MS)
        page.unroute("**/draft/")
        page.reload()
        expect(answer_box(page)).to_have_value(DESK)
        expect_saved(page)
        assert person.questions()["questions"][-1]["draft"] == DESK


def test_a_killed_browser_loses_nothing_that_was_saved(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    person = candidate(site, "killed")
    profile = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, locale="ko-KR"
    )
    page = context.new_page()
    page.goto(f"{site.url}/accounts/login/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) .btn-primary").click()
    page.wait_for_url("**/me/")
    page.goto(f"{site.url}/i/{person.interview}/now/")
    answer_box(page).fill(ANSWER_KO)
    expect_saved(page)
    with context.expect_event("close", timeout=WAIT_MS):
        kill_browser(profile)

    with visiting(browser, site, locale="ko-KR") as again:
        enter(again, person)
        expect(answer_box(again.page)).to_have_value(ANSWER_KO)


def kill_browser(profile: Path) -> None:
    """kill -9 of the browser that uses this profile."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        is_main = not any(word.startswith(b"--type=") for word in words)
        if is_main and f"--user-data-dir={profile}".encode() in words:
            os.kill(int(entry.name), signal.SIGKILL)
