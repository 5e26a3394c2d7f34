"""The difference of two systems: its variance by documents and raters, by plain sums and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.evals.human.annotations import Annotations, annotations_of
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.two_way import one_system, two_way
from tests.evals.making import run_of

DATA = run_of({"x": [1.0] * 6, "y": [1.0] * 6}, sizes=[2, 2, 2]).data


def made(rows: list[tuple[str, int, str, float]]) -> Annotations:
    return annotations_of(Ratings("da", tuple(Rating(*row) for row in rows)), DATA)


def test_with_one_rater_the_variance_is_that_of_document_sums() -> None:
    x, y = [5.0, 7, 4, 9, 6, 8], [4.0, 6, 6, 5, 5, 1]
    rows = [(name, i, "r", value) for name, values in (("x", x), ("y", y)) for i, value in enumerate(values)]
    result = two_way(made(rows), 0, 1)
    differences = np.subtract(x, y)
    sums = (differences - differences.mean()).reshape(3, 2).sum(axis=1) / 6
    assert (result.delta, result.error) == pytest.approx((differences.mean(), math.sqrt((sums**2).sum() * 3 / 2)))
    assert result[2:] == (2, 6, 3, 1)
    low, high = result.interval(0.95)
    assert low < result.delta < high
    assert (result.p < 0.05) == (low > 0)


def test_raters_add_their_own_spread() -> None:
    rng = np.random.default_rng(2)
    taste = {"a": 3.0, "b": -3.0, "c": 0.5, "d": -0.5}  # of each rater for system x
    rows = [
        (name, i, rater, rng.normal() + (taste[rater] if name == "x" else 0))
        for name in "xy"
        for i in range(6)
        for rater in taste
    ]
    result = two_way(made(rows), 0, 1)
    documents_alone = two_way(made([(*row[:2], "all", row[3]) for row in rows]), 0, 1)
    assert result.delta == pytest.approx(documents_alone.delta)
    assert result.error > 2 * documents_alone.error
    assert (result.freedom, result.raters) == (2, 4)


def test_only_segments_rated_of_both_count() -> None:
    rows = [
        ("x", 0, "r", 9.0),
        ("x", 1, "r", 1.0),
        ("y", 1, "r", 0.0),
        ("y", 2, "s", 5.0),
        ("x", 5, "s", 2),
        ("y", 5, "s", 2),
    ]
    result = two_way(made(rows), 0, 1)
    assert (result.delta, result.segments, result.documents) == (0.5, 2, 2)


def test_one_document_has_no_error_and_no_shared_segment_no_difference() -> None:
    assert math.isnan(two_way(made([("x", 0, "r", 1.0), ("y", 0, "r", 2.0)]), 0, 1).p)
    apart = two_way(made([("x", 0, "r", 1.0), ("y", 1, "r", 2.0)]), 0, 1)
    assert (math.isnan(apart.delta), apart.segments) == (True, 0)


def test_a_system_s_mean_is_over_its_outputs() -> None:
    single = one_system(made([("x", 0, "a", 1.0), ("x", 0, "b", 3.0), ("x", 2, "a", 8.0)]), 0)
    assert (single.delta, single.segments) == (5, 2)


@pytest.mark.parametrize(("documents", "raters"), [(30, 12)])
def test_intervals_cover_the_true_difference_of_raters_and_documents(documents: int, raters: int) -> None:
    rng = np.random.default_rng(5)
    covered, trials = 0, 300
    document, rater = (grid.ravel() for grid in np.meshgrid(range(documents), range(raters), indexing="ij"))
    shown = rng.permuted(np.tile(np.arange(raters) < raters // 3, (documents, 1)), axis=1)[document, rater]
    document, rater = document[shown], rater[shown]
    both = np.concatenate([document, document]), np.concatenate([rater, rater])
    system = np.repeat([0, 1], len(document))
    names = tuple(map(str, range(raters))), tuple(map(str, range(documents)))
    for _ in range(trials):
        taste, topic = rng.normal(size=(2, raters)), rng.normal(size=(2, documents))
        score = taste[system, both[1]] + topic[system, both[0]] + rng.normal(size=len(system))
        annotations = Annotations(("x", "y"), *names, documents, system, both[0], both[0], both[1], score)
        low, high = two_way(annotations, 0, 1).interval(0.95)
        covered += low <= 0 <= high
    assert covered / trials > 0.92


def test_what_differs_by_rounding_alone_is_no_difference() -> None:
    rows = [(name, i, rater, 0.1) for name in "xy" for i in range(6) for rater in ("a", "b", "c")[: 1 + (name == "x")]]
    result = two_way(made(rows), 0, 1)
    assert (result.delta, result.error, result.p) == (0.0, 0.0, 1.0)
    assert one_system(made(rows), 0).error == 0
    apart = two_way(made([*rows[:-1], ("y", 5, "a", 0.2)]), 0, 1)
    assert apart.delta < 0
    assert 0 < apart.p < 1
