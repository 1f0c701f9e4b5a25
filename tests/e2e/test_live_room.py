"""The room is live: what happens elsewhere is seen here, and costs no typed letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.conftest import ANSWER_KO
from tests.e2e.conftest import Site
from tests.e2e.relay import Relay
from tests.e2e.rooms import (
    WAIT_MS,
    answer_box,
    candidate,
    expect_connected,
    expect_next_question,
    expect_saved,
    in_room,
    submit_button,
    turn_on,
)
from tests.stub_llm import StubLLM

STREAM = re.compile(r"/i/[0-9a-f-]{36}/live(\?|$)")
STATE = re.compile(r"/i/[0-9a-f-]{36}/live/state/")
TYPED = "제가 맡은 일은 결제 오류를 줄이는 일이었습니다."


@contextmanager
def slow_words(stub: StubLLM, token_s: float) -> Iterator[None]:
    """The model takes its time for each piece of a question."""
    before, stub.token_s = stub.token_s, token_s
    try:
        yield
    finally:
        stub.token_s = before


def test_the_live_link_connects_on_each_of_ten_loads(
    browser: Browser, site: Site
) -> None:
    with in_room(browser, candidate(site, "loads"), site) as visitor:
        page = visitor.page
        polls: list[str] = []
        page.on("request", lambda r: polls.append(r.url) if STATE.search(r.url) else 0)
        for _load in range(10):
            page.reload()
            expect_connected(page)
            assert page.evaluate("noted.errors") == 0
        assert not polls


def test_a_follow_up_grows_in_sight_and_quotes_the_answer(
    browser: Browser, model_site: Site, stub: StubLLM
) -> None:
    with in_room(browser, candidate(model_site, "grows"), model_site) as visitor:
        page = visitor.page
        expect_connected(page)
        first = turn_on(page)
        answer_box(page).fill(ANSWER_KO)
        with slow_words(stub, 0.15):
            submit_button(page).click()
            waiting = page.locator("#stage [aria-busy=true]")
            expect(waiting).to_be_visible()
            not_yet = page.locator("#stage .btn-primary[aria-disabled=true]")
            expect(not_yet).to_have_accessible_description(re.compile("켜져요"))
            expect_next_question(page, first)

        expect(page.locator("#stage [aria-busy]")).to_have_count(0)
        expect(page.locator("#q-text")).not_to_have_attribute("aria-live", "off")
        expect(page.locator("#news")).to_have_text("새 질문이 도착했어요")
        final = page.locator("#q-text").inner_text()
        grown = [
            row["text"]
            for row in page.evaluate("noted.texts")
            if row["busy"] and final.startswith(row["text"].strip())
        ]
        assert len(set(grown)) >= 3, page.evaluate("noted.texts")
        assert grown == sorted(grown, key=len)
        quote = re.search("“(.+?)”", final)
        assert quote, final
        assert quote[1] in ANSWER_KO


def test_a_lost_link_comes_back_and_says_what_it_has_seen(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "lost")
    with Relay(site.url) as relay:
        near = Site(relay.url, site.data_dir, site.environ)
        with in_room(browser, person, near) as visitor:
            page = visitor.page
            expect_connected(page)
            answer_box(page).fill(TYPED)
            expect_saved(page)
            seen: list[str] = []
            page.on("request", lambda request: note_place(request, seen))
            relay.cut()
            page.wait_for_function("() => noted.errors > 0", timeout=WAIT_MS)
            assert person.answer_next("다른 기기에서 오류를 줄였다고 답했습니다.")
            heard = page.evaluate("noted.changed.length")
            relay.mend()

            page.wait_for_function(
                "heard => noted.changed.length > heard", arg=heard, timeout=WAIT_MS
            )
            expect(page.locator("#stage .note")).to_contain_text("다른 화면")
            expect(answer_box(page)).to_have_value(TYPED)
            assert seen
            assert all(place.isdigit() for place in seen)


def note_place(request: Request, seen: list[str]) -> None:
    """What a reconnecting page says that it has seen."""
    if STREAM.search(request.url):
        seen.append(request.headers.get("last-event-id", ""))


def test_without_a_first_connection_the_page_polls_and_recovers(
    browser: Browser, site: Site
) -> None:
    person = candidate(site, "polls")
    with in_room(browser, person, site) as visitor:
        page = visitor.page
        page.route(STREAM, lambda route: route.fulfill(status=503))
        page.clock.install()
        polls: list[str] = []
        page.on("request", lambda r: polls.append(r.url) if STATE.search(r.url) else 0)
        page.reload()
        notice = page.locator("#notice")
        expect(notice.locator("span")).to_have_text(
            "연결을 다시 하고 있어요. 답변은 저장돼 있어요."
        )
        answer_box(page).fill(TYPED)
        expect_saved(page)
        assert person.answer_next("다른 기기에서 낸 답변입니다. 오류를 줄였습니다.")
        before = len(polls)
        page.clock.run_for(5_000)
        expect(page.locator("#stage .note")).to_contain_text("다른 화면")
        assert len(polls) - before in {1, 2}
        expect(answer_box(page)).to_have_value(TYPED)

        page.unroute(STREAM)
        page.clock.run_for(30_000)
        expect_connected(page)
        expect(notice).to_be_hidden()
        after = len(polls)
        page.clock.run_for(20_000)
        assert len(polls) - after <= 1
        visitor.faults[:] = [f for f in visitor.faults if not STREAM.search(f)]


def test_a_second_tab_shows_a_note_and_keeps_its_text(
    browser: Browser, site: Site
) -> None:
    with in_room(browser, candidate(site, "tabs"), site) as visitor:
        first, second = visitor.page, visitor.context.new_page()
        second.goto(first.url)
        expect_connected(second)
        answer_box(second).fill(TYPED)
        expect_saved(second)
        before = turn_on(first)
        first.reload()
        answer_box(first).fill(ANSWER_KO)
        expect_saved(first)
        submit_button(first).click()
        expect_next_question(first, before)

        note = second.locator("#stage .note")
        expect(note).to_contain_text("다른 화면에서 이 질문에 답했거나")
        expect(answer_box(second)).to_have_value(TYPED)
        # The words of the next question arrived here, too, and found no place.
        asked = second.locator("#q-text").text_content()
        assert second.evaluate("noted.texts.map((one) => one.text)") == [asked]
        submit_button(second).click()
        expect(second.locator("#unused")).to_have_value(TYPED)
        expect(second.locator("#stage .turn-a")).to_have_text(ANSWER_KO)


def test_no_message_touches_an_answer_that_is_being_given(
    browser: Browser, site: Site
) -> None:
    with in_room(browser, candidate(site, "calm"), site) as visitor:
        page = visitor.page
        before = turn_on(page)
        answer_box(page).fill(ANSWER_KO)
        submit_button(page).click()
        expect_next_question(page, before)
        expect_connected(page)
        box = answer_box(page)
        box.press_sequentially("쓰는 중")
        page.evaluate("document.activeElement.dataset.mark = 'same'")
        heard: list[str] = []
        page.on(
            "response",
            lambda r: heard.append(r.text()) if STATE.search(r.url) else None,
        )
        with page.expect_response(STATE):
            state_again(page)

        expect(page.locator("#live-v")).not_to_have_value("0")
        assert not re.search(r'<hx-partial id="(stage|q-text|talk)"', "".join(heard))
        expect(box).to_have_attribute("data-mark", "same")
        expect(box).to_be_focused()
        box.press_sequentially("이에요")
        expect(box).to_have_value("쓰는 중이에요")


def test_a_late_message_touches_no_answer_that_is_being_given(
    browser: Browser, site: Site
) -> None:
    with in_room(browser, candidate(site, "late"), site) as visitor:
        page = visitor.page
        expect_connected(page)
        box = answer_box(page)
        box.press_sequentially("쓰는 중")
        box.evaluate("box => { box.dataset.mark = 'same' }")
        late = []

        def as_if_still_waiting(route: Route) -> None:
            """The page asked while it waited, and no longer does."""
            late.append(route.request.url)
            route.continue_(url=route.request.url.replace("%3Aanswer", "%3Awriting"))

        page.route(STATE, as_if_still_waiting)
        with page.expect_response(STATE) as response:
            state_again(page)

        assert '<hx-partial id="stage"' in response.value.text()
        assert late
        expect(page.locator("#live-v")).not_to_have_value("0")
        expect(box).to_have_attribute("data-mark", "same")
        expect(box).to_be_focused()
        expect(box).to_have_value("쓰는 중")


def state_again(page: Page) -> None:
    """As a message does that tells of something which this page has not seen."""
    page.evaluate(
        """() => {
          document.getElementById("live-v").value = "0";
          document.getElementById("live").dispatchEvent(new CustomEvent("changed"));
        }"""
    )


def test_leaving_and_coming_back_goes_on_in_place(browser: Browser, site: Site) -> None:
    person = candidate(site, "leaves")
    with in_room(browser, person, site) as visitor:
        page = visitor.page
        answer_box(page).fill(TYPED)
        expect_saved(page)
        page.get_by_role("link", name="나중에 이어하기").click()
        page.wait_for_url("**/me/")
        page.locator(f"main a[href*='{person.interview}']").first.click()
        if not answer_box(page).count():
            page.locator("main a[href*='/q/'].btn-primary").click()
        expect(answer_box(page)).to_have_value(TYPED)


def test_a_reload_while_a_question_is_written_shows_it_all_the_same(
    browser: Browser, model_site: Site, stub: StubLLM
) -> None:
    with in_room(browser, candidate(model_site, "reload"), model_site) as visitor:
        page = visitor.page
        before = turn_on(page)
        answer_box(page).fill(ANSWER_KO)
        with slow_words(stub, 0.2):
            submit_button(page).click()
            expect(page.locator("#stage [aria-busy=true]")).to_be_visible()
            page.reload()
            expect(page.locator("#stage [aria-busy=true]")).to_be_visible()
            expect_next_question(page, before)
        assert "“" in page.locator("#q-text").inner_text()


def test_a_first_connection_that_breaks_is_tried_again(
    browser: Browser, site: Site
) -> None:
    with in_room(browser, candidate(site, "breaks"), site) as visitor:
        page = visitor.page
        page.route(STREAM, lambda route: route.abort(), times=1)
        page.clock.install()
        page.reload()
        expect(page.locator("#notice")).to_be_visible()
        page.clock.run_for(30_000)
        expect_connected(page)
        expect(page.locator("#notice")).to_be_hidden()
