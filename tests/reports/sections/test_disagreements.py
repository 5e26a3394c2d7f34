"""Metrics that put systems in different orders are counted."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.types import Key
from tertium.reports.sections.disagreements import disagreements_table
from tests.reports.making import (
    plain_run,
)


def test_metrics_that_order_systems_differently_are_counted_and_an_example_is_given() -> None:
    run = plain_run()
    table = disagreements_table(run)
    assert [row[:4] for row in table.rows] == [("chrf", "bleu", 1, 0), ("chrf", "ter", 1, 0), ("bleu", "ter", 1, 0)]
    opposite = {"north": "south", "south": "north"}
    swapped = {key: run.values[Key(opposite[key.system], "bleu")] for key in run.values if key.metric == "bleu"}
    swapped = {**run.values, **swapped}
    row = disagreements_table(replace(run, values=swapped)).rows[0]
    assert row[3:] == (1, None, "chrf prefers north, bleu prefers south")
