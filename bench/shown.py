"""B3: a question is ready in the database → the candidate sees it in Chromium.

    python bench/shown.py [--runs N] [--json]

Data: invented people in standard interviews whose next question is being written;
PostgreSQL and Redis of its own, one web process. Chromium has the room open and its
event stream connected; then this process writes the question as a worker does
(builtin rules) and commits. Counted from the moment that the row says (`asked_at`,
before the commit) to the mutation that puts text and answer box into the page, by the
same clock. 12 questions a run. Needs Chromium (apt: chromium).
"""

import os
import shutil
import statistics
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox

PEOPLE = 3
FOLLOW_UPS = 4  # of each person, 12 questions a run
BEFORE_FIRST = 3  # answers until the first follow-up
BUDGET_MS = 150.0
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WATCH = """() => {
  window.seen = 0;
  const look = () => {
    const text = document.querySelector("#q-text");
    if (!window.seen && text && text.textContent.trim() &&
        document.querySelector("textarea[data-draft]")) window.seen = Date.now();
  };
  new MutationObserver(look).observe(document, {
    childList: true, subtree: true, characterData: true, attributes: true });
}"""


def measure(*, runs: int = 5) -> list[rows.Row]:
    """One row."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return [{"id": "B3", "what": "Chromium is not installed", "holds": False}]
    with (
        sandbox.data_folder() as folder,
        sandbox.redis_server(folder),
        sandbox.postgres(),
    ):
        # Playwright's own loop runs in this thread; nothing of it touches the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        from bench import world  # noqa: PLC0415 (reads the sandbox's environment)

        world.migrate()
        web = sandbox.Server("serve", core=-1)
        web.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=FLAGS
                )
                times = [_run_once(browser, web.port) for _run in range(runs)]
                browser.close()
        finally:
            web.stop()
    return [
        rows.row(
            "B3",
            "question ready in the database → in Chromium's DOM: p95",
            "ms",
            BUDGET_MS,
            [rows.p95(one) for one in times],
            note=f"median {statistics.median(chain(*times)):.0f} ms",
        )
    ]


def _run_once(browser: Browser, port: int) -> list[float]:
    from bench import world  # noqa: PLC0415

    context = browser.new_context()
    url = f"http://127.0.0.1:{port}"
    page = context.new_page()
    times: list[float] = []
    for person in world.beginners(PEOPLE):
        cookie = {"name": "sessionid", "value": person.session, "url": url}
        context.add_cookies([cookie])
        world.answer(person, BEFORE_FIRST)
        for _follow_up in range(FOLLOW_UPS):
            times.append(_one(page, f"{url}/i/{person.interview}/now/", person))
            world.answer(person, 2)  # the follow-up, and the question after it
    context.close()
    return times


def _one(page: Page, url: str, person: Any) -> float:
    from bench import world  # noqa: PLC0415

    with page.expect_response(lambda response: "/live" in response.url):
        page.goto(url)
    page.evaluate(WATCH)
    time.sleep(0.3)  # the stream is open; the page has come to rest
    ready = world.write_question(person)
    deadline = time.monotonic() + 15
    while not (seen := page.evaluate("window.seen")):
        if time.monotonic() > deadline:
            raise TimeoutError("the question does not appear")
        time.sleep(0.02)
    return float(seen) - ready.timestamp() * 1000


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
