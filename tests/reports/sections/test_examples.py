"""The texts of the segments that differ most."""

from __future__ import annotations

from tertium.evals.compare import compare
from tertium.reports.sections.examples import examples_table
from tests.evals.making import MEAN, run_of
from tests.reports.making import (
    FEW,
)


def test_each_example_has_the_texts_of_both_systems() -> None:
    comparison = compare(run_of({"base": [1.0, 1.0], "new": [1.0, 3.0]}), resampling=FEW)
    table = examples_table(comparison)
    assert table.rows == (("new", MEAN, "d1#1", 1.0, 2.0, "new 1", "base 1"),)
    assert table.columns[-1].title == "hypothesis of base"
