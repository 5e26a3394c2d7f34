"""Bounds in words name the confidence and both ends, or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.evals.bounds import Bounds
from tertium.evals.clusters import clusters_of
from tertium.evals.formula import prepare
from tertium.evals.policy import Policy
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NAN = float("nan")


def bounds_of(values: Sequence[float], size: int = 2, confidence: float = 0.95) -> Bounds:
    """Return the bounds of a system's mean, in documents of this many segments."""
    run = run_of({"new": values}, [size] * (len(values) // size))
    policy = Policy((), confidence)
    clusters = clusters_of(run.data, policy.resampling)
    prepared = prepare(run, MEAN, ["new"], clusters.starts)
    return Bounds(prepared.jackknife(np.asarray, clusters.sizes), prepared, clusters, policy)


VALUES = np.random.default_rng(0).normal(50, 3, size=40).tolist()


def test_bounds_are_said_with_their_confidence_and_with_a_sign_where_asked() -> None:
    bounds = bounds_of(VALUES, confidence=0.95)
    assert bounds.estimate == pytest.approx(np.mean(VALUES))
    assert bounds.low < bounds.estimate < bounds.high
    assert bounds.words() == f"with 95 % confidence above {bounds.low:.4g}, and below {bounds.high:.4g}"
    assert bounds.words("+") == f"with 95 % confidence above {bounds.low:+.4g}, and below {bounds.high:+.4g}"


def test_one_document_with_scores_gives_no_bounds() -> None:
    bounds = bounds_of(VALUES[:2] + [NAN] * 38)
    assert np.isnan([bounds.low, bounds.high]).all()
    assert bounds.words() == "without bounds, as only one document has a score"


def test_few_scored_documents_are_a_doubt_unless_the_whole_set_has_no_more() -> None:
    assert bounds_of(VALUES[:10] + [NAN] * 30).doubts == (
        "only 5 documents: no interval or bound can be trusted, and p can't be small",
    )
    assert not bounds_of(VALUES[:10]).doubts
    assert not bounds_of(VALUES).doubts


def test_the_fields_of_a_check_are_numbers_of_python() -> None:
    fields = bounds_of(VALUES).fields(np.array([0.25]))
    assert fields["p_fail"] == 0.25
    assert fields["units"] == 20
    assert {type(value) for value in fields.values()} == {float, int}
