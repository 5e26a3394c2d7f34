"""Character F1 of spans: marks are counted, and half a mark is worth half."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from tertium.evals.human.span_overlap import f1, overlap, span_counts

Spans = list[tuple[int, int, str]]


def plainly(gold: Spans, predicted: Spans, length: int) -> list[float]:
    """Count as the definition says it, character by character."""
    totals = [0.0] * 4
    for place in range(length):
        marks = []
        for spans in (gold, predicted):
            inside = [severity for start, end, severity in spans if start <= place < end]
            marks.append(Counter("minor" if severity == "minor" else "major" for severity in inside))
        equal = {severity: min(marks[0][severity], marks[1][severity]) for severity in ("major", "minor")}
        left = [{severity: one[severity] - equal[severity] for severity in equal} for one in marks]
        totals[0] += sum(equal.values())
        totals[1] += min(left[0]["major"], left[1]["minor"]) + min(left[0]["minor"], left[1]["major"])
        totals[2] += marks[1].total()
        totals[3] += marks[0].total()
    return totals


def test_counts_are_those_of_the_definition_on_random_spans() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        spans: list[Spans] = []
        for _ in range(2):
            starts = rng.integers(0, 12, size=rng.integers(0, 5)).tolist()
            severities = rng.choice(["minor", "major", "critical"], size=len(starts)).tolist()
            spans.append([(i, i + int(rng.integers(0, 6)), s) for i, s in zip(starts, severities, strict=True)])
        assert span_counts(spans[0], spans[1], 14).tolist() == plainly(spans[0], spans[1], 14)


def test_another_severity_is_worth_half_and_a_double_mark_counts_twice() -> None:
    totals = span_counts([(0, 4, "major"), (0, 2, "minor")], [(0, 4, "minor")])
    assert totals.tolist() == [2, 2, 4, 6]
    result = overlap(totals)
    assert (result.precision, result.recall) == (3 / 4, 3 / 6)
    assert result.f1 == pytest.approx(0.6)
    assert overlap(totals, partial=0).f1 == pytest.approx(0.4)


def test_nothing_predicted_is_precise_and_finds_nothing() -> None:
    assert overlap(span_counts([(0, 3, "minor")], [])) == (1, 0, 0)
    assert overlap(span_counts([], [])) == (1, 1, 1)
    assert f1(np.zeros((2, 4))).tolist() == [1, 1]


def test_what_is_marked_behind_the_text_does_not_count() -> None:
    assert span_counts([(0, 9, "minor")], [(2, 9, "minor")], 5).tolist() == [3, 0, 3, 5]
