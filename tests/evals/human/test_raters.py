"""Raters: agreement by its definition, and who is unlike the others."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tertium.evals.human.annotations import Annotations, annotations_of
from tertium.evals.human.raters import alpha, matrix, rater_accuracies, raters_of, span_agreement
from tertium.evals.human.ratings import Rating, Ratings
from tertium.metrics.base import Span
from tests.evals.making import run_of

DATA = run_of({name: [1.0] * 30 for name in "xyz"}).data


def made(rows: list[tuple[str, int, str, float]]) -> Annotations:
    return annotations_of(Ratings("da", tuple(Rating(*row) for row in rows)), DATA)


def test_alpha_is_that_of_its_definition() -> None:
    # Krippendorff's (2011) example of four observers and twelve units, for interval data
    table = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    rows = [
        ("x", unit, f"r{rater}", float(value))
        for rater, line in enumerate(table)
        for unit, value in enumerate(line.split())
        if value != "."
    ]
    value, outputs = alpha(made(rows))
    assert outputs == 11
    assert value == pytest.approx(0.849, abs=5e-4)
    units: dict[int, list[float]] = {}
    for _, unit, _, score in rows:
        units.setdefault(unit, []).append(score)
    several = [scores for scores in units.values() if len(scores) > 1]
    everything = [score for scores in several for score in scores]
    observed = sum(sum((a - b) ** 2 for a, b in permutations(scores, 2)) / (len(scores) - 1) for scores in several)
    expected = sum((a - b) ** 2 for a, b in permutations(everything, 2)) / (len(everything) - 1)
    assert value == pytest.approx(1 - observed / expected)


def test_a_rater_who_saw_an_output_twice_does_not_agree_with_himself() -> None:
    value, outputs = alpha(made([("x", 0, "r", 1.0), ("x", 0, "r", 2.0)]))
    assert np.isnan(value)
    assert outputs == 0


def test_orders_are_compared_where_both_raters_scored_both_outputs() -> None:
    rows = [
        ("x", 0, "a", 1.0),
        ("y", 0, "a", 2.0),
        ("z", 0, "a", 2.0),
        ("x", 0, "b", 5.0),
        ("y", 0, "b", 7.0),
        ("z", 0, "b", 6.0),
    ]
    annotations = made([*rows, ("x", 1, "a", 3.0)])
    counts = rater_accuracies([matrix(annotations, i) for i in range(2)])
    assert counts[0, 1].tolist() == [2, 3]


def test_spans_of_every_two_raters_are_compared() -> None:
    def row(rater: str, end: int) -> Rating:
        return Rating("x", 0, rater, 0.0, (Span(0, 0, end, "error", "minor"),))

    value, pairs = span_agreement([row("a", 4), row("b", 2), row("a", 1)])
    assert pairs == 2
    assert value == pytest.approx(2 * (2 + 1) / (4 + 2 + 2 + 1))


def test_a_strict_rater_and_one_of_a_single_score_are_unusual() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for rater, offset in {"a": 0.0, "b": 0.3, "c": -0.4, "d": 0.2, "e": -0.1, "strict": -9.0}.items():
        rows += [(name, i, rater, 50 + 3 * i % 7 + offset + rng.normal()) for name in "xyz" for i in range(20)]
    rows += [(name, i, "same", 50.0) for name in "xyz" for i in range(10)]
    annotations = made(rows)
    accuracies = rater_accuracies([matrix(annotations, i) for i in range(len(annotations.raters))])
    unusual = {rater.name: rater.unusual for rater in raters_of(annotations, accuracies)}
    assert "stricter than the others" in unusual["strict"]
    assert "the same score throughout" in unusual["same"]
    assert not any(unusual[name] for name in "abcde")


def test_what_changes_without_a_rater_is_counted() -> None:
    rows = [("x", 0, "a", 1.0), ("y", 0, "a", 2.0), ("x", 1, "b", 9.0), ("y", 1, "b", 1.0), ("z", 1, "b", 0.0)]
    annotations = made(rows)
    first, second = raters_of(annotations, rater_accuracies([matrix(annotations, i) for i in range(2)]))
    assert (first.turned, first.largest_shift) == (0, 4)
    assert (second.turned, second.lost) == (1, 1)
