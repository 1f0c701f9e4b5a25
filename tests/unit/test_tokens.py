"""Contrast of every colour pair that pages use, recomputed from the style sheet."""

import gzip
import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css" / "app.css"
TEXT, PART = 4.5, 3.0
PAIRS = [
    ("ink", "canvas", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink-2", "canvas", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "sunken", TEXT),
    ("ink-3", "canvas", TEXT),
    ("ink-3", "surface", TEXT),
    ("ink-3", "sunken", TEXT),
    ("control", "canvas", PART),
    ("control", "surface", PART),
    ("brand", "canvas", TEXT),
    ("brand", "surface", TEXT),
    ("brand", "sunken", TEXT),
    ("brand", "brand-soft", TEXT),
    ("brand-hover", "canvas", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("ink", "brand-soft", TEXT),
    ("ink-2", "brand-soft", TEXT),
    ("rec", "canvas", TEXT),
    ("rec", "surface", TEXT),
    ("rec", "rec-soft", TEXT),
    ("warn", "canvas", TEXT),
    ("warn", "warn-soft", TEXT),
    ("ok", "canvas", PART),
    ("ok", "ok-soft", TEXT),
    ("info", "info-soft", TEXT),
    *(("ink", f"{name}-soft", TEXT) for name in ("rec", "warn", "ok", "info")),
    ("focus", "ring", PART),
]
STATED = {
    ("ink", "canvas"): (15.97, 15.97),
    ("ink-2", "canvas"): (7.73, 9.86),
    ("ink-3", "canvas"): (5.18, 6.81),
    ("control", "canvas"): (3.64, 4.49),
    ("brand", "canvas"): (7.20, 9.83),
    ("on-brand", "brand"): (7.54, 8.98),
    ("rec", "canvas"): (5.82, 8.33),
    ("rec", "rec-soft"): (5.15, 6.98),
    ("warn", "warn-soft"): (6.04, 8.26),
    ("ok", "ok-soft"): (5.40, 7.54),
    ("info", "info-soft"): (5.91, 7.63),
}


def _tokens(selector: str) -> dict[str, str]:
    """The colours that the first rule of this selector sets."""
    body = CSS.read_text().split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", body))


LIGHT = _tokens("  :root")
DARK = LIGHT | _tokens(":root[data-theme=dark]")


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_can_be_read(
    theme: dict[str, str], front: str, back: str, least: float
) -> None:
    assert _contrast(theme[front], theme[back]) >= least


@pytest.mark.parametrize(("pair", "stated"), STATED.items())
def test_the_stated_contrasts_are_true(
    pair: tuple[str, str], stated: tuple[float, float]
) -> None:
    front, back = pair

    assert _contrast(LIGHT[front], LIGHT[back]) == pytest.approx(stated[0], abs=0.02)
    assert _contrast(DARK[front], DARK[back]) == pytest.approx(stated[1], abs=0.02)


def test_dark_by_system_and_dark_by_choice_are_the_same() -> None:
    assert _tokens(":root:not([data-theme=light])") == _tokens(":root[data-theme=dark]")


def test_the_sheet_stays_within_its_budget() -> None:
    assert len(gzip.compress(CSS.read_bytes(), 9)) <= 10 * 1024


def test_a_live_page_stays_within_twenty_kilobytes_of_script() -> None:
    static = CSS.parents[1]
    scripts = ("js/app.js", "vendor/htmx.min.js", "vendor/hx-sse.min.js")
    weights = [len(gzip.compress((static / name).read_bytes(), 9)) for name in scripts]

    assert sum(weights) <= 20 * 1024
