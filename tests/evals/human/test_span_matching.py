"""Spans matched one to one: the best pairs there are, credit by share, all outputs together."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tertium.evals.human.span_matching import best_pairs, matching_counts, matching_f1


@pytest.mark.parametrize("seed", range(60))
def test_pairs_are_the_best_of_all_permutations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = (int(size) for size in rng.integers(1, 6, 2))
    gains = np.where(rng.random((rows, columns)) < 0.5, 0.0, rng.random((rows, columns)).round(2))
    short, long = sorted((rows, columns))
    table = gains if rows <= columns else gains.T
    best = max(sum(table[i, j] for i, j in enumerate(order)) for order in permutations(range(long), short))
    pairs = best_pairs(gains)
    assert sum(gains[i, j] for i, j in pairs) == pytest.approx(best)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_a_pair_gives_credit_by_the_share_of_each_span() -> None:
    counts = matching_counts([(0, 10, "major")], [(5, 10, "minor"), (20, 22, "minor")])
    assert counts.tolist() == [1.0, 2, 0.5, 1]
    assert matching_f1(counts) == pytest.approx(0.5)


def test_two_marks_of_one_error_do_not_both_count() -> None:
    halves = [(0, 5, "major"), (5, 10, "major")]
    assert matching_counts([(0, 10, "major")], halves).tolist() == [1.0, 2, 0.5, 1]
    assert matching_counts(halves, halves).tolist() == [2, 2, 2, 2]


def test_what_marks_nothing_or_lies_behind_the_output_is_no_span() -> None:
    assert matching_counts([(3, 3, "minor"), (8, 12, "minor")], [(0, 9, "major")], 8).tolist() == [0, 1, 0, 0]


def test_nothing_marked_where_nothing_is_wrong_is_right_and_outputs_add_up() -> None:
    assert matching_f1(matching_counts([], [])) == 1
    assert matching_f1(matching_counts([(0, 1, "minor")], [])) == 0
    rows = np.array([matching_counts([(0, 4, "minor")], [(0, 4, "minor")]), matching_counts([], [(0, 2, "minor")])])
    assert matching_f1(rows.sum(axis=0)) == pytest.approx(2 * 0.5 / 1.5)
