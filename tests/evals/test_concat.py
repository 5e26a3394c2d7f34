"""Runs become one without scoring: systems side by side, or the documents of several sets below each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.errors import CompareError, TertiumError
from tertium.evals.compare import compare
from tertium.evals.concat import concat
from tertium.evals.evaluate import evaluate
from tertium.evals.filter import filtered
from tertium.evals.grouping import grouped
from tertium.evals.results import Resampling
from tertium.evals.store import load, save
from tertium.evals.types import Key, Skip
from tests.evals.making import MEAN, run_of
from tests.evals.test_filter import METRICS, scored

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run


def talks(run: Run, name: str = "talks") -> Run:
    """Return the run as one of another set: other texts, the same ids."""
    data = replace(run.data, name=name, sources=tuple(f"{name} {text}" for text in run.data.sources or ()))
    return replace(run, data=data)


def test_runs_of_one_set_have_the_systems_and_metrics_of_all(tmp_path: Path) -> None:
    whole = scored()
    north, south = (evaluate(whole.data.with_systems([name]), METRICS) for name in ("north", "south"))
    save(south, tmp_path / "south")
    for run in (concat([north, south]), concat(north, south), concat({"a": north, "b": tmp_path / "south"})):
        assert run.systems == ("north", "south")
        assert all(run.values[key].total == whole.values[key].total for key in whole.values)
        assert run.problems == whole.problems
        assert run.skips == whole.skips
    by_metric = [evaluate(whole.data, [metric]) for metric in METRICS]
    assert list(concat(by_metric).measures) == METRICS
    assert concat(by_metric, metrics=["ter"]).scores["metric"].unique().tolist() == ["ter"]


def test_outputs_of_one_name_that_differ_are_two_systems() -> None:
    old, new = run_of({"ours": [1.0, 2.0]}), run_of({"ours": [3.0, 4.0]})
    new = replace(new, data=new.data.with_outputs({"ours": ["another", "text"]}))
    assert concat({"old": old, "new": new}).systems == ("ours@old", "ours@new")


def test_documents_of_two_sets_stand_below_each_other_as_if_scored_together() -> None:
    news, talk = scored(1), talks(scored(2))
    run = concat([news, talk])
    again = evaluate(run.data, METRICS)
    assert run.data.name == "made + talks"
    assert run.data.ids[0] == "made/s0"
    assert run.data.documents[4].id == "talks/a"
    assert run.data.documents[4].rows == slice(12, 15)
    for key, values in again.values.items():
        for level in ("segments", "documents", "domains", "total"):
            assert np.array_equal(getattr(values, level), getattr(run.values[key], level), equal_nan=True), (key, level)
        assert run.spans.get(key, ()) == again.spans.get(key, ())
    assert set(run.skips) == set(again.skips)
    assert run.problems == again.problems


def test_each_set_is_a_group_and_a_filter_keeps_it() -> None:
    news, talk = scored(1), talks(scored(2))
    run = concat([news, talk])
    groups = grouped(run, "set", metrics="chrf", systems="south", resampling=Resampling(samples=400))
    assert groups.frame["score"].tolist() == [each.values[Key("south", "chrf")].total for each in (news, talk)]
    assert grouped(filtered(run, domain="news"), "set", metrics="chrf").frame["segments"].tolist() == [6, 6, 6, 6]
    assert grouped(run, "customer", metrics="chrf").frame["customer"].unique().tolist() == ["c0", "c1", "c2"]


def test_parts_that_were_filtered_out_come_together_again() -> None:
    run = scored()
    parts = {domain: filtered(run, domain=domain) for domain in run.data.domains}
    columns = ["system", "metric", "score", "segments", "documents", "of"]
    assert concat(parts).scores[columns].equals(run.scores[columns])
    assert concat(parts).data.ids == tuple(name for domain in parts for name in parts[domain].data.ids)
    assert concat(parts).data.provenance["left_out"][0].startswith("talk: 6 of 12 segments are left out")


def test_a_concatenated_run_is_stored_and_compared_as_any_other(tmp_path: Path) -> None:
    run = concat([scored(1), talks(scored(2))])
    save(run, tmp_path / "run")
    assert load(tmp_path / "run").scores.equals(run.scores)
    assert len(compare(load(tmp_path / "run")).differences) == len(METRICS)


def test_what_only_some_have_is_named() -> None:
    news = scored(1)
    other = run_of({"south": [1.0], "west": [2.0]})
    news = replace(concat([news], metrics=["chrf", "bleu"]), warnings=("south is odd",))
    talk = talks(evaluate(scored(2).data.with_systems(["south"]), ["chrf", "ter"]))
    talk = replace(talk, missing={"bleu": "no model\n  try: one"})
    run = concat([news, talk])
    assert run.systems == ("south",)
    assert run.missing == {"bleu": "not in talks: no model", "ter": "not in made"}
    assert run.warnings[0] == "north is left out: it has no outputs of talks"
    assert run.warnings[-1] == "made: south is odd"
    with pytest.raises(CompareError, match="made, talks have no system in common"):
        concat([news.filter(systems="north"), talk])
    with pytest.raises(CompareError, match="have no metric in common"):
        concat({"a": news, "b": other})


def test_languages_domains_and_references_that_differ_are_kept_as_far_as_they_agree() -> None:
    news, talk = scored(1), talks(scored(2))
    german = replace(talk, data=replace(talk.data, languages=("de", "en"), references={"B": talk.data.references["A"]}))
    run = concat([news, german])
    assert run.data.languages == (None, "en")
    assert list(run.data.references) == ["A", "B"]
    assert run.data.references["B"][:12] == (None,) * 12
    assert run.values[Key("south", "chrf")].total == concat([news, talk]).values[Key("south", "chrf")].total


def test_a_text_that_two_sets_share_is_warned_of() -> None:
    first = run_of({"a": [1.0, 2.0]})
    first = replace(first, data=replace(first.data, sources=("one", "two")))
    second = replace(first, data=replace(first.data, name="other", sources=("two", "three")))
    assert concat([first, second]).warnings == ("1 source of other stand in an earlier set too, and count twice",)


def test_ids_that_are_distinct_stay_as_they_are() -> None:
    first, second = run_of({"a": [1.0, 2.0]}), talks(run_of({"a": [3.0, np.nan]}))
    documents = tuple(replace(document, id=f"t{document.id}") for document in second.data.documents)
    second = replace(
        second,
        data=replace(second.data, ids=("t1", "t2"), documents=documents),
        skips=(Skip("a", MEAN, "t2", "no text"),),
    )
    run = concat([first, second])
    assert run.data.ids == ("d0#1", "d1#1", "t1", "t2")
    assert run.skips == second.skips


@pytest.mark.parametrize(
    ("runs", "message", "remedy"),
    [
        (5, "runs: 1 can't be 5", "a run"),
        ([], "runs can't be empty", "a list of runs or their paths"),
        ({"a": 3}, "runs: a can't be 3", "a run"),
        (
            [scored(1), scored(2)],
            "runs of 'made' and 'made' measure different data: the source of 12 of 12",
            "or name them",
        ),
        ([scored(1), "nowhere"], "nowhere does not exist", "check the path"),
    ],
)
def test_what_does_not_fit_is_refused_in_two_lines(runs: Any, message: str, remedy: str) -> None:
    with pytest.raises(TertiumError) as caught:
        concat(runs)
    first, second = str(caught.value).splitlines()
    assert first.startswith(message)
    assert remedy in second


def test_signatures_that_differ_are_refused_with_what_differs() -> None:
    news, talk = scored(1), talks(scored(2))
    old = replace(talk.measures["chrf"], signature=talk.measures["chrf"].signature.replace("order:6", "order:5"))
    talk = replace(talk, measures={**talk.measures, "chrf": old})
    with pytest.raises(CompareError, match="chrf is char_order:6 in one and char_order:5 in the other"):
        concat([news, talk])
    assert list(concat([news, talk], metrics="bleu").measures) == ["bleu"]
    with pytest.raises(TertiumError, match="there are no scores of 'tre'"):
        concat([news, talk], metrics="tre")
