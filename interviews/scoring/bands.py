"""Stage 6: when there is no level, and why (rules A1-A8 of the specification)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from interviews.scoring.evidence import Dropped, Evidence, supporting
from interviews.scoring.judge import Summary, summarise
from interviews.scoring.text import Span

REASONS: Final = (
    "non_attempt",
    "stt_quality",
    "canary_leak",
    "no_evidence",
    "parse_failure",
    "thin_evidence",
    "injection_in_evidence",
    "spread",
    "low_confidence",
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Starting values; they live in settings and belong to the scorer version."""

    max_spread: int = 1
    min_confidence: Fraction = Fraction(3, 5)
    min_stt_confidence: Fraction = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Material:
    """All that a level for one answer and criterion may rest on.

    samples: levels from valid outputs; samples_needed: how many the rule wants.
    rules_confidence: only from the builtin rules.
    stt_confidence: mean word confidence of a transcript, None for typed text.
    """

    evidence: Sequence[Evidence] = ()
    dropped: Sequence[Dropped] = ()
    samples: Sequence[int] = ()
    samples_needed: int = 1
    rationale: str = ""
    flags: tuple[str, ...] = ()
    flagged_spans: Sequence[Span] = ()
    non_attempt: str | None = None
    canary_leaked: bool = False
    stt_confidence: float | None = None
    rules_confidence: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A level with its evidence, or the reasons why there is none.

    status: `scored`, `abstained` or `failed`. When it is not `scored`, `level`
    is None; the samples stay for evaluation.
    """

    status: str
    level: int | None
    summary: Summary | None
    samples: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    dropped: tuple[Dropped, ...]
    rationale: str
    abstain_reasons: tuple[str, ...]
    flags: tuple[str, ...] = field(default=())


def evidence_gap(level: int, evidence: Sequence[Evidence]) -> str | None:
    """A1: the reason why verified quotes do not carry the level, or None.

    Silence is never level 1: that level needs a quote against the criterion.
    """
    verified = [item for item in evidence if item.verified]
    if not verified:
        return "no_evidence"
    if level >= 4 and len(verified) < 2:
        return "thin_evidence"
    if level == 1 and not any(item.polarity == "against" for item in verified):
        return "thin_evidence"
    return None


def conclude(material: Material, thresholds: Thresholds | None = None) -> Conclusion:
    """Apply the rules; a level comes out only if none of them speaks against it."""
    limits = thresholds or Thresholds()
    summary = _summary(material)
    reasons = _reasons(material, summary, limits)
    evidence = tuple(material.evidence)
    if summary and not reasons:
        evidence = supporting(evidence, summary.level)
    return Conclusion(
        status="abstained" if reasons else "scored",
        level=summary.level if summary and not reasons else None,
        summary=summary,
        samples=tuple(material.samples),
        evidence=evidence,
        dropped=tuple(material.dropped),
        rationale="" if reasons else material.rationale[:400],
        abstain_reasons=reasons,
        flags=_flags(material),
    )


def failed(code: str, flags: Iterable[str] = ()) -> Conclusion:
    """The provider failed: nothing is known, and the record says so."""
    return Conclusion("failed", None, None, (), (), (), "", (), (*flags, code))


def canary_leaked(nonce: str, *outputs: str) -> bool:
    """A6: tell whether the secret of the prompt came back in an output."""
    return bool(nonce) and any(nonce in output for output in outputs)


def _summary(material: Material) -> Summary | None:
    if not material.samples or len(material.samples) < material.samples_needed:
        return None
    try:
        return summarise(material.samples, rules_confidence=material.rules_confidence)
    except ValueError:
        return None


def _reasons(
    material: Material, summary: Summary | None, limits: Thresholds
) -> tuple[str, ...]:
    """Reasons in the order in which a person wants to read them."""
    if material.non_attempt:
        return ("non_attempt",)
    found = _before_judging(material, limits)
    if not any(item.verified for item in material.evidence):
        return (*found, "no_evidence")
    if summary is None:
        return (*found, "parse_failure")
    return (*found, *_about_the_level(material, summary, limits))


def _before_judging(material: Material, limits: Thresholds) -> tuple[str, ...]:
    confidence = material.stt_confidence
    unheard = confidence is not None and confidence < limits.min_stt_confidence
    leaked = material.canary_leaked
    return ("stt_quality",) * unheard + ("canary_leak",) * leaked


def _about_the_level(
    material: Material, summary: Summary, limits: Thresholds
) -> tuple[str, ...]:
    gap = evidence_gap(summary.level, material.evidence)
    injected = any(
        item.span.overlaps(flag)
        for item in material.evidence
        for flag in material.flagged_spans
    )
    unsure = (
        summary.confidence_method == "agreement_raw"
        and summary.confidence is not None
        and summary.confidence < limits.min_confidence
    )
    return (
        ((gap,) if gap else ())
        + ("injection_in_evidence",) * injected
        + ("spread",) * (summary.spread > limits.max_spread)
        + ("low_confidence",) * unsure
    )


def _flags(material: Material) -> tuple[str, ...]:
    code = (material.non_attempt,) if material.non_attempt else ()
    return tuple(dict.fromkeys((*material.flags, *code)))
