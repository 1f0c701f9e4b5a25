"""What the font of PDFs can show; PDF/UA-1 allows no character without a glyph."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

FONT: Final = Path(__file__).resolve().parent / "fonts" / "Pretendard-Regular.otf"
MISSING: Final = "□"
# What steers other signs, and accents: where they are missing, they leave no trace.
_STEERING: Final = frozenset({"Cc", "Cf", "Cs"})
_SILENT: Final = _STEERING | {"Mn", "Me"}
_KEPT: Final = frozenset("\n\t")


def printable(data: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The same texts in characters of the font, and whether any is shown as □."""
    shown: dict[str, Any] = {name: _shown(value) for name, value in data.items()}
    return shown, _count(shown) > _count(data)


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(_sign(sign) for sign in value)
    if isinstance(value, Mapping):
        return {name: _shown(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(part) for part in value]
    return value


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    has_glyph = ord(sign) in _covered() and category not in _STEERING
    if has_glyph or sign in _KEPT:
        return sign
    if category in _SILENT:
        return ""
    return " " if sign.isspace() else MISSING


def _count(value: Any) -> int:
    if isinstance(value, str):
        return value.count(MISSING)
    if isinstance(value, Mapping):
        return _count(list(value.values()))
    return sum(map(_count, value)) if isinstance(value, list | tuple) else 0


@cache
def _covered() -> frozenset[int]:
    """All three weights have the same characters; a test holds them to it."""
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())
