"""A stub model server that speaks the OpenAI chat completions protocol.

It reads our prompts as a model would and answers validly, quoting the given text;
on demand it misbehaves in each of the ways 1 to 31 of the reliability rules.

In tests::

    with StubLLM(delay_s=0.1) as stub:
        stub.script("judge", Fault(9), Fault(23), Say('{"items": []}'))
        ... OPENAI_BASE_URL = stub.url ...
        assert len(stub.requests) == 3

By hand: ``python tests/stub_llm.py --port 9999 --delay 2`` and, while it runs,
``curl -d '{"purpose": "judge", "faults": [9, 16]}' localhost:9999/control``.
"""

import argparse
import json
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, override

if __name__ == "__main__":
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.stub_answers import answer, other_language, purpose_of

STATUSES = {1: 400, 2: 401, 3: 403, 4: 404, 5: 408, 6: 409, 7: 429, 8: 429}
STATUSES |= {9: 500, 10: 502, 11: 503, 12: 529}
HANGS = {16, 17, 19}
PIECE = 8  # characters in one streamed event


@dataclass(frozen=True)
class Fault:
    """One of the numbered faults; ``variant`` picks a form of it.

    18: the share of the reply after which the line is cut (0.1, 0.5, 0.9);
    25: ``NaN``, ``1e400`` or ``"5"``; 7: seconds in ``Retry-After``;
    1: the error message; 31: ``refusal`` or ``content_filter``.
    13, 14 and 15 have no reply: see ``StubLLM.url_for``.
    """

    number: int
    variant: Any = None


@dataclass(frozen=True)
class Say:
    """A reply with exactly this content; any status, any finish reason."""

    content: str | None
    finish_reason: str = "stop"
    envelope: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Body:
    """A whole response, byte for byte."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


type Step = Fault | Say | Body


class StubLLM:
    """The server in a thread; a context manager."""

    def __init__(
        self, *, port: int = 0, delay_s: float = 0, token_s: float = 0
    ) -> None:
        self.delay_s = delay_s
        self.token_s = token_s
        self.requests: list[dict[str, Any]] = []
        self.scripts: dict[str, deque[Step]] = defaultdict(deque)
        self.always: dict[str, Step] = {}
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler, self)
        self.port: int = self._server.server_address[1]

    @property
    def url(self) -> str:
        """Return the base URL, as for OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def url_for(self, fault: int) -> str:
        """Return a base URL at which fault 13, 14 or 15 happens."""
        return {
            13: "http://127.0.0.1:9/v1",
            14: "http://no-such-host.invalid/v1",
            15: f"https://127.0.0.1:{self.port}/v1",
        }[fault]

    def script(self, purpose: str, *steps: Step) -> None:
        """Queue what the next requests for a purpose get; ``*`` is any purpose."""
        self.scripts[purpose].extend(steps)

    def fail_always(self, purpose: str, step: Step | None) -> None:
        """Give every request for a purpose this, until it is None again."""
        if step is None:
            self.always.pop(purpose, None)
        else:
            self.always[purpose] = step

    def next_step(self, purpose: str) -> Step | None:
        """Return what the next request for this purpose gets; None: a valid reply."""
        with self.lock:
            for key in (purpose, "*"):
                if self.scripts[key]:
                    return self.scripts[key].popleft()
                if key in self.always:
                    return self.always[key]
        return None

    def asked(self, purpose: str) -> list[dict[str, Any]]:
        """Return the requests that came for a purpose."""
        return [body for body in self.requests if purpose_of(body) == purpose]

    def reset(self) -> None:
        """Forget scripts and requests."""
        self.scripts.clear()
        self.always.clear()
        self.requests.clear()

    def serve(self) -> None:
        """Serve in this thread until stopped."""
        self._server.serve_forever(poll_interval=0.05)

    def start(self) -> Self:
        """Serve in a thread of its own."""
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def stop(self) -> None:
        """Let hanging requests go and close the port."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self, address: tuple[str, int], handler: type["_Handler"], stub: StubLLM
    ) -> None:
        self.stub = stub
        super().__init__(address, handler)

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet: clients hang up on purpose here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        """List the one model."""
        self._json(200, {"object": "list", "data": [{"id": "stub", "object": "model"}]})

    def do_POST(self) -> None:
        """Answer, or fail as told."""
        length = int(self.headers.get("Content-Length", "0"))
        body = json.loads(self.rfile.read(length))
        stub = self.server.stub
        if self.path == "/control":
            self._control(body)
            return
        with stub.lock:
            stub.requests.append(body)
        purpose = purpose_of(body)
        step = stub.next_step(purpose)
        if not isinstance(step, Fault) or step.number not in HANGS:
            stub.closing.wait(stub.delay_s)
        match step:
            case None:
                self._say(body, Say(answer(body)))
            case Say():
                self._say(body, step)
            case Body():
                self._raw(step.status, step.body, step.headers)
            case Fault():
                self._fault(body, step)

    # --- misbehaviour --------------------------------------------------------------

    def _control(self, body: dict[str, Any]) -> None:
        stub = self.server.stub
        if body.get("reset"):
            stub.reset()
        faults = [Fault(number) for number in body.get("faults", [])]
        stub.script(body.get("purpose", "*"), *faults)
        stub.delay_s = body.get("delay", stub.delay_s)
        self._json(200, {"requests": len(stub.requests), "delay": stub.delay_s})

    def _fault(self, body: dict[str, Any], fault: Fault) -> None:
        number = fault.number
        if number in STATUSES:
            self._status(fault)
        elif number == 16:
            self._hang()
        elif number == 17:
            self._say(body, Say(answer(body)), stop_at=0.3, then_hang=True)
        elif number == 18:
            self._say(body, Say(answer(body)), stop_at=fault.variant or 0.5)
        elif number == 19:
            self._drip(answer(body))
        else:
            self._say(body, _bad_reply(body, fault))

    def _status(self, fault: Fault) -> None:
        status = STATUSES[fault.number]
        headers = {}
        if fault.number == 7:
            headers["Retry-After"] = str(fault.variant or 3)
        if fault.number == 11:
            page = b"<html><body><h1>Service unavailable</h1></body></html>"
            self._raw(status, page, {"Content-Type": "text/html"})
            return
        message = fault.variant if fault.number == 1 else None
        error: dict[str, str | None] = {
            "message": message or f"stub fault {fault.number}",
            "type": "stub",
            "param": None,
            "code": None,
        }
        self._json(status, {"error": error}, headers)

    def _hang(self) -> None:
        self.server.stub.closing.wait(60)
        self.close_connection = True

    def _drip(self, content: str) -> None:
        """Send one byte a second."""
        self._head(200, {"Content-Type": "application/json", "Content-Length": "4000"})
        for byte in json.dumps({"choices": [{"message": {"content": content}}]}):
            self.wfile.write(byte.encode())
            if self.server.stub.closing.wait(1):
                break
        self.close_connection = True

    # --- replies -------------------------------------------------------------------

    def _say(
        self,
        body: dict[str, Any],
        say: Say,
        *,
        stop_at: float | None = None,
        then_hang: bool = False,
    ) -> None:
        if body.get("stream"):
            payload = self._events(body, say)
        else:
            payload = [json.dumps(_completion(body, say)).encode()]
        kind = "text/event-stream" if body.get("stream") else "application/json"
        total = sum(map(len, payload))
        self._head(
            200,
            {
                "Content-Type": kind,
                "Content-Length": str(total),
                "x-request-id": f"req-{len(self.server.stub.requests)}",
            },
        )
        left = total if stop_at is None else int(total * stop_at)
        for piece in payload:
            self.wfile.write(piece[:left])
            left -= len(piece)
            if left <= 0 and stop_at is not None:
                self.close_connection = True
                self._hang() if then_hang else None
                return
            if len(payload) > 1 and self.server.stub.token_s:
                time.sleep(self.server.stub.token_s)

    def _events(self, body: dict[str, Any], say: Say) -> list[bytes]:
        content = say.content or ""
        piece = max(PIECE, len(content) // 2_000)
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [
            {"content": content[at : at + piece]}
            for at in range(0, len(content), piece)
        ]
        if "refusal" in say.envelope:
            deltas.append({"refusal": say.envelope["refusal"]})
        chunks: list[dict[str, Any]] = [
            {"delta": delta, "finish_reason": None} for delta in deltas
        ]
        chunks.append({"delta": {}, "finish_reason": say.finish_reason})
        events = [
            {**_head_of(body), "object": "chat.completion.chunk", "choices": [chunk]}
            for chunk in chunks
        ]
        usage = {"choices": [], "usage": _usage(body, content)}
        events.append({**_head_of(body), "object": "chat.completion.chunk", **usage})
        lines = [f"data: {json.dumps(event)}\n\n".encode() for event in events]
        return [*lines, b"data: [DONE]\n\n"]

    def _json(
        self, status: int, data: Any, headers: dict[str, str] | None = None
    ) -> None:
        kind = {"Content-Type": "application/json"}
        self._raw(status, json.dumps(data).encode(), kind | (headers or {}))

    def _raw(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self._head(status, {"Content-Length": str(len(body))} | headers)
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def _bad_reply(body: dict[str, Any], fault: Fault) -> Say:
    good = answer(body)
    purpose = purpose_of(body)
    replies = {
        20: Say(""),
        21: Say("Here is my honest opinion: the candidate did rather well."),
        22: Say(f"```json\n{good}\n```"),
        23: Say(good[: len(good) // 2]),
        24: Say(fault.variant if fault.variant is not None else "[]"),
        25: Say(_with_level(good, fault.variant or "NaN")),
        26: Say(_with_level(good, "9")),
        27: Say(_with_stranger(good)),
        28: Say(other_language(purpose, body)),
        29: Say("x" * 10_000_000),
        30: Say(good[: len(good) // 2], finish_reason="length"),
        31: Say(None, envelope={"refusal": "I cannot help with that."}),
    }
    if fault.number == 31 and fault.variant == "content_filter":
        return Say("", finish_reason="content_filter")
    return replies[fault.number]


def _with_level(good: str, literal: str) -> str:
    """Put a level that is none where a reply has one, else an unknown key."""
    data = json.loads(good)
    if isinstance(data.get("items"), list) and data["items"]:
        data["items"][0]["level"] = "LEVEL"
    else:
        data["level"] = "LEVEL"
    return json.dumps(data).replace('"LEVEL"', literal)


def _with_stranger(good: str) -> str:
    data = json.loads(good)
    if data.get("items"):
        data["items"][0]["criterion"] = "charisma"
    else:
        data["criterion"] = "charisma"
    return json.dumps(data)


def _head_of(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-stub",
        "created": 1_790_000_000,
        "model": f"{body['model']}-stub-0001",
        "system_fingerprint": "fp_stub",
    }


def _completion(body: dict[str, Any], say: Say) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": say.content}
    message |= say.envelope
    choice = {"index": 0, "message": message, "finish_reason": say.finish_reason}
    return {
        **_head_of(body),
        "object": "chat.completion",
        "choices": [choice],
        "usage": _usage(body, say.content or ""),
    }


def _usage(body: dict[str, Any], content: str) -> dict[str, Any]:
    sent = sum(len(message["content"]) for message in body["messages"])
    stable = len(body["messages"][0]["content"]) // 2
    return {
        "prompt_tokens": sent // 2,
        "completion_tokens": len(content) // 2,
        "total_tokens": (sent + len(content)) // 2,
        "prompt_tokens_details": {"cached_tokens": stable},
    }


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9999)
    parser.add_argument("--delay", type=float, default=0, help="seconds before a reply")
    parser.add_argument("--token", type=float, default=0.02, help="seconds per piece")
    parser.add_argument("--fault", type=int, help="fail always in this way")
    parser.add_argument("--purpose", default="*", help="only for this purpose")
    options = parser.parse_args()
    stub = StubLLM(port=options.port, delay_s=options.delay, token_s=options.token)
    if options.fault:
        stub.fail_always(options.purpose, Fault(options.fault))
    print(f"OPENAI_BASE_URL={stub.url} OPENAI_MODEL=stub", flush=True)  # noqa: T201
    try:
        stub.serve()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
