"""Systems by metrics: each system's difference to the baseline with its interval and verdict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tertium.evals.compare import compare
from tertium.reports.page.differences import MARKS, make_difference_grid
from tests.evals.making import MEAN, run_of
from tests.reports.making import FEW, plain_run


def test_a_row_per_system_but_the_baseline_and_a_column_per_metric_those_of_quality_first() -> None:
    run = plain_run()
    comparison = compare(run, baseline="south", resampling=FEW)
    grid = make_difference_grid(run, comparison)
    assert grid.metrics == ["chrf", "bleu", "ter", "length"]
    assert grid.headings[2] == "ter ↓"
    ((system, cells),) = grid.rows
    assert system == "north"
    for cell, difference in zip(cells, comparison.differences, strict=True):
        assert cell
        assert cell.value == difference.delta
        assert float(cell.shown.replace("\N{MINUS SIGN}", "-")) == round(
            difference.delta, 3 if difference.metric == "length" else 2
        )
        assert cell.verdict == "too few documents to tell"


def test_a_difference_that_is_shown_has_a_mark() -> None:
    rng = np.random.default_rng(3)
    run = run_of({"a": rng.normal(50, 1, 24).tolist(), "b": rng.normal(60, 1, 24).tolist()})
    grid = make_difference_grid(run, compare(run, baseline="a", resampling=FEW))
    ((_, (cell,)),) = grid.rows
    assert cell
    assert (cell.verdict, cell.mark) == ("better", MARKS["better"])
    assert cell.shown.startswith("+")
    assert not grid.has_differs
    measure = replace(run.measures[MEAN], higher_is_better=None)
    neither = replace(run, measures={MEAN: measure})
    assert make_difference_grid(neither, compare(neither, baseline="a", resampling=FEW)).has_differs
