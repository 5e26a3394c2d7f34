"""Systems are ordered by the leading metric, and scores have digits and arrows by their metric."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.reports.measures import metric_column, metric_columns, systems_best_first, table_measures
from tests.evals.making import run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_systems_without_a_score_are_last_and_lower_can_be_better() -> None:
    run = run_of({"a": [1.0, 2.0], "b": [float("nan")] * 2, "c": [5.0, 5.0]})
    assert systems_best_first(run) == ["c", "a", "b"]
    turned = run_of({"a": [1.0, 2.0], "c": [5.0, 5.0]}, better=False)
    assert systems_best_first(turned) == ["a", "c"]


def test_a_column_has_digits_by_unit_and_an_arrow_by_direction(run: Run) -> None:
    assert [(column.heading, column.digits) for column in metric_columns(run)] == [
        *(("chrf ↑", 2), ("bleu ↑", 2), ("ter ↓", 2), ("length", 3))
    ]
    assert metric_column(run.measures["ter"], "edits").heading == "edits ↓"


def test_tables_have_metrics_of_quality_first_and_each_group_in_the_order_of_the_request(run: Run) -> None:
    measures = dict(reversed(list(run.measures.items())))
    check = replace(measures["ter"], label="numbers", signature="numbers|severity:all|rules:2")
    shown = table_measures(replace(run, measures={"numbers": check, **measures}))
    assert [measure.label for measure in shown] == ["ter", "bleu", "chrf", "numbers", "length"]
