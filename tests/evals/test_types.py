"""A run and the scores of its counts at every level."""

from __future__ import annotations

import numpy as np

from tertium.evals.types import Key, document_sums, segment_domains, values_of, values_of_rows
from tertium.metrics.registry import load
from tests.evals.making import MEAN, run_of

NAN = float("nan")


def test_a_run_names_its_systems_and_has_the_fingerprint_of_its_set() -> None:
    run = run_of({"x": [1.0], "y": [2.0]})
    assert run.systems == ("x", "y")
    assert run.fingerprint == run.data.fingerprint
    assert repr(run) == f"<Run of {run.data!r} by {MEAN}>"


def test_rows_are_summed_by_document_and_a_skipped_segment_adds_nothing() -> None:
    run = run_of({"x": [1.0, NAN, 6.0]}, [2, 1])
    assert document_sums(run.counts[Key("x", MEAN)], run.data).tolist() == [[1, 1], [6, 1]]


def test_scores_of_every_level_come_from_summed_counts_and_are_nan_where_nothing_is_scored() -> None:
    run = run_of({"x": [1.0, 2.0, NAN, 6.0]}, [2, 1, 1])
    values = values_of(load(MEAN), run.counts[Key("x", MEAN)], run.data)
    assert np.array_equal(values.segments, [1, 2, NAN, 6], equal_nan=True)
    assert np.array_equal(values.documents, [1.5, NAN, 6], equal_nan=True)
    assert np.array_equal(values.domains, [3, NAN], equal_nan=True)  # even: documents 0 and 2, odd: document 1
    assert values.total == 3


def test_scores_of_segments_that_are_known_are_taken_as_they_are() -> None:
    run = run_of({"x": [1.0, 2.0, 6.0]}, [2, 1])
    rows, metric = run.counts[Key("x", MEAN)], load(MEAN)
    values = values_of_rows(metric.score, np.array([7.0, 8.0, 9.0]), rows, run.data)
    assert values.segments.tolist() == [7, 8, 9]
    assert values.documents.tolist() == values_of(metric, rows, run.data).documents.tolist() == [1.5, 6]


def test_the_domain_of_a_segment_is_that_of_its_document() -> None:
    assert segment_domains(run_of({"x": [1.0, 2.0, 6.0]}, [2, 1]).data) == ["even", "even", "odd"]
