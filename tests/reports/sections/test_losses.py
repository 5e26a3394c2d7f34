"""The largest losses against a baseline, with their texts, in the order of what they contribute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.evals.compare import compare
from tertium.evals.types import Key, Run
from tertium.reports.sections.losses import ROWS, leading_metric, losses_of, losses_table
from tests.evals.making import MEAN, run_of
from tests.reports.making import FEW


def texts(run: Run, segment: str) -> list[str | None]:
    i = run.data.ids.index(segment)
    return [
        (run.data.sources or ())[i],
        *(column[i] for column in [*run.data.references.values(), *run.data.outputs.values()]),
    ]


def test_the_losses_are_those_that_contribute_most_with_their_texts(run: Run) -> None:
    comparison = compare(run, baseline="north", resampling=FEW)
    table = losses_table(comparison, "chrf")
    parts = [float(str(row[2])) for row in table.rows]
    assert parts == sorted(parts)
    assert all(part < 0 for part in parts)
    assert table.rows[0][1] == "south"
    assert list(table.rows[0][4:]) == texts(run, str(table.rows[0][0]))
    changes = run.values[Key("south", "chrf")].segments - run.values[Key("north", "chrf")].segments
    assert {row[3] for row in table.rows} <= set(changes.tolist())


def test_a_lower_score_is_a_loss_only_where_higher_is_better() -> None:
    run = run_of({"base": [1.0] * 4, "new": [1.0, 2.0, 4.0, 0.0]})
    for better, losses in ((True, [-0.25]), (False, [0.75, 0.25]), (None, [])):
        judged = replace(run, measures={MEAN: replace(run.measures[MEAN], higher_is_better=better)})
        (difference,) = compare(judged, resampling=FEW).differences
        assert [example.contribution for example in losses_of(difference)] == pytest.approx(losses)


def test_losses_of_several_systems_stand_in_one_order_and_are_few() -> None:
    run = run_of({"base": [9.0] * 8, "a": [8.0] * 8, "b": [9.0, 0.0, *[9.0] * 6]})
    table = losses_table(compare(run, resampling=FEW), MEAN)
    assert [row[1] for row in table.rows] == ["b", "a", "a", "a", "a"]
    assert len(table.rows) == ROWS
    assert "corpus scores" in table.notes[0]


def test_the_leading_metric_is_one_that_was_compared(run: Run) -> None:
    comparison = compare(run, baseline="north", metrics=["bleu"], resampling=FEW)
    assert leading_metric(run, comparison) == "bleu"
    assert leading_metric(run, compare(run, baseline="north", resampling=FEW)) == "chrf"
