"""Hosted and local servers that speak the OpenAI chat completions protocol.

One request per call: the client never retries. The reply must be one object of the
schema; the server is asked for that by ``response_format``. Servers that know no
JSON schema are used with ``OPENAI_RESPONSE_FORMAT=json_object``, by decision of
the operator, never silently.
"""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

import httpx2
import openai
from django.conf import settings
from pydantic import BaseModel

from interviews.ai.base import (
    AIError,
    AIMisconfigured,
    AITimeout,
    Completion,
    OnText,
    Prompt,
    Purpose,
    Reply,
)
from interviews.ai.providers.openai_faults import EXPECTED, translate
from interviews.ai.providers.openai_reply import Heard
from interviews.ai.providers.openai_wire import (
    CONNECT_S,
    SILENCE_S,
    BoundedClient,
    Tell,
    run,
)
from interviews.ai.strict import completion_of, json_schema

HOSTED: Final = "https://api.openai.com/v1"
_PROBE: Final = [{"role": "user", "content": "ping"}]


@dataclass(frozen=True)
class Endpoint:
    """Where requests go and how they are written there."""

    api_key: str
    base_url: str
    model: str
    judge_model: str = ""
    response_format: str = "json_schema"
    tokens_field: str = "max_completion_tokens"

    def model_for(self, purpose: Purpose) -> str:
        """Return the model for a purpose: judging may have its own."""
        return (self.judge_model if purpose == "judge" else "") or self.model


@dataclass(frozen=True)
class _Request:
    """One request, ready to send, and how long it may take."""

    body: dict[str, Any]
    heard: Heard
    timeout_s: float
    first_token_s: float | None = None  # None: the reply comes in one piece


def from_settings() -> "OpenAICompatible":
    """Return the provider for the endpoint that the settings describe."""
    return _made(
        Endpoint(
            api_key=settings.OPENAI_API_KEY,
            base_url=settings.OPENAI_BASE_URL,
            model=settings.OPENAI_MODEL,
            judge_model=settings.OPENAI_JUDGE_MODEL,
            response_format=settings.OPENAI_RESPONSE_FORMAT,
            tokens_field=settings.OPENAI_TOKENS_FIELD,
        )
    )


@cache
def _made(endpoint: Endpoint) -> "OpenAICompatible":
    if not endpoint.api_key and not endpoint.base_url:
        raise AIMisconfigured("Set OPENAI_API_KEY, or OPENAI_BASE_URL for your server.")
    if not endpoint.model:
        raise AIMisconfigured("Set OPENAI_MODEL to a model that your server offers.")
    return OpenAICompatible(endpoint)


class OpenAICompatible:
    """A language model behind an OpenAI-compatible endpoint."""

    name = "openai_compatible"
    is_model = True

    def __init__(self, endpoint: Endpoint) -> None:
        """Open nothing yet: the first request does."""
        self._endpoint = endpoint
        self._clients: dict[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = {}

    @property
    def label(self) -> str:
        """Return the model's name."""
        return self._endpoint.model

    def model_for(self, purpose: Purpose) -> str:
        """Return the model's name; judging may have one of its own."""
        return self._endpoint.model_for(purpose)

    def complete[T: BaseModel](
        self, prompt: Prompt, schema: type[T], *, timeout_s: float
    ) -> Completion[T]:
        """Make one request and read the whole reply."""
        request = _Request(
            body=self._body(prompt, schema),
            heard=self._heard(prompt),
            timeout_s=timeout_s,
        )
        self._run(request, None)
        return self._completion(request, prompt, schema)

    def stream[T: BaseModel](
        self,
        prompt: Prompt,
        schema: type[T],
        *,
        on_text: OnText,
        first_token_s: float,
        timeout_s: float,
    ) -> Completion[T]:
        """Make one request and tell the question as it grows."""
        options = {"stream": True, "stream_options": {"include_usage": True}}
        request = _Request(
            body=self._body(prompt, schema) | options,
            heard=self._heard(prompt),
            timeout_s=timeout_s,
            first_token_s=min(first_token_s, timeout_s),
        )
        self._run(request, on_text)
        return self._completion(request, prompt, schema)

    def probe(self, model: str, *, timeout_s: float) -> None:
        """Ask this model for one token; AIError if it or its server is not well."""
        body = {
            "model": model,
            "messages": _PROBE,
            "extra_body": {self._endpoint.tokens_field: 1},
        }
        heard = Heard(reply=Reply(model=model))
        self._run(_Request(body=body, heard=heard, timeout_s=timeout_s), None)

    # --- one request --------------------------------------------------------------

    def _run(self, request: _Request, on_text: OnText | None) -> None:
        """Run the request in the background; whatever happens is an AIError."""
        reply = request.heard.reply
        started = time.monotonic()

        def begin(tell: Tell) -> Coroutine[Any, Any, AIError | None]:
            return self._request(request, tell)

        try:
            error = run(begin, on_text=on_text, timeout_s=request.timeout_s)
        except TimeoutError:
            error = AITimeout("the request never ended", reply=reply)
        reply.latency_ms = round((time.monotonic() - started) * 1000)
        if error is not None:
            raise error

    async def _request(self, request: _Request, tell: Tell) -> AIError | None:
        """Send and read; runs in the background loop and returns its error.

        Errors are returned, not raised, so that one raised by ``on_text`` is never
        mistaken for one of the endpoint.
        """
        first = request.first_token_s
        limit = request.timeout_s if first is None else first
        try:
            async with asyncio.timeout(limit) as patience:
                await self._exchange(request, tell, patience)
        except AIError as error:
            return error
        except EXPECTED as error:
            return translate(error, request.heard.reply)
        return None

    async def _exchange(
        self, request: _Request, tell: Tell, patience: asyncio.Timeout
    ) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + request.timeout_s
        heard = request.heard
        is_stream = request.first_token_s is not None
        silence = SILENCE_S if is_stream else request.timeout_s
        create = self._client(loop).chat.completions.with_streaming_response.create
        async with cast("Any", create)(
            **request.body,
            timeout=httpx2.Timeout(silence, connect=CONNECT_S),
        ) as response:
            heard.reply.http_status = response.status_code
            heard.reply.request_id = response.headers.get("x-request-id", "")
            if not is_stream:
                heard.whole(await response.read())
                return
            async for line in response.iter_lines():
                if heard.event(line):
                    patience.reschedule(deadline)
                    question = heard.question()
                    if question:
                        tell(question)

    def _client(self, loop: asyncio.AbstractEventLoop) -> openai.AsyncOpenAI:
        """Return this loop's client; connections belong to one loop."""
        if loop not in self._clients:
            self._clients[loop] = openai.AsyncOpenAI(
                # Local servers want none, and the client insists on one.
                api_key=self._endpoint.api_key or "none",
                base_url=self._endpoint.base_url or HOSTED,
                max_retries=0,
                http_client=cast("Any", BoundedClient()),
            )
        return self._clients[loop]

    # --- what is sent and what is kept --------------------------------------------

    def _body(self, prompt: Prompt, schema: type[BaseModel]) -> dict[str, Any]:
        endpoint = self._endpoint
        body: dict[str, Any] = {
            "model": endpoint.model_for(prompt.purpose),
            "messages": prompt.messages,
            "response_format": {"type": "json_object"},
            "extra_body": {endpoint.tokens_field: prompt.max_output_tokens},
        }
        if endpoint.response_format == "json_schema":
            named = {
                "name": prompt.purpose,
                "schema": json_schema(schema),
                "strict": True,
            }
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body

    def _heard(self, prompt: Prompt) -> Heard:
        endpoint = self._endpoint
        params: dict[str, Any] = {
            "response_format": endpoint.response_format,
            endpoint.tokens_field: prompt.max_output_tokens,
        }
        reply = Reply(model=endpoint.model_for(prompt.purpose), params=params)
        return Heard(reply=reply, canary=prompt.canary, mark=prompt.mark)

    def _completion[T: BaseModel](
        self, request: _Request, prompt: Prompt, schema: type[T]
    ) -> Completion[T]:
        request.heard.end()
        return completion_of(
            request.heard.reply, schema, provider=self.name, mark=prompt.mark
        )
