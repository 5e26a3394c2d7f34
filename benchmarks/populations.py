"""Real sets as populations: their documents are drawn with replacement, and the true difference of systems is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from benchmarks.calibrate import first_half_minus_second
from tertium.evals.clusters import clustered, clusters_of
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.jackknife import Jackknife, jackknife
from tertium.evals.policy import DIFFERING
from tertium.evals.resample import TINY, CountBlock, mean
from tertium.evals.results import Resampling
from tertium.evals.rules import SLACK, differing_needed
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

PATCHED: Final = 0.1
"""Share of its segments that the second-best system gets from the worst in one of the pairs: a local regression."""
PAIRS: Final = ("best and worst", "quartiles", "middle neighbours", "patched")
"""Pairs of systems, in the order of the axis `pairs`."""
PATCHED_PAIR: Final = 3
"""Index of the patched pair, after three of whole systems."""
UNSPACED: Final = frozenset({"zh", "ja"})
"""Target languages that TER needs other words for."""
LEVEL: Final = 0.9
"""Two-sided level of the one-sided bounds at 95 %."""


class Measured(NamedTuple):
    """The counts of one metric.

    Attributes:
        sums: by document, the candidates of all pairs, then their baselines: shape (documents, 2 * pairs, k).
        score: (..., k) to (...), higher is better.
    """

    sums: Counts
    score: Callable[[Counts], Scores]


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """A set's documents, and pairs of systems of which the candidate is the worse one by the metric that sorted them.

    Attributes:
        sizes: characters of the documents, shape (documents,).
        metrics: label to counts.
    """

    sizes: NDArray[np.float64]
    metrics: dict[str, Measured]


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Bounds by one metric in many sets of documents drawn from a population; shape (draws, pairs) unless said.

    Attributes:
        truth: the population's gains, shape (pairs,).
        documents: number of documents in a set.
        estimates: gains in the sets.
        spread: standard errors of the gains; see `tertium.evals.jackknife.Jackknife`.
        skewness: of the documents' pulls; see there.
        freedom: degrees of freedom, shape (draws,).
        low: lower bounds of the gain.
        high: upper bounds of the gain.
        null_low: lower bounds where every document's outputs were swapped at random, so that the true gain is 0.
        null_high: upper bounds there.
        null_p: p of the hypothesis that the gain there is at least 0.
        differing: number of documents whose counts differ.
    """

    truth: Scores
    documents: int
    estimates: Scores
    spread: Scores
    skewness: Scores
    freedom: Scores
    low: Scores
    high: Scores
    null_low: Scores
    null_high: Scores
    null_p: Scores
    differing: NDArray[np.intp]

    @property
    def unchanged(self) -> NDArray[np.bool_]:
        """Whether no document differs, so that the gate passes what it can't tell from the baseline."""
        unchanged: NDArray[np.bool_] = self.differing == 0
        return unchanged

    @property
    def decidable(self) -> NDArray[np.bool_]:
        """Whether enough documents differ for the gate to pass a candidate by its bound."""
        decidable: NDArray[np.bool_] = self.differing >= differing_needed(self.documents, DIFFERING)
        return decidable

    def jackknife(self, draw: int, pair: int) -> Jackknife:
        """Return what bounds the gain of a pair in one of the sets."""
        one = slice(pair, pair + 1)
        estimates, spread, skewness = (a[draw, one] for a in (self.estimates, self.spread, self.skewness))
        return Jackknife(estimates, spread, skewness, float(self.freedom[draw]))


def population(run: Run, ter: Callable[[list[str]], Run]) -> Population:
    """Return a set's documents with four pairs: best and worst, quartiles, middle neighbours, and a patched system.

    Args:
        run: scored by BLEU and chrF.
        ter: from names of systems to their run, scored by TER, which few of the systems need.
    """
    order = sorted(run.systems, key=lambda system: -run.values[Key(system, "chrf")].total)
    last = len(order) - 1
    pairs = [(order[-1], order[0]), (order[last * 3 // 4], order[last // 4])]
    pairs.append((order[last // 2 + 1], order[last // 2]))
    names = list(dict.fromkeys([*(name for pair in pairs for name in pair), order[1]]))
    patched = np.random.default_rng(0).random(len(run.data)) < PATCHED
    clusters = clusters_of(run.data, Resampling())

    def measured(rows: Counts, score: Callable[[Counts], Scores]) -> Measured:
        # of shape (segments, names, k)
        at = {name: rows[:, i] for i, name in enumerate(names)}
        patch = np.where(patched[:, None], at[order[-1]], at[order[1]])
        candidates, baselines = [at[worse] for worse, _ in pairs], [at[better] for _, better in pairs]
        columns = [*candidates, patch, *baselines, at[order[1]]]
        return Measured(clustered(np.stack(columns, axis=1), clusters.starts), score)

    def prepared(scored: Run, label: str, sign: float) -> Measured:
        block = prepare(scored, label, names, np.arange(len(scored.data))).block
        return measured(block.sums, lambda totals: sign * block.score(totals))

    segments = np.stack([run.values[Key(name, "chrf")].segments for name in names], axis=1)
    metrics = {
        "bleu": prepared(run, "bleu", 1.0),
        "chrf": prepared(run, "chrf", 1.0),
        "mean": measured(np.stack([segments, np.ones_like(segments)], axis=-1), mean),
    }
    if run.data.languages[1] not in UNSPACED:
        metrics["ter"] = prepared(ter(names), "ter", -1.0)
    return Population(clusters.sizes, metrics)


def ter_of(run: Run) -> Callable[[list[str]], Run]:
    """Return what scores systems of a run by TER."""
    return lambda names: evaluate(run.data.with_systems(names), ["ter"])


def draw(documents: Population, count: int, draws: int, seed: int) -> dict[str, Draws]:
    """Return the bounds in `draws` sets of `count` documents each, by metric; all metrics see the same sets."""
    rng = np.random.default_rng([seed, count])
    rows: dict[str, list[tuple[Any, ...]]] = {label: [] for label in documents.metrics}
    for _ in range(draws):
        chosen, swaps = rng.integers(len(documents.sizes), size=count), rng.integers(2, size=count, dtype=bool)
        for label, metric in documents.metrics.items():
            rows[label].append(_bounds(metric, chosen, swaps, documents.sizes[chosen]))
    return {
        label: Draws(
            first_half_minus_second(documents.metrics[label].score(documents.metrics[label].sums.sum(axis=0))),
            count,
            *(np.stack(column) for column in zip(*bounds, strict=True)),
        )
        for label, bounds in rows.items()
    }


def _bounds(
    metric: Measured, chosen: NDArray[np.intp], swaps: NDArray[np.bool_], sizes: NDArray[np.float64]
) -> tuple[Any, ...]:
    """Return the fields of `Draws` for one set, from `estimates` on."""
    sums = metric.sums[chosen]
    candidates, baselines = np.split(sums, 2, axis=1)
    swapped = swaps[:, None, None]
    first = [candidates, np.where(swapped, baselines, candidates)]
    second = [baselines, np.where(swapped, candidates, baselines)]
    block = CountBlock(np.concatenate([*first, *second], axis=1), metric.score)
    bounds = jackknife(block, first_half_minus_second, sizes)
    low, high = bounds.interval(LEVEL)
    pairs = candidates.shape[1]
    differing = (np.abs(candidates - baselines) > TINY).any(axis=-1).sum(axis=0)
    moments = (each[:pairs] for each in (bounds.estimates, bounds.spread, bounds.skewness))
    null_p = bounds.p_at_least(-SLACK)[pairs:]
    return *moments, bounds.freedom, low[:pairs], high[:pairs], low[pairs:], high[pairs:], null_p, differing
