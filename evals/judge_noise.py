"""What judging the same texts again would change of a statistic, where systems share outputs that were judged once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tertium.evals.types import Key, Run
    from tertium.metrics.base import Counts, Scores


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """The noise of several systems' scores by one metric.

    Attributes:
        errors: standard error of each score from counting again, shape (systems,); nan where it isn't known.
        correlations: of these errors, shape (systems, systems): 1 where all outputs of two systems are the same.
    """

    errors: Scores
    correlations: NDArray[np.float64]

    @property
    def is_known(self) -> bool:
        """Whether a text of any system was counted twice."""
        return not bool(np.isnan(self.errors).all())

    def of(self, scores: Scores, statistic: Callable[[Scores], Scores]) -> Scores:
        """Return the standard error that counting again gives a statistic, shape (estimates,).

        Args:
            scores: of the systems.
            statistic: from scores of shape (..., systems) to estimates, linear, as differences are; a noise that isn't
                known counts as 0.
        """
        errors = np.nan_to_num(self.errors, nan=0.0)
        moved = statistic(scores + np.diag(errors)) - statistic(scores)  # each row: one system's score moved by its own
        variance = np.einsum("ie,ij,je->e", moved, self.correlations, moved)
        total: Scores = np.sqrt(np.maximum(variance, 0.0))
        return total


def noise_of(
    run: Run, keys: Sequence[Key], rows: NDArray[np.bool_], totals: Counts, error: Callable[[Counts], Scores]
) -> Noise:
    """Return the noise of systems' scores.

    An output that two systems share was judged once for both, so that its noise cancels in their difference.

    Args:
        run: has the counts and outputs.
        keys: the systems, by one metric.
        rows: the segments that count, shape (segments,).
        totals: their sums, shape (systems, k).
        error: returns the standard error of sums of counts, see `tertium.metrics.base.Noisy`.
    """
    errors = error(totals)
    correlations = np.eye(len(keys))
    if len(keys) > 1 and not np.isnan(errors).all():
        columns = [_Column.of(run, key, rows) for key in keys]
        for i, one in enumerate(columns):
            for j, other in enumerate(columns[:i]):
                correlations[i, j] = correlations[j, i] = _correlation(one, other, errors[i] * errors[j], error)
    return Noise(errors, correlations)


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Outputs of a system and their counts, of the segments that count."""

    counts: Counts
    outputs: NDArray[np.object_]

    @classmethod
    def of(cls, run: Run, key: Key, rows: NDArray[np.bool_]) -> _Column:
        outputs = np.empty(len(rows), dtype=object)
        outputs[:] = list(run.data.outputs[key.system])
        return cls(run.counts[key][rows], outputs[rows])


def _correlation(one: _Column, other: _Column, product: float, error: Callable[[Counts], Scores]) -> float:
    """Return the correlation of two systems' noise, given the product of their standard errors."""
    # With context the same output is another question; its counts tell, unless both judgements happen to be the same.
    shared = (one.outputs == other.outputs) & (one.counts == other.counts).all(axis=1)
    count = int(shared.sum())
    if not count or not product > 0:
        return 0.0
    # The error is that of the mean over the shared segments: in the mean over all it has their share.
    part = float(error(one.counts[shared].sum(axis=0))) * count / len(shared)
    return 0.0 if np.isnan(part) else min(part**2 / product, 1.0)
