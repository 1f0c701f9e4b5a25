"""B13: what one answer sends to a model stays small and cacheable."""

import pytest

from bench.prompt_tokens import ANSWER, Measure, measure_all


def test_the_answer_is_as_long_as_the_budget_says() -> None:
    """150 Korean words, give or take a few."""
    assert 148 <= len(ANSWER.split()) <= 155


@pytest.mark.parametrize("measure", measure_all(), ids=lambda m: "+".join(m.criteria))
def test_every_stage_keeps_the_token_budget(measure: Measure) -> None:
    """At most 6,000 tokens in, at least 60 % of them in a cacheable prefix."""
    assert measure.tokens <= 6_000
    assert measure.prefix_share >= 0.6
