"""All pairs in blocks: the same p as pair by pair, fewer trials where there are too many pairs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tertium.evals import pairwise
from tertium.evals.pairwise import affordable, moses, randomisation
from tertium.evals.resample import CountBlock, bootstrap, mean, null_distributions, p_moses, p_two_sided
from tertium.evals.results import Resampling
from tertium.metrics.registry import load


def block(name: str, clusters: int, systems: int = 5) -> CountBlock:
    rng = np.random.default_rng(2)
    width = {"mean": 2, "chrf": 18, "bleu": 10}[name]
    counts = rng.integers(1, 60, (clusters, systems, width)).astype(float)
    counts[..., 1] = 30
    return CountBlock(counts, mean if name == "mean" else load(name).score)


@pytest.mark.parametrize("name", ["mean", "chrf", "bleu"])
@pytest.mark.parametrize("clusters", [4, 30])
@pytest.mark.parametrize("cells", [1, 2000, 2**18])
@pytest.mark.parametrize("trials", [1, 30, 512])
def test_p_is_that_of_each_pair_alone_whatever_the_size_of_blocks(
    name: str, clusters: int, cells: int, trials: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairwise, "CELLS", cells)
    monkeypatch.setattr(pairwise, "TRIALS", trials)
    made, settings = block(name, clusters), Resampling(samples=200)
    pairs = list(combinations(range(5), 2))
    observed = np.array([made.scores[i] - made.scores[j] for i, j in pairs])
    (matrix,) = randomisation([made], settings)
    expected = p_two_sided(null_distributions([made], pairs, settings)[0], observed)
    assert [matrix[pair] for pair in pairs] == expected.tolist()
    assert np.array_equal(matrix, matrix.T, equal_nan=True)
    assert np.isnan(np.diag(matrix)).all()


def test_the_rule_of_moses_is_that_of_each_pair_alone() -> None:
    made, settings = block("mean", 20), Resampling(samples=200)
    samples = bootstrap([made], settings)[0]
    matrix = moses(samples, made.scores)
    for i, j in combinations(range(5), 2):
        delta = np.array([made.scores[i] - made.scores[j]])
        assert matrix[i, j] == matrix[j, i] == p_moses((samples[:, i] - samples[:, j])[:, None], delta)[0]


def test_two_hundred_systems_have_the_usual_samples_and_a_thousand_have_fewer() -> None:
    assert affordable(200, Resampling()).samples == 10_000
    assert affordable(1000, Resampling()).samples == 400
    assert affordable(1, Resampling()).samples == 10_000
    assert affordable(10_000, Resampling()).samples == 100
