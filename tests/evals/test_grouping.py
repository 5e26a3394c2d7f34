"""Groups have the corpus scores of their own segments, intervals by document, and nothing is left out in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tertium.errors import CompareError, UsageError
from tertium.evals import grouping
from tertium.evals.filter import filtered
from tertium.evals.grouping import grouped
from tertium.evals.results import Interval, Resampling
from tertium.evals.slices import slices
from tertium.evals.types import Key
from tests.evals.making import MEAN, run_of
from tests.evals.test_filter import METRICS, scored

QUICK = Resampling(samples=400)


def test_a_group_has_the_score_of_its_segments_alone() -> None:
    run = scored()
    run = filtered(run, [f"s{i}" for i in range(1, 12)])  # the first one lacks an output
    groups = grouped(run, "customer", resampling=QUICK)
    assert {piece.metric for piece in groups.slices} == set(METRICS)
    for piece in groups.slices:
        ids = [name for name in run.data.ids if f"c{int(name[1:]) % 3}" == piece.part]
        alone = filtered(run, ids)
        if piece.metric != "numbers":  # of which systems have different segments
            assert piece.score == alone.values[Key(piece.system, piece.metric)].total
            assert piece.segments == len(alone.data)


def test_groups_by_domain_are_the_slices_of_the_page() -> None:
    run = run_of({"north": list(range(24)), "south": list(range(24, 0, -1))}, [2] * 12)
    by_domain = [piece for piece in slices(run, QUICK) if piece.by == "domain"]
    assert list(grouped(run, "domain", resampling=QUICK).slices) == by_domain
    assert [piece.clusters for piece in by_domain] == [6, 6, 6, 6]


def test_an_interval_holds_what_a_single_document_cannot_give() -> None:
    run = run_of({"north": [1.0, 3.0, 5.0, 7.0]}, [1, 1, 2])
    groups = grouped(run, "x", {"d0": "two", "d1": "two", "d2": "one"}, resampling=QUICK)
    one, two = groups.slices
    assert (one.part, one.score, one.clusters) == ("one", 6.0, 1)
    assert np.isnan(one.interval).all()
    assert two.interval.low <= two.score <= two.interval.high


def test_every_document_is_a_group_without_an_interval_unless_segments_are_drawn() -> None:
    run = run_of({"north": [1.0, 3.0, 5.0, 7.0]}, [2, 2])
    groups = grouped(run, "document")
    assert groups.frame["score"].tolist() == [2.0, 6.0]
    assert groups.warnings == ("no group has more than one document, so there are no intervals",)
    drawn = grouped(run, "document", resampling=Resampling(cluster="segment", samples=400))
    assert drawn.slices[0].interval == Interval(1.0, 3.0)
    assert "documents" not in drawn.frame


def test_what_finds_no_partner_and_what_rests_on_little_is_said() -> None:
    run = run_of({"north": [1.0, 3.0, 5.0, np.nan]}, [1, 1, 1, 1])
    groups = grouped(run, "customer", {"d0": "a", "d1": "a", "d3": "b", "d8": "b", "d9": "c"}, resampling=QUICK)
    assert groups.unmatched == ("d8", "d9")
    assert groups.ungrouped == ("d2#1",)
    assert groups.warnings == (
        "2 ids of the table are not in the run: d8, d9",
        "1 of 4 segments are in no group: d2#1",
        f"{MEAN}: 1 of 3 segments are left out, not every system has a score",
        "2 groups of 2 lie in fewer than 10 documents, where intervals are rough: a, b",
    )
    assert np.isnan(groups.slices[1].score)


def test_a_column_may_stand_alone_and_the_set_may_hold_it() -> None:
    run = scored()
    by_series = pd.Series([f"c{i % 3}" for i in range(12)], name="customer")
    for groups in (grouped(run, by_series, resampling=QUICK), grouped(run, "customer", resampling=QUICK)):
        assert groups.by == "customer"
        assert groups.frame["customer"].unique().tolist() == ["c0", "c1", "c2"]
    assert grouped(run, ["x"] * 12, resampling=QUICK).by == "group"


def test_metrics_and_systems_are_chosen_and_one_without_a_formula_is_named() -> None:
    run = scored()
    groups = grouped(run, "domain", metrics="chrf", systems="south", resampling=QUICK)
    assert {(piece.system, piece.metric) for piece in groups.slices} == {("south", "chrf")}
    old = replace(run, measures={**run.measures, "bleu": replace(run.measures["bleu"], signature="old")})
    assert grouped(old, "domain", resampling=QUICK).left_out["bleu"].startswith("bleu of this run is old")
    with pytest.raises(CompareError, match="no metric has scores of groups"):
        grouped(old, "domain", metrics=["bleu"])


def test_many_groups_are_drawn_in_parts_and_get_the_same_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of({"north": list(range(40)), "south": list(range(40, 0, -1))}, [2] * 20)
    groups = [f"g{i % 7}" for i in range(40)]
    whole = grouped(run, "x", groups, resampling=QUICK).slices
    monkeypatch.setattr("tertium.evals.slices.CELLS", 1000)
    assert grouped(run, "x", groups, resampling=QUICK).slices == whole


@pytest.mark.parametrize(
    ("arguments", "message", "remedy"),
    [
        (("custmer",), "the set has no column 'custmer'", "run.by('custmer', table), or customer, document, domain"),
        (("confidence",), "the set has no confidence to divide it by", "run.by(NAME, table)"),
        ((5,), "group can't be 5", "a DataFrame"),
        (("x", [None] * 12), "x: every group is empty", "a DataFrame"),
        ((["a"] * 12, ["a"] * 12), "table can't be of type list", "run.by(table)"),
    ],
)
def test_what_does_not_fit_is_refused_in_two_lines(arguments: tuple[Any, ...], message: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        grouped(scored(), *arguments)
    first, second = str(caught.value).splitlines()
    assert first == message
    assert remedy in second


def test_a_number_that_wants_to_be_cut_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST", 3)
    with pytest.raises(UsageError, match="x makes 4 groups of 4 segments") as caught:
        grouped(run_of({"north": [1.0] * 4}), "x", [0.1, 0.2, 0.3, 0.4])
    assert "pandas.cut" in str(caught.value)
