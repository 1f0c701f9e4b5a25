"""What requests may cost and did cost: pure arithmetic, exact decimals."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from interviews.ai.base import BudgetSpent, Usage

_MILLION: Final = Decimal(1_000_000)


@dataclass(frozen=True)
class Budget[N: (int, Decimal)]:
    """A limit and what is spent of it: tokens, calls or money, never mixed."""

    limit: N
    spent: N

    @property
    def left(self) -> N:
        """Return what may still be spent; never negative."""
        return max(self.limit - self.spent, self.limit - self.limit)

    def require(self, amount: N) -> None:
        """Raise BudgetSpent unless this much is left."""
        if amount > self.left:
            raise BudgetSpent(f"{self.spent} of {self.limit} are spent")

    def after(self, amount: N) -> "Budget[N]":
        """Return the budget when this much more is spent."""
        return Budget(limit=self.limit, spent=self.spent + amount)


@dataclass(frozen=True)
class Rate:
    """What a model costs per million tokens, as its price list says."""

    input: Decimal
    output: Decimal
    cached: Decimal
    currency: str
    version: str


@dataclass(frozen=True)
class Price:
    """What one request cost, and by which price list."""

    amount: Decimal
    currency: str
    version: str


def read_prices(text: str) -> dict[str, Rate]:
    """Read AI_PRICES; ValueError with a sentence if it is not a price list.

    ``{"model": {"input": "0.25", "cached": "0.03", "output": "2", "currency": "USD",
    "version": "2026-11"}}``, per million tokens. Numbers are best written as strings.
    """
    if not text.strip():
        return {}
    try:
        table = json.loads(text, parse_float=Decimal)
        return {model: _rate(row) for model, row in table.items()}
    except (ValueError, KeyError, AttributeError, TypeError, InvalidOperation):
        raise ValueError(
            "AI_PRICES: write a JSON object of models, each with input, output,"
            " currency and version (prices per million tokens)."
        ) from None


def price_of(usage: Usage, rate: Rate | None) -> Price | None:
    """Return the cost; None when price or tokens are unknown, never zero."""
    if rate is None or usage.input_tokens is None or usage.output_tokens is None:
        return None
    cached = min(usage.cached_tokens or 0, usage.input_tokens)
    amount = (
        (usage.input_tokens - cached) * rate.input
        + cached * rate.cached
        + usage.output_tokens * rate.output
    ) / _MILLION
    return Price(amount=amount, currency=rate.currency, version=rate.version)


def estimate_tokens(text: str) -> int:
    """Estimate tokens without a tokenizer, a little on the high side.

    Fitted to the vocabulary of current hosted models: two thirds of a token for a
    Hangul syllable, two for a private-use mark, one for another character outside
    ASCII, and one for four ASCII characters. A space before a Korean word costs
    nothing, because it is part of the word's first token.
    """
    thirds = 0
    for char in text:
        if "가" <= char <= "힣":
            thirds += 2
        elif "\ue000" <= char <= "\uf8ff":
            thirds += 6
        elif not char.isascii():
            thirds += 3
    plain = sum(char.isascii() for char in text)
    spaces = sum(
        before == " " and "가" <= char <= "힣" for before, char in pairwise(text)
    )
    return -(-thirds // 3) + -(-(plain - spaces) // 4)


def _rate(row: Mapping[str, object]) -> Rate:
    per_input = Decimal(str(row["input"]))
    rate = Rate(
        input=per_input,
        output=Decimal(str(row["output"])),
        cached=Decimal(str(row.get("cached", per_input))),
        currency=str(row["currency"]),
        version=str(row["version"]),
    )
    if not all(
        value.is_finite() and value >= 0
        for value in (rate.input, rate.output, rate.cached)
    ):
        raise ValueError("a price must not be negative")
    return rate
