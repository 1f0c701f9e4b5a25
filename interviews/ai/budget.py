"""What requests may cost and did cost: pure arithmetic, exact decimals."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from interviews.ai.base import Usage

_MILLION: Final = Decimal(1_000_000)
_DIGITS: Final = re.compile(r"[0-9]{1,3}")


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
    """Estimate tokens without a tokenizer: within 5 % of o200k for whole prompts.

    Fitted on our prompts and on Korean and English answers; short texts are within
    20 %. In hundredths of a token: a Hangul syllable 76, a private-use mark 130, any
    other character outside ASCII 100, a run of up to three digits 100, a punctuation
    mark 80, a line end 50, an ASCII letter 22. Spaces cost nothing: they are part of
    the word that follows.
    """
    hundredths = 100 * len(_DIGITS.findall(text))
    hundredths += sum(_weight(char) for char in text)
    return -(-hundredths // 100)


def most_tokens(text: str) -> int:
    """Return an upper estimate, where nobody counted: a token for each two bytes.

    Prompts take half as much in usual vocabularies, and JSON hardly less than this.
    """
    return -(-len(text.encode(errors="replace")) // 2)


def _weight(char: str) -> int:
    if char.isascii():
        if char.isalpha():
            return 22
        if char.isdigit() or char in " \t\r":
            return 0
        return 50 if char == "\n" else 80
    if "가" <= char <= "힣":
        return 76
    return 130 if "\ue000" <= char <= "\uf8ff" else 100


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
