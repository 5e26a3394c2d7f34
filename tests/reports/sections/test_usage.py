"""Time and cost: a row for each system that was run."""

from __future__ import annotations

import math

import pytest

import tertium
from tertium.evals.usage import Part, usage_of, with_usage_record
from tertium.reports.decisions import Decisions
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.usage import section, usage_table
from tertium.services.answer import Answer
from tertium.services.budget import Prices


def data(*names: str) -> tertium.EvalSet:
    texts = ["a b", "c d", "e f", "g h"]
    made = tertium.EvalSet.from_dict({"source": texts, "reference": texts, "hypothesis": texts})
    made = made.with_outputs(dict.fromkeys(("new", "old"), texts)).with_systems(["new", "old"])
    for name in names:
        parts = {id_: Part(Answer("x", "m", 5, 5, float(i + 1))) for i, id_ in enumerate(made.ids)}
        made = with_usage_record(made, name, usage_of("s", parts, Prices(10, 30), {}))
    return made


def test_it_has_mean_quantiles_and_sums() -> None:
    table = usage_table(tertium.evaluate(data("new"), ["chrf"]))
    assert [column.title for column in table.columns] == [
        *("system", "latency", "p50", "p95", "tokens", "tokens, all", "cost", "cost, all"),
    ]
    ((name, *numbers),) = table.rows
    assert name == "new"
    assert numbers == pytest.approx([2.5, 2.5, 3.85, 10.0, 40.0, 2e-4, 8e-4])
    shown = [column.show(cell) for column, cell in zip(table.columns, table.rows[0], strict=True)]
    assert shown == ["new", "2.500", "2.500", "3.850", "10.0", "40", "0.000200", "0.000800"]
    assert table.notes[1] == "latency in s; cost in USD"


def test_a_run_without_systems_that_were_run_has_no_rows() -> None:
    assert usage_table(tertium.evaluate(data(), ["chrf"])).rows == ()
    assert section.optional


def test_what_one_system_lacks_is_missing_and_not_nothing() -> None:
    made = data("new")
    parts = {id_: Part(Answer("x", seconds=1.0)) for id_ in made.ids}
    both = with_usage_record(made, "old", usage_of("s", parts, Prices(), {}))
    _, (name, latency, *_, cost, total) = usage_table(tertium.evaluate(both, ["chrf"])).rows
    assert (name, latency) == ("old", 1.0)
    assert math.isnan(float(cost or 0))
    assert math.isnan(float(total or 0))


def test_other_tables_show_it_with_as_many_digits_and_no_mean_over_documents() -> None:
    texts = ["a b", "c d"]
    made = tertium.EvalSet.from_dict({"source": texts, "reference": texts, "document": ["x", "y"]})
    made = made.with_outputs({"new": texts})
    parts = {id_: Part(Answer("x", "m", 5, 5, 0.0625)) for id_ in made.ids}
    run = tertium.evaluate(with_usage_record(made, "new", usage_of("s", parts, Prices(0.1, 0.4), {})), ["chrf"])
    table = set_table(run, Decisions())
    titles = [column.title for column in table.columns]
    assert titles[3:] == ["chrf", "chrf macro", "latency", "tokens", "cost"]
    shown = [column.show(cell) for column, cell in zip(table.columns, table.rows[0], strict=True)]
    assert shown[-3:] == ["0.062", "10.0", "0.000003"]
