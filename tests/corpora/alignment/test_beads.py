"""The best path through two texts: compared with all paths there are, and what decides between equal ones."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tertium.corpora.alignment.beads import ROWS, SIZES, Gap, best_path, near_best

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import Size

GAPS = st.builds(Gap, st.floats(-2, 0), st.floats(-1, 0.5))


def total(path: Sequence[tuple[Size, Size]], scores: NDArray[np.float64], gap: Gap) -> float:
    """Return the sum of a path's scores."""
    value, previous = 0.0, (1, 1)
    for (i, j), size in path:
        if 0 in size:
            value += gap.extends + (gap.opens if size != previous else 0.0)
        else:
            value += scores[SIZES.index(size), i - 1, j - 1]
        previous = size
    return value


def all_paths(n: int, m: int) -> Iterator[list[tuple[Size, Size]]]:
    """Yield every way through two texts."""
    if not n and not m:
        yield []
    for a, b in (*SIZES, (1, 0), (0, 1)):
        if a <= n and b <= m:
            for path in all_paths(n - a, m - b):
                yield [*path, ((n, m), (a, b))]


@example(40, 2, Gap(-0.2, -0.1), 80)
@given(st.integers(0, 9), st.integers(0, 9), GAPS, st.integers(0, 2**32 - 1))
def test_a_path_goes_from_corner_to_corner(n: int, m: int, gap: Gap, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(SIZES), n, m))
    path = best_path((n, m), lambda start, stop: scores[:, start:stop], gap)
    ends = [(0, 0), *(end for end, _ in path)]
    assert ends[-1] == (n, m)
    for (before, after), (_, size) in zip(pairwise(ends), path, strict=True):
        assert (after[0] - before[0], after[1] - before[1]) == size
        assert size in {*SIZES, (1, 0), (0, 1)}


@given(st.integers(0, 4), st.integers(0, 4), GAPS, st.integers(0, 2**32 - 1))
def test_no_path_is_better(n: int, m: int, gap: Gap, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(SIZES), n, m))
    path = best_path((n, m), lambda start, stop: scores[:, start:stop], gap)
    assert total(path, scores, gap) == pytest.approx(max(total(other, scores, gap) for other in all_paths(n, m)))


@given(st.integers(1, 4), st.integers(1, 4), GAPS, st.integers(0, 2**32 - 1))
def test_the_beads_near_the_best_path_are_those_of_paths_that_score_little_less(
    n: int, m: int, gap: Gap, seed: int
) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(SIZES), n, m))
    totals = [(total(path, scores, gap), path) for path in all_paths(n, m)]
    best = max(value for value, _ in totals)
    expected = {bead for value, path in totals if value >= best - 0.5 for bead in path if 0 not in bead[1]}
    surely = {bead for value, path in totals if value >= best - 0.4999 for bead in path if 0 not in bead[1]}
    near = {
        ((beads.source + 1, int(target) + 1), SIZES[beads.size])
        for beads in near_best((n, m), lambda start, stop: scores[:, start:stop], gap, 0.49995).beads
        for target in beads.targets
    }
    assert surely <= near <= expected


@pytest.mark.parametrize("n", [ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 3])
def test_a_text_longer_than_a_block_of_rows_has_one_path(n: int) -> None:
    scores = np.full((len(SIZES), n, n), -1.0)
    scores[0][np.diag_indices(n)] = 1.0

    def bead_scores(start: int, stop: int) -> NDArray[np.float64]:
        return scores[:, start:stop]

    path = best_path((n, n), bead_scores, Gap(0.0, -0.5))
    assert path == [((i + 1, i + 1), (1, 1)) for i in range(n)]
    near = near_best((n, n), bead_scores, Gap(0.0, -0.5), 0.5)
    assert near.best == path
    assert [(b.size, b.source, b.targets.tolist()) for b in near.beads] == [(0, i, [i]) for i in reversed(range(n))]


@given(st.integers(0, 9), st.integers(0, 9), GAPS, st.integers(0, 2**32 - 1))
def test_the_best_of_the_near_paths_is_the_best_path(n: int, m: int, gap: Gap, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(SIZES), n, m))

    def bead_scores(start: int, stop: int) -> NDArray[np.float64]:
        return scores[:, start:stop]

    assert near_best((n, m), bead_scores, gap, 0.3).best == best_path((n, m), bead_scores, gap)


@pytest.mark.parametrize(("n", "calls"), [(ROWS, 1), (2 * ROWS, 3)])
def test_the_scores_of_the_last_rows_are_computed_once_for_both_ways(n: int, calls: int) -> None:
    blocks = []

    def bead_scores(start: int, stop: int) -> NDArray[np.float64]:
        blocks.append(start)
        return np.zeros((len(SIZES), stop - start, n))

    near_best((n, n), bead_scores, Gap(0.0, -0.5), 0.5)
    assert len(blocks) == calls


def test_a_long_gap_is_taken_where_several_short_ones_are_not() -> None:
    scores = np.full((len(SIZES), 6, 2), -1.0)
    scores[0, 0, 0] = scores[0, 5, 1] = 1.0
    path = best_path((6, 2), lambda start, stop: scores[:, start:stop], Gap(-1.5, 0.1))
    assert [size for _, size in path] == [(1, 1), *[(1, 0)] * 4, (1, 1)]


def test_of_beads_of_one_score_the_smallest_is_taken_and_a_bead_must_be_better_than_two_skips() -> None:
    same = np.zeros((len(SIZES), 2, 2))
    assert [size for _, size in best_path((2, 2), lambda a, b: same[:, a:b], Gap(0, -1.0))] == [(1, 1), (1, 1)]
    alone = np.full((len(SIZES), 1, 1), -2.0)
    assert best_path((1, 1), lambda a, b: alone[:, a:b], Gap(0, -1.01)) == [((1, 1), (1, 1))]
    assert len(best_path((1, 1), lambda a, b: alone[:, a:b], Gap(0, -1.0))) == 2
