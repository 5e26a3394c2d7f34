"""What to know before any score: every doubt that the run shows, with its segments, the gravest kinds first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.rank import rank
from tertium.evals.results import Resampling
from tertium.evals.types import Key, Values
from tertium.metrics.base import Span
from tertium.reports.decisions import Decisions
from tertium.reports.measures import systems_best_first
from tertium.reports.sections.disagreements import disagreements_table
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.reports.sections.warnings import warnings_table
from tertium.reports.warnings import inspect_run
from tests.evals.making import run_of
from tests.reports.making import plain_run
from tests.scripts import lines


def kinds() -> dict[tuple[str, str], tuple[int, ...]]:
    return {(one.kind, one.system): one.segments for one in inspect_run(plain_run()).warnings}


def test_what_texts_alone_show_is_found_without_any_metric() -> None:
    found = kinds()
    assert found["empty output", "south"] == (2,)
    assert found["output is a copy of the source", "south"] == (4,)
    assert ("empty output", "north") not in found


def test_a_name_alone_is_no_copy_and_other_case_or_spaces_still_are_one() -> None:
    data = EvalSet(
        name="names",
        ids=("a", "b", "c"),
        documents=(Document("d", 0, 3),),
        sources=("Angela Merkel", "It rains all day.", "   "),
        outputs={"x": ("Angela Merkel", "IT  rains all day.", "")},
    )
    found = {one.kind: one.segments for one in inspect_run(evaluate(data, ["length"])).warnings if one.system == "x"}
    assert found["output is a copy of the source"] == (1,)
    assert found["empty output"] == (2,)


def test_missing_metrics_come_first_and_warnings_last() -> None:
    found = [one.kind for one in inspect_run(plain_run()).warnings]
    assert found[0] == "metric is missing"
    assert found[-1] == "warning"


def test_undefined_scores_and_skipped_segments_are_named() -> None:
    run = run_of({"a": [1.0, float("nan")], "b": [float("nan")] * 2}, [1, 1])
    undefined = Values(np.full(2, np.nan), np.full(2, np.nan), np.full(2, np.nan), float("nan"))
    metric = next(iter(run.measures))
    run = replace(run, values={**run.values, Key("b", metric): undefined})
    found = [one for one in inspect_run(run).warnings if one.kind == "score is undefined"]
    assert [one.system for one in found] == ["b"]
    skipped = [one for one in inspect_run(plain_run()).warnings if one.kind == "segment is not scored"]
    assert skipped == []


def test_what_metrics_point_at_is_counted_by_label_and_severity() -> None:
    run = plain_run()
    spans = (Span(0, 0, 3, "number", "minor"), Span(0, 4, 5, "number", "critical"), Span(3, 0, 1, "number", "minor"))
    run = replace(run, spans={Key("north", "chrf"): spans})
    (found,) = (one for one in inspect_run(run).warnings if one.kind == "chrf: number")
    assert found.segments == (0, 3)
    assert found.message == "1 critical, 2 minor"


def test_the_table_names_five_segments_and_counts_all() -> None:
    run = run_of({"a": [1.0] * 9, "b": [1.0] * 9})
    empty = replace(run.data, outputs={**run.data.outputs, "a": ("",) * 9})
    row = warnings_table(replace(run, data=empty), inspect_run(replace(run, data=empty)).warnings).rows[0]
    assert row[:3] == ("empty output", "a", 9)
    assert str(row[3]).endswith("…")
    assert str(row[3]).count(",") == 5


def test_systems_without_a_score_are_last_and_lower_can_be_better() -> None:
    run = run_of({"a": [1.0, 2.0], "b": [float("nan")] * 2, "c": [5.0, 5.0]})
    assert systems_best_first(run) == ["c", "a", "b"]
    turned = run_of({"a": [1.0, 2.0], "c": [5.0, 5.0]}, better=False)
    assert systems_best_first(turned) == ["a", "c"]


def test_metrics_that_order_systems_differently_are_counted_and_an_example_is_given() -> None:
    run = plain_run()
    table = disagreements_table(run)
    assert [row[:4] for row in table.rows] == [("chrf", "bleu", 1, 0), ("chrf", "ter", 1, 0), ("bleu", "ter", 1, 0)]
    other = {"north": "south", "south": "north"}
    swapped = {key: run.values[Key(other[key.system], "bleu")] for key in run.values if key.metric == "bleu"}
    swapped = {**run.values, **swapped}
    row = disagreements_table(replace(run, values=swapped)).rows[0]
    assert row[3:] == (1, None, "chrf prefers north, bleu prefers south")


def test_the_leaderboard_takes_intervals_ranks_and_doubts_from_the_standings() -> None:
    run = plain_run()
    standings = rank(run, resampling=Resampling(samples=200))
    table = leaderboard_table(run, Decisions(standings))
    titles = [column.title for column in table.columns]
    place = next(one for ranking in standings.rankings if ranking.metric == "chrf" for one in ranking.places)
    row = next(row for row in table.rows if row[0] == place.system)
    assert (row[titles.index("chrf low")], row[titles.index("chrf high")]) == tuple(place.interval)
    assert "length low" not in titles, "nothing is ranked where neither direction is better"
    assert set(standings.warnings) <= set(table.notes)


def test_doubts_are_sentences_for_notes_systems_together_and_findings_left_to_their_columns() -> None:
    said = list(inspect_run(plain_run()).notes)
    assert "empty output: south in 1 segment (bread#3)" in said
    assert "metric is missing: comet: comet is not installed" in said
    assert said[-1] == "chrf, south: 1 text is longer than the window"
    assert not any("number" in one for one in said)
    run = run_of({"a": [1.0] * 9, "b": [1.0] * 9})
    empty = replace(run, data=replace(run.data, outputs={"a": ("",) * 9, "b": ("",) * 9}))
    (both,) = inspect_run(empty).notes
    assert both == "empty output: a, b in 9 segments (d0#1, d1#1, d2#1, d3#1, d4#1, …)"


def test_a_system_without_any_scored_segment_is_not_said_to_have_been_judged() -> None:
    data = EvalSet(
        name="half",
        ids=("a", "b"),
        documents=(Document("d", 0, 2),),
        sources=("One.", "Two."),
        outputs={"x": ("Eins.", "Zwei."), "y": (None, None)},
    )
    said = list(inspect_run(evaluate(data, ["length"])).notes)
    assert "score is undefined: y: length scores no segment" in said


@pytest.mark.parametrize("language", ["hi", "th", "zh"])
def test_copies_are_named_by_the_rule_of_the_metric_in_scripts_without_spaces_too(language: str) -> None:
    _, texts, others = lines(language)
    data = EvalSet(
        name="copies",
        ids=tuple("abcdefgh"),
        documents=(Document("d", 0, 8),),
        sources=texts,
        outputs={"x": (texts[0], *others[1:])},
        languages=(language, "en"),
    )
    run = evaluate(data, ["copied"])
    (doubt,) = (one for one in doubts(run) if one.kind == "output is a copy of the source")
    assert (doubt.segments, run.values[Key("x", "copied")].total) == ((0,), 12.5)
    same = replace(data, languages=(language, language))
    assert not [one for one in doubts(evaluate(same, ["length"])) if one.kind == "output is a copy of the source"]
