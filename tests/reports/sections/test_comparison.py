"""A comparison claims no more than was shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.evals.compare import compare
from tertium.reports.formats.text import column_groups
from tertium.reports.sections.comparison import comparison_table
from tertium.reports.table import MISSING
from tests.evals.making import MEAN, run_of
from tests.reports.making import (
    FEW,
)

if TYPE_CHECKING:
    from tertium.evals.results import Comparison


def test_what_equal_systems_could_show_is_a_dash_with_the_reason() -> None:
    table = comparison_table(compare(run_of({"a": [1.0] * 12, "b": [1.0] * 12}), resampling=FEW))
    titles = [column.title for column in table.columns]
    assert table.display_rows()[0][titles.index("detectable")] == MISSING
    assert any(
        note.startswith(f"b by {MEAN}: without any one document the difference is the same") for note in table.notes
    )


@pytest.mark.parametrize(
    ("better", "p", "shown"),
    [(True, 0.01, "worse"), (False, 0.01, "better"), (None, 0.01, "differs"), (True, 0.2, "not shown")],
)
def test_a_difference_is_concluded_from_its_p_and_the_metrics_direction(
    better: bool | None,  # noqa: FBT001 - as in a Measure
    p: float,
    shown: str,
) -> None:
    comparison = compare(run_of({"a": [2.0, 3.0] * 4, "b": [1.0, 1.0] * 4}), resampling=FEW)
    difference = replace(comparison.differences[0], higher_is_better=better, p_holm=p)
    assert difference.delta < 0
    assert verdict_in(replace(comparison, differences=(difference,))) == shown


def test_the_verdict_stands_beside_the_difference_in_a_narrow_terminal() -> None:
    table = comparison_table(compare(run_of({"base": [1.0] * 12, "candidate": [2.0] * 12}), resampling=FEW))
    titles = [column.title for column in table.columns]
    assert {titles.index("Δ"), titles.index("verdict")} <= set(column_groups(table, 80)[0])
    assert len(titles) == len(table.rows[0])


def verdict_in(comparison: Comparison) -> object:
    table = comparison_table(comparison)
    return table.rows[0][[column.title for column in table.columns].index("verdict")]


def test_on_few_documents_the_table_says_that_they_are_too_few_to_tell_and_why() -> None:
    comparison = compare(run_of({"a": [90.0] * 4, "b": [1.0, 2.0, 3.0, 4.0]}), resampling=FEW)
    assert verdict_in(comparison) == "too few documents to tell"
    reason = "too few documents to tell: with 4 documents p Holm can't be under 0.12, whatever the outputs"
    assert reason in comparison_table(comparison).notes
    enough = compare(run_of({"a": [90.0] * 8, "b": [1.0, 2.0, 3.0, 4.0] * 2}), resampling=FEW)
    assert verdict_in(enough) == "worse"
    assert not any("too few" in note for note in comparison_table(enough).notes)


def test_what_is_drawn_and_what_is_not_is_said_under_the_table() -> None:
    rng = np.random.default_rng(2)
    values = {name: rng.normal(50, 3, size=24).tolist() for name in "ab"}
    table = comparison_table(compare(run_of(values, [2] * 12), resampling=FEW))
    assert table.provenance is not None
    assert (
        "intervals: each of the 12 documents left out once, Student's t (no draws, no seed)" in table.provenance.brief
    )
    assert any(line.startswith("p: ") and "draws of 12 documents, seed" in line for line in table.provenance.brief)
    assert any(line.startswith("intervals: jackknife:CV3|") for line in table.provenance.full)
    assert any(line.startswith("p: test:randomisation|") for line in table.provenance.full)
