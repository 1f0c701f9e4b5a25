"""Stages 4 and 5: plan the samples, then one level from them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

AnchorOrder = Literal["ascending", "descending"]
LEVELS: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the samples of one answer and criterion say together.

    level: their median; spread: max - min; agreement: share equal to `level`.
    confidence is None when nothing is known about it (one sample of a model).
    confidence_method: `agreement_raw`, `rules_capped` or `none`.
    """

    samples: tuple[int, ...]
    level: int
    spread: int
    agreement: Fraction
    confidence: Fraction | None
    confidence_method: str


def check_k(k: int) -> int:
    """Return k, or raise ValueError: a median needs an odd number of samples."""
    if k < 1 or k % 2 == 0:
        raise ValueError(f"The number of samples must be odd and positive, not {k}.")
    return k


def most_requests(k: int) -> int:
    """How many requests one answer may make in all: each of 1 + k once more."""
    return 2 * (1 + k)


def anchor_order(sample_index: int) -> AnchorOrder:
    """Anchors ascend in the first sample, descend in the second, and so on."""
    return "ascending" if sample_index % 2 == 0 else "descending"


def rotated[T](criteria: Sequence[T], sample_index: int) -> list[T]:
    """The criteria in an order of their own for each sample."""
    if not criteria:
        return []
    turn = sample_index % len(criteria)
    return [*criteria[turn:], *criteria[:turn]]


def needs_more(
    samples: Mapping[str, Sequence[int]], k: int, *, early_stop: bool = True
) -> list[str]:
    """Which criteria need another sample.

    With early stop the first two cover all criteria (the first, if k is 1), and
    further ones only those whose first two levels differ.
    """
    return [
        key for key, got in samples.items() if len(got) < needed(got, k, early_stop)
    ]


def needed(got: Sequence[int], k: int, early_stop: bool) -> int:  # noqa: FBT001 - read as a triple of facts
    """How many samples a criterion needs, given those that it has."""
    if early_stop and k > 1 and len(got) >= 2 and got[0] == got[1]:
        return 2
    return k


def median_level(samples: Sequence[int]) -> int:
    """The median of BARS levels 1-5.

    Raises ValueError for no sample, for a level outside 1-5, and for an even
    number of samples whose middle two differ: there is no honest middle then.
    """
    if not samples or any(level not in LEVELS for level in samples):
        raise ValueError("Samples must be levels from 1 to 5, at least one.")
    ordered = sorted(samples)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    if low != high:
        raise ValueError("An even number of samples has no middle level here.")
    return low


def agreement_of(samples: Sequence[int], level: int) -> Fraction:
    """Share of samples equal to the level."""
    return Fraction(list(samples).count(level), len(samples))


def summarise(
    samples: Sequence[int], *, rules_confidence: Fraction | None = None
) -> Summary:
    """One level from the samples; ValueError as `median_level`.

    rules_confidence: given by the builtin rules instead of an agreement.
    """
    level = median_level(samples)
    agreement = agreement_of(samples, level)
    if rules_confidence is not None:
        confidence, method = rules_confidence, "rules_capped"
    elif len(samples) > 1:
        confidence, method = agreement, "agreement_raw"
    else:
        confidence, method = None, "none"
    return Summary(
        samples=tuple(samples),
        level=level,
        spread=max(samples) - min(samples),
        agreement=agreement,
        confidence=confidence,
        confidence_method=method,
    )
