"""A site of one's own for a benchmark: temporary data, own server, own Redis."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What invented people answer: 5 sentences with a situation, actions and a result.
ANSWER = (
    "작년 가을 쇼핑몰 결제 모듈을 맡았을 때 결제 실패율이 3퍼센트까지 올랐습니다. "
    "저는 원인을 찾기 위해 일주일치 로그를 시간대별로 나누어 비교했습니다. "
    "그 결과 재시도 간격이 문제라는 것을 확인하고 간격을 두 배로 늘렸습니다. "
    "팀원들과 기준을 정해 매일 수치를 확인했고, "
    "한 달 뒤 실패율이 0.4퍼센트로 줄었습니다."
)


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """A temporary DATA_DIR, set for this process and for those it starts."""
    with tempfile.TemporaryDirectory(prefix="daehwa-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("SECRET_KEY", "bench-only-" + "x" * 60)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_site.settings")
        yield Path(folder)


@contextlib.contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """REDIS_URL of the environment, else a Redis of one's own; sets REDIS_URL."""
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    port = free_port()
    command = [shutil.which("redis-server") or "redis-server"]
    command += ["--port", str(port), "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL
    )
    os.environ["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
    try:
        _wait_for_port(port)
        yield os.environ["REDIS_URL"]
    finally:
        del os.environ["REDIS_URL"]
        process.terminate()
        process.wait()


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL cluster of one's own, as installed; sets DATABASE_URL."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not tools:
        raise FileNotFoundError("PostgreSQL is not installed (apt: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="daehwa-bench-pg-"))
    # It refuses to run as root; its package brings the user `postgres`.
    is_root = os.getuid() == 0
    prefix = ["runuser", "-u", "postgres", "--"] if is_root else []
    if is_root:
        shutil.chown(folder, "postgres")
    port, data = free_port(), folder / "db"
    command = [*prefix, str(tools[-1] / "initdb"), "-D", str(data), "-A", "trust"]
    _quietly([*command, "-U", "postgres"])
    control = [*prefix, str(tools[-1] / "pg_ctl"), "-D", str(data), "-w"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    options += " -c max_connections=200"
    _quietly([*control, "-l", str(data / "log"), "-o", options, "start"])
    os.environ["DATABASE_URL"] = f"postgres://postgres@127.0.0.1:{port}/postgres"
    try:
        yield os.environ["DATABASE_URL"]
    finally:
        del os.environ["DATABASE_URL"]
        _quietly([*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def stub_model(*, delay_s: float) -> Iterator[dict[str, str]]:
    """tests/stub_llm.py as a process; the environment of a site that uses it."""
    port = free_port()
    command = [sys.executable, str(ROOT / "tests" / "stub_llm.py")]
    command += ["--port", str(port), "--delay", str(delay_s)]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for_port(port)
        yield {
            "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1",
            "OPENAI_API_KEY": "stub",
            "OPENAI_MODEL": "stub",
        }
    finally:
        process.terminate()
        process.wait()


def _quietly(command: list[str]) -> None:
    subprocess.run(  # noqa: S603
        command, check=True, stdout=subprocess.DEVNULL, cwd="/"
    )


def _wait_for_port(port: int) -> None:
    for _ in range(200):
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port)),
        ):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")


class Server:
    """The web process of the sandbox, pinned to one core."""

    def __init__(
        self,
        *arguments: str,
        core: int = 0,
        name: str = "uvicorn",
        environ: dict[str, str] | None = None,
    ) -> None:
        self._environ = environ or {}
        self.port = free_port()
        self._command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        if name == "granian":
            self._command = [
                str(Path(sys.executable).with_name("granian")),
                *("--interface", "asgi", "--host", "127.0.0.1", "--no-ws"),
                *("--backlog", "16384", "--backpressure", "16384"),
                *("--port", str(self.port), "interview_site.asgi:application"),
            ]
        self._core = core
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, path: str = "/healthz") -> float:
        """Start it; returns the seconds until `path` answers 200."""
        began = time.monotonic()
        self.launch()
        while not self._answers(path):
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError("The server ended before it answered.")
            time.sleep(0.02)
        return time.monotonic() - began

    def launch(self) -> None:
        """Start it and do not wait."""
        pinned = ["taskset", "-c", str(self._core)] if self._core >= 0 else []
        self._process = subprocess.Popen(  # noqa: S603
            [*pinned, *self._command],
            env={**os.environ, "PORT": str(self.port), **self._environ},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=None if "VERBOSE" in os.environ else subprocess.DEVNULL,
        )

    def stop(self) -> float:
        """SIGTERM; returns the seconds until it is gone."""
        if self._process is None:
            return 0.0
        began = time.monotonic()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        return time.monotonic() - began

    def pids(self) -> list[int]:
        """The process and its children."""
        if self._process is None:
            return []
        found = [self._process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found.extend(int(child) for child in task.read_text().split())
        return found

    def rss_kib(self) -> int:
        """Resident memory of all its processes."""
        return sum(_status(pid, "VmRSS") for pid in self.pids())

    def threads(self) -> int:
        """OS threads of all its processes."""
        return sum(_status(pid, "Threads") for pid in self.pids())

    def cpu_s(self) -> float:
        """CPU seconds used so far."""
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _answers(self, path: str) -> bool:
        url = f"http://127.0.0.1:{self.port}{path}"
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _status(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0
