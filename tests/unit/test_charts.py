"""Charts are small, accessible, escaped, and never draw what is not there."""

import math
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from interviews.charts import (
    Bar,
    Caption,
    Moment,
    Spoke,
    bar_chart,
    dot_range,
    line_chart,
    radar,
)

CAPTION = Caption("역량 점수", "여섯 역량의 점수입니다.", "r1")
NAMES = ["직무 지식", "경험 활용", "문제 해결", "협업과 소통", "책임감", "성장"]
SCORES = st.one_of(st.none(), st.floats(0, 100))
NS = {"s": "http://www.w3.org/2000/svg"}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own output


def points_of(element: ET.Element | None) -> list[tuple[float, float]]:
    assert element is not None
    pairs = element.attrib["points"].split()
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in pairs)]


def all_charts(text: str = "이름") -> list[str]:
    caption = Caption(text, text, "u")
    return [
        radar([Spoke(text, 50), Spoke(text, None), Spoke(text, 100)], caption),
        line_chart([Moment(text, 10), Moment(text, None), Moment(text, 90)], caption),
        dot_range(3.5, 3, 4, caption, human=4),
        bar_chart([Bar(text, 3, "3 / 4"), Bar(text, 0, text)], caption, median=2),
    ]


@pytest.mark.parametrize("svg", all_charts())
def test_a_chart_is_an_image_with_title_and_description(svg: str) -> None:
    root = parsed(svg)

    assert root.attrib["role"] == "img"
    title, desc = root.find("s:title", NS), root.find("s:desc", NS)
    assert title is not None
    assert desc is not None
    assert root.attrib["aria-labelledby"] == f"{title.get('id')} {desc.get('id')}"
    assert "style" not in svg
    assert "fill=" not in svg
    assert "stroke=" not in svg


@pytest.mark.parametrize("svg", all_charts("<script>\"&'</script>"))
def test_text_is_escaped(svg: str) -> None:
    assert "<script" not in svg
    parsed(svg)


@given(st.lists(SCORES, min_size=3, max_size=12), st.text(max_size=60))
def test_a_radar_fits_in_six_kilobytes(values: list[float | None], label: str) -> None:
    svg = radar([Spoke(label, v) for v in values], CAPTION)

    assert len(svg.encode("utf-8", "surrogatepass")) <= 6 * 1024
    assert bool(svg) == any(v is not None for v in values)


@given(st.lists(SCORES, max_size=80))
def test_a_line_fits_and_draws_a_dot_per_value(values: list[float | None]) -> None:
    svg = line_chart([Moment("2026-11-24", v) for v in values], CAPTION)

    assert len(svg.encode()) <= 6 * 1024
    assert svg.count("<circle") == sum(v is not None for v in values[-24:])


def test_bars_fit_with_fifteen_of_them() -> None:
    bars = [Bar("질문 " * 6, n, f"{n} / 40") for n in range(40)]

    assert len(bar_chart(bars, CAPTION).encode()) <= 6 * 1024


def test_the_area_of_a_radar_has_the_distance_of_each_score() -> None:
    values = [62.5, 75, 0, 100, 50, 25]
    root = parsed(
        radar([Spoke(n, v) for n, v in zip(NAMES, values, strict=True)], CAPTION)
    )
    outline = points_of(root.find("s:polygon[@class='c-area']", NS))
    ring = points_of(root.findall("s:polygon[@class='c-grid']", NS)[-1])
    centre = (sum(x for x, _ in ring) / 6, sum(y for _, y in ring) / 6)

    whole = math.dist(centre, ring[0])
    for point, value in zip(outline, values, strict=True):
        assert math.dist(centre, point) == pytest.approx(whole * value / 100, abs=0.2)


def test_a_missing_axis_is_open_and_never_zero() -> None:
    values = [62.5, None, 75, 62.5, 50, 62.5]
    svg = radar([Spoke(n, v) for n, v in zip(NAMES, values, strict=True)], CAPTION)

    assert "c-area" not in svg
    assert svg.count('class="c-line"') == 4
    assert svg.count("<circle") == 5
    assert ">–</text>" in svg


def test_too_few_axes_are_not_drawn() -> None:
    assert radar([Spoke("가", 50), Spoke("나", 50)], CAPTION) == ""


def test_a_gap_in_time_stays_a_gap() -> None:
    values = [50, 60, None, 70, 80, None, 90]
    svg = line_chart([Moment(str(v), v) for v in values], CAPTION)

    assert svg.count("<polyline") == 2


def test_higher_scores_are_higher_up() -> None:
    root = parsed(line_chart([Moment("1", 0), Moment("2", 100)], CAPTION))
    low, high = points_of(root.find("s:polyline", NS))

    assert low[1] > high[1]
    assert low[0] < high[0]


def test_a_level_stands_on_its_scale_with_its_range() -> None:
    root = parsed(dot_range(3, 2, 4, CAPTION))
    dot, band = root.find("s:circle", NS), root.find("s:line[@class='c-band']", NS)

    assert dot is not None
    assert band is not None
    assert float(dot.attrib["cx"]) == 180
    assert (float(band.attrib["x1"]), float(band.attrib["x2"])) == (96, 264)


def test_a_person_is_a_square() -> None:
    assert "<circle" not in dot_range(None, None, None, CAPTION, human=4)
    assert "<rect" in dot_range(None, None, None, CAPTION, human=4)


def test_bars_start_at_zero_and_keep_their_ratio() -> None:
    root = parsed(bar_chart([Bar("가", 40), Bar("나", 10)], CAPTION))
    long, short = root.findall("s:rect", NS)

    assert long.attrib["x"] == short.attrib["x"]
    ratio = float(long.attrib["width"]) / float(short.attrib["width"])
    assert ratio == pytest.approx(4)


def test_nothing_to_draw_is_an_empty_string() -> None:
    assert radar([Spoke(name, None) for name in NAMES], CAPTION) == ""
    assert line_chart([], CAPTION) == ""
    assert line_chart([Moment("1", None)], CAPTION) == ""
    assert dot_range(None, 2, 4, CAPTION) == ""
    assert bar_chart([], CAPTION) == ""
    assert bar_chart([Bar("가", 0)], CAPTION) == ""


def test_words_are_large_enough_on_a_phone() -> None:
    sizes = re.findall(r'font-size="(\d+)"', "".join(all_charts()))

    # The viewBox is 360 wide: at 390 px a unit is 1.08 px.
    assert sizes
    assert all(int(size) >= 13 for size in sizes)
