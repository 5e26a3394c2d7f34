"""Where systems differ most: wins and losses, or rises and falls."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.compare import compare
from tertium.reports.sections.extremes import extremes_tables
from tests.evals.making import MEAN, run_of
from tests.reports.making import (
    FEW,
)


def test_without_a_direction_there_are_rises_and_falls_but_no_wins() -> None:
    run = run_of({"base": [1.0] * 4, "new": [1.0, 2.0, 3.0, 0.0]}, better=None)
    (table,) = extremes_tables(compare(run, resampling=FEW))
    assert [column.title for column in table.columns[2:]] == ["largest rises", "largest falls"]
    assert table.rows == (("new", MEAN, "d2#1 (+0.5), d1#1 (+0.25)", "d3#1 (-0.25)"),)
    judged = replace(run, measures={MEAN: replace(run.measures[MEAN], higher_is_better=False)})
    (wins,) = extremes_tables(compare(judged, resampling=FEW))
    assert [column.title for column in wins.columns[2:]] == ["largest wins", "largest losses"]
    assert wins.rows[0][2] == "d3#1 (-0.25)"
