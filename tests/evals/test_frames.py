"""A run as DataFrames: one row per thing, undefined as nan, and nothing but what the run holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tertium.evals import frames
from tertium.evals.coverage import Coverage, part_coverage_of
from tertium.evals.types import Key, Run
from tertium.metrics.base import Span
from tests.evals.making import MEAN, run_of


def scored_run() -> Run:
    run = run_of({"north": [1, 2, np.nan], "south": [3, 4, 5]}, [2, 1])
    spans = (Span(0, 0, 5, "number", "major"), Span(1, 0, 2, "number", "minor"))
    return replace(run, spans={Key("north", MEAN): spans})


def document_coverage(run: Run) -> dict[Key, list[Coverage]]:
    return part_coverage_of(run.data, run.measures, run.counts).documents


def test_scores_count_the_segments_and_documents_that_have_one() -> None:
    run = scored_run()
    scores = frames.scores(run.measures, run.values, run.coverage)
    assert scores[["system", "score", "macro", "segments", "documents", "of"]].to_numpy().tolist() == [
        ["north", 1.5, 1.5, 2, 1, 3],
        ["south", 4.0, 4.25, 3, 2, 3],
    ]


def test_documents_and_segments_have_a_row_per_system_and_nan_where_nothing_is_scored() -> None:
    run = scored_run()
    documents = frames.documents(run.data, run.values, document_coverage(run))
    assert documents["document"].tolist() == ["d0", "d1", "d0", "d1"]
    assert documents["segments"].tolist() == [2, 1, 2, 1]
    assert documents["scored"].tolist() == [2, 0, 2, 1]
    assert documents["of"].tolist() == [2, 1, 2, 1]
    segments = frames.segments(run.data, run.measures, run.values)
    assert segments["hypothesis"].tolist() == ["north 0", "north 1", "north 2", "south 0", "south 1", "south 2"]
    assert segments[MEAN].isna().tolist() == [False, False, True, False, False, False]


def test_the_users_own_columns_stand_behind_those_of_the_run() -> None:
    run = scored_run()
    own = {"customer": ["acme", "acme", "zenith"], "source": ["not", "this", "one"]}
    data = replace(run.data, provenance={"columns": own})
    segments = frames.segments(data, run.measures, run.values)
    assert list(segments)[-2:] == [MEAN, "customer"]
    assert segments["customer"].tolist() == own["customer"] * 2
    assert segments["source"].tolist() == ["four"] * 6


def test_findings_hold_the_text_that_a_span_marks_and_are_counted_by_document() -> None:
    run = scored_run()
    findings = frames.findings(run.data, run.spans)
    assert findings[["id", "text", "severity"]].to_numpy().tolist() == [
        ["d0#1", "north", "major"],
        ["d0#2", "no", "minor"],
    ]
    counts = frames.finding_counts(run.data, run.spans)
    assert counts[["document", "minor", "major", "critical"]].to_numpy().tolist() == [["d0", 1, 1, 0], ["d1", 0, 0, 0]]


def test_the_board_has_a_direction_per_metric_and_no_markup_of_names() -> None:
    run = run_of({"<b>": [1, 2]})
    board = frames.board("a <i> run", run.systems, run.measures, run.values, run.coverage)
    assert f"{MEAN} ↑" in board
    assert "&lt;b&gt;" in board
    assert "a &lt;i&gt; run" in board
    assert "<b>" not in board.replace("<p><b>", "")
    assert " segments" not in board


def test_the_board_says_on_how_many_segments_a_total_stands() -> None:
    board = scored_run()._repr_html_()
    assert f"{MEAN} segments" in board
    assert "2 of 3" in board
    assert "3 of 3" in board


def test_the_attributes_of_a_run_are_these_frames() -> None:
    run = scored_run()
    assert run.scores.equals(frames.scores(run.measures, run.values, run.coverage))
    assert run.documents.equals(frames.documents(run.data, run.values, document_coverage(run)))
    assert run.segments.equals(frames.segments(run.data, run.measures, run.values))
    assert run.findings.equals(frames.findings(run.data, run.spans))
    assert run.finding_counts.equals(frames.finding_counts(run.data, run.spans))
