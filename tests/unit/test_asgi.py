"""The bridge between the loop and Django's handler: bodies, disconnects, threads."""

import http.client
import io
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any

import pytest

from interview_site import bridge
from tests.live_site import LiveSite, served

type Start = Callable[[str, list[tuple[str, str]]], object]
OK = "200 OK"


class Probe:
    """A WSGI app that remembers what came and what became of its response."""

    def __init__(self) -> None:
        self.environ: dict[str, Any] = {}
        self.body_bytes = 0
        self.largest_read = 0
        self.closed = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        self.environ = environ
        return getattr(self, environ["PATH_INFO"].split("/")[1])(environ, start)

    def echo(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        while part := environ["wsgi.input"].read(65536):
            self.body_bytes += len(part)
        start(OK, [("Content-Type", "text/plain")])
        return [f"{environ['REQUEST_METHOD']} {self.body_bytes}".encode()]

    def endless(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start(OK, [("Content-Type", "text/plain")])
        return self._parts()

    def sleepy(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        time.sleep(0.2)
        start(OK, [])
        return [b"awake"]

    def broken(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start(OK, [])
        raise ValueError("in the middle")

    def _parts(self) -> Iterator[bytes]:
        try:
            while True:
                yield b"x" * 65536
        finally:
            self.closed.set()


@pytest.fixture
def probe() -> Probe:
    return Probe()


@pytest.fixture
def live(probe: Probe) -> Iterator[LiveSite]:
    with served(probe, threads=2) as site:
        yield site


def post(live: LiveSite, body: Any, **options: Any) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=20)
    with closing(connection):
        connection.request("POST", "/echo/", body=body, **options)
        return connection.getresponse().read()


def test_a_small_body_arrives(live: LiveSite) -> None:
    assert post(live, b"hello") == b"POST 5"


def test_a_large_body_arrives_without_being_held_in_memory(
    live: LiveSite, probe: Probe
) -> None:
    size = 30 * 1024 * 1024

    answer = post(live, b"x" * size)

    assert answer == b"POST %d" % size
    assert not isinstance(probe.environ["wsgi.input"], io.BytesIO)
    assert probe.environ["wsgi.input"]._rolled


def test_a_body_without_a_length_gets_one(live: LiveSite, probe: Probe) -> None:
    answer = post(live, iter([b"abc", b"de"]), encode_chunked=True)

    assert answer == b"POST 5"
    assert probe.environ["CONTENT_LENGTH"] == "5"


def test_a_body_over_the_limit_is_413(
    live: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "MAX_BODY_BYTES", 10)

    status, _body = live.ask("/echo/", "POST", b"x" * 11)

    assert status == 413


def test_slow_senders_hold_no_thread(live: LiveSite) -> None:
    slow = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(8)]
    for client in slow:
        head = b"POST /echo/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
        client.sendall(head + b"ab")

    assert post(live, b"quick") == b"POST 5"

    for client in slow:
        client.close()


def test_a_reader_that_leaves_stops_the_response(live: LiveSite, probe: Probe) -> None:
    client = socket.create_connection(("127.0.0.1", live.port))
    client.sendall(b"GET /endless/ HTTP/1.1\r\nHost: x\r\n\r\n")
    client.recv(1000)

    client.close()

    assert probe.closed.wait(5)


def test_a_reader_that_takes_nothing_frees_its_thread(
    live: LiveSite, probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "STALL_S", 0.3)
    client = socket.create_connection(("127.0.0.1", live.port))
    client.sendall(b"GET /endless/ HTTP/1.1\r\nHost: x\r\n\r\n")

    assert probe.closed.wait(10)
    client.close()


def test_threads_stay_bounded(live: LiveSite) -> None:
    answers: list[bytes] = []
    clients = [
        threading.Thread(target=lambda: answers.append(live.ask("/sleepy/")[1]))
        for _ in range(8)
    ]
    for client in clients:
        client.start()
    time.sleep(0.1)
    workers = [t for t in threading.enumerate() if t.name.startswith("web")]
    for client in clients:
        client.join()

    assert len(workers) == 2
    assert answers == [b"awake"] * 8


def test_an_error_of_the_app_is_a_500_and_the_server_lives_on(live: LiveSite) -> None:
    assert live.ask("/broken/")[0] == 500
    assert live.ask("/echo/")[0] == 200


def test_headers_with_underscores_do_not_pass_for_others(
    live: LiveSite, probe: Probe
) -> None:
    live.ask("/echo/", **{"X_Forwarded_Proto": "https", "X-Real": "yes"})

    assert "HTTP_X_FORWARDED_PROTO" not in probe.environ
    assert probe.environ["HTTP_X_REAL"] == "yes"


def test_paths_and_queries_arrive_as_wsgi_wants_them(
    live: LiveSite, probe: Probe
) -> None:
    live.ask("/echo/%EB%A9%B4%EC%A0%91%2F1?q=%ED%95%9C")

    assert probe.environ["PATH_INFO"].encode("latin-1").decode() == "/echo/면접/1"
    assert probe.environ["QUERY_STRING"] == "q=%ED%95%9C"


def test_a_head_request_has_no_body(live: LiveSite) -> None:
    assert live.ask("/echo/", "HEAD") == (200, b"")


def test_many_requests_on_one_connection(live: LiveSite) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=20)
    with closing(connection):
        for _ in range(50):
            connection.request("GET", "/echo/")
            assert connection.getresponse().read() == b"GET 0"
