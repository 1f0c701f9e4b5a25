"""A real site in its own processes, a real Chromium, and what no page may do."""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.stub_llm import StubLLM

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SHOTS = os.environ.get("SCREENSHOTS", "")
READY_S = 90


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last in line; without Chromium say so; in CI that is a failure, not a skip.

    Playwright keeps an event loop in the main thread as long as the browser lives,
    and no other test could run one of its own after it. The one that waits for leases
    to end comes before the other files: these are played meanwhile.
    """
    items.sort(
        key=lambda item: ("tests/e2e" in str(item.path), "killed" not in item.path.name)
    )
    if CHROMIUM:
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("CI needs Chromium for the browser tests.")
    reason = "Chromium is not installed: browser tests are skipped (apt: chromium)"
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.skip(reason=reason))


@dataclass
class Site:
    """A site in its own processes: its address, its data, and how to start it."""

    url: str
    data_dir: Path
    environ: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """`manage.py demo`, until it is ready; again goes on with the same data."""
        with (self.data_dir / "site.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo"],
                cwd=ROOT,
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until_ready(self)

    def stop(self) -> None:
        """As Ctrl-C does; what does not stop is killed."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=10)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_site(data_dir: Path, **extra: str) -> Iterator[Site]:
    """`manage.py demo`, embedded or on the databases that the environment names."""
    port = free_port()
    environ = {
        **{
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("DJANGO_", "PYTEST"))
        },
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SECRET_KEY": "e2e-" + "k" * 60,
        "API_PER_MINUTE": "6000",
        "API_BURST": "1000",
        **own_database(data_dir.name),
        **extra,
    }
    site = Site(f"http://127.0.0.1:{port}", data_dir, environ)
    copy_prepared(site)
    try:
        site.start()
        yield site
    finally:
        site.stop()


def copy_prepared(site: Site) -> None:
    """Begin with what a first start makes: it is made once, for all processes of tests.

    `manage.py demo` finds it done, as at every later start.
    """
    folder = shared_folder(site.data_dir)
    environ = {k: v for k, v in site.environ.items() if not k.startswith("OPENAI_")}
    template = Site("", folder / "prepared", environ)
    template.environ["DATA_DIR"] = str(template.data_dir)
    if database := site.environ["DATABASE_URL"]:
        name = f"daehwa_e2e_{folder.name}_prepared".lower().replace("-", "_")
        template.environ["DATABASE_URL"] = f"{database.rsplit('/', 1)[0]}/{name}"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.data_dir.exists():
            prepare(template)
    shutil.copytree(template.data_dir, site.data_dir, dirs_exist_ok=True)
    if database:
        create_database(database, template=template.environ["DATABASE_URL"])


def shared_folder(data_dir: Path) -> Path:
    """pytest's folder for this run, of all its processes."""
    own = data_dir.parent
    return own.parent if own.name.startswith("popen-") else own


def prepare(site: Site) -> None:
    """What `manage.py demo` does before it serves."""
    site.data_dir.mkdir()
    if database := site.environ["DATABASE_URL"]:
        create_database(database)
    for command in ("migrate", "createcachetable", "seed_demo"):
        subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, "manage.py", command],
            cwd=ROOT,
            env=site.environ,
            check=True,
            capture_output=True,
        )


WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
_sites = itertools.count()


def own_database(name: str) -> dict[str, str]:
    """In production mode: a fresh PostgreSQL database and a Redis database apart.

    Redis has sixteen: 1-5 for the sites of the first process of tests, 6-10 for those
    of the second, 11-15 for those of the third.
    """
    url = os.environ.get("DATABASE_URL", "")
    redis = os.environ.get("REDIS_URL", "")
    if not url.startswith("postgres"):
        return {"DATABASE_URL": "", "REDIS_URL": ""}
    number = 1 + int(WORKER.removeprefix("gw")) * 5 + next(_sites) % 5
    fresh = f"daehwa_e2e_{WORKER}_" + "".join(filter(str.isalnum, name.lower()))[-30:]
    return {
        "DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{fresh}",
        "REDIS_URL": f"{redis.rsplit('/', 1)[0]}/{number}" if redis else "",
    }


def create_database(url: str, *, template: str = "") -> None:
    """A fresh one, empty or a copy."""
    server, name = url.rsplit("/", 1)
    copied = f' TEMPLATE "{template.rsplit("/", 1)[1]}"' if template else ""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"{copied}')


def wait_until_ready(site: Site) -> None:
    """Until web, database and worker are up."""
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline:
        if site.process.poll() is not None:
            break
        try:
            if httpx2.get(f"{site.url}/readyz", timeout=2).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    log = (site.data_dir / "site.log").read_text(errors="replace")[-3000:]
    raise AssertionError(f"The site is not ready after {READY_S} s:\n{log}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The embedded default, or PostgreSQL and Redis: builtin rules."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def stub() -> Iterator[StubLLM]:
    """An OpenAI-compatible server that streams."""
    with StubLLM(delay_s=0.2, token_s=0.02) as running:
        yield running


@pytest.fixture(scope="session")
def model_site(
    tmp_path_factory: pytest.TempPathFactory, stub: StubLLM
) -> Iterator[Site]:
    """The same with a model."""
    with running_site(
        tmp_path_factory.mktemp("model"),
        OPENAI_BASE_URL=stub.url,
        OPENAI_API_KEY="stub",
        OPENAI_MODEL="stub",
    ) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """A person with a browser of their own, and a list of what went wrong in it."""

    page: Page
    context: BrowserContext
    site: Site
    faults: list[str]

    def go(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.site.url + path)

    def shoot(self, name: str) -> None:
        """Phone and desktop, light and dark, where SCREENSHOTS names a folder."""
        if not SHOTS:
            return
        folder = Path(SHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        for width, height, size in ((390, 844, "phone"), (1280, 900, "desktop")):
            self.page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                path = folder / f"{name}-{size}-{scheme}.png"
                self.page.screenshot(path=path, full_page=True)
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")


@contextmanager
def visiting(browser: Browser, site: Site, **options: Any) -> Iterator[Visitor]:
    """A fresh browser profile that notes policy violations and foreign requests."""
    context = browser.new_context(
        **{"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
        | options
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    faults: list[str] = []

    def on_console(message: Any) -> None:
        if "Content Security Policy" in message.text:
            faults.append(f"policy: {message.text}")

    def on_error(error: Any) -> None:
        # Chromium's own cross-fade, aborted when a test changes the media features.
        if "ViewTransition" not in str(error):
            faults.append(f"script: {error}")

    def on_request(request: Any) -> None:
        if not request.url.startswith((site.url, "data:", "blob:")):
            faults.append(f"foreign: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", on_error)
    page.on("request", on_request)
    page.on(
        "response",
        lambda r: faults.append(f"{r.status}: {r.url}") if r.status >= 500 else None,
    )
    try:
        yield Visitor(page, context, site, faults)
    finally:
        context.close()
    assert not faults, faults
