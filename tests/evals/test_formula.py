"""Counts are prepared on the segments that all systems share, with the formula that gave the scores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import CompareError
from tertium.evals.formula import formula, prepare, prepare_all, prepare_directed
from tertium.evals.types import Key
from tertium.metrics.registry import load
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run

NAN = float("nan")
STARTS = np.array([0, 2])


def signed(run: Run, signature: str) -> Run:
    """Return the run as if its metric had another signature."""
    return replace(run, measures={MEAN: replace(run.measures[MEAN], signature=signature)})


def test_the_formula_is_that_of_the_metric_with_the_same_signature() -> None:
    run = run_of({"x": [1.0, 2.0, 6.0]})
    assert formula(run, MEAN)(np.array([9.0, 3.0])) == load(MEAN).score(np.array([9.0, 3.0])) == 3


def test_the_formula_of_another_version_is_refused_unless_every_score_is_a_mean() -> None:
    run = signed(run_of({"x": [1.0, 2.0, 6.0]}), "length|older")
    assert formula(run, MEAN)(np.array([9.0, 3.0])) == 3
    doubled = replace(run, counts={key: 2 * rows for key, rows in run.counts.items()})
    with pytest.raises(CompareError, match=r"length of this run is length\|older, here it is length"):
        formula(doubled, MEAN)
    values = run.values[Key("x", MEAN)]
    other_total = replace(run, values={Key("x", MEAN): replace(values, total=2.0)})
    with pytest.raises(CompareError, match="here it is"):
        formula(other_total, MEAN)


def test_counts_are_summed_by_cluster_on_the_segments_that_all_systems_have() -> None:
    run = run_of({"x": [1.0, 2.0, 6.0], "y": [4.0, NAN, 5.0]})
    prepared = prepare(run, MEAN, ["y", "x"], STARTS)
    assert prepared.rows.tolist() == [True, False, True]
    assert prepared.segments == 2
    assert prepared.systems == ("y", "x")
    assert prepared.block.sums.tolist() == [[[4, 1], [1, 1]], [[5, 1], [6, 1]]]
    assert prepared.block.scores.tolist() == [4.5, 3.5]


def test_what_cannot_be_prepared_is_refused_with_the_reason_and_the_others_are_prepared() -> None:
    run = run_of({"x": [1.0, NAN, 6.0], "y": [NAN, 4.0, NAN]})
    prepared, refused = prepare_all(run, [MEAN], ["x", "y"], STARTS)
    assert not prepared
    assert refused[MEAN].startswith("no segment has a score by length for all of x, y")
    assert list(prepare_all(run, [MEAN], ["x"], STARTS)[0]) == [MEAN]
    unscored = run_of({"x": [1.0, NAN, 6.0], "y": [NAN] * 3, "z": [NAN] * 3})
    assert prepare_all(unscored, [MEAN], ["x", "y", "z"], STARTS)[1] == {
        MEAN: "y, z have no score by length\n  try: score --only the others"
    }
    with pytest.raises(CompareError, match="'z' has no counts of length"):
        prepare(run, MEAN, ["x", "z"], STARTS)


def test_a_metric_without_a_direction_is_prepared_for_comparison_and_refused_for_judgement() -> None:
    run = run_of({"x": [1.0, 2.0, 6.0]}, better=None)
    assert list(prepare_all(run, [MEAN], ["x"], STARTS)[0]) == [MEAN]
    assert prepare_directed(run, [MEAN], ["x"], STARTS) == ({}, {MEAN: "neither direction is better"})
