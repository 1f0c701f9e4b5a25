"""The only door to language models and to the builtin rules."""

from interviews.ai.gateway import (
    charge,
    complete,
    price_of,
    probe,
    provider,
    read_again,
    stream,
    using,
)
from interviews.ai.prompts import hashes, leaks_canary, render, repair, unmark
from interviews.ai.providers.builtin import RULES_VERSION

__all__ = [
    "RULES_VERSION",
    "charge",
    "complete",
    "hashes",
    "leaks_canary",
    "price_of",
    "probe",
    "provider",
    "read_again",
    "render",
    "repair",
    "stream",
    "unmark",
    "using",
]
