"""Samples, their median, and when more are needed."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from interviews.scoring.judge import (
    anchor_order,
    check_k,
    median_level,
    needs_more,
    rotated,
    summarise,
)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9).filter(lambda s: len(s) % 2))
def test_a_summary_tells_the_truth_about_its_samples(samples: list[int]) -> None:
    summary = summarise(samples)

    assert summary.level == sorted(samples)[len(samples) // 2]
    assert summary.spread == max(samples) - min(samples)
    assert summary.agreement == Fraction(samples.count(summary.level), len(samples))


def test_two_of_three_agree() -> None:
    summary = summarise([4, 3, 4])

    assert (summary.level, summary.spread) == (4, 1)
    assert summary.confidence == Fraction(2, 3)
    assert summary.confidence_method == "agreement_raw"


def test_one_sample_of_a_model_has_no_confidence() -> None:
    summary = summarise([3])

    assert summary.confidence is None
    assert summary.confidence_method == "none"


def test_rules_bring_their_own_capped_confidence() -> None:
    summary = summarise([3], rules_confidence=Fraction(2, 7))

    assert (summary.confidence, summary.confidence_method) == (
        Fraction(2, 7),
        "rules_capped",
    )


@pytest.mark.parametrize("samples", [[], [0], [6], [3, 4]])
def test_no_level_is_guessed(samples: list[int]) -> None:
    with pytest.raises(ValueError, match=r"level|middle"):
        median_level(samples)


@pytest.mark.parametrize("k", [0, 2, -1])
def test_the_number_of_samples_is_odd(k: int) -> None:
    with pytest.raises(ValueError, match="odd"):
        check_k(k)


def test_a_third_sample_only_where_the_first_two_differ() -> None:
    samples = {"agreed": [3, 3], "split": [3, 4], "begun": [2]}

    assert needs_more(samples, 3) == ["split", "begun"]
    assert needs_more(samples, 3, early_stop=False) == ["agreed", "split", "begun"]
    assert needs_more({"once": [2]}, 1) == []


def test_orders_change_from_sample_to_sample() -> None:
    assert [anchor_order(n) for n in range(3)] == [
        "ascending",
        "descending",
        "ascending",
    ]
    assert rotated(["a", "b", "c"], 1) == ["b", "c", "a"]
    assert rotated([], 2) == []
