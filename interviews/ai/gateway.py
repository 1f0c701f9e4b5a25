"""One door to whichever provider the settings name.

One call here is at most one request to the outside. Nothing is retried, repaired,
recorded or replaced by another provider: the caller does that in the open.
What comes back is checked for what a schema cannot say: criteria that nobody asked
about, a reply in another language, a nonce that must not come out.
"""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final, Protocol, cast, runtime_checkable

from django.conf import settings
from pydantic import BaseModel

from interviews.ai import budget
from interviews.ai.base import (
    AIMisconfigured,
    AIRefused,
    BadCompletion,
    Completion,
    OnText,
    Prompt,
    Provider,
    Reply,
    Usage,
)
from interviews.ai.prompts import leaks_canary
from interviews.ai.schemas import Output
from interviews.ai.strict import completion_of

# name → module and the function or class that makes it; imported when first needed,
# because a client library takes longer to load than all the rest of the site.
_PROVIDERS: Final = {
    "builtin": ("interviews.ai.providers.builtin.provider", "BuiltinProvider"),
    "fake": ("interviews.ai.providers.fake", "FakeProvider"),
    "openai_compatible": ("interviews.ai.providers.openai_compatible", "from_settings"),
}
# Evidence and levels with a leak are kept and lead to abstention (scoring A6);
# everything else would be shown to people, so there a leak is an invalid reply.
_JUDGED_BY_CALLER: Final = frozenset({"extract", "judge"})


_named: ContextVar[str] = ContextVar("provider", default="")


@runtime_checkable
class Probed(Protocol):
    """A provider with an endpoint that can be asked whether it is alive."""

    def probe(self, model: str, *, timeout_s: float) -> None:
        """Make one small fixed request; AIError if the model is not well."""


@contextmanager
def using(name: str) -> Iterator[None]:
    """Within the block this provider answers, whatever ``AI_PROVIDER`` names.

    For work that says so on its face, such as the demonstration's sample interview.
    """
    token = _named.set(name)
    try:
        yield
    finally:
        _named.reset(token)


def provider() -> Provider:
    """Return the provider that ``AI_PROVIDER`` names."""
    name = _named.get() or settings.AI_PROVIDER
    if name not in _PROVIDERS:
        raise AIMisconfigured(f"AI_PROVIDER: {name!r} is not one of {[*_PROVIDERS]}.")
    module, attribute = _PROVIDERS[name]
    make = getattr(importlib.import_module(module), attribute)
    # A function reads the settings and caches by them; a class is made once.
    return cast("Provider", _only_one(make) if isinstance(make, type) else make())


def complete[T: BaseModel](
    *, prompt: Prompt, schema: type[T], timeout_s: float | None = None
) -> Completion[T]:
    """Ask once and return a valid reply, or raise AIError."""
    limit = settings.AI_TIMEOUT_S if timeout_s is None else timeout_s
    return _vetted(provider().complete(prompt, schema, timeout_s=limit), prompt)


def stream[T: BaseModel](
    *,
    prompt: Prompt,
    schema: type[T],
    on_text: OnText,
    first_token_s: float = 8,
    timeout_s: float = 20,
) -> Completion[T]:
    """Ask once; ``on_text`` gets the question so far, in this thread, as it grows."""
    completion = provider().stream(
        prompt,
        schema,
        on_text=on_text,
        first_token_s=first_token_s,
        timeout_s=timeout_s,
    )
    return _vetted(completion, prompt)


def read_again[T: BaseModel](
    reply: Reply, *, prompt: Prompt, schema: type[T]
) -> Completion[T]:
    """Read a reply that was kept, as strictly as when it came; BadCompletion."""
    completion = completion_of(
        reply, schema, provider=provider().name, mark=prompt.mark
    )
    return _vetted(completion, prompt)


def probe(model: str, *, timeout_s: float = 10) -> None:
    """Ask whether this model answers at all; AIError if it does not.

    A request that it refuses still shows that it is there.
    """
    asked = provider()
    if not isinstance(asked, Probed):
        return
    try:
        asked.probe(model, timeout_s=timeout_s)
    except (AIRefused, BadCompletion):
        return


def price_of(model: str, usage: Usage) -> budget.Price | None:
    """Return what a request cost by ``AI_PRICES``; None when nobody knows."""
    return budget.price_of(usage, _prices(settings.AI_PRICES).get(model))


def charge(prompt: Prompt, raw: str, usage: Usage) -> int:
    """Return the tokens to charge to a budget; estimated where nobody counted."""
    given, got = usage.input_tokens, usage.output_tokens
    if given is None:
        given = sum(budget.most_tokens(row["content"]) for row in prompt.messages)
    return given + (budget.most_tokens(raw) if got is None else got)


@cache
def _prices(text: str) -> dict[str, budget.Rate]:
    return budget.read_prices(text)


@cache
def _only_one(make: Callable[[], object]) -> object:
    return make()


def _vetted[T: BaseModel](completion: Completion[T], prompt: Prompt) -> Completion[T]:
    if leaks_canary(completion.raw, prompt) and prompt.purpose not in _JUDGED_BY_CALLER:
        raise BadCompletion(
            "the reply contains the marker",
            code="LLM_CANARY_LEAKED",
            reply=_reply(completion),
        )
    value = completion.value
    if isinstance(value, Output):
        complaints = value.complaints(prompt.inputs)
        if complaints:
            raise BadCompletion("; ".join(complaints[:5]), reply=_reply(completion))
        if not all(_is_in(prompt.language, text) for text in value.written()):
            raise BadCompletion(
                f"the text must be in language {prompt.language!r}",
                code="LLM_WRONG_LANGUAGE",
                reply=_reply(completion),
            )
    return completion


def _is_in(language: str, text: str) -> bool:
    """Compare scripts: Korean text may hold many Latin terms, English few Hangul."""
    letters = [char for char in text if char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in letters)
    latin = sum(char.isascii() for char in letters)
    if language == "ko":
        return hangul * 8 >= len(letters)
    return latin * 2 >= len(letters)


def _reply(completion: Completion[BaseModel]) -> Reply:
    return Reply(
        raw=completion.raw,
        model=completion.model,
        served_as=completion.served_as,
        fingerprint=completion.fingerprint,
        request_id=completion.request_id,
        params=completion.params,
        usage=completion.usage,
        latency_ms=completion.latency_ms,
        http_status=completion.http_status,
    )
