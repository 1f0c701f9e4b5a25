"""What AICall rows keep of a reply, and a reply taken from them again."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from interviews import ai
from interviews.ai.base import AIError, BadCompletion, Completion, Prompt, Reply, Usage
from interviews.models import AICall, Answer


def good_reply[T: BaseModel](
    *, prompt: Prompt, schema: type[T], answer: Answer
) -> Completion[T] | None:
    """The reply that an earlier attempt got to this prompt from this model, if any.

    The hashes cover rules, criteria and question. The answer itself never changes
    once it is handed in, and whoever uses quotes looks for them in it anyway.
    """
    provider = ai.provider()
    row = AICall.objects.all().good_reply_about(
        answer,
        provider=provider.name,
        model=provider.model_for(prompt.purpose),
        prompt_hash=prompt.sha256,
        prefix_hash=prompt.prefix_sha256,
    )
    if row is None:
        return None
    try:
        return ai.read_again(_reply_of(row), prompt=prompt, schema=schema)
    except BadCompletion:  # the rules for replies are stricter by now
        return None


def measured(completion: Completion[Any]) -> dict[str, Any]:
    """Columns of AICall for a valid reply."""
    usage = completion.usage
    return {
        "model": completion.model,
        "served_as": completion.served_as,
        "fingerprint": completion.fingerprint,
        "request_id": completion.request_id,
        "params": completion.params,
        "input_tokens": usage.input_tokens,
        "cached_tokens": usage.cached_tokens,
        "output_tokens": usage.output_tokens,
        "latency_ms": completion.latency_ms,
        "http_status": completion.http_status,
        "raw_output": completion.raw,
        **_cost(completion),
    }


def measured_reply(error: AIError) -> dict[str, Any]:
    """Columns of AICall for what came in place of one."""
    reply = error.reply
    return {
        **({"model": reply.model} if reply.model else {}),
        "served_as": reply.served_as,
        "fingerprint": reply.fingerprint,
        "request_id": reply.request_id,
        "params": dict(reply.params),
        "input_tokens": reply.usage.input_tokens,
        "cached_tokens": reply.usage.cached_tokens,
        "output_tokens": reply.usage.output_tokens,
        "latency_ms": reply.latency_ms,
        "http_status": reply.http_status,
        "raw_output": reply.raw.replace("\0", ""),
    }


def _reply_of(row: AICall) -> Reply:
    return Reply(
        raw=row.raw_output,
        model=row.model,
        served_as=row.served_as,
        fingerprint=row.fingerprint,
        request_id=row.request_id,
        params=row.params,
        usage=Usage(row.input_tokens, row.cached_tokens, row.output_tokens),
        latency_ms=row.latency_ms or 0,
        http_status=row.http_status,
    )


def _cost(completion: Completion[Any]) -> dict[str, Any]:
    price = ai.price_of(completion.served_as or completion.model, completion.usage)
    if price is None:
        return {}
    return {
        "cost": price.amount,
        "currency": price.currency,
        "price_version": price.version,
    }
