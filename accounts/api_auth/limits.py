"""How often a caller may call: token buckets that never let one call too many in.

One process keeps its buckets in memory under a lock; several processes share them
in the database, where one conditional statement takes the token (ADR 0003). Redis is
not used: a request touches it for the nudge only, and sign-in must work without it.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.api_auth.problems import Problem
from accounts.models import RateBucket

KEPT_BUCKETS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_minute` on average, at most `burst` at once; `name` is its policy's name."""

    name: str
    per_minute: int
    burst: int

    @property
    def per_second(self) -> float:
        """How fast tokens come back."""
        return self.per_minute / 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one take came to; left: whole tokens, wait_s: until the next one."""

    rate: Rate
    is_allowed: bool
    left: int
    wait_s: int

    def headers(self) -> dict[str, str]:
        """RateLimit fields of the IETF draft, and Retry-After when refused."""
        rate = self.rate
        window = math.ceil(rate.burst / rate.per_second)
        fields = {
            "RateLimit-Policy": f'"{rate.name}";q={rate.burst};w={window}',
            "RateLimit": f'"{rate.name}";r={self.left};t={self.wait_s}',
            "RateLimit-Limit": str(rate.burst),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.wait_s),
        }
        if not self.is_allowed:
            fields["Retry-After"] = str(max(1, self.wait_s))
        return fields


def person_rate() -> Rate:
    """Everything a signed-in person does over the API."""
    return Rate("person", settings.API_PER_MINUTE, settings.API_BURST)


def sign_in_rate() -> Rate:
    """Sign-ins into one account."""
    per_minute = settings.API_SIGN_INS_PER_MINUTE
    return Rate("sign-in", per_minute, per_minute)


def address_rate() -> Rate:
    """Calls without a token, of one network address: many people may share it."""
    return Rate("address", settings.API_PER_MINUTE * 5, settings.API_BURST * 5)


class _Memory:
    """Buckets of this process: key → (tokens, when they were counted)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, rate: Rate, now: float) -> tuple[bool, float]:
        """Take one token: (whether there was one, how many are left)."""
        with self._lock:
            tokens, counted = self._buckets.pop(key, (float(rate.burst), now))
            gained = max(0.0, now - counted) * rate.per_second
            tokens = min(float(rate.burst), tokens + gained)
            is_allowed = tokens >= 1
            tokens -= 1 if is_allowed else 0
            self._buckets[key] = (tokens, max(now, counted))
            if len(self._buckets) > KEPT_BUCKETS:
                self._buckets.popitem(last=False)
        return is_allowed, tokens

    def clear(self) -> None:
        """Forget all buckets (tests)."""
        with self._lock:
            self._buckets.clear()


MEMORY: Final = _Memory()


def take(key: str, rate: Rate) -> Allowance:
    """Take one token out of the bucket `key`."""
    if settings.EMBEDDED:
        return take_here(key, rate)
    is_allowed, tokens = RateBucket.take(
        _bucket(key, rate),
        burst=rate.burst,
        per_second=rate.per_second,
        now=time.time(),
    )
    return _allowance(rate, is_allowed=is_allowed, tokens=tokens)


def take_here(key: str, rate: Rate) -> Allowance:
    """The same out of this process's own bucket: for calls too cheap for a write."""
    is_allowed, tokens = MEMORY.take(_bucket(key, rate), rate, time.time())
    return _allowance(rate, is_allowed=is_allowed, tokens=tokens)


def _bucket(key: str, rate: Rate) -> str:
    return f"{rate.name}:{hashlib.sha256(key.encode()).hexdigest()[:40]}"


def _allowance(rate: Rate, *, is_allowed: bool, tokens: float) -> Allowance:
    missing = 1 - tokens % 1 if tokens < rate.burst else 0
    return Allowance(
        rate=rate,
        is_allowed=is_allowed,
        left=int(tokens),
        wait_s=math.ceil(missing / rate.per_second),
    )


def enforce(request: HttpRequest, key: str, rate: Rate) -> None:
    """Count this request; raises Problem 429 when the bucket is empty."""
    allowance = take(key, rate)
    request.api_allowance = allowance  # type: ignore[attr-defined]
    if not allowance.is_allowed:
        raise Problem(429, "rate_limited", headers=allowance.headers())


def add_headers(request: HttpRequest, response: HttpResponseBase) -> None:
    """Say on each answer what is left."""
    allowance: Allowance | None = getattr(request, "api_allowance", None)
    if allowance is not None:
        for name, value in allowance.headers().items():
            response.headers.setdefault(name, value)
