"""The best path through two texts: compared with all paths there are, and what decides between equal ones."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tertium.corpora.alignment.beads import ROWS, SIZES, best_path


@example(40, 2, -0.3, 80)
@given(st.integers(0, 9), st.integers(0, 9), st.floats(-2, 0.5), st.integers(0, 2**32 - 1))
def test_a_path_goes_from_corner_to_corner_and_none_is_better(n: int, m: int, skip: float, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(SIZES), n, m))
    path = best_path((n, m), lambda start, stop: scores[:, start:stop], skip=skip)
    ends = [(0, 0), *(end for end, _ in path)]
    assert ends[-1] == (n, m)
    for (before, after), (_, size) in zip(pairwise(ends), path, strict=True):
        assert (after[0] - before[0], after[1] - before[1]) == size
        assert size in {*SIZES, (1, 0), (0, 1)}
    reached = sum(skip if 0 in size else scores[SIZES.index(size), i - 1, j - 1] for (i, j), size in path)
    best = {(0, 0): 0.0}
    for i, j in product(range(n + 1), range(m + 1)):
        ways = [best[i - a, j - b] + skip for a, b in ((1, 0), (0, 1)) if a <= i and b <= j]
        ways += [best[i - a, j - b] + scores[s, i - 1, j - 1] for s, (a, b) in enumerate(SIZES) if a <= i and b <= j]
        best[i, j] = max(ways, default=0.0)
    assert reached == pytest.approx(best[n, m])


@pytest.mark.parametrize("n", [ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 3])
def test_a_text_longer_than_a_block_of_rows_has_one_path(n: int) -> None:
    scores = np.full((len(SIZES), n, n), -1.0)
    scores[0][np.diag_indices(n)] = 1.0
    path = best_path((n, n), lambda start, stop: scores[:, start:stop], skip=-0.5)
    assert path == [((i + 1, i + 1), (1, 1)) for i in range(n)]


def test_of_beads_of_one_score_the_smallest_is_taken_and_a_bead_must_be_better_than_two_skips() -> None:
    same = np.zeros((len(SIZES), 2, 2))
    assert [size for _, size in best_path((2, 2), lambda a, b: same[:, a:b], skip=-1.0)] == [(1, 1), (1, 1)]
    alone = np.full((len(SIZES), 1, 1), -2.0)
    assert best_path((1, 1), lambda a, b: alone[:, a:b], skip=-1.01) == [((1, 1), (1, 1))]
    assert len(best_path((1, 1), lambda a, b: alone[:, a:b], skip=-1.0)) == 2
