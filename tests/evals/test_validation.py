"""What a metric returns is held against what it must return, and a wrong result says which part is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.containment import ResultError
from tertium.evals.validation import validated, validated_scores
from tertium.metrics.base import Counted, Span

if TYPE_CHECKING:
    from collections.abc import Callable

HYPOTHESES = ["one two", "drei"]
ROWS = np.ones((2, 3))
NAN = np.array([[1.0, 2.0, 3.0], [1.0, np.nan, 3.0]])


def test_a_right_result_is_returned_with_floats_and_plain_ints() -> None:
    spans = (Span(np.int64(1), 0, np.int64(4), "all"), Span(0, 7, 7, "missing"))  # type: ignore[arg-type]
    counted = validated(Counted(ROWS.astype(int), spans, ("cut",)), HYPOTHESES, 3)
    assert counted.counts.dtype == np.float64
    assert counted.spans == (Span(1, 0, 4, "all"), Span(0, 7, 7, "missing"))
    assert type(counted.spans[0].segment) is int
    assert (counted.warnings, counted.unscored) == (("cut",), {})


def test_a_row_without_a_score_may_hold_nan() -> None:
    assert validated(Counted(NAN, unscored={1: "too long"}), HYPOTHESES, None).unscored == {1: "too long"}


@pytest.mark.parametrize(
    ("counted", "message"),
    [
        ([1, 2], "returned a value of type list from its counter\n  try: a Counted"),
        (None, "returned None from its counter"),
        (Counted([[1], [2]]), r"counts that are a value of type list\n  try: one finite row per segment"),  # type: ignore[arg-type]
        (Counted(np.array([["a"], ["b"]])), r"counts that are .*of dtype <U1"),
        (Counted(ROWS[0]), r"counts of shape \(3,\) for 2 segments"),
        (Counted(ROWS[:1]), r"counts of shape \(1, 3\) for 2 segments\n  try: .* of shape \(2, 3\)"),
        (Counted(ROWS[:, :0]), r"counts of shape \(2, 0\)"),
        (Counted(ROWS[:, :2]), r"returned 2 counts per segment, and 3 for the systems before"),
        (Counted(NAN), "returned nan as a count of 1 segment, first of row 1"),
        (Counted(ROWS * np.inf), "returned inf as a count of 2 segments, first of row 0"),
        (Counted(np.ma.array(ROWS, mask=ROWS > 0)), "counts of which some are masked"),
        (Counted(ROWS, spans=(Span(2, 0, 1, "x"),)), "a span of a segment that isn't there\n  try: 0 to 1"),
        (Counted(ROWS, spans=(Span(-1, 0, 1, "x"),)), "a span of a segment that isn't there"),
        (Counted(ROWS, spans=(Span(1, 3, 5, "x"),)), r"a span from 3 to 5 in a hypothesis of 4 characters \(row 1\)"),
        (Counted(ROWS, spans=(Span(1, 3, 2, "x"),)), "a span from 3 to 2"),
        (Counted(ROWS, spans=(Span(1, 0, 1.5, "x"),)), "a span from 0 to -1"),  # type: ignore[arg-type]
        (Counted(ROWS, spans=(Span(1, 0, 1, None),)), "whose label, severity or note isn't a text"),  # type: ignore[arg-type]
        (Counted(ROWS, spans=((0, 0, 1),)), "a value of type tuple as a span"),  # type: ignore[arg-type]
        (Counted(ROWS, spans=None), "None as spans"),  # type: ignore[arg-type]
        (Counted(ROWS, warnings="cut"), "a value of type str as warnings"),  # type: ignore[arg-type]
        (Counted(ROWS, unscored={2: "why"}), r"as unscored that isn't one\n  try: a mapping from rows, 0 to 1"),
        (Counted(ROWS, unscored={0: " "}), "as unscored that isn't one"),
        (Counted(ROWS, unscored=[0]), "a value of type list as unscored"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_result_says_what_is_wrong_and_what_it_must_be(counted: Any, message: str) -> None:
    with pytest.raises(ResultError, match=message):
        validated(counted, HYPOTHESES, 3)


def test_scores_are_one_number_or_nan_per_sum() -> None:
    assert validated_scores(lambda totals: totals.sum(axis=-1), ROWS).tolist() == [3, 3]
    assert np.isnan(validated_scores(lambda _: np.array(np.nan), ROWS[0]))


@pytest.mark.parametrize(
    "score", [lambda _: 1.0, lambda totals: totals, lambda _: None, lambda _: ["a", "b"], lambda _: [1.0, np.inf]]
)
def test_scores_of_a_wrong_shape_or_without_bounds_are_refused(score: Callable[[Any], Any]) -> None:
    with pytest.raises(
        ResultError, match=r"scored sums of shape \(2, 3\) as .*\n  try: finite numbers of shape \(2,\)"
    ):
        validated_scores(score, ROWS)


def test_masked_scores_are_refused() -> None:
    with pytest.raises(ResultError, match=r"masked in part\n  try: nan where"):
        validated_scores(lambda totals: np.ma.array(totals[..., 0], mask=totals[..., 0] > 0), ROWS)


def test_a_longer_float_that_becomes_infinite_is_refused() -> None:
    counted = Counted(np.full((2, 3), np.longdouble("1e4000")))  # pyright: ignore[reportArgumentType] - a wrong type
    with pytest.raises(ResultError, match="returned inf as a count of 2 segments"):
        validated(counted, HYPOTHESES, None)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("inf"), "1"])
def test_a_confidence_is_from_0_to_1_or_nan(confidence: Any) -> None:
    with pytest.raises(ResultError, match="whose confidence isn't from 0 to 1 or nan"):
        validated(Counted(ROWS, spans=(Span(0, 0, 1, "x", confidence=confidence),)), HYPOTHESES, None)


def test_warnings_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertium.evals.validation.MAX_WARNINGS", 2)
    counted = validated(Counted(ROWS, warnings=("a", "b", "c", "d")), HYPOTHESES, None)
    assert counted.warnings == ("a", "b", "2 more warnings are left out")


def test_a_metric_can_not_change_the_sums_that_it_scores() -> None:
    totals = np.ones((2, 2))

    def changing(sums: Any) -> Any:
        sums *= 2
        return sums[..., 0]

    with pytest.raises(ValueError, match="read-only"):
        validated_scores(changing, totals)
    assert totals.tolist() == [[1, 1], [1, 1]]
