"""How often people prefer the same system as a metric does, by the size of its difference (Kocmi et al. 2024).

"Navigating the Metrics Maze", ACL 2024, fits accuracy = a / (1 + exp(-b delta)) on system pairs judged by people. The
constants here are fitted by least squares to that paper's published table of needed differences for 50 to 95 %; they
give its figures within 0.01 of a point. Only metrics that the table has, with its options, get an accuracy.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from tertium.evals.types import Measure

CHANCE: Final = 50.0
"""Percent; the fitted curves fall below it near a difference of 0, where a coin would do better."""

PERCENTAGES: Final = (60, 70, 80, 90)
"""Agreements whose needed differences a comparison names."""


class Curve(NamedTuple):
    """Accuracy = ceiling / (1 + exp(-slope * |delta|)), in percent, delta in points of 0 to 100."""

    ceiling: float
    slope: float


CURVES: Final = {
    "bleu": Curve(88.3423, 0.966058),
    "chrf": Curve(93.0155, 1.113343),
    "comet22": Curve(96.2394, 2.836277),
}

DEFAULTS: Final = {"bleu": ("lowercase:False",), "chrf": ("char_order:6", "word_order:0", "beta:2", "lowercase:False")}
"""Parts that a signature must have for a curve to hold."""

POINTS: Final = frozenset({"points", "%"})
"""Units of 0 to 100; COMET's own scores run from 0 to 1."""


def agreement(measure: Measure, delta: float) -> float | None:
    """Return the percentage of system pairs with this difference where people agree; None for unmeasured metrics.

    A difference of 0 gives 50; nan gives nan.
    """
    curve = curve_of(measure)
    if curve is None:
        return None
    size = abs(delta) * _scale(measure)
    accuracy = curve.ceiling / (1 + math.exp(-curve.slope * size))
    return math.nan if math.isnan(size) else max(CHANCE, accuracy)


def needed(measure: Measure, percent: float) -> float | None:
    """Return the difference at which people agree in this percentage of cases, in the metric's unit.

    None means that no difference is large enough, or that nobody measured this metric.
    """
    curve = curve_of(measure)
    if curve is None or percent >= curve.ceiling:
        return None
    # the inverse of the logistic curve
    size = -math.log(curve.ceiling / max(percent, CHANCE) - 1) / curve.slope
    return size / _scale(measure)


def threshold_sentence(measure: Measure) -> str:
    """Return a sentence on the differences that people agree with; "" for metrics that nobody measured."""
    if curve_of(measure) is None:
        return ""
    thresholds = []
    for percent in PERCENTAGES:
        size = needed(measure, percent)
        thresholds.append(f"{percent} % unreachable by any difference" if size is None else f"{percent} % {size:.3g}")
    listed = ", ".join(thresholds)
    return f"{measure.label}: people prefer the same system from a difference of: {listed} (Kocmi et al. 2024)"


def curve_of(measure: Measure) -> Curve | None:
    """Return the fitted curve of a metric with these options; None where there is none."""
    parts = measure.signature.split("|")
    if "wmt22-comet-da" in measure.signature:
        return CURVES["comet22"]
    if parts[0] in DEFAULTS and set(DEFAULTS[parts[0]]) <= set(parts):
        return CURVES[parts[0]]
    return None


def _scale(measure: Measure) -> float:
    return 1.0 if measure.unit in POINTS else 100.0
