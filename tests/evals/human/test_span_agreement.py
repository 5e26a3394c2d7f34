"""Metrics' spans against people's: rater by rater, and only of what the metric scored."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.errors import CompareError
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.span_agreement import span_trusts
from tertium.evals.results import Resampling
from tertium.evals.types import Key
from tertium.metrics.base import Span
from tests.evals.making import run_of

RUN = run_of({"x": [1.0, 1.0, float("nan")], "y": [1.0] * 3})
MARKED = replace(RUN, spans={Key("x", "length"): (Span(0, 0, 2, "error", "major"),)})
FEW = Resampling(samples=100)


def ratings(*rows: tuple[int, str, tuple[Span, ...]]) -> Ratings:
    return Ratings("mqm", tuple(Rating("x", segment, rater, 0.0, spans) for segment, rater, spans in rows))


def test_every_rater_of_an_output_counts() -> None:
    major, minor = (Span(0, 0, 2, "Style", severity) for severity in ("major", "minor"))
    trust, matched = span_trusts(MARKED, ratings((0, "a", (major,)), (0, "b", (minor,)), (1, "a", ())), None, FEW)
    assert (trust.metric, trust.level, trust.pairs) == ("length", "span", 3)
    assert (trust.statistic, matched.statistic) == ("character F1", "matched span F1")
    assert trust.value == pytest.approx(3 / 4)
    assert matched.value == 1, "severities don't count"
    assert not np.isnan(trust.interval.low)


def test_an_output_that_the_metric_did_not_score_counts_for_none() -> None:
    far = Span(2, 0, 3, "Style", "major")
    for trust in span_trusts(MARKED, ratings((0, "a", (Span(0, 0, 2, "Style"),)), (2, "a", (far,))), None, FEW):
        assert (trust.value, trust.pairs) == (1, 1)


def test_nothing_marked_is_refused() -> None:
    with pytest.raises(CompareError, match="no metric marks error spans"):
        list(span_trusts(RUN, ratings((0, "a", (Span(0, 0, 2, "Style"),))), None, FEW))
    with pytest.raises(CompareError, match="people marked no error spans"):
        list(span_trusts(MARKED, ratings((0, "a", ())), None, FEW))
