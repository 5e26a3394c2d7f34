"""Sets drawn from a population have a true difference that is known, and the bounds of the gate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.populations import LEVEL, Draws, Measured, Population, draw, population, ter_of
from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import evaluate
from tertium.evals.jackknife import jackknife
from tertium.evals.resample import CountBlock, mean

PAIRS = 4
WORDS = [
    "harbour",
    "ferry",
    "painting",
    "library",
    "garden",
    "winter",
    "market",
    "bridge",
    "council",
    "letter",
    "window",
    "river",
]


def made(documents: int = 60, seed: int = 0) -> Population:
    """Return documents of unequal size whose candidates are worse by 1, and one pair that is equal in most of them."""
    rng = np.random.default_rng(seed)
    numbers = rng.integers(3, 12, size=documents).astype(np.float64)
    baselines = 50 + rng.normal(scale=3, size=(documents, PAIRS))
    candidates = baselines - 1 + rng.normal(scale=2, size=(documents, PAIRS))
    candidates[6:, -1] = baselines[6:, -1]
    values = np.concatenate([candidates, baselines], axis=1) * numbers[:, None]
    sums = np.stack([values, np.broadcast_to(numbers[:, None], values.shape)], axis=-1)
    return Population(numbers * 20, {"mean": Measured(sums, mean)})


def news(systems: int = 5) -> EvalSet:
    """Return forty segments in ten documents, of which each system spoils more words than the one before."""
    rng = np.random.default_rng(0)
    references = [[WORDS[i] for i in rng.integers(len(WORDS), size=9)] for _ in range(40)]

    def spoiled(share: float) -> tuple[str, ...]:
        return tuple(" ".join("nie" if rng.random() < share else word for word in line) for line in references)

    return EvalSet(
        name="news",
        ids=tuple(map(str, range(40))),
        documents=blocks([f"d{i // 4}" for i in range(40)]),
        references={"A": tuple(map(" ".join, references))},
        outputs={f"s{i}": spoiled(0.1 * (i + 1)) for i in range(systems)},
        languages=("en", "de"),
    )


def test_the_truth_is_the_difference_of_the_whole_population() -> None:
    documents = made()
    sums = documents.metrics["mean"].sums.sum(axis=0)
    scores = sums[:, 0] / sums[:, 1]
    truth = draw(documents, 8, 3, seed=1)["mean"].truth
    assert truth.tolist() == pytest.approx((scores[:PAIRS] - scores[PAIRS:]).tolist())


def test_bounds_are_those_of_the_jackknife_on_the_documents_that_were_drawn() -> None:
    documents = made()
    draws = draw(documents, 8, 2, seed=1)["mean"]
    assert draws.low.shape == draws.null_p.shape == draws.differing.shape == (2, PAIRS)
    chosen = np.random.default_rng([1, 8]).integers(60, size=8)
    metric = documents.metrics["mean"]
    block = CountBlock(metric.sums[chosen], metric.score)
    expected = jackknife(block, lambda s: s[..., :PAIRS] - s[..., PAIRS:], documents.sizes[chosen]).interval(LEVEL)
    assert np.allclose([draws.low[0], draws.high[0]], expected)
    for pair in range(PAIRS):
        ends = draws.jackknife(0, pair).interval(LEVEL)
        assert np.allclose(np.ravel(ends), [draws.low[0, pair], draws.high[0, pair]])


def test_a_swapped_pair_has_no_true_difference() -> None:
    draws = draw(made(), 20, 300, seed=2)["mean"]
    middle = ((draws.null_low + draws.null_high) / 2).mean(axis=0)
    assert np.abs(middle).max() < 0.15
    assert np.abs(draws.truth[:-1]).min() > 0.5
    assert ((draws.null_p < 0.05) == (draws.null_high < -1e-9)).mean() > 0.99


def test_few_documents_that_differ_decide_nothing_and_none_is_no_change() -> None:
    draws = draw(made(), 20, 200, seed=3)["mean"]
    assert draws.decidable[:, :-1].all()
    assert not draws.unchanged[:, :-1].any()
    # Of the last pair one document in ten differs: two of twenty on average, in every eighth draw none.
    assert not draws.decidable[:, -1].any()
    assert 0.05 < draws.unchanged[:, -1].mean() < 0.25


@pytest.mark.parametrize(("count", "needed"), [(8, 6), (12, 9), (20, 10)])
def test_the_gate_decides_by_as_many_documents_as_its_policy_says(count: int, needed: int) -> None:
    draws = draw(made(documents=20), count, 100, seed=4)["mean"]
    assert np.array_equal(draws.decidable, draws.differing >= needed)


def test_the_same_seed_gives_the_same_draws() -> None:
    first, again, other = (draw(made(), 8, 5, seed)["mean"] for seed in (1, 1, 2))
    assert np.array_equal(first.low, again.low)
    assert not np.array_equal(first.low, other.low)


def test_pairs_are_of_worse_systems_and_of_one_that_is_patched_with_the_worst() -> None:
    run = evaluate(news(), ["bleu", "chrf"])
    documents = population(run, ter_of(run))
    assert list(documents.metrics) == ["bleu", "chrf", "mean", "ter"]
    drawn = draw(documents, 8, 2, seed=0)
    assert {len(draws.truth) for draws in drawn.values()} == {PAIRS}
    assert all((draws.truth < 0).all() for draws in drawn.values()), (
        "of TER, too, a gain is positive where it is better"
    )
    assert isinstance(drawn["ter"], Draws)


def test_ter_is_left_out_where_words_are_not_separated() -> None:
    run = evaluate(replace(news(), languages=("en", "zh")), ["bleu", "chrf"])
    assert "ter" not in population(run, ter_of(run)).metrics
