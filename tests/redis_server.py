"""A real Redis of one's own, and servers that behave badly."""

import shutil
import socket
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path

import redis


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """Starts, stops and starts again on the same port, always empty."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def is_installed() -> bool:
        """Whether redis-server can be started."""
        return shutil.which("redis-server") is not None

    def start(self) -> None:
        """Start it; returns when it answers."""
        command = ["redis-server", "--port", str(self.port), "--save", ""]
        command += ["--bind", "127.0.0.1", "--dir", str(self._folder)]
        self._process = subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 10
        with closing(redis.Redis(port=self.port)) as client:
            while True:
                try:
                    client.ping()
                except redis.ConnectionError:
                    assert time.monotonic() < deadline, "Redis does not start"
                    time.sleep(0.02)
                else:
                    return

    def kill(self) -> None:
        """As kill -9; a second call changes nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class HungServer:
    """Accepts connections and never answers."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._clients: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def close(self) -> None:
        """Hang up."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()
        for client in self._clients:
            client.close()

    def _accept(self) -> None:
        while True:
            try:
                self._clients.append(self._listener.accept()[0])
            except OSError:
                return
