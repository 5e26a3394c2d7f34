"""Lengths of translations: how probable two as a text and its translation are (Gale and Church 1993)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.corpora.alignment.beads import DEEPEST, SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import Bead

VARIANCE: Final = 6.8
"""Variance of a translation's length per character of its source (Gale and Church 1993, table 3)."""
MEDIAN_SQUARE: Final = 0.455
"""Median of the square of a standard normal variable: a variance by the median is deaf to outliers."""
EXPECTED_VARIANCE: Final = 4.0
"""Variance that is expected of beads of one document, which counts as `EXPECTED_BEADS` of them."""
EXPECTED_BEADS: Final = 10
LEAST_VARIANCE: Final = 3.0
"""Least variance: of few beads it may be anything."""
LEAST_BEADS: Final = 3
"""Beads from which ratio and variance are estimated."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """The characters of the sentences of two texts, and what is expected of a translation's.

    Attributes:
        sources: characters of each source sentence.
        targets: characters of each target sentence.
        ratio: target characters per source character.
        variance: of a translation's length, per character.
    """

    sources: NDArray[np.float64]
    targets: NDArray[np.float64]
    ratio: float
    variance: float = VARIANCE

    @classmethod
    def of(cls, sources: Sequence[str], targets: Sequence[str]) -> Lengths:
        """Return the lengths of two texts with the ratio of the whole texts."""
        source, target = count_characters(sources), count_characters(targets)
        return cls(source, target, max(target.sum(), 1) / max(source.sum(), 1))

    def estimated(self, beads: Sequence[Bead]) -> Lengths:
        """Return the lengths with the ratio and the variance of these beads, unchanged where they are too few.

        The ratio of the whole texts is off where one lacks a part of the other.
        """
        if len(beads) < LEAST_BEADS:
            return self
        source = np.array([self.sources[list(bead.sources)].sum() for bead in beads])
        target = np.array([self.targets[list(bead.targets)].sum() for bead in beads])
        ratio = max(target.sum(), 1) / max(source.sum(), 1)
        squares = (target / ratio - source) ** 2 / np.maximum((source + target / ratio) / 2, 1)
        observed = float(np.median(squares)) / MEDIAN_SQUARE
        variance = (observed * len(beads) + EXPECTED_VARIANCE * EXPECTED_BEADS) / (len(beads) + EXPECTED_BEADS)
        return Lengths(self.sources, self.targets, float(ratio), max(variance, LEAST_VARIANCE))

    def compare(self, start: int, stop: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how alike the sides of the beads that end in source rows [start, stop) are in length.

        Returns:
            The ratio of the shorter to the longer side, 0 to 1, and the log probability that lengths differ by chance
            as much; 0 is best. Two arrays of shape (sizes, stop - start, targets).
        """
        longest = range(1, DEEPEST + 1)
        # Shapes (longest, rows, 1) and (longest, 1, targets); indexed by size, every source side meets every target.
        sources = np.array([_sums(self.sources, k)[start:stop, None] for k in longest])
        targets = np.array([_sums(self.targets, k)[None, :] for k in longest]) / self.ratio
        a, b = np.array(SIZES).T - 1
        source, target = sources[a], targets[b]
        shorter, longer = np.minimum(source, target), np.maximum(source, target)
        deviation = (longer - shorter) / np.sqrt(self.variance * np.maximum((source + target) / 2, 1))
        # The floor keeps the logarithm finite where the probability underflows.
        return shorter / np.maximum(longer, 1), np.log(np.maximum(_two_tailed(deviation), 1e-30))


def count_characters(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the characters of each text without surrounding space."""
    return np.array([len(text.strip()) for text in texts], dtype=np.float64)


def _sums(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return the sum of each value and the size - 1 before it."""
    running = np.cumsum(values)
    sums: NDArray[np.float64] = running - np.concatenate([np.zeros(size), running])[: len(values)]
    return sums


def _two_tailed(deviation: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return P(|x| > deviation) of a standard normal x (Abramowitz and Stegun 26.2.17, to 1e-7)."""
    t = 1 / (1 + 0.2316419 * deviation)
    polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    tails: NDArray[np.float64] = 2 * polynomial * np.exp(-deviation * deviation / 2) / np.sqrt(2 * np.pi)
    return tails
