"""Resampling: sacreBLEU's own draws, exact where it can be, clustered by document, honest about few clusters."""

from __future__ import annotations

from itertools import product
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy.stats
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.significance import PairedTest

from tertium.corpora.types import Document, EvalSet
from tertium.evals import resample
from tertium.evals.clusters import clusters_of
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.resample import (
    CountBlock,
    bootstrap,
    interval,
    null_distributions,
    p_moses,
    p_of_samples,
    p_one_sided,
    p_two_sided,
)
from tertium.evals.results import Resampling

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

WORDS = tuple("abcdefghijklmnopqrstu")


def mean(totals: Counts) -> Scores:
    return totals[..., 0] / totals[..., 1]


def block_of(*systems: list[float]) -> CountBlock:
    return CountBlock(np.array([[(value, 1.0) for value in row] for row in zip(*systems, strict=True)]), mean)


def noisy_run(seed: int = 1, segments: int = 120) -> Run:
    """Two systems that spoil different words of random references; one document."""
    rng = np.random.default_rng(seed)
    references = [[WORDS[i] for i in rng.integers(len(WORDS), size=rng.integers(6, 15))] for _ in range(segments)]

    def spoiled(share: float) -> tuple[str, ...]:
        return tuple(" ".join("nie" if rng.random() < share else word for word in line) for line in references)

    data = EvalSet(
        name="noisy",
        ids=tuple(map(str, range(segments))),
        documents=(Document("all", 0, segments),),
        references={"A": tuple(map(" ".join, references))},
        outputs={"x": spoiled(0.2), "y": spoiled(0.24)},
    )
    return evaluate(data, ["bleu"])


@pytest.mark.parametrize("kind", ["ar", "bs"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_p_values_are_those_of_sacrebleu_from_the_same_seed(kind: str) -> None:
    run = noisy_run()
    outputs = [(name, list(column)) for name, column in run.data.outputs.items()]
    references = [[text or "" for text in run.data.references["A"]]]
    bleu = BLEU(references=references)
    of_sacrebleu = PairedTest(outputs, {"BLEU": bleu}, references=None, test_type=kind, n_samples=1100)()  # type: ignore[arg-type]
    resampling = Resampling(samples=1100)
    block = prepare(run, "bleu", ["x", "y"], clusters_of(run.data, resampling).starts).block
    observed = block.scores[1:] - block.scores[:1]
    if kind == "ar":
        p = p_two_sided(null_distributions([block], [(1, 0)], resampling)[0], observed)
    else:
        samples = bootstrap([block], resampling)[0]
        p = p_moses(samples[:, 1:] - samples[:, :1], observed)
    assert p[0] == pytest.approx(of_sacrebleu[1]["BLEU"][1].p_value, abs=1e-12)  # type: ignore[union-attr]


def test_few_clusters_are_swapped_in_every_way_and_p_is_exact() -> None:
    x, y = [3.0, 1.0, 4.0, 1.0, 5.0], [2.0, 2.0, 2.0, 0.0, 3.0]
    by_hand = [
        np.mean([s * (a - b) for s, a, b in zip(signs, x, y, strict=True)]) for signs in product((1, -1), repeat=5)
    ]
    observed = np.array([float(np.mean(x) - np.mean(y))])
    null = null_distributions([block_of(x, y)], [(0, 1)], Resampling(samples=100))[0]
    assert null.exact
    assert sorted(null.deltas[:, 0]) == pytest.approx(sorted(by_hand))
    assert p_two_sided(null, observed)[0] == np.mean(np.abs(by_hand) >= abs(observed[0]) - 1e-12)
    assert p_one_sided(null, observed)[0] == np.mean(np.array(by_hand) >= observed[0] - 1e-12)


def test_equal_systems_have_a_p_of_one_and_p_is_never_zero() -> None:
    same = [float(i) for i in range(40)]
    far = [value + 100 for value in same]
    null = null_distributions([block_of(same, same, far)], [(1, 0), (2, 0)], Resampling(samples=999))[0]
    assert p_two_sided(null, np.array([0.0, 100.0])).tolist() == [1.0, 1 / 1000]


def test_what_is_undefined_has_no_p_and_counts_as_extreme_in_trials() -> None:
    null = resample.NullDistribution(np.array([[np.nan, 0.1], [0.0, 0.1], [0.0, 0.1]]), exact=False)
    assert p_two_sided(null, np.array([5.0, np.nan])).tolist() == pytest.approx([2 / 4, np.nan], nan_ok=True)


def test_one_weight_matrix_serves_all_systems_and_metrics() -> None:
    rng = np.random.default_rng(0)
    means, sums = rng.normal(size=(50, 2, 2)), rng.normal(size=(50, 3, 4))
    means[..., 1] = 1
    together = bootstrap(
        [CountBlock(means, mean), CountBlock(sums, lambda t: t.sum(axis=-1))], Resampling(samples=1500)
    )
    single = bootstrap([CountBlock(means[:, 1:], mean)], Resampling(samples=1500))[0]
    assert together[0].shape == (1500, 2)
    assert together[1].shape == (1500, 3)
    assert np.allclose(together[0][:, 1:], single, rtol=0, atol=1e-12)


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    block = block_of([float(i % 7) for i in range(30)])
    draws = [bootstrap([block], Resampling(samples=200, seed=seed))[0] for seed in (1, 1, 2)]
    assert np.array_equal(draws[0], draws[1])
    assert not np.array_equal(draws[0], draws[2])


@pytest.mark.parametrize("cells", [40, 4_000, 400_000])
def test_draws_do_not_depend_on_how_many_are_made_at_once(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    block = block_of([float(i % 7) for i in range(30)], [float(i % 5) for i in range(30)])

    def draws() -> list[Scores]:
        settings = Resampling(samples=500)
        return [bootstrap([block], settings)[0], null_distributions([block], [(0, 1)], settings)[0].deltas]

    expected = draws()
    monkeypatch.setattr(resample, "CELLS", cells)
    for draw, expected_draw in zip(draws(), expected, strict=True):
        assert np.allclose(draw, expected_draw, rtol=0, atol=1e-12)


def test_an_interval_is_as_wide_as_students_t_makes_it() -> None:
    samples = np.random.default_rng(3).normal(size=(200_000, 1))
    low, high = interval(samples, 0.95, 20)
    expected = scipy.stats.t.ppf(0.975, 19) * np.sqrt(20 / 19)
    assert [low[0], high[0]] == pytest.approx([-expected, expected], abs=0.03)
    assert interval(samples, 0.95, 1e9)[1][0] == pytest.approx(1.96, abs=0.02)


@pytest.mark.parametrize("clusters", [2.0, 2.5, 3, 6, 30, 400])
@pytest.mark.parametrize("share", [0.025, 0.05, 0.1])
def test_the_tail_is_students_for_few_clusters_too(clusters: float, share: float) -> None:
    tail = resample._tail(share, clusters)
    exact = scipy.stats.t.ppf(share, clusters - 1) * np.sqrt(clusters / (clusters - 1))
    assert tail == pytest.approx(NormalDist().cdf(exact), rel=0.001, abs=1e-9)


def test_an_interval_leaves_undefined_samples_out_and_is_undefined_without_any() -> None:
    low, high = interval(np.array([[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]]), 0.5, 1e9)
    assert [low[0], high[0]] == pytest.approx([1.5, 2.5])
    assert np.isnan([low[1], high[1]]).all()


@pytest.mark.parametrize("clusters", [4, 40])
def test_p_in_a_drawn_sample_has_the_steps_of_p_in_the_data(clusters: int) -> None:
    rng = np.random.default_rng(clusters)
    block = block_of(*(rng.normal(size=clusters).tolist() for _ in range(3)))
    null = null_distributions([block], [(0, 1), (1, 2)], Resampling(samples=500))[0]
    observed = np.array([[0.3, -0.2], [0.0, 9.0], [np.nan, -9.0]])
    p_values = p_of_samples(null, observed)
    for p_value, expected in zip(p_values, observed, strict=True):
        assert np.array_equal(p_value, p_one_sided(null, expected), equal_nan=True)
