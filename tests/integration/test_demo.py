"""`manage.py demo` as a newcomer runs it: real processes, real signals."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live_site import EventReader
from tests.redis_server import RedisServer, free_port

ROOT = Path(__file__).resolve().parents[2]
READY_S = 120.0  # CI machines share their cores
STOP_S = 6.0


class Demo:
    """One installation; started and stopped like a person would."""

    def __init__(self, folder: Path, redis_url: str = "") -> None:
        self.port = free_port()
        self.folder = folder
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "REDIS_URL"}
        }
        self._environment |= {
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }
        if redis_url:
            self._environment |= {"REDIS_URL": redis_url, "SECRET_KEY": "s" * 60}
        self._log = folder.parent / "demo.log"
        self.process: subprocess.Popen[bytes] | None = None

    def launch(self) -> subprocess.Popen[bytes]:
        """Start it; what it says goes to `said()`."""
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self.process

    def start(self) -> None:
        """Start it; returns when it is ready and has said so."""
        process = self.launch()
        deadline = time.monotonic() + READY_S
        while "Daehwa is ready" not in self.said():
            assert process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def stop(self, number: signal.Signals) -> tuple[int, float]:
        """(exit code, seconds it took)."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        return code, time.monotonic() - began

    def said(self) -> str:
        """Everything it printed."""
        return self._log.read_text(errors="replace")

    def accounts(self) -> list[dict[str, str]]:
        """What demo-accounts.json holds."""
        found: list[dict[str, str]] = json.loads(
            (self.folder / "demo-accounts.json").read_text()
        )
        return found

    def ask(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """(status, JSON)."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def worker_pid(self) -> int:
        """The worker among its child processes."""
        assert self.process is not None
        tasks = Path(f"/proc/{self.process.pid}/task")
        for children in tasks.glob("*/children"):
            for child in children.read_text().split():
                with contextlib.suppress(OSError):
                    if b"run_worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                        return int(child)
        return 0


@contextlib.contextmanager
def cleaned_up(demo: Demo) -> Iterator[Demo]:
    try:
        yield demo
    finally:
        if demo.process is not None and demo.process.poll() is None:
            demo.process.terminate()
            demo.process.wait(30)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    with cleaned_up(Demo(tmp_path / "data")) as site:
        yield site


@pytest.fixture
def demo_with_redis(tmp_path: Path) -> Iterator[Demo]:
    if not RedisServer.is_installed():
        pytest.skip("redis-server is not installed")
    redis_server = RedisServer(tmp_path)
    redis_server.start()
    with cleaned_up(Demo(tmp_path / "data", redis_server.url)) as site:
        yield site
    redis_server.kill()


def test_one_process_starts_stops_with_streams_open_and_keeps_its_data(
    demo: Demo,
) -> None:
    demo.start()
    accounts = demo.accounts()
    candidate = next(row for row in accounts if row["role"] == "candidate")

    assert demo.ask("/readyz") == (
        200,
        {"status": "ok", "checks": {"web": True, "database": True, "worker": True}},
    )
    assert all(row["password"] in demo.said() for row in accounts)
    mode = (demo.folder / "demo-accounts.json").stat().st_mode
    assert mode & 0o777 == 0o600

    body = {"email": candidate["email"], "password": candidate["password"]}
    status, token = demo.ask("/api/v1/auth/token", body)
    assert status == 200
    bearer = f"Bearer {token['access_token']}"
    resumes = demo.ask("/api/v1/resumes", Authorization=bearer)[1]["items"]
    assert resumes[0]["status"] == "CONFIRMED"
    interviews = demo.ask("/api/v1/interviews", Authorization=bearer)[1]["items"]
    watched = demo.ask(
        "/api/v1/interviews",
        {
            "position": "백엔드 개발자",
            "scenario": "short",
            "language": "ko",
            "consents": _consents(demo, bearer),
        },
        Authorization=bearer,
    )[1]["id"]
    reader = EventReader(
        demo.port, f"/api/v1/interviews/{watched}/events", Authorization=bearer
    )
    assert reader.status == 200

    code, took_s = demo.stop(signal.SIGTERM)
    reader.close()

    assert code == 0, demo.said()
    assert took_s < STOP_S
    assert "Traceback" not in demo.said()

    demo.start()

    assert demo.accounts() == accounts
    again = demo.ask("/api/v1/interviews", Authorization=bearer)[1]["items"]
    assert {row["id"] for row in interviews} < {row["id"] for row in again}
    assert demo.stop(signal.SIGINT)[0] == 0


def test_a_port_in_use_is_one_sentence(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", demo.port)):
        process = demo.launch()
        code = process.wait(60)

    assert code == 1
    said = demo.said().strip().splitlines()
    assert len(said) == 1, said
    assert str(demo.port) in said[0]
    assert "PORT" in said[0]


def test_with_redis_it_looks_after_three_processes(demo_with_redis: Demo) -> None:
    demo = demo_with_redis
    demo.start()
    first = demo.worker_pid()
    assert first

    os.kill(first, signal.SIGKILL)

    deadline = time.monotonic() + 30
    while demo.worker_pid() in {0, first}:
        assert time.monotonic() < deadline, demo.said()
        time.sleep(0.1)
    code, took_s = demo.stop(signal.SIGTERM)
    assert code == 0, demo.said()
    assert took_s < STOP_S
    with pytest.raises(urllib.error.URLError):
        demo.ask("/healthz")


def _consents(demo: Demo, bearer: str) -> list[dict[str, str]]:
    items = demo.ask("/api/v1/consents?language=ko", Authorization=bearer)[1]["items"]
    return [
        {"purpose": item["purpose"], "version": item["version"]}
        for item in items
        if item["required"]
    ]
