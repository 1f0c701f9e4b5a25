"""Reading chat completions, whole or event by event, without trusting their shape."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from interviews.ai.base import AIRefused, AIUnavailable, BadCompletion, Reply, Usage
from interviews.ai.providers.openai_faults import told_in_stream
from interviews.ai.providers.openai_wire import MAX_REPLY
from interviews.ai.strict import read_partial_question

# Questions are short; a longer text is no longer read at each piece.
_LONGEST_QUESTION: Final = 20_000


@dataclass
class Heard:
    """A reply while it comes in; ``reply`` is filled as far as it is known."""

    reply: Reply
    canary: str = ""
    mark: str = ""
    finish: str = ""
    refusal: str = ""
    is_done: bool = False
    _told: str = ""
    _pieces: list[str] = field(default_factory=list)
    _size: int = 0

    def whole(self, body: bytes) -> None:
        """Read the body of a reply that came in one piece."""
        data = _json(body)
        if not isinstance(data, dict):
            self.reply.raw = body[:2_000].decode(errors="replace")
            raise BadCompletion("the body is no chat completion", reply=self.reply)
        if data.get("error"):  # some servers say so with status 200
            raise told_in_stream(data["error"], self.reply)
        self._envelope(data)
        choice = _first_choice(data)
        self._message(choice.get("message"))
        self.finish = _text(choice.get("finish_reason"))
        self.reply.raw = "".join(self._pieces)
        self.is_done = True

    def event(self, line: str) -> bool:
        """Read one line of an event stream; True if it brought text."""
        if not line.startswith("data:"):
            return False
        text = line[5:].strip()
        if text == "[DONE]":
            self.is_done = True
            return False
        data = _json(text)
        if not isinstance(data, dict):
            raise AIUnavailable("an event was cut", code="LLM_CUT", reply=self.reply)
        if data.get("error"):
            raise told_in_stream(data["error"], self.reply)
        self._envelope(data)
        choice = _first_choice(data)
        self.finish = _text(choice.get("finish_reason")) or self.finish
        self.is_done |= bool(self.finish)
        return self._message(choice.get("delta"))

    def question(self) -> str:
        """Return the question so far if it has grown since the last time."""
        if self._size > _LONGEST_QUESTION:
            return ""
        raw = "".join(self._pieces)
        if self.canary and self.canary in raw:
            raise BadCompletion(
                "the reply contains the marker",
                code="LLM_CANARY_LEAKED",
                reply=self.reply,
            )
        question = read_partial_question(raw, mark=self.mark)
        if len(question) <= len(self._told):
            return ""
        self._told = question
        return question

    def end(self) -> None:
        """Refuse what is cut, refused or out of room."""
        self.reply.raw = "".join(self._pieces) or self.reply.raw
        if not self.is_done:
            self.reply.raw = ""  # partial text is dropped
            raise AIUnavailable("the stream was cut", code="LLM_CUT", reply=self.reply)
        if self.refusal or self.finish == "content_filter":
            raise AIRefused(
                self.refusal[:200] or "content filter",
                worth_another_try=True,
                reply=self.reply,
            )
        if self.finish == "length":
            raise BadCompletion(
                "the reply ran out of room (finish_reason=length)",
                needs_more_tokens=True,
                reply=self.reply,
            )

    def _message(self, message: Any) -> bool:
        if not isinstance(message, dict):
            return False
        self.refusal += _text(message.get("refusal"))
        content = _text(message.get("content"))
        self._pieces.append(content)
        self._size += len(content.encode(errors="replace"))
        if self._size > MAX_REPLY:
            raise BadCompletion("the reply is larger than 1 MB", reply=self.reply)
        return bool(content)

    def _envelope(self, data: dict[str, Any]) -> None:
        reply = self.reply
        reply.served_as = _text(data.get("model")) or reply.served_as
        reply.fingerprint = _text(data.get("system_fingerprint")) or reply.fingerprint
        reply.request_id = reply.request_id or _text(data.get("id"))
        usage = data.get("usage")
        if isinstance(usage, dict):
            details = usage.get("prompt_tokens_details")
            cached = details.get("cached_tokens") if isinstance(details, dict) else None
            reply.usage = Usage(
                input_tokens=_count(usage.get("prompt_tokens")),
                cached_tokens=_count(cached),
                output_tokens=_count(usage.get("completion_tokens")),
            )


def _json(text: bytes | str) -> Any:
    """Return parsed JSON, or None for anything that is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _first_choice(data: dict[str, Any]) -> dict[str, Any]:
    choices = data.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value < 2**31 else None
