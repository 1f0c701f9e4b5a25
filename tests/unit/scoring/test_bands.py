"""Each rule of abstention, and that nothing falls back to a default level."""

from dataclasses import replace
from fractions import Fraction

import pytest

from interviews.scoring.bands import (
    Material,
    Thresholds,
    canary_leaked,
    conclude,
    failed,
)
from interviews.scoring.evidence import Evidence
from interviews.scoring.text import Span

FIRST = Evidence("제가 로그를 분석했습니다", 0, 13, "action", "for")
SECOND = Evidence("오류가 절반으로 줄었습니다", 20, 34, "result", "for")
AGAINST = Evidence("그냥 넘어갔습니다", 40, 49, "action", "against")
SOUND = Material(
    evidence=(FIRST, SECOND), samples=(4, 3, 4), samples_needed=3, rationale="1, 2"
)


def test_sound_material_gives_the_median_with_its_evidence() -> None:
    conclusion = conclude(SOUND)

    assert (conclusion.status, conclusion.level) == ("scored", 4)
    assert conclusion.abstain_reasons == ()
    assert [item.supports_level for item in conclusion.evidence] == [4, 4]


@pytest.mark.parametrize(
    ("material", "reasons"),
    [
        (replace(SOUND, evidence=()), ("no_evidence",)),
        (replace(SOUND, evidence=(FIRST,)), ("thin_evidence",)),
        (replace(SOUND, samples=(1, 1, 1)), ("thin_evidence",)),
        (replace(SOUND, samples=(2, 4, 3)), ("spread", "low_confidence")),
        (replace(SOUND, samples=(4, 4)), ("parse_failure",)),
        (replace(SOUND, samples=()), ("parse_failure",)),
        (replace(SOUND, flagged_spans=(Span(10, 15),)), ("injection_in_evidence",)),
        (replace(SOUND, canary_leaked=True), ("canary_leak",)),
        (replace(SOUND, non_attempt="empty"), ("non_attempt",)),
        (replace(SOUND, stt_confidence=0.79), ("stt_quality",)),
    ],
)
def test_each_rule_takes_the_level_away(
    material: Material, reasons: tuple[str, ...]
) -> None:
    conclusion = conclude(material)

    assert conclusion.status == "abstained"
    assert conclusion.level is None
    assert conclusion.abstain_reasons == reasons
    assert conclusion.rationale == ""


def test_level_one_needs_a_quote_against_the_criterion() -> None:
    conclusion = conclude(replace(SOUND, evidence=(AGAINST,), samples=(1, 1, 1)))

    assert conclusion.level == 1


def test_level_three_may_rest_on_one_quote() -> None:
    assert conclude(replace(SOUND, evidence=(FIRST,), samples=(3, 3, 3))).level == 3


def test_unverified_quotes_support_nothing() -> None:
    shaky = replace(FIRST, verified=False)

    conclusion = conclude(replace(SOUND, evidence=(shaky,)))

    assert conclusion.abstain_reasons == ("no_evidence",)


def test_low_confidence_of_rules_is_shown_and_does_not_abstain() -> None:
    material = replace(
        SOUND, samples=(4,), samples_needed=1, rules_confidence=Fraction(2, 7)
    )

    conclusion = conclude(material)

    assert conclusion.level == 4
    assert conclusion.summary is not None
    assert conclusion.summary.confidence == Fraction(2, 7)


def test_thresholds_are_settings() -> None:
    strict = Thresholds(min_confidence=Fraction(9, 10))

    assert conclude(SOUND, strict).abstain_reasons == ("low_confidence",)


def test_samples_stay_with_an_abstention() -> None:
    assert conclude(replace(SOUND, samples=(1, 3, 5))).samples == (1, 3, 5)


def test_the_kind_of_non_attempt_is_flagged() -> None:
    assert "refusal" in conclude(Material(non_attempt="refusal")).flags


def test_a_fault_is_failed_and_not_abstained() -> None:
    conclusion = failed("LLM_TIMEOUT")

    assert (conclusion.status, conclusion.level) == ("failed", None)
    assert conclusion.abstain_reasons == ()
    assert conclusion.flags == ("LLM_TIMEOUT",)


def test_a_leaked_canary_is_seen() -> None:
    assert canary_leaked("k7f3", "ok", "the secret is k7f3")
    assert not canary_leaked("k7f3", "ok")
    assert not canary_leaked("", "ok")
