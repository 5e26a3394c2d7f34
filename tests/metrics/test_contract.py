"""What every metric promises, ours and those of other distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import REFERENCES, SOURCE, Texts
from tertium.errors import MetricError
from tertium.evals.validation import validated, validated_scores
from tertium.metrics.base import Metric, ScoresSegments
from tertium.metrics.registry import classes, label, load

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import Role

SAME = ["Der Zug fährt um 8 Uhr.", "Sie lachte nicht."]
EMPTY = ""


def texts(rows: int = 3) -> Texts:
    return Texts(
        ids=("a#1", "a#2", "b#1")[:rows],
        sources=("The train leaves at 8.", "She did not laugh.", "It is raining.")[:rows],
        references=((*SAME[:1], "Um 8 Uhr fährt der Zug."), (SAME[1],), ("Es regnet.",))[:rows],
        documents=("a", "a", "b")[:rows],
        languages=("en", "de"),
    )


@pytest.fixture(params=list(classes()))
def metric(request: pytest.FixtureRequest, tmp_path: Path) -> Metric:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("train\tZug\n", encoding="utf-8")
    options = {"terms": f":glossary={glossary}", "limit": ":characters=40"}  # which they can't do without
    metric = load(request.param + options.get(request.param, ""))
    try:
        metric.bind(texts())
    except MetricError as error:  # its package or its model isn't here
        pytest.skip(str(error).replace("\n", ";"))
    return metric


def test_one_finite_row_per_segment_even_for_an_empty_hypothesis(metric: Metric) -> None:
    rows = metric.bind(texts())([*SAME, EMPTY]).counts
    assert rows.shape[0] == 3
    assert rows.dtype == np.float64
    assert np.isfinite(rows).all()


def test_evaluation_accepts_what_it_returns(metric: Metric) -> None:
    hypotheses = ["Der «Zug fährt um 9 Uhr, um 9 Uhr, um 9 Uhr. https://a.example (", "She did not laugh.", EMPTY]
    counted = validated(metric.bind(texts())(hypotheses), hypotheses, None)
    assert np.shape(validated_scores(metric.score, counted.counts)) == (3,)


def test_a_row_depends_on_its_own_segment_only(metric: Metric) -> None:
    rows = metric.bind(texts())([*SAME, EMPTY]).counts
    assert np.allclose(rows[:1], metric.bind(texts(1))(SAME[:1]).counts, rtol=0, atol=1e-6)


def test_scores_keep_the_leading_axes(metric: Metric) -> None:
    rows = metric.bind(texts())([*SAME, EMPTY]).counts
    one = metric.score(rows.sum(axis=0))
    assert np.shape(one) == ()
    assert np.shape(metric.score(np.stack([rows, rows]))) == (2, 3)
    assert np.array_equal(metric.score(np.stack([rows.sum(axis=0)] * 2)), [one, one], equal_nan=True)


def test_a_segment_has_one_score(metric: Metric) -> None:
    rows = metric.bind(texts())([*SAME, EMPTY]).counts
    if isinstance(metric, ScoresSegments):
        assert metric.score_segments(rows).shape == (3,)


def test_no_counts_are_undefined(metric: Metric) -> None:
    rows = metric.bind(texts())([*SAME, EMPTY]).counts
    assert np.isnan(metric.score(np.zeros(rows.shape[1])))


def test_the_label_loads_the_same_metric(metric: Metric) -> None:
    assert load(label(metric)) == metric
    assert metric.name in metric.signature


def test_too_few_hypotheses_are_refused(metric: Metric) -> None:
    with pytest.raises(ValueError, match=r"."):
        metric.bind(texts())(SAME)


DIRECTIONS = {
    "bleu": ("points", True),
    "chrf": ("points", True),
    "comet": ("score", True),
    "formality": ("%", True),
    "gender": ("%", True),
    "judge": ("points", True),
    "length": ("ratio", None),
    "ridge": ("points", True),
    "similarity": ("points", True),
    "ter": ("%", False),
}


@pytest.mark.parametrize("name", list(classes()))
def test_the_unit_and_which_direction_is_better(name: str) -> None:
    metric = load(name)
    assert (metric.unit, metric.higher_is_better) == DIRECTIONS.get(name, ("%", False))


@pytest.mark.parametrize(
    ("spec", "needs"),
    [
        *(("bleu", REFERENCES), ("chrf", REFERENCES), ("ter", REFERENCES), ("length", SOURCE), ("numbers", SOURCE)),
        *(("length:against=references", REFERENCES), ("similarity", REFERENCES), ("similarity:against=source", SOURCE)),
        *(("judge", SOURCE), ("judge:references=first", SOURCE | REFERENCES)),
        ("judge:protocol=pairwise", SOURCE | REFERENCES),
    ],
)
def test_what_a_metric_needs_follows_from_what_it_compares_with(spec: str, needs: frozenset[Role]) -> None:
    assert load(spec).needs == needs
