"""A candidate's whole way, in a real browser: sign-up to report."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect

from tests.conftest import ANSWER_EN, ANSWER_KO
from tests.e2e.conftest import ROOT, Site, Visitor, visiting

SAMPLES = ROOT / "interviews" / "content" / "samples"
_INTERVIEW = json.loads((SAMPLES / "interview_ko.json").read_text(encoding="utf-8"))
SAID = [row["answer"] for row in _INTERVIEW["stages"].values()]
PASSWORD = "correct horse battery 9"


@dataclass(frozen=True)
class Person:
    """Who is interviewed, in which language, with which words."""

    language: str
    email: str
    name: str
    position: str
    company: str
    resume: Path
    reply: str
    overall: str


KOREAN = Person(
    language="ko",
    email="haneul@e2e.example",
    name="김하늘",
    position="백엔드 개발자",
    company="㈜한빛 소프트",
    resume=SAMPLES / "resume_ko.txt",
    reply=ANSWER_KO,
    overall="종합",
)
ENGLISH = Person(
    language="en",
    email="dana@e2e.example",
    name="Dana Rivers",
    position="Backend developer",
    company="Hanbit Software",
    resume=SAMPLES / "resume_en.txt",
    reply=ANSWER_EN,
    overall="Overall",
)


def sign_up(visitor: Visitor, person: Person) -> None:
    """From the landing page to the candidate's home."""
    page = visitor.page
    visitor.go("/")
    expect(page.locator("html")).to_have_attribute("lang", person.language)
    visitor.shoot(f"{person.language}-L1-landing")
    visitor.go("/accounts/signup/")
    visitor.shoot(f"{person.language}-A2-signup")
    page.locator("input[name=email]").fill(person.email)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=full_name]").fill(person.name)
    page.locator("input[name=terms]").check()
    page.locator("input[name=privacy]").check()
    page.locator("form:has(input[name=password1]) .btn-primary").click()
    page.wait_for_url("**/me/")
    visitor.shoot(f"{person.language}-H1-empty")


def upload_resume(visitor: Visitor, person: Person) -> None:
    """Upload, watch it being read, look at the fields, confirm."""
    page = visitor.page
    visitor.go("/me/resumes/")
    page.locator("input[type=file]").set_input_files(person.resume)
    page.locator("form[action$='/upload/'] .btn-primary").click()
    page.wait_for_url(re.compile(r"/me/resumes/[0-9a-f-]{36}/"))
    confirm = page.locator("form[action$='/confirm/'] .btn-primary")
    if not wait_for(lambda: confirm.count() > 0, page):
        page.reload()
    expect(page.locator("main")).to_contain_text(
        "가온페이" if person.language == "ko" else "Skills", ignore_case=True
    )
    visitor.shoot(f"{person.language}-H2-resume")
    confirm.click()
    visitor.shoot(f"{person.language}-H2-confirmed")


def prepare(visitor: Visitor, person: Person) -> None:
    """Practice: position, company by tolerant name, résumé, proposal, consent, how."""
    page = visitor.page
    visitor.go("/practice/new/")
    page.locator("input[name=position]").fill(person.position)
    page.locator("input[name=company]").fill(person.company)
    resumes = page.locator("input[type=radio][name=resume]:not([value=''])")
    if resumes.count():
        resumes.first.check()
    visitor.shoot(f"{person.language}-P1-practice")
    page.locator("form[action$='/practice/new/'] .btn-primary").click()
    page.locator("#proposal").wait_for()
    page.locator("input[name=scenario][value=standard]").check()
    visitor.shoot(f"{person.language}-P1-proposal")
    page.locator("button[name=create]").click()
    page.wait_for_url("**/consent/")
    assert page.locator("main fieldset input:checked").count() == 0
    page.locator("form[action$='/consent/'] .btn-primary").click()
    expect(page.locator("main .error-summary")).to_be_visible()
    visitor.shoot(f"{person.language}-S2-missing")
    for purpose in ("interview_record", "ai_scoring"):
        page.locator(f"input[name={purpose}][value=yes]").check()
    visitor.shoot(f"{person.language}-S2-consent")
    page.locator("form[action$='/consent/'] .btn-primary").click()
    page.wait_for_url("**/how/")
    visitor.shoot(f"{person.language}-S3-how")
    page.locator("form[action$='/how/'] .btn-primary").click()
    visitor.shoot(f"{person.language}-S6-before")
    page.locator("form[action$='/start/'] .btn-primary").click()
    page.wait_for_url("**/q/**")


def wait_for(is_there: Callable[[], object], page: Page, seconds: float = 20) -> bool:
    """Poll the page without blocking its events."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_there():
            return True
        page.wait_for_timeout(100)
    return False


def answer_all(visitor: Visitor, person: Person) -> int:
    """Answer what comes until nothing more comes; returns how many were answered."""
    page = visitor.page
    box = page.locator("#stage textarea[name=text]")
    seen: list[str] = []
    while wait_for(lambda: box.count() or is_over(page), page) and not is_over(page):
        question = page.locator("#q-text").inner_text()
        assert question.strip()
        assert "{" not in question
        assert question not in seen, f"asked twice: {question}"
        seen.append(question)
        box.fill(reply_to(page, person))
        if len(seen) == 1:
            check_that_nothing_is_lost(visitor, person)
        if len(seen) == 4:
            visitor.shoot(f"{person.language}-S7-followup")
        page.locator("#answer-form .dock .btn-primary").click()
        assert wait_for(partial(is_gone, page, question), page), question
    return len(seen)


def reply_to(page: Page, person: Person) -> str:
    """The sample answer to this question, else the same good answer each time."""
    number = re.search(r"/q/(\d+)", page.url)
    stages = SAID if person.language == "ko" else []
    if number and int(number[1]) <= len(stages):
        return stages[int(number[1]) - 1]
    return person.reply


def is_over(page: Page) -> bool:
    """Nothing more is asked: the way leads on to the check page."""
    onward = page.locator("#stage a[href$='/check/']")
    return page.url.endswith("/check/") or onward.count() > 0


def is_gone(page: Page, question: str) -> bool:
    """Another question is on the page, or the end."""
    heading = page.locator("#q-text")
    try:
        text = heading.inner_text(timeout=1_000) if heading.count() else ""
    except Error:
        text = ""  # between the two looks the page led on to one without a question
    return is_over(page) or text not in {question, ""}


def check_that_nothing_is_lost(visitor: Visitor, person: Person) -> None:
    """Saved within five seconds of the last key; a reload goes on in place."""
    page = visitor.page
    expect(page.locator("#stage .save-state")).to_contain_text(
        re.compile("저장됨|Saved"), timeout=5_000
    )
    visitor.shoot(f"{person.language}-S7-answering")
    typed = page.locator("#stage textarea[name=text]").input_value()
    page.reload()
    expect(page.locator("#stage textarea[name=text]")).to_have_value(typed)


def finish(visitor: Visitor, person: Person) -> None:
    """Check, hand in, watch the progress, read the report, look at the history."""
    page = visitor.page
    if not page.url.endswith("/check/"):
        page.locator("#stage a[href$='/check/']").click()
    page.wait_for_url("**/check/")
    visitor.shoot(f"{person.language}-S8-check")
    page.locator("form[action$='/complete/'] .btn-primary").click()
    page.wait_for_url("**/receipt/")
    visitor.shoot(f"{person.language}-S9-receipt")
    report = page.locator("main a[href$='/report/']")
    assert wait_for(lambda: report.count() > 0, page, seconds=60)
    report.first.click()
    page.wait_for_url("**/report/")
    expect(page.locator("main")).to_contain_text(person.overall)
    expect(page.locator("main mark").first).to_be_visible()
    expect(page.locator("main svg[role=img]").first).to_be_visible()
    visitor.shoot(f"{person.language}-S10-report")
    visitor.go("/me/")
    visitor.shoot(f"{person.language}-H1-history")


def test_a_whole_korean_practice_interview(browser: Browser, site: Site) -> None:
    with visiting(browser, site, locale="ko-KR") as visitor:
        sign_up(visitor, KOREAN)
        upload_resume(visitor, KOREAN)
        prepare(visitor, KOREAN)
        answered = answer_all(visitor, KOREAN)
        assert answered == 15
        finish(visitor, KOREAN)


def test_a_whole_english_interview_over_a_streaming_model(
    browser: Browser, model_site: Site
) -> None:
    place = {"locale": "en-US", "timezone_id": "Europe/Dublin"}
    with visiting(browser, model_site, **place) as visitor:
        sign_up(visitor, ENGLISH)
        visitor.go("/me/account/")
        expect(visitor.page.locator("select[name=time_zone]")).to_have_value(
            place["timezone_id"]
        )
        upload_resume(visitor, ENGLISH)
        prepare(visitor, ENGLISH)
        answered = answer_all(visitor, ENGLISH)
        assert answered >= 9
        finish(visitor, ENGLISH)
        expect(visitor.page.locator("body")).not_to_contain_text(
            re.compile("[가-힣]{4,}.*(해요|어요|세요)")
        )


def test_a_whole_interview_without_javascript(browser: Browser, site: Site) -> None:
    with visiting(browser, site, locale="ko-KR", java_script_enabled=False) as visitor:
        page = visitor.page
        person = Person(**{**vars(KOREAN), "email": "nojs@e2e.example"})
        sign_up(visitor, person)
        prepare(visitor, person)
        for step in range(60):
            if page.url.endswith("/check/"):
                break
            box = page.locator("#stage textarea[name=text]")
            if not box.count():
                page.wait_for_timeout(200)
                page.goto(page.url.split("/q/")[0] + "/now/")
                continue
            box.fill(f"{person.reply} ({step})")
            page.locator("#answer-form .dock .btn-primary").click()
        page.locator("form[action$='/complete/'] .btn-primary").click()
        page.wait_for_url("**/receipt/")
        for _try in range(60):
            if page.locator("main a[href$='/report/']").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        page.locator("main a[href$='/report/']").first.click()
        expect(page.locator("main")).to_contain_text(person.overall)
