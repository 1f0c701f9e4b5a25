"""Charts: numbers in, SVG out; nothing else is known here.

Every function returns one `<svg role="img">` with title and description, at most
6 KB, or an empty string when there is nothing to draw (the page then says so in
a sentence). Colours come from classes only, so that dark mode and print work;
all text is escaped. The page shows the same numbers in a table beside it.

Classes: `c-grid`, `c-axis`, `c-area`, `c-line`, `c-line-2`, `c-dot`, `c-band`,
`c-bar`, `c-label`, `c-value`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

WIDTH: Final = 360  # of the viewBox: about one unit per pixel on a phone
FONT: Final = 14


@dataclass(frozen=True, slots=True)
class Spoke:
    """An axis of the radar; value 0-100, None when it was not judged."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the line: its label (a date) and a value 0-100 or None."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero, with its base as text: `12 / 40`."""

    label: str
    value: float
    base: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a reader who cannot see the chart is told; `uid` is unique per page."""

    title: str
    desc: str
    uid: str


def radar(spokes: Sequence[Spoke], caption: Caption) -> str:
    """Axes 0-100 around a centre; a missing axis is left open, never zero.

    For one person only. Empty with fewer than three axes or no value at all.
    """
    if len(spokes) < 3 or all(spoke.value is None for spoke in spokes):
        return ""
    centre, radius = (WIDTH / 2, 146.0), 88.0
    parts = [
        _ring(len(spokes), centre, radius * share) for share in (0.25, 0.5, 0.75, 1)
    ]
    points: list[tuple[float, float] | None] = []
    for number, spoke in enumerate(spokes):
        angle = _angle(number, len(spokes))
        parts.append(_line(centre, _polar(centre, radius, angle), "c-axis"))
        parts.append(_spoke_label(spoke, _polar(centre, radius + 14, angle), centre))
        reach = None if spoke.value is None else radius * _share(spoke.value)
        points.append(None if reach is None else _polar(centre, reach, angle))
    parts.extend(_outline(points))
    parts.extend(_dot(point) for point in points if point)
    return _svg(parts, 292, caption)


def line_chart(moments: Sequence[Moment], caption: Caption) -> str:
    """Progress over time, 0-100; a gap stays a gap. At most 24 points, the last."""
    shown = list(moments)[-24:]
    if all(moment.value is None for moment in shown):
        return ""
    left, right, top, bottom = 40.0, WIDTH - 16.0, 30.0, 176.0
    parts = _scale(left, right, top, bottom)
    step = (right - left) / max(1, len(shown) - 1)
    alone = len(shown) == 1
    points = [
        None
        if moment.value is None
        else (
            (left + right) / 2 if alone else left + step * number,
            bottom - (bottom - top) * _share(moment.value),
        )
        for number, moment in enumerate(shown)
    ]
    parts.extend(_runs(points))
    parts.extend(_dot(point) for point in points if point)
    parts.extend(_time_labels(shown, points, bottom + 22))
    return _svg(parts, 208, caption)


def dot_range(
    value: float | None,
    low: float | None,
    high: float | None,
    caption: Caption,
    *,
    human: float | None = None,
    scale: tuple[float, float] = (1, 5),
) -> str:
    """A level with its range: dot and band, a person's rating as a square."""
    if value is None and human is None:
        return ""
    left, right, middle = 12.0, WIDTH - 12.0, 20.0
    first, last = scale

    def place(number: float) -> float:
        share = (number - first) / (last - first)
        return left + (right - left) * min(1.0, max(0.0, share))

    parts = [_line((left, middle), (right, middle), "c-grid")]
    for tick in range(math.ceil(first), math.floor(last) + 1):
        if last - first <= 10:
            x = place(tick)
            parts.append(_line((x, middle - 4), (x, middle + 4), "c-grid"))
    if low is not None and high is not None:
        parts.append(_line((place(low), middle), (place(high), middle), "c-band"))
    if value is not None:
        parts.append(_dot((place(value), middle), 7))
    if human is not None:
        box = f'x="{_n(place(human) - 7)}" y="13" width="14" height="14"'
        parts.append(f'<rect class="c-value" {box}/>')
    return _svg(parts, 40, caption)


def bar_chart(
    bars: Sequence[Bar], caption: Caption, *, median: float | None = None
) -> str:
    """Horizontal bars from zero, each with its base; at most 15."""
    shown = list(bars)[:15]
    most = max([bar.value for bar in shown] + [median or 0.0], default=0.0)
    if not shown or most <= 0:
        return ""
    left, right = 8.0, WIDTH - 8.0
    parts: list[str] = []
    for number, bar in enumerate(shown):
        y = 16.0 + number * 40
        width = (right - left) * max(0.0, bar.value) / most
        parts.append(_text(left, y, bar.label, "c-label", "start"))
        parts.append(_text(right, y, bar.base, "c-value", "end"))
        box = f'x="{_n(left)}" y="{_n(y + 6)}" width="{_n(width)}" height="12"'
        parts.append(f'<rect class="c-bar" {box}/>')
    height = 40 * len(shown) + 4
    if median is not None:
        x = left + (right - left) * median / most
        parts.append(_line((x, 4), (x, height - 4), "c-line c-line-2"))
    return _svg(parts, height, caption)


def _svg(parts: Iterable[str], height: int, caption: Caption) -> str:
    uid = escape(caption.uid, quote=True)
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {height}" '
        f'xmlns="http://www.w3.org/2000/svg" aria-labelledby="{uid}-t {uid}-d">'
        f'<title id="{uid}-t">{escape(caption.title)}</title>'
        f'<desc id="{uid}-d">{escape(caption.desc)}</desc>{"".join(parts)}</svg>'
    )


def _n(number: float) -> str:
    """A coordinate with one decimal, without a needless zero."""
    return f"{number:.1f}".removesuffix(".0")


def _share(value: float) -> float:
    return min(100.0, max(0.0, value)) / 100


def _angle(number: int, count: int) -> float:
    return 2 * math.pi * number / count - math.pi / 2


def _polar(
    centre: tuple[float, float], radius: float, angle: float
) -> tuple[float, float]:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _pairs(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _ring(count: int, centre: tuple[float, float], radius: float) -> str:
    corners = (_polar(centre, radius, _angle(n, count)) for n in range(count))
    return f'<polygon class="c-grid" points="{_pairs(corners)}"/>'


def _line(start: tuple[float, float], end: tuple[float, float], css: str) -> str:
    return (
        f'<line class="{css}" x1="{_n(start[0])}" y1="{_n(start[1])}" '
        f'x2="{_n(end[0])}" y2="{_n(end[1])}"/>'
    )


def _dot(point: tuple[float, float], radius: float = 4) -> str:
    at = f'cx="{_n(point[0])}" cy="{_n(point[1])}"'
    return f'<circle class="c-dot" {at} r="{_n(radius)}"/>'


def _text(x: float, y: float, text: str, css: str, anchor: str) -> str:
    if not text:
        return ""
    at = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{FONT}"'
    return f'<text class="{css}" {at}>{escape(text)}</text>'


def _label_lines(label: str, *, beside: bool) -> list[str]:
    """One line above and below the radar, two short ones at its sides."""
    if not beside:
        return [_clipped(label, 40)]
    first, _, rest = label.partition(" ")
    whole = len(label) <= 8 or not rest
    return [_clipped(text, 14) for text in ([label] if whole else [first, rest])]


def _clipped(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "…"


def _spoke_label(
    spoke: Spoke, at: tuple[float, float], centre: tuple[float, float]
) -> str:
    """Name and number, turned away from the centre."""
    side = at[0] - centre[0]
    beside = abs(side) >= 8
    anchor = ("start" if side > 0 else "end") if beside else "middle"
    lines = _label_lines(spoke.label, beside=beside)
    y = at[1] - 17 * (len(lines) - 1) / 2
    if not beside:
        y = at[1] - 16 if at[1] < centre[1] else at[1] + 4
    texts = [
        _text(at[0], y + 17 * n, line, "c-label", anchor)
        for n, line in enumerate(lines)
    ]
    value = "–" if spoke.value is None else f"{spoke.value:.1f}"
    texts.append(_text(at[0], y + 17 * len(lines), value, "c-value", anchor))
    return "".join(texts)


def _outline(points: Sequence[tuple[float, float] | None]) -> list[str]:
    """A closed area when all axes are judged, else only the sides that exist."""
    known = [point for point in points if point]
    if len(known) == len(points):
        return [f'<polygon class="c-area" points="{_pairs(known)}"/>']
    around = [*points, points[0]]
    return [
        _line(one, other, "c-line") for one, other in pairwise(around) if one and other
    ]


def _runs(points: Sequence[tuple[float, float] | None]) -> list[str]:
    """Polylines between the gaps."""
    lines: list[str] = []
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point:
            run.append(point)
            continue
        if len(run) > 1:
            lines.append(f'<polyline class="c-line" points="{_pairs(run)}"/>')
        run = []
    return lines


def _scale(left: float, right: float, top: float, bottom: float) -> list[str]:
    parts: list[str] = []
    for mark in (0, 50, 100):
        y = bottom - (bottom - top) * mark / 100
        parts.append(_line((left, y), (right, y), "c-grid"))
        parts.append(_text(left - 8, y + 5, str(mark), "c-label", "end"))
    return parts


def _time_labels(
    moments: Sequence[Moment],
    points: Sequence[tuple[float, float] | None],
    y: float,
) -> list[str]:
    """The first and the last date, and every value when there are few."""
    texts = [_text(40, y, moments[0].label, "c-label", "start")]
    if len(moments) > 1:
        texts.append(_text(WIDTH - 16, y, moments[-1].label, "c-label", "end"))
    if len(moments) <= 6:
        for moment, point in zip(moments, points, strict=True):
            if point and moment.value is not None:
                x = min(max(point[0], 56.0), WIDTH - 28.0)
                value = f"{moment.value:.1f}"
                texts.append(_text(x, point[1] - 10, value, "c-value", "middle"))
    return texts
