"""What documents are worth: variance of a metric, disagreement of metrics, diversity of outputs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import sacrebleu

from tertium.errors import UsageError
from tertium.evals.human.campaign_values import by_document, disagreement, diversity, variance
from tertium.evals.selection import with_systems
from tertium.evals.types import Key
from tests.evals.human.campaign_sets import SYSTEMS, small_run, small_set


def test_variance_is_that_of_systems_per_segment_and_the_mean_of_a_document() -> None:
    run = small_run()
    scores = [run.values[Key(system, "chrf")].segments for system in SYSTEMS]
    expected = [np.mean([np.var([column[i] for column in scores]) for i in range(3 * d, 3 * d + 3)]) for d in range(8)]
    assert variance(run, "chrf") == pytest.approx(expected)


def test_diversity_orders_segments_as_the_mean_chrf_of_all_pairs_does() -> None:
    data = small_set(4, 1)
    theirs = [
        -np.mean(
            [
                sacrebleu.sentence_chrf(str(one[i]), [str(other[i])]).score
                for one, other in product(data.outputs.values(), repeat=2)
            ]
        )
        for i in range(4)
    ]
    # subset2evaluate compares each output with itself too: 3 of 9 comparisons of 100
    ours = diversity(data)
    assert theirs == pytest.approx((6 * ours - 300) / 9)


def test_disagreement_is_zero_where_metrics_place_all_outputs_alike() -> None:
    run = small_run()
    doubled = replace(
        run,
        measures={**run.measures, "again": replace(run.measures["chrf"], label="again")},
        values={**run.values, **{Key(name, "again"): run.values[Key(name, "chrf")] for name in SYSTEMS}},
    )
    assert disagreement(doubled, ["chrf", "again"]) == pytest.approx(np.zeros(8))
    values = disagreement(run, ["chrf", "ter"])
    assert (values.shape, bool((values >= 0).all()), bool((values <= 1).all())) == ((8,), True, True)
    turned = replace(doubled, measures={**doubled.measures, "again": replace(run.measures["ter"], label="again")})
    assert disagreement(turned, ["chrf", "again"]).min() > 0


def test_a_document_without_scores_has_no_value() -> None:
    data = small_set(2, 1)
    assert by_document(np.array([np.nan, 2.0]), data) == pytest.approx([np.nan, 2.0], nan_ok=True)


def test_it_takes_two_to_differ() -> None:
    run = small_run()
    with pytest.raises(UsageError, match="one metric"):
        disagreement(run, ["chrf"])
    with pytest.raises(UsageError, match="one system"):
        diversity(run.data.with_systems(["good"]))
    with pytest.raises(UsageError, match="one system's scores can't vary"):
        variance(with_systems(run, ["good"]), "chrf")
