"""Means over sets: how much better the candidate is in a metric over all sets, and over those of one target language.

Intervals come from a bootstrap that is stratified by set and clustered by document: every sample draws each set's own
documents anew, so a mean's spread is that of the documents within sets, and the sets stay the ones that were chosen.
Student's t has as many degrees of freedom as the sets have together.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clusters_of, effective
from tertium.evals.formula import prepare
from tertium.evals.resample import bootstrap, interval
from tertium.evals.results import Interval
from tertium.evals.results.suite import SuiteMean
from tertium.evals.suite.paired import BASELINE, CANDIDATE, paired
from tertium.limits import MAX_SEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Resampling
    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SUITE = "suite"
"""Level of a mean over all sets."""
WEIGHTINGS: Final = ("sets", "segments")
"""Each set one vote, or as many as it has segments with a score."""


class _Pair(NamedTuple):
    """Candidate and baseline by one metric on one set.

    Attributes:
        language: the target language.
        scores: of candidate and baseline, shape (2,).
        samples: the same in bootstrap samples, shape (samples, 2), as far from the scores as those of an unbiased
            variance.
        freedom: effective number of documents minus one.
        segments: number of segments with a score.
    """

    language: str
    scores: Scores
    samples: Scores
    freedom: float
    segments: int


def means(
    project: Project, runs: Mapping[str, Run], baselines: Mapping[str, Run] | None, resampling: Resampling
) -> tuple[SuiteMean, ...]:
    """Return the means over all sets, then those of each target language with several sets, by metric.

    A metric without a better direction, or one that fewer than two sets have, has none.
    """
    runs_of_both = (paired(project.release, each.name, runs, baselines) for each in project.sets)
    both = [run for run in runs_of_both if run is not None]
    labels = dict.fromkeys(label for run in both for label in run.measures)
    return tuple(mean for label in labels for mean in _means_of(label, both, resampling))


def _means_of(label: str, both: Sequence[Run], resampling: Resampling) -> Iterator[SuiteMean]:
    directed = [run for run in both if label in run.measures and run.measures[label].higher_is_better is not None]
    pairs = [pair for i, run in enumerate(directed) if (pair := _pair(run, label, resampling, i))]
    if len(pairs) > 1:
        yield from _means(label, SUITE, pairs, resampling)
    for language in dict.fromkeys(pair.language for pair in pairs if pair.language):
        of_language = [pair for pair in pairs if pair.language == language]
        if 1 < len(of_language) < len(pairs):
            yield from _means(label, language, of_language, resampling)


def _pair(run: Run, label: str, resampling: Resampling, stratum: int) -> _Pair | None:
    """Return scores and samples of a set; every set has random numbers of its own."""
    clusters = clusters_of(run.data, resampling)
    try:
        prepared = prepare(run, label, (CANDIDATE, BASELINE), clusters.starts)
    except CompareError:
        return None
    own = replace(clusters.resampling, seed=(resampling.seed + stratum) % (MAX_SEED + 1))
    block = replace(prepared.block, sums=prepared.block.sums[prepared.scored])
    freedom = max(effective(clusters.sizes[prepared.scored]) - 1, 1.0)
    # Samples of n documents vary by (n - 1) / n of what sets of n documents do; of a few documents that is much, and
    # the means of many such sets would be far too certain.
    spread = math.sqrt((freedom + 1) / freedom)
    samples = block.scores + spread * (bootstrap([block], own)[0] - block.scores)
    return _Pair(run.data.languages[1] or "", block.scores, samples, freedom, prepared.segments)


def _means(label: str, level: str, pairs: Sequence[_Pair], resampling: Resampling) -> Iterator[SuiteMean]:
    """Yield the mean over sets with one vote each, then with as many as they have segments."""
    scores, samples = np.array([pair.scores for pair in pairs]), np.array([pair.samples for pair in pairs])
    freedom = sum(pair.freedom for pair in pairs)
    for weighting in WEIGHTINGS:
        weights = np.array([pair.segments if weighting == "segments" else 1 for pair in pairs], dtype=np.float64)
        weights /= weights.sum()
        candidate, baseline = (weights @ scores).tolist()
        drawn = np.tensordot(weights, samples, axes=1)  # (samples, 2): each of the same sets, drawn anew
        low, high = interval(drawn[:, :1] - drawn[:, 1:], resampling.level, freedom + 1)
        bounds = Interval(float(low[0]), float(high[0]))
        yield SuiteMean(label, level, len(pairs), candidate, baseline, candidate - baseline, bounds, weighting)
