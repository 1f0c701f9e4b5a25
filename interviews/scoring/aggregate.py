"""Stage 5, second half: axes and overall are arithmetic over levels, no more.

Everything is exact; rounding (half up, one decimal) happens on display only.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

FORMULA_VERSION: Final = "daehwa.mean/1"
MIN_AXES_FOR_OVERALL: Final = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """A competency and its weight in the overall number."""

    key: str
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer x criterion as it stands.

    status: `scored` (then `level` is 1-5), `abstained`, `failed`, `pending`.
    """

    axis: str
    status: str
    level: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisScore:
    """An axis in exact numbers, 0-100; None where nothing was judged.

    n of `planned` items were judged; low and high are the lowest and highest
    level, mapped the same way. not_judged_reason: `not_asked`, `pending`,
    `failed`, or the most frequent reason of abstention; what an answer lacked goes
    before questions without an answer.
    """

    key: str
    weight: Fraction
    score: Fraction | None
    low: Fraction | None
    high: Fraction | None
    n: int
    planned: int
    abstained: int
    failed: int
    pending: int
    not_judged_reason: str | None


@dataclass(frozen=True, slots=True)
class Overall:
    """The weighted mean of the judged axes, and how much of the plan it covers.

    coverage: judged weight / weight of all axes that were asked about, 0-1.
    """

    score: Fraction | None
    coverage: Fraction
    judged: tuple[str, ...]
    missing: tuple[str, ...]
    formula: str = FORMULA_VERSION

    @property
    def is_partial(self) -> bool:
        """At least one axis that was asked about has no level."""
        return self.coverage < 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What people see instead of a bare number.

    reason: None when `value` is shown, else `nothing_judged`, `too_few_axes`.
    """

    value: Decimal | None
    reason: str | None


def round_half_up(value: Fraction | Decimal | float, places: int = 1) -> Decimal:
    """Round half away from zero for display: 64.25 -> 64.3.

    A float is taken as the exact number that it is.
    """
    exact = Fraction(value)
    unit = 10**places
    scaled = abs(exact) * unit
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = Decimal(whole if exact >= 0 else -whole).scaleb(-places)
    return digits.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def points(level: int | Fraction) -> Fraction:
    """Map a level 1-5, or a mean of levels, to 0-100."""
    return (Fraction(level) - 1) / 4 * 100


def axis_scores(items: Iterable[Item], axes: Sequence[Axis]) -> tuple[AxisScore, ...]:
    """One score per axis, in the given order.

    Raises ValueError for an item whose axis is not among them: no number may
    silently leave out an answer.
    """
    rows = list(items)
    strangers = {row.axis for row in rows} - {axis.key for axis in axes}
    if strangers:
        raise ValueError(f"Items without an axis: {sorted(strangers)}")
    return tuple(
        _axis_score(axis, [r for r in rows if r.axis == axis.key]) for axis in axes
    )


def overall(scores: Sequence[AxisScore]) -> Overall:
    """Exact weighted mean over the axes with at least one judged item."""
    asked = [s for s in scores if s.planned]
    judged = [(s, s.score) for s in asked if s.score is not None]
    weight = sum((s.weight for s, _ in judged), Fraction(0))
    total = sum((s.weight * score for s, score in judged), Fraction(0))
    all_weight = sum((s.weight for s in asked), Fraction(0))
    return Overall(
        score=total / weight if weight else None,
        coverage=weight / all_weight if all_weight else Fraction(0),
        judged=tuple(s.key for s, _ in judged),
        missing=tuple(s.key for s in asked if s.score is None),
    )


def overall_shown(scores: Sequence[AxisScore]) -> Shown:
    """The overall number as printed, or the reason why none is.

    At least four axes must be judged; a plan of fewer needs all of its axes.
    It is the mean of the axes *as printed*, so that a reader can redo it.
    """
    asked = [s for s in scores if s.planned]
    judged = [s for s in asked if s.score is not None]
    if not judged:
        return Shown(None, "nothing_judged")
    if len(judged) < min(MIN_AXES_FOR_OVERALL, len(asked)):
        return Shown(None, "too_few_axes")
    weight = sum((s.weight for s in judged), Fraction(0))
    total = sum((s.weight * Fraction(_printed(s)) for s in judged), Fraction(0))
    return (
        Shown(round_half_up(total / weight), None)
        if weight
        else Shown(None, "nothing_judged")
    )


def calculation(scores: Sequence[AxisScore]) -> str:
    """The sum behind the overall number, for people: `(62.5 + 75.0) ÷ 2 = 68.8`.

    Empty when no overall number is shown.
    """
    shown = overall_shown(scores)
    judged = [s for s in scores if s.score is not None]
    if shown.value is None:
        return ""
    weights = [s.weight for s in judged]
    if len(set(weights)) == 1:
        terms = " + ".join(str(_printed(s)) for s in judged)
        return f"({terms}) ÷ {len(judged)} = {shown.value}"
    terms = " + ".join(f"{_printed(s)} × {_plain(s.weight)}" for s in judged)
    return f"({terms}) ÷ {_plain(sum(weights, Fraction(0)))} = {shown.value}"


def _axis_score(axis: Axis, rows: Sequence[Item]) -> AxisScore:
    levels = [_level(row) for row in rows if row.status == "scored"]
    counts = Counter(row.status for row in rows)
    mean = Fraction(sum(levels), len(levels)) if levels else None
    return AxisScore(
        key=axis.key,
        weight=axis.weight,
        score=points(mean) if mean is not None else None,
        low=points(min(levels)) if levels else None,
        high=points(max(levels)) if levels else None,
        n=len(levels),
        planned=len(rows),
        abstained=counts["abstained"],
        failed=counts["failed"],
        pending=counts["pending"],
        not_judged_reason=None if levels else _why_not(rows),
    )


def _level(row: Item) -> int:
    if row.level not in {1, 2, 3, 4, 5}:
        raise ValueError(f"A scored item needs a level from 1 to 5, not {row.level!r}.")
    return row.level


def _why_not(rows: Sequence[Item]) -> str:
    if not rows:
        return "not_asked"
    for status in ("pending", "failed"):
        if any(row.status == status for row in rows):
            return status
    reasons = Counter(reason for row in rows for reason in row.reasons)
    for without_answer in ("not_asked", "not_answered"):
        if len(reasons) > 1:
            del reasons[without_answer]
    return reasons.most_common(1)[0][0] if reasons else "no_evidence"


def _printed(score: AxisScore) -> Decimal:
    return round_half_up(score.score if score.score is not None else Fraction(0))


def _plain(weight: Fraction) -> str:
    return str(weight.numerator) if weight.denominator == 1 else str(float(weight))
