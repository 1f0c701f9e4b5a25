"""Everything that can go wrong with an endpoint, put into our own words.

The table is the one of the reliability rules: which status, which break of the
connection, becomes which code and which kind of error.
"""

import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx2
import openai

from interviews.ai.base import (
    AIError,
    AIMisconfigured,
    AIRateLimited,
    AIRefused,
    AITimeout,
    AIUnavailable,
    BadCompletion,
    Reply,
)
from interviews.ai.providers.openai_wire import NotPlain, ReplyTooLarge

EXPECTED: Final = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    NotPlain,
    ReplyTooLarge,
    OSError,  # TimeoutError is one, ssl.SSLError another
    UnicodeError,
)
_CANNOT_WORK: Final = (
    httpx2.InvalidURL,
    httpx2.UnsupportedProtocol,
    httpx2.LocalProtocolError,
    UnicodeError,
)
_TOO_LONG: Final = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too (?:long|large|many tokens)",
    re.IGNORECASE,
)
_LONGEST_PAUSE_S: Final = 3_600.0
_SETUP: Final[Mapping[int, tuple[str, str]]] = {
    401: ("LLM_AUTH", "The server refuses the key. Check OPENAI_API_KEY."),
    402: ("LLM_QUOTA", "The account at the model server has no credit left."),
    403: ("LLM_AUTH", "The key may not use this model. Check OPENAI_API_KEY."),
    404: (
        "LLM_MODEL_MISSING",
        "The server does not know this. Check OPENAI_MODEL and OPENAI_BASE_URL.",
    ),
    405: (
        "LLM_MODEL_MISSING",
        "There is no chat completion at this address. Check OPENAI_BASE_URL.",
    ),
}


def translate(error: BaseException, reply: Reply) -> AIError:
    """Return the AIError that stands for what a request raised."""
    if isinstance(error, openai.APIStatusError):
        reply.http_status = error.status_code
        reply.request_id = error.request_id or reply.request_id
        return _status(error, reply)
    chain = list(_causes(error))
    for kinds, make in _BREAKS:
        if any(isinstance(cause, kinds) for cause in chain):
            return make(chain, reply)
    if reply.http_status is not None:
        return _cut(chain, reply)
    return AIUnavailable(type(chain[-1]).__name__, reply=reply)


def told_in_stream(error: Any, reply: Reply) -> AIError:
    """Return the AIError for an error object that came inside a stream."""
    said = str(error)[:200]
    code = str(error.get("code") or "") if isinstance(error, dict) else ""
    if code == "429" or "rate_limit" in said:
        return AIRateLimited(said, reply=reply)
    if _TOO_LONG.search(said):
        return AIRefused(said, code="LLM_INPUT_TOO_LONG", reply=reply)
    return AIUnavailable(said, reply=reply)


def _status(error: openai.APIStatusError, reply: Reply) -> AIError:
    status = error.status_code
    said = _said(error)
    if status in _SETUP:
        code, advice = _SETUP[status]
        return AIMisconfigured(f"{advice} ({status}: {said})", code=code, reply=reply)
    if status == 429:
        return AIRateLimited(
            said, retry_after_s=retry_after_s(error.response.headers), reply=reply
        )
    if status in {408, 409} or status >= 500:
        code = "LLM_TIMEOUT" if status == 408 else ""
        return AIUnavailable(f"{status}: {said}", code=code, reply=reply)
    if status < 400:
        detail = f"The server redirects ({status}). Check OPENAI_BASE_URL."
        return AIMisconfigured(detail, reply=reply)
    return _rejected(error, said, reply)


def _rejected(error: openai.APIStatusError, said: str, reply: Reply) -> AIError:
    if "response_format" in f"{error.param} {said}":
        advice = "This server knows no JSON schema. Set OPENAI_RESPONSE_FORMAT="
        return AIMisconfigured(
            f"{advice}json_object. ({said})", code="LLM_RESPONSE_FORMAT", reply=reply
        )
    too_long = error.status_code == 413 or _TOO_LONG.search(f"{error.code} {said}")
    code = "LLM_INPUT_TOO_LONG" if too_long else "LLM_REQUEST_REJECTED"
    return AIRefused(f"{error.status_code}: {said}", code=code, reply=reply)


def _too_large(_: list[BaseException], reply: Reply) -> AIError:
    return BadCompletion("the reply is larger than 1 MB", reply=reply)


def _not_plain(_: list[BaseException], reply: Reply) -> AIError:
    return AIUnavailable("the reply is compressed against our wish", reply=reply)


def _late(_: list[BaseException], reply: Reply) -> AIError:
    return AITimeout("no answer in time", reply=reply)


def _cut(_: list[BaseException], reply: Reply) -> AIError:
    return AIUnavailable("the reply was cut", code="LLM_CUT", reply=reply)


def _tls(chain: list[BaseException], reply: Reply) -> AIError:
    if reply.http_status is not None:  # it worked until now: the line broke
        return _cut(chain, reply)
    detail = "No secure connection. Check the certificate and OPENAI_BASE_URL."
    return AIMisconfigured(f"{detail} ({chain[-1]})", code="LLM_TLS", reply=reply)


def _cannot_work(_: list[BaseException], reply: Reply) -> AIError:
    detail = "No request can be made. Check OPENAI_BASE_URL and OPENAI_API_KEY."
    return AIMisconfigured(detail, reply=reply)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Read ``Retry-After`` in seconds or as a date; None when it says nothing."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError, OverflowError):
            return None
    if not seconds < float("inf"):
        return None
    return min(max(seconds, 0.0), _LONGEST_PAUSE_S)


def _said(error: openai.APIStatusError) -> str:
    """Return the first 200 characters of what the server said, on one line."""
    body = error.body
    said = body.get("message") if isinstance(body, dict) else body
    return " ".join(str(said or error.message).split())[:200]


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        yield step
        step = step.__cause__ or step.__context__


type _Make = Callable[[list[BaseException], Reply], AIError]

# The first row whose exception occurs anywhere in the chain of causes decides.
_BREAKS: Final[tuple[tuple[tuple[type[BaseException], ...], _Make], ...]] = (
    ((ReplyTooLarge,), _too_large),
    ((NotPlain,), _not_plain),
    ((TimeoutError, httpx2.TimeoutException), _late),
    ((ssl.SSLError,), _tls),
    (_CANNOT_WORK, _cannot_work),
)
