"""How often people agree: the published table, and its traps."""

from __future__ import annotations

import math

import pytest

from tertium.evals.agreement import agreement, needed, threshold_sentence
from tertium.evals.types import Measure
from tertium.metrics.registry import load

PUBLISHED = {
    "bleu": (0.27, 0.52, 0.78, 1.06, 1.39, 1.79, 2.34, 3.35, None, None),
    "chrf": (0.14, 0.33, 0.54, 0.76, 1.00, 1.28, 1.63, 2.12, 3.05, None),
    "comet": (0.03, 0.10, 0.18, 0.26, 0.35, 0.45, 0.56, 0.71, 0.94, 1.53),
}
"""Needed differences for 50, 55 … 95 % (Kocmi et al. 2024), COMET on a scale of 0 to 100."""


def measure(label: str) -> Measure:
    if label == "comet":
        return Measure("comet", "comet|model:Unbabel/wmt22-comet-da", "score", higher_is_better=True, needs=())
    metric = load(label)
    return Measure(label, metric.signature, metric.unit, metric.higher_is_better, ())


@pytest.mark.parametrize("label", PUBLISHED)
def test_the_published_table_is_reproduced(label: str) -> None:
    scale = 100 if label == "comet" else 1
    for percent, published in zip(range(50, 100, 5), PUBLISHED[label], strict=True):
        delta = needed(measure(label), percent)
        if published is None:
            assert delta is None
        else:
            assert delta is not None
            assert delta * scale == pytest.approx(published, abs=0.01)


def test_one_point_of_bleu_is_64_percent() -> None:
    assert agreement(measure("bleu"), 1.0) == pytest.approx(63.99, abs=0.02)
    assert agreement(measure("bleu"), -1.0) == agreement(measure("bleu"), 1.0)


def test_no_difference_is_a_coin_toss_and_nan_stays_nan() -> None:
    for label in PUBLISHED:
        assert agreement(measure(label), 0.0) == 50
        assert math.isnan(agreement(measure(label), float("nan")) or 0)


def test_comet_runs_from_0_to_1_and_the_paper_from_0_to_100() -> None:
    assert agreement(measure("comet"), 0.0094) == pytest.approx(90, abs=0.2)


def test_what_no_difference_reaches_is_said_in_words() -> None:
    assert "90 % unreachable by any difference" in threshold_sentence(measure("bleu"))
    assert "80 % 2.34" in threshold_sentence(measure("bleu"))


@pytest.mark.parametrize("label", ["ter", "length", "chrf++", "bleu:lowercase=true"])
def test_a_metric_that_nobody_measured_has_no_accuracy(label: str) -> None:
    assert agreement(measure(label), 1.0) is None
    assert needed(measure(label), 60) is None
    assert not threshold_sentence(measure(label))
