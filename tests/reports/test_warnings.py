"""What to know before any score: every warning about a run, with its segments, the most serious kinds first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.types import Key, Run, Values
from tertium.metrics.base import Span
from tertium.reports.warnings import SHOWN_IDS, inspect_run, segment_ids
from tests.evals.making import run_of
from tests.reports.making import plain_run
from tests.scripts import lines


def kinds() -> dict[tuple[str, str], tuple[int, ...]]:
    return {(warning.kind, warning.system): warning.segments for warning in inspect_run(plain_run()).warnings}


def test_what_texts_alone_show_is_found_without_any_metric() -> None:
    result = kinds()
    assert result["empty output", "south"] == (2,)
    assert result["output is a copy of the source", "south"] == (4,)
    assert ("empty output", "north") not in result


def test_outputs_are_left_unsearched_where_that_takes_too_long() -> None:
    quick = {warning.kind for warning in inspect_run(plain_run(), with_outputs=False).warnings}
    assert {kind for kind, _ in kinds()} - quick == {"empty output", "output is a copy of the source"}


def test_a_name_alone_is_no_copy_and_other_case_or_spaces_still_are_one() -> None:
    data = EvalSet(
        name="names",
        ids=("a", "b", "c"),
        documents=(Document("d", 0, 3),),
        sources=("Angela Merkel", "It rains all day.", "   "),
        outputs={"x": ("Angela Merkel", "IT  rains all day.", "")},
    )
    result = {
        warning.kind: warning.segments
        for warning in inspect_run(evaluate(data, ["length"])).warnings
        if warning.system == "x"
    }
    assert result["output is a copy of the source"] == (1,)
    assert result["empty output"] == (2,)


def test_missing_metrics_come_first_and_warnings_last() -> None:
    result = [warning.kind for warning in inspect_run(plain_run()).warnings]
    assert result[0] == "metric is missing"
    assert result[-1] == "warning"


def test_undefined_scores_and_skipped_segments_are_named() -> None:
    run = run_of({"a": [1.0, float("nan")], "b": [float("nan")] * 2}, [1, 1])
    undefined = Values(np.full(2, np.nan), np.full(2, np.nan), np.full(2, np.nan), float("nan"))
    metric = next(iter(run.measures))
    run = replace(run, values={**run.values, Key("b", metric): undefined})
    result = [warning for warning in inspect_run(run).warnings if warning.kind == "score is undefined"]
    assert [warning.system for warning in result] == ["b"]
    skipped = [warning for warning in inspect_run(plain_run()).warnings if warning.kind == "segment is not scored"]
    assert skipped == []


def test_what_metrics_point_at_is_counted_by_label_and_severity() -> None:
    run = plain_run()
    spans = (Span(0, 0, 3, "number", "minor"), Span(0, 4, 5, "number", "critical"), Span(3, 0, 1, "number", "minor"))
    run = replace(run, spans={Key("north", "chrf"): spans})
    (result,) = (warning for warning in inspect_run(run).warnings if warning.kind == "chrf: number")
    assert result.segments == (0, 3)
    assert result.message == "1 critical, 2 minor"


def test_warnings_are_sentences_for_notes_systems_together_and_findings_left_to_their_columns() -> None:
    notes = list(inspect_run(plain_run()).notes)
    assert "empty output: south in 1 segment (bread#3)" in notes
    assert "metric is missing: comet: comet is not installed" in notes
    assert notes[-1] == "chrf, south: 1 text is longer than the window"
    assert not any("number" in warning for warning in notes)
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
    notes = list(inspect_run(evaluate(data, ["length"])).notes)
    assert "score is undefined: y: length scores no segment" in notes


def test_of_many_segments_the_first_are_named(run: Run) -> None:
    assert segment_ids(run, (0, 3)) == "bread#1, bridge#1"
    assert segment_ids(run, tuple(range(SHOWN_IDS + 1))).endswith("bridge#2, …")


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
    kind = "output is a copy of the source"
    (warning,) = (warning for warning in inspect_run(run).warnings if warning.kind == kind)
    assert (warning.segments, run.values[Key("x", "copied")].total) == ((0,), 12.5)
    same = evaluate(replace(data, languages=(language, language)), ["length"])
    assert kind not in {warning.kind for warning in inspect_run(same).warnings}


def test_what_is_no_translation_comes_before_smaller_errors() -> None:
    run = run_of({"a": [1.0, 1.0]})
    labels = ("numbers", "chatter", "language", "refusal:severity=critical")
    spans = {Key("a", label): (Span(0, 0, 1, "found"),) for label in labels}
    kinds = [warning.kind for warning in inspect_run(replace(run, spans=spans)).warnings]
    assert kinds == ["refusal: found", "language: found", "chatter: found", "numbers: found"]
