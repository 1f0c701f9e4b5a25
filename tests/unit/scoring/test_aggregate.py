"""Axes and overall: exact, excluding what was not judged, rounded on display only."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from interviews.scoring.aggregate import (
    Axis,
    Item,
    axis_scores,
    calculation,
    overall,
    overall_shown,
    points,
    round_half_up,
)

SIX = [
    Axis(key)
    for key in (
        "technical",
        "experience",
        "problem_solving",
        "communication",
        "responsibility",
        "growth",
    )
]
UNASKED = 2 * [Item("growth", "abstained", None, ("not_asked",))]
LEVELS = st.lists(st.integers(1, 5), min_size=1, max_size=8)


def scored(axis: str, *levels: int) -> list[Item]:
    return [Item(axis, "scored", level) for level in levels]


def test_the_example_of_the_specification() -> None:
    (axis,) = axis_scores(scored("technical", 4, 3), [Axis("technical")])

    assert axis.score == Fraction(125, 2)
    assert (axis.low, axis.high, axis.n, axis.planned) == (50, 75, 2, 2)


def test_the_sum_of_the_wireframe() -> None:
    levels = {
        "technical": (4, 3),
        "experience": (4,),
        "problem_solving": (4,),
        "communication": (3, 4),
        "responsibility": (3,),
        "growth": (4, 3),
    }
    items = [item for axis, got in levels.items() for item in scored(axis, *got)]
    scores = axis_scores(items, SIX)

    assert overall_shown(scores).value == Decimal("64.6")
    assert calculation(scores) == "(62.5 + 75.0 + 75.0 + 62.5 + 50.0 + 62.5) ÷ 6 = 64.6"


@given(LEVELS)
def test_an_axis_lies_between_its_lowest_and_highest_level(levels: list[int]) -> None:
    (axis,) = axis_scores(scored("growth", *levels), [Axis("growth")])

    assert axis.score is not None
    assert points(min(levels)) == axis.low <= axis.score <= axis.high
    assert axis.high == points(max(levels))
    assert axis.score == sum((points(level) for level in levels), Fraction(0)) / len(
        levels
    )


@given(st.lists(LEVELS, min_size=1, max_size=6), st.data())
def test_overall_is_the_weighted_mean_whatever_the_order(
    by_axis: list[list[int]], data: st.DataObject
) -> None:
    axes = [Axis(f"a{n}", Fraction(data.draw(st.integers(1, 5)))) for n in range(6)]
    items = [i for n, levels in enumerate(by_axis) for i in scored(f"a{n}", *levels)]
    shuffled = data.draw(st.permutations(items))

    scores = axis_scores(shuffled, axes)
    total = overall(scores)

    judged = [s for s in scores if s.score is not None]
    assert total.score == sum(
        (s.weight * s.score for s in judged if s.score is not None), Fraction(0)
    ) / sum((s.weight for s in judged), Fraction(0))
    assert total.coverage == 1
    assert axis_scores(items, axes) == scores


@given(LEVELS, st.integers(0, 3), st.integers(0, 3))
def test_what_was_not_judged_never_changes_a_number(
    levels: list[int], abstained: int, failed: int
) -> None:
    items = scored("growth", *levels)
    more = [Item("growth", "abstained", None, ("spread",))] * abstained
    more += [Item("growth", "failed")] * failed

    (plain,) = axis_scores(items, [Axis("growth")])
    (mixed,) = axis_scores([*items, *more], [Axis("growth")])

    assert (mixed.score, mixed.low, mixed.high) == (plain.score, plain.low, plain.high)
    assert (mixed.n, mixed.planned) == (len(levels), len(levels) + abstained + failed)
    assert (mixed.abstained, mixed.failed) == (abstained, failed)


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ([], "not_asked"),
        ([Item("growth", "pending"), Item("growth", "failed")], "pending"),
        ([Item("growth", "failed"), Item("growth", "abstained")], "failed"),
        ([Item("growth", "abstained", None, ("non_attempt",))], "non_attempt"),
        ([Item("growth", "abstained")], "no_evidence"),
        ([*UNASKED, Item("growth", "abstained", None, ("no_consent",))], "no_consent"),
        (
            [*UNASKED, Item("growth", "abstained", None, ("not_answered",))],
            "not_answered",
        ),
        (UNASKED, "not_asked"),
    ],
)
def test_an_axis_without_a_level_says_why_and_has_no_number(
    items: list[Item], reason: str
) -> None:
    (axis,) = axis_scores(items, [Axis("growth")])

    assert axis.score is axis.low is axis.high is None
    assert axis.not_judged_reason == reason


def test_coverage_counts_the_axes_that_were_asked_about() -> None:
    items = [*scored("technical", 5), Item("growth", "abstained"), *scored("a", 1)]
    axes = [Axis("technical", Fraction(2)), Axis("growth"), Axis("a"), Axis("unasked")]

    total = overall(axis_scores(items, axes))

    assert total.coverage == Fraction(3, 4)
    assert total.is_partial
    assert total.missing == ("growth",)
    assert total.score == Fraction(200, 3)


def test_below_four_judged_axes_there_is_no_overall_number() -> None:
    items = [i for axis in SIX[:3] for i in scored(axis.key, 4)]
    items += [Item(axis.key, "abstained", None, ("spread",)) for axis in SIX[3:]]

    shown = overall_shown(axis_scores(items, SIX))

    assert (shown.value, shown.reason) == (None, "too_few_axes")
    assert calculation(axis_scores(items, SIX)) == ""


def test_a_plan_of_fewer_axes_needs_all_of_them() -> None:
    three = [i for axis in SIX[:3] for i in scored(axis.key, 4)]

    assert overall_shown(axis_scores(three, SIX)).value == Decimal("75.0")
    missing = [*three[:2], Item(SIX[2].key, "failed")]
    assert overall_shown(axis_scores(missing, SIX)).reason == "too_few_axes"


def test_nothing_judged_is_no_number() -> None:
    scores = axis_scores([Item("growth", "failed")], SIX)

    assert overall(scores).score is None
    assert overall_shown(scores).reason == "nothing_judged"


def test_the_shown_number_can_be_redone_from_the_printed_axes() -> None:
    items = [i for axis in SIX[:3] for i in scored(axis.key, 4, 4, 3)]
    items += [i for axis in SIX[3:] for i in scored(axis.key, 3)]
    scores = axis_scores(items, SIX)

    printed = [round_half_up(s.score) for s in scores if s.score is not None]

    assert printed[0] == Decimal("66.7")
    assert overall_shown(scores).value == Decimal("58.4")
    assert overall(scores).score == Fraction(175, 3)


def test_unequal_weights_are_printed() -> None:
    axes = [Axis("a", Fraction(2)), Axis("b")]

    text = calculation(axis_scores([*scored("a", 5), *scored("b", 3)], axes))

    assert text == "(100.0 × 2 + 50.0 × 1) ÷ 3 = 83.3"


def test_no_item_is_silently_left_out() -> None:
    with pytest.raises(ValueError, match="unknown"):
        axis_scores(scored("unknown", 3), SIX)


@pytest.mark.parametrize("level", [None, 0, 6])
def test_a_scored_item_needs_a_level(level: int | None) -> None:
    with pytest.raises(ValueError, match="level"):
        axis_scores([Item("growth", "scored", level)], SIX)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(257, 4), "64.3"),
        (Fraction(129, 2), "64.5"),
        (Fraction(1, 20), "0.1"),
        (Fraction(-1, 20), "-0.1"),
        (100, "100.0"),
        (Decimal("64.15"), "64.2"),
    ],
)
def test_halves_are_rounded_up(value: Fraction | Decimal, shown: str) -> None:
    assert str(round_half_up(value)) == shown


@given(st.fractions(0, 100))
def test_rounding_moves_by_half_a_tenth_at_most(value: Fraction) -> None:
    assert abs(Fraction(round_half_up(value)) - value) <= Fraction(1, 20)
