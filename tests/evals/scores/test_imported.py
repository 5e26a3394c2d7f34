"""Imported scores are measures of a run, with their reasons, their signature and the statistics of all others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.compare import compare
from tertium.evals.formula import formula
from tertium.evals.rank import rank
from tertium.evals.resample import mean
from tertium.evals.results import Resampling
from tertium.evals.scores.conventions import Wishes
from tertium.evals.scores.imported import Column, renamed, run_of_scores, with_scores
from tertium.evals.scores.set_of_scores import set_of
from tertium.evals.types import Key
from tests.evals.making import MEAN, run_of
from tests.evals.scores.writing import DATA, table

if TYPE_CHECKING:
    from tertium.evals.scores.table import ScoreTable
    from tertium.evals.types import Run

UP = Wishes(higher=("*",))
NAN = float("nan")
SIX = {"systems": ["x"] * 3 + ["y"] * 3, "segments": ["1", "2", "3"] * 2}


def imported(scores: ScoreTable, wishes: Wishes = UP) -> Run:
    return run_of_scores(DATA, [Column(name, scores, name) for name in scores.scores], wishes)


def test_every_total_is_the_mean_of_the_scores() -> None:
    run = imported(table({"m": [1, 2, 6, 4, 5, 6]}, **SIX))
    values = run.values[Key("x", "m")]
    assert values.segments.tolist() == [1, 2, 6]
    assert values.documents.tolist() == [1.5, 6]
    assert values.total == 3
    assert run.counts[Key("x", "m")].tolist() == [[1, 1], [2, 1], [6, 1]]


def test_a_missing_score_is_skipped_with_its_reason() -> None:
    scores = table(
        {"m": [1, NAN, NAN, 4]},
        systems=["x"] * 3 + ["y"],
        segments=["1", "2", "3", "1"],
        reasons=["", "asked in vain", "", ""],
    )
    run = imported(scores)
    assert [(skip.system, skip.segment, skip.reason) for skip in run.skips] == [
        ("x", "p#2", "asked in vain"),
        ("x", "q#1", "no score in made.tsv"),
        ("y", "p#2", "not in made.tsv"),
        ("y", "q#1", "not in made.tsv"),
    ]
    assert run.values[Key("x", "m")].total == 1
    assert str(run.coverage[Key("x", "m")]) == "1 of 3"


def test_direction_unit_and_origin_are_in_the_signature() -> None:
    scores = table({"m": [1, 2, 3, 4, 5, 6]}, **SIX, origin="tool")
    (measure,) = imported(scores, Wishes(lower=("m",), units={"m": "%"})).measures.values()
    assert measure.signature == "m|imported:tool|unit:%|better:lower"
    assert (measure.unit, measure.higher_is_better, measure.needs) == ("%", False, ())
    (other,) = run_of_scores(DATA, [Column("n", scores, "m")], Wishes(("n",), origin="Z 1.0")).measures.values()
    assert other.signature == "n|imported:Z 1.0|column:m|unit:points|better:higher"


def test_files_of_one_name_are_of_different_systems() -> None:
    halves = [table({"m": [k, k, k]}, systems=[system] * 3) for k, system in enumerate("xy")]
    run = run_of_scores(DATA, [Column("m", half, "m") for half in halves], UP)
    assert [run.values[Key(system, "m")].total for system in "xy"] == [0, 1]
    with pytest.raises(DataError, match="'x' has a score by m for 'p#1' already"):
        run_of_scores(
            DATA, [Column("m", halves[0], "m"), Column("m", table({"m": [2, 2, 2]}, systems=["x"] * 3), "m")], UP
        )


def test_systems_that_the_set_lacks_are_named_and_at_least_one_must_be_there() -> None:
    run = imported(table({"m": [1, 2, 3, 4]}, systems=["x"] * 3 + ["z"], segments=["1", "2", "3", "99"]))
    assert run.warnings == ("scores of systems that the set doesn't have are left out: z",)
    with pytest.raises(DataError, match="has scores of z; the set has none"):
        imported(table({"m": [1, 2, 3]}, systems=["z"] * 3))


def test_a_file_that_names_no_system_must_be_called_by_one() -> None:
    with pytest.raises(DataError, match="names no system, and the set has several"):
        imported(table({"m": [1, 2, 3]}))
    data = DATA.with_systems(["y"])
    run = run_of_scores(data, [Column("m", table({"m": [1, 2, 3]}), "m")], UP)
    assert run.values[Key("y", "m")].total == 2


def test_scores_of_whole_systems_have_a_run_of_their_own_with_ranks_and_no_intervals() -> None:
    systems = table({"m": [2, 1], "n": [1, 5]}, systems=["x", "y"], level="system")
    with pytest.raises(UsageError, match="no segment of set 'made' has"):
        imported(systems)
    columns = [Column(name, systems, name) for name in "mn"]
    standings = rank(run_of_scores(set_of([systems], "s"), columns, UP), resampling=Resampling(samples=100))
    places = standings.rankings[0].places
    assert [(place.system, place.score, place.ranks) for place in places] == [("x", 2, "1–2"), ("y", 1, "1–2")]
    assert all(np.isnan(place.interval).all() for place in places)
    assert set(standings.overall) == {"x", "y"}


def test_beside_counted_metrics_they_are_compared_by_their_mean() -> None:
    rng = np.random.default_rng(1)
    counted = run_of({"x": rng.normal(5, 1, 20).tolist(), "y": rng.normal(6, 1, 20).tolist()})
    values = [*rng.normal(1, 0.1, 20), *rng.normal(2, 0.1, 20)]
    scores = table({"MetricX": values}, systems=["x"] * 20 + ["y"] * 20)
    run = with_scores(counted, [Column("MetricX", scores, "MetricX")], Wishes())
    assert list(run.measures) == [MEAN, "MetricX"]
    assert formula(run, "MetricX") is mean
    result = compare(run, resampling=Resampling(samples=200))
    assert {row.metric: row.delta > 0 for row in result.differences}["MetricX"]
    with pytest.raises(UsageError, match="has a metric 'MetricX' already"):
        with_scores(run, [Column("MetricX", scores, "MetricX")], Wishes())


def test_a_name_that_no_metric_may_have_is_refused() -> None:
    scores = table({"a b": [1, 2, 3, 4, 5, 6]}, **SIX)
    with pytest.raises(UsageError, match="no metric can be called 'a b'"):
        imported(scores)


def test_files_of_one_name_agree_in_direction_and_origin() -> None:
    halves = [table({"m": [1, 1, 1]}, systems=[s] * 3, origin=s, higher_is_better=s == "x") for s in "xy"]
    columns = [Column("m", half, "m") for half in halves]
    with pytest.raises(UsageError, match="differ in direction"):
        run_of_scores(DATA, columns, Wishes())
    with pytest.raises(UsageError, match="are of x and y"):
        run_of_scores(DATA, columns, UP)


def test_a_system_with_dots_in_its_name_is_found_by_its_file() -> None:
    data = replace(DATA, outputs={"Llama-3.1": DATA.outputs["x"], "Llama-3.2": DATA.outputs["y"]})
    comet = table({"m": [1, 2, 3]}, systems=["Llama-3"] * 3, files={"Llama-3": "out/Llama-3.2.en-de.txt"})
    run = run_of_scores(data, [Column("m", comet, "m")], UP)
    assert (run.values[Key("Llama-3.2", "m")].total, run.warnings) == (2, ())
    by_path = replace(table({"m": [1, 2, 3]}), path=Path("Llama-3.1.jsonl"))
    assert run_of_scores(data, [Column("m", by_path, "m")], UP).values[Key("Llama-3.1", "m")].total == 2


def test_systems_of_a_table_are_never_found_by_a_part_of_their_name() -> None:
    with pytest.raises(DataError, match=r"the set has none of them\n  try: --rename THEIRS=OURS; here are x, y"):
        imported(table({"m": [1, 2, 3]}, systems=["x.v2"] * 3))


def test_renamed_columns_share_their_table() -> None:
    scores = table({"m": [1, 2, 3], "n": [3, 2, 1]}, systems=["X"] * 3)
    first, second = renamed([Column(name, scores, name) for name in "mn"], {"X": "x"})
    assert first.table is second.table
    assert run_of_scores(DATA, [first, second], UP).values[Key("x", "n")].total == 2
