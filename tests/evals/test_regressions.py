"""Every segment with what it adds to the corpus difference, and with the findings that are new or gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import CompareError, UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.filter import filtered
from tertium.evals.regressions import regressions
from tertium.evals.store import save
from tertium.evals.types import Key
from tests.evals.making import run_of
from tests.evals.test_filter import scored

if TYPE_CHECKING:
    from pathlib import Path


def test_the_parts_of_a_mean_add_up_to_the_difference_and_the_largest_loss_comes_first() -> None:
    run = run_of({"base": [5.0, 5.0, 5.0, 5.0], "new": [6.0, 1.0, 5.0, 4.0]})
    table = regressions(run, "base")
    assert table["id"].tolist() == ["d1#1", "d3#1", "d2#1", "d0#1"]
    assert table["contribution"].sum() == pytest.approx(-1.0)
    assert table["gain"].tolist() == [-1.0, -0.25, 0.0, 0.25]
    assert table[["system", "baseline", "hypothesis", "baseline_hypothesis"]].to_numpy()[0].tolist() == [
        "new", "base", "new 1", "base 1",
    ]  # fmt: skip
    assert table[["score", "baseline_score"]].to_numpy()[0].tolist() == [1.0, 5.0]


def test_a_contribution_is_what_the_corpus_score_loses_with_the_other_output() -> None:
    run = scored()
    table = regressions(run, "north", metrics="bleu").set_index("id")
    contributions = table["contribution"].to_dict()
    data = run.data
    common = filtered(run, list(data.ids[1:])).data  # the first one lacks an output
    south = list(common.outputs["south"])
    for row, name in enumerate(common.ids):
        swapped = [*south[:row], common.outputs["north"][row], *south[row + 1 :]]
        both = evaluate(
            common.with_outputs({"south": south, "swapped": swapped}).with_systems(["south", "swapped"]), ["bleu"]
        )
        part = both.values[Key("south", "bleu")].total - both.values[Key("swapped", "bleu")].total
        assert contributions[name] == pytest.approx(part, abs=1e-9)
    assert table["contribution"].isna().tolist() == [False] * 11 + [True]
    assert table.index[-1] == "s0"


def test_lower_is_better_is_a_gain_too() -> None:
    run = run_of({"base": [5.0, 5.0], "new": [6.0, 1.0]}, better=False)
    table = regressions(run, "base")
    assert table["gain"].tolist() == [-0.5, 2.0]
    assert table["contribution"].tolist() == [0.5, -2.0]
    undirected = regressions(run_of({"base": [5.0, 5.0], "new": [6.0, 1.0]}, better=None), "base")
    assert undirected["gain"].isna().all()
    assert undirected["contribution"].tolist() == [-2.0, 0.5]


def test_new_and_fixed_findings_stand_in_words_beside_the_outputs() -> None:
    data = run_of({"base": [1.0, 1.0], "new": [1.0, 1.0]}).data
    data = replace(data, sources=("12 cats", "7 dogs")).with_outputs(
        {"base": ["12 Katzen", "acht Hunde, 9"], "new": ["13 Katzen", "7 Hunde"]}
    )
    table = regressions(evaluate(data, ["length", "numbers"]), "base", metrics="numbers").sort_values("id")
    new, fixed = table["new"].tolist(), table["fixed"].tolist()
    assert new[0].startswith("numbers: number changed (major), 12 ")
    assert (fixed[0], new[1]) == ("", "")
    assert "numbers: number" in fixed[1]


def test_another_run_is_compared_system_by_system(tmp_path: Path) -> None:
    today = run_of({"ours": [1.0, 2.0], "web": [3.0, 3.0]})
    yesterday = run_of({"ours": [2.0, 2.0], "web": [3.0, 3.0]})
    yesterday = replace(yesterday, data=yesterday.data.with_outputs({"ours": ["older", "ours 1"]}))
    save(yesterday, tmp_path / "yesterday")
    for baseline in (yesterday, tmp_path / "yesterday", str(tmp_path / "yesterday")):
        table = regressions(today, baseline)
        assert table[["system", "baseline", "gain", "baseline_hypothesis"]].to_numpy()[0].tolist() == [
            "ours", "ours@baseline", -0.5, "older",
        ]  # fmt: skip
        assert table.loc[table["system"] == "web", "gain"].tolist() == [0.0, 0.0]
    alone = regressions(run_of({"mine": [1.0, 2.0]}), run_of({"theirs": [0.0, 2.0]}))
    assert alone["baseline"].unique().tolist() == ["theirs"]


def test_several_metrics_and_systems_stand_below_each_other() -> None:
    table = regressions(scored(), "north", metrics=["bleu", "chrf"])
    assert table.groupby("metric").size().to_dict() == {"bleu": 12, "chrf": 12}
    assert regressions(scored()).equals(regressions(scored(), "north", systems="south", metrics="bleu"))


@pytest.mark.parametrize(
    ("given", "message", "remedy"),
    [
        ({"baseline": "nort"}, "no system is named 'nort'", "north"),
        ({"baseline": 3}, "baseline can't be 3", "the name of a system of the run, another run, or its path"),
        (
            {"baseline": "north", "systems": "north"},
            "there is only 'north', and nothing to compare it with",
            "another run",
        ),
        ({"baseline": "north", "metrics": "tre"}, "there are no scores of 'tre'", "ter"),
        ({"baseline": "north", "systems": "x"}, "no system is named 'x'", "north, south"),
        (
            {"baseline": run_of({"a": [1.0], "b": [1.0]})},
            "the baseline has several systems and none is named 'north'",
            "a, b",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_two_lines(given: dict[str, Any], message: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        regressions(scored(), **given)
    first, second = str(caught.value).splitlines()
    assert first.endswith(message)
    assert remedy in second


def test_a_run_alone_needs_a_baseline_and_other_data_is_none() -> None:
    with pytest.raises(UsageError, match="baseline can't be None"):
        regressions(run_of({"a": [1.0]}))
    with pytest.raises(CompareError, match="1 and 2 segments"):
        regressions(run_of({"a": [1.0]}), run_of({"a": [1.0, 2.0]}))
    assert regressions(run_of({"a": [1.0, 2.0]}), run_of({"a": [1.0, 2.0]}))["gain"].tolist() == [0, 0]
