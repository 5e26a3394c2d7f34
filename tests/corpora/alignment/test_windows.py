"""Cosines of beads are those of the sums of their sentences' vectors, neighbours included."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.alignment.beads import SIZES
from tertium.corpora.alignment.windows import Windows

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cosine(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.mark.parametrize(("start", "stop"), [(0, 9), (0, 4), (3, 7), (8, 9)])
def test_cosines_of_windows_are_those_of_sums_and_of_neighbours(start: int, stop: int) -> None:
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(9, 5)), rng.normal(size=(7, 5))
    windows = Windows(x.astype(np.float32), y.astype(np.float32))
    cosines, neighbours = windows.cosines(start, stop)
    assert cosines.shape == neighbours.shape == (len(SIZES), stop - start, 7)
    for (s, (a, b)), i, j in product(enumerate(SIZES), range(start, stop), range(7)):
        if i + 1 < a or j + 1 < b:
            continue
        source, target = x[i + 1 - a : i + 1].sum(axis=0), y[j + 1 - b : j + 1].sum(axis=0)
        assert cosines[s, i - start, j] == pytest.approx(cosine(source, target), abs=1e-5)
        around = [cosine(source, y[k]) for k in (j - b, j + 1) if 0 <= k < 7]
        around += [cosine(x[k], target) for k in (i - a, i + 1) if 0 <= k < 9]
        assert neighbours[s, i - start, j] == pytest.approx(sum(around) / 4, abs=1e-5)
        margin = windows.margin((i + 1, j + 1), (a, b))
        assert margin == pytest.approx(cosine(source, target) - sum(around) / 4, abs=1e-5)


def test_the_support_of_a_bead_is_the_least_cosine_of_a_sentence_with_the_other_side() -> None:
    sources = np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32)
    targets = np.array([[1, 0, 0], [1, 0, 1]], dtype=np.float32)
    windows = Windows(sources, targets)
    assert windows.support((2, 1), (2, 1)) == 0, "the second source has nothing of the target"
    assert windows.support((1, 2), (1, 2)) == pytest.approx(np.sqrt(0.5))
    assert windows.support((1, 1), (1, 1)) == 1
