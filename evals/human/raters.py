"""Raters: how far they agree, what each changes, and who is unlike the others."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.human.correlation import pearson
from tertium.evals.human.span_overlap import f1, span_counts
from tertium.evals.results.human_evaluation import Agreement, Rater

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.human.annotations import Annotations
    from tertium.evals.human.ratings import Rating
    from tertium.evals.human.span_overlap import Place
    from tertium.metrics.base import Counts, Scores

FEW: Final = 20
"""Fewer ratings than this say nothing of a rater."""
FEWEST_RATERS: Final = 5
"""Fewer raters than this have no usual one."""
FAR: Final = 3.5
"""Robust z beyond which a value is an outlier (Iglewicz and Hoaglin 1993)."""
CONSISTENT: Final = 1.4826
"""Median absolute deviations to standard deviations of a normal distribution."""


def alpha(annotations: Annotations) -> tuple[float, int]:
    """Return Krippendorff's alpha for interval data, and the number of outputs that several people rated.

    1 is full agreement, 0 that of chance; nan where no output has two ratings, or all ratings are equal.
    """
    # of a rater who rated an output twice, the mean is one rating
    keys, index = np.unique(annotations.output * len(annotations.raters) + annotations.rater, return_inverse=True)
    by_rater = np.bincount(index, weights=annotations.score) / np.bincount(index)
    _, unit, numbers = np.unique(keys // len(annotations.raters), return_inverse=True, return_counts=True)
    several = numbers[unit] > 1
    scores, unit = by_rater[several], unit[several]
    if not scores.size:
        return math.nan, 0
    count = np.bincount(unit)
    sums, squares = np.bincount(unit, weights=scores), np.bincount(unit, weights=scores**2)
    present = count > 1
    # the sum over ordered pairs of (a - b)² is 2 (n Σa² - (Σa)²); each unit weighs 1 / (its ratings - 1)
    pairs = 2 * (count * squares - sums**2)[present] / (count[present] - 1)
    total = len(scores)
    observed = float(pairs.sum()) / total
    expected = 2 * (total * float((scores**2).sum()) - float(scores.sum()) ** 2) / (total * (total - 1))
    return (1 - observed / expected if expected > 0 else math.nan), int(present.sum())


def matrix(annotations: Annotations, rater: int) -> Scores:
    """Return a rater's scores, shape (systems, segments): the mean where an output was rated twice."""
    return annotations.of(annotations.rater == rater).means


def rater_accuracies(matrices: Sequence[Scores]) -> NDArray[np.float64]:
    """Return (equal orders, pairs) of every two raters, shape (raters, raters, 2).

    A pair is two outputs of one segment that both raters scored; a tie agrees with a tie.
    """
    number = len(matrices)
    counts = np.zeros((number, number, 2))
    for a in range(number):
        for b in range(a + 1, number):
            shared = ~np.isnan(matrices[a] + matrices[b])
            segments = np.flatnonzero(shared.sum(axis=0) > 1)
            if not segments.size:
                continue
            # 1 is the first system of a pair, all at once: (systems, systems, segments)
            orders = [
                np.sign(values[:, None, segments] - values[None, :, segments]) for values in (matrices[a], matrices[b])
            ]
            upper = np.triu(np.ones((len(shared), len(shared)), dtype=bool), 1)[:, :, None]
            valid = ~np.isnan(orders[0] + orders[1]) & upper
            counts[a, b] = counts[b, a] = ((orders[0] == orders[1]) & valid).sum(), valid.sum()
    return counts


def span_agreement(rows: Sequence[Rating]) -> tuple[float, int]:
    """Return the character F1 of all pairs of raters of an output, and the number of pairs; see `span_overlap`."""
    by_output: dict[tuple[str, int], list[Rating]] = {}
    for row in rows:
        by_output.setdefault((row.system, row.segment), []).append(row)
    totals: Counts = np.zeros(4)
    pairs = 0
    for ratings in by_output.values():
        for i, one in enumerate(ratings):
            for other in ratings[i + 1 :]:
                if one.rater != other.rater:
                    totals += span_counts(_places(one), _places(other))
                    pairs += 1
    return (float(f1(totals)) if pairs and totals[2:].any() else math.nan), pairs


def _places(row: Rating) -> list[Place]:
    return [(span.start, span.end, span.severity) for span in row.spans]


def agreement_of(annotations: Annotations, rows: Sequence[Rating], accuracies: NDArray[np.float64]) -> Agreement:
    """Return how far raters agree over all outputs that several of them rated."""
    value, outputs = alpha(annotations)
    right, pairs = np.triu(accuracies[..., 0]).sum(), np.triu(accuracies[..., 1]).sum()
    spans, span_pairs = span_agreement(rows)
    return Agreement(value, outputs, float(right / pairs) if pairs else math.nan, int(pairs), spans, span_pairs)


def raters_of(annotations: Annotations, accuracies: NDArray[np.float64]) -> list[Rater]:
    """Return what is known of each rater, in the order of the file."""
    totals = _system_means(annotations)
    sums, numbers = _sums(annotations)
    raters = []
    for i, name in enumerate(annotations.raters):
        part = annotations.of(annotations.rater == i)
        # the mean of the other raters of the same output; nan where there are none
        own_sums, own_numbers = _sums(part)
        others = np.where(numbers > own_numbers, (sums - own_sums) / np.maximum(numbers - own_numbers, 1), np.nan)
        offsets = part.score - others[part.output]
        compared = ~np.isnan(offsets)
        right, pairs = accuracies[i].sum(axis=0)
        without = _system_means(annotations.of(annotations.rater != i))
        raters.append(
            Rater(
                name=name,
                ratings=len(part.score),
                mean=float(part.score.mean()),
                deviation=float(part.score.std(ddof=1)) if len(part.score) > 1 else math.nan,
                compared=int(compared.sum()),
                offset=float(offsets[compared].mean()) if compared.any() else math.nan,
                correlation=pearson(others[part.output], part.score) if compared.any() else math.nan,
                accuracy=float(right / pairs) if pairs else math.nan,
                pairs=int(pairs),
                turned=_turned(totals, without),
                lost=int((np.isnan(without) & ~np.isnan(totals)).sum()),
                largest_shift=float(np.nanmax(np.abs(without - totals))) if (~np.isnan(without)).any() else math.nan,
            )
        )
    return list(_judged(raters))


def _system_means(annotations: Annotations) -> Scores:
    """Return the mean over each system's rated outputs, shape (systems,); nan for one without any."""
    means = annotations.means
    numbers = (~np.isnan(means)).sum(axis=1)
    return np.where(numbers > 0, np.nansum(means, axis=1) / np.maximum(numbers, 1), np.nan)


def _sums(annotations: Annotations) -> tuple[Scores, NDArray[np.intp]]:
    """Return the sum and the number of the ratings of each output, shape (systems * segments,)."""
    size = len(annotations.systems) * annotations.segments
    sums: Scores = np.bincount(annotations.output, weights=annotations.score, minlength=size).astype(np.float64)
    return sums, np.bincount(annotations.output, minlength=size)


def _turned(totals: Scores, without: Scores) -> int:
    """Return how many pairs of systems change their order."""
    first, second = np.triu_indices(len(totals), 1)
    before, after = np.sign(totals[first] - totals[second]), np.sign(without[first] - without[second])
    return int(((before != after) & ~np.isnan(before + after)).sum())


def _judged(raters: Sequence[Rater]) -> Iterator[Rater]:
    """Yield the raters with the reason why one is unusual."""
    known = [rater for rater in raters if rater.ratings >= FEW]
    for rater in raters:
        reasons = []
        if rater in known and rater.deviation == 0:
            reasons.append("the same score throughout")
        if rater in known and len(known) >= FEWEST_RATERS:
            if (z := _robust_z(rater.offset, [one.offset for one in known])) and abs(z) > FAR:
                reasons.append("milder than the others" if z > 0 else "stricter than the others")
            if (z := _robust_z(rater.accuracy, [one.accuracy for one in known])) and z < -FAR:
                reasons.append("orders outputs unlike the others")
            if (z := _robust_z(rater.deviation, [one.deviation for one in known])) and abs(z) > FAR:
                reasons.append("a wider scale than the others" if z > 0 else "a narrower scale than the others")
        yield replace(rater, unusual="; ".join(reasons))


def _robust_z(value: float, values: Sequence[float]) -> float:
    """Return how far a value is from the median, in standard deviations by the median deviation; 0 if unknown."""
    defined = np.array([one for one in values if not math.isnan(one)])
    if math.isnan(value) or len(defined) < FEWEST_RATERS:
        return 0.0
    centre = float(np.median(defined))
    spread = CONSISTENT * float(np.median(np.abs(defined - centre)))
    return (value - centre) / spread if spread > 0 else 0.0
