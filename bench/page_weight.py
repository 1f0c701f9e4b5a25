"""B14: what a first view weighs, and how soon it stands (interface.md §13).

    python bench/page_weight.py [--runs N] [--json]

Data: pages of the demo candidate (Korean), of `manage.py demo`. Weight: the HTML as
sent with gzip, and every style sheet, script, icon and picture that it names, each
once, as gzip -6 would send it (fonts apart; the style sheet that names them counts).
Speed: Chromium with an empty cache at 1.6 Mbit/s, 150 ms and a fourth of the CPU:
largest contentful paint and layout shift. Needs Chromium (apt: chromium).
"""

import asyncio
import gzip
import os
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, override

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from bench.load import Client

BUDGET_KB = 60.0
BUDGET_HTML_KB = 12.0
BUDGET_JS_KB = {"room": 24.0, "landing": 0.9}
BUDGET_REQUESTS = 8
BUDGET_LCP_MS = 1800.0
BUDGET_CLS = 0.02
SIZES: dict[str, str] = {"link": "href", "script": "src", "img": "src", "use": "href"}
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
WATCH = """
window.lcp = 0; window.cls = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries())
  window.lcp = entry.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries())
  if (!entry.hadRecentInput) window.cls += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


class Named(HTMLParser):
    """The addresses of everything that a page loads, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        value = dict(attrs).get(SIZES.get(tag, ""))
        if value and value.startswith("/static/"):
            self.paths.add(value.partition("#")[0])


def measure(*, runs: int = 5) -> list[rows.Row]:
    """Rows of weight for all, of speed for the heaviest pages."""
    with sandbox.data_folder():
        from bench import world  # noqa: PLC0415 (reads the sandbox's environment)

        world.migrate()
        done = world.finished()
        (begun,) = world.beginners(1)
        world.close()
        demo = sandbox.Server("demo", core=-1)
        demo.start(path="/readyz")
        pages = {
            "landing": ("", "/"),
            "sign-in": ("", "/accounts/login/"),
            "home": (done.session, "/me/"),
            "practice": (done.session, "/practice/new/"),
            "room": (begun.session, f"/i/{begun.interview}/q/1/"),
            "report": (done.session, f"/i/{done.interview}/report/"),
        }
        try:
            weights = asyncio.run(_weigh_all(demo.port, pages))
            return [*weights, *_speeds(demo.port, pages, runs)]
        finally:
            demo.stop()


async def _weigh_all(port: int, pages: dict[str, tuple[str, str]]) -> list[rows.Row]:
    found = []
    for name, (session, path) in pages.items():
        headers = f"Cookie: sessionid={session}\r\n" if session else ""
        async with Client(port, headers) as client:
            found.append(await _weigh(client, name, path))
    return found


async def _weigh(client: Client, name: str, path: str) -> rows.Row:
    page = await client.ask("GET", path, headers="Accept-Encoding: gzip\r\n")
    named = Named()
    named.feed(gzip.decompress(page.body).decode())
    sizes = {"html": len(page.body) / 1000, "css": 0.0, "js": 0.0, "svg": 0.0}
    for address in sorted(named.paths):
        reply = await client.ask("GET", address)
        kind = Path(address).suffix.removeprefix(".")
        weight = len(gzip.compress(reply.body, 6)) / 1000
        sizes[kind] = sizes.get(kind, 0.0) + weight
    requests = 1 + len(named.paths)
    is_light = (
        page.status == 200
        and requests <= BUDGET_REQUESTS
        and sizes["html"] <= BUDGET_HTML_KB
        and sizes["js"] <= BUDGET_JS_KB.get(name, 20.0)
    )
    parts = ", ".join(f"{kind} {size:.1f}" for kind, size in sizes.items())
    return rows.row(
        "B14",
        f"{name}: first view without fonts, gzip",
        "kB",
        BUDGET_KB,
        [sum(sizes.values())],
        sound=is_light,
        note=f"{parts}; {requests} requests",
    )


def _speeds(port: int, pages: dict[str, tuple[str, str]], runs: int) -> list[rows.Row]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return [{"id": "B14", "what": "Chromium is not installed", "holds": False}]
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (session, path) in pages.items():
            url = f"http://127.0.0.1:{port}"
            seen = [_view(browser, url, session, path) for _run in range(runs)]
            shift = max(cls for _lcp, cls in seen)
            found.append(
                rows.row(
                    "B14b",
                    f"{name}: largest contentful paint, slow phone",
                    "ms",
                    BUDGET_LCP_MS,
                    [lcp for lcp, _cls in seen],
                    sound=shift <= BUDGET_CLS,
                    note=f"layout shift {shift:.3f}, budget {BUDGET_CLS}",
                )
            )
        browser.close()
    return found


def _view(browser: Browser, url: str, session: str, path: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    context.add_init_script(WATCH)
    page = context.new_page()
    devtools: Any = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url + path, wait_until="load")
    page.wait_for_timeout(1_500)  # fonts come after the load and may shift the text
    lcp, cls = page.evaluate("[window.lcp, window.cls]")
    context.close()
    return float(lcp), float(cls)


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
