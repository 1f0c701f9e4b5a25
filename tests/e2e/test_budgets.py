"""What a first view costs: bytes, requests, and nothing from anybody else."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.e2e.conftest import Site, Visitor, visiting
from tests.e2e.rooms import candidate, enter
from tests.e2e.test_accessibility import demo_sign_in

KB = 1024
HTML, CSS, SCRIPTS, ALL, REQUESTS = 12 * KB, 10 * KB, 20 * KB, 60 * KB, 8
ROOM_SCRIPTS = 24 * KB
PUBLIC = ("/", "/help/", "/privacy/", "/accounts/login/", "/accounts/signup/")
OWN = ("/me/", "/me/resumes/", "/me/account/", "/practice/new/")


class Weight:
    """What one first view brings, compressed as a server in front would send it."""

    def __init__(self, page: Page) -> None:
        self.parts: dict[str, tuple[str, int]] = {}
        self._seen: list[Response] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        self._seen.append(response)

    def close(self) -> None:
        """Read what came; fonts have a budget of their own, streams have no end."""
        for response in self._seen:
            kind = response.request.resource_type
            is_stream = "event-stream" in response.headers.get("content-type", "")
            if kind == "font" or is_stream or response.status >= 300:
                continue
            path = urlsplit(response.url).path
            self.parts[path] = (kind, len(gzip.compress(response.body(), 6)))

    def of(self, kind: str, *, but: str = "\n") -> int:
        """Bytes of one kind."""
        rows = self.parts.items()
        return sum(
            size for path, (is_a, size) in rows if is_a == kind and but not in path
        )

    def check(self, path: str, scripts: int = SCRIPTS) -> None:
        """Hold the page to the budgets."""
        total = sum(size for _kind, size in self.parts.values())
        what = f"{path}: {self.parts}"
        assert 0 < self.of("document") <= HTML, what
        assert 0 < self.of("stylesheet", but="pretendard") <= CSS, what
        assert self.of("script") <= scripts, what
        assert (
            total - self.of("stylesheet") + self.of("stylesheet", but="pretendard")
            <= ALL
        ), what
        assert len(self.parts) <= REQUESTS, what


def weigh(visitor: Visitor, path: str) -> Weight:
    """Load a page with nothing in the cache."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.clearBrowserCache")
    page = visitor.context.new_page()
    weight = Weight(page)
    page.goto(visitor.site.url + path, wait_until="load")
    weight.close()
    page.close()
    return weight


@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
def test_public_and_own_pages_stay_light(
    browser: Browser, site: Site, locale: str
) -> None:
    with visiting(browser, site, locale=locale) as visitor:
        for path in PUBLIC:
            weigh(visitor, path).check(path)
        demo_sign_in(visitor)
        for path in OWN:
            weigh(visitor, path).check(path)


def test_the_room_stays_light(browser: Browser, site: Site) -> None:
    with visiting(browser, site, locale="ko-KR") as visitor:
        person = candidate(site, "light")
        enter(visitor, person)
        path = urlsplit(visitor.page.url).path
        weigh(visitor, path).check(path, scripts=ROOM_SCRIPTS)


def test_the_report_stays_light(browser: Browser, site: Site) -> None:
    with visiting(browser, site, locale="ko-KR") as visitor:
        demo_sign_in(visitor)
        visitor.page.locator("main .row:has(.num.strong) a.btn").first.click()
        visitor.page.wait_for_url("**/report/")
        path = urlsplit(visitor.page.url).path
        weight = weigh(visitor, path)
        weight.check(path)
