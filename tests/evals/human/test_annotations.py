"""Ratings as arrays."""

from __future__ import annotations

import numpy as np

from tertium.evals.human.annotations import annotations_of
from tertium.evals.human.ratings import Rating, Ratings, average
from tests.evals.making import run_of

DATA = run_of({"x": [1.0] * 3, "y": [1.0] * 3}, sizes=[2, 1]).data
ROWS = (
    Rating("x", 0, "a", 4),
    Rating("x", 0, "b", 2),
    Rating("y", 2, "a", 1),
    Rating("y", 1, "a", float("nan")),
)


def test_an_output_s_mean_is_that_of_its_ratings_as_average_gives_it() -> None:
    ratings = Ratings("mqm", ROWS, higher_is_better=False)
    annotations = annotations_of(ratings, DATA)
    assert (annotations.systems, annotations.raters) == (("x", "y"), ("a", "b"))
    assert annotations.document.tolist() == [0, 0, 1]
    np.testing.assert_equal(annotations.means, [[-3, np.nan, np.nan], [np.nan, np.nan, -1]])
    np.testing.assert_equal(annotations.means, list(average(ratings, DATA).scores.values()))
    assert annotations.of(annotations.rater == 1).score.tolist() == [-2]
