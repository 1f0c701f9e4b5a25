"""Rules instead of a model: transparent, offline, the same every time."""

from interviews.ai.providers.builtin.levels import CONFIDENCE_CAP
from interviews.ai.providers.builtin.lexicon import RULES_VERSION
from interviews.ai.providers.builtin.provider import BuiltinProvider

__all__ = ["CONFIDENCE_CAP", "RULES_VERSION", "BuiltinProvider"]
