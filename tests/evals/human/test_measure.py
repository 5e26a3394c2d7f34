"""Ratings in a run: a measure like any other, and spans that name their rater."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError, UsageError
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.human.measure import with_ratings
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.results import Resampling
from tertium.evals.types import Key
from tertium.metrics.base import Span
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

RUN = run_of({"x": [1.0] * 4, "y": [2.0] * 4}, sizes=[2, 2])
ROWS = (
    Rating("x", 1, "b", 5.0, (Span(1, 0, 1, "Style", "major"),)),
    Rating("x", 1, "a", 1.0, (Span(1, 1, 2, "Style", "minor", "a word"), Span(1, 1, 99, "Style", "minor"))),
    Rating("x", 2, "a", 0.0),
    Rating("y", 2, "a", 2.0),
    Rating("z", 0, "a", 2.0),
)
MQM = Ratings("mqm", ROWS, higher_is_better=False, rule="weights:Major=5|sum per rater")


def test_penalties_keep_their_direction_and_what_nobody_rated_is_skipped() -> None:
    run = with_ratings(RUN, MQM)
    assert list(run.measures) == ["length", "mqm"]
    assert run.measures["mqm"].higher_is_better is False
    assert run.measures["mqm"].signature == "mqm|people:weights:Major=5|sum per rater|raters:2|mean over raters"
    values = run.values[Key("x", "mqm")]
    np.testing.assert_equal(values.segments, [np.nan, 3, 0, np.nan])
    np.testing.assert_equal(values.documents, [3, 0])
    np.testing.assert_equal(values.domains, [3, 0])
    assert values.total == 1.5
    assert not np.signbit(values.segments[2])
    assert {skip.reason for skip in run.skips} == {"nobody rated it"}
    assert len(run.skips) == 5


def test_spans_are_in_the_order_of_raters_who_are_named() -> None:
    run = with_ratings(RUN, MQM)
    spans = run.spans[Key("x", "mqm")]
    assert [(span.note, span.start) for span in spans] == [("a: a word", 1), ("b", 0)]
    assert run.warnings == (
        "mqm: people rated z too, of which there is no output here",
        "mqm: 1 span of mqm beyond the output here left out",
    )


def test_the_run_is_stored_and_compared_like_any_other(tmp_path: Path) -> None:
    store.save(with_ratings(RUN, MQM), tmp_path / "run")
    run = store.load(tmp_path / "run")
    assert run.spans[Key("x", "mqm")][0].note == "a: a word"
    comparison = compare(run, baseline="x", resampling=Resampling(samples=100))
    assert [item.delta for item in comparison.differences if item.metric == "mqm"] == [2]


def test_ratings_of_no_system_and_names_that_are_taken_are_refused() -> None:
    with pytest.raises(DataError, match="people rated z; the set has x, y"):
        with_ratings(RUN, replace(MQM, rows=ROWS[-1:]))
    with pytest.raises(UsageError, match="has a metric 'length' already"):
        with_ratings(RUN, replace(MQM, name="length"))
    with pytest.raises(UsageError, match="no metric can be called 'a b'"):
        with_ratings(RUN, replace(MQM, name="a b"))
