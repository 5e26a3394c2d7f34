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

from tertium.evals.clusters import clusters_of, effective
from tertium.evals.formula import prepare_directed
from tertium.evals.resample import bootstrap, interval
from tertium.evals.results import Interval
from tertium.evals.results.suite import SuiteMean
from tertium.evals.suite.paired import BASELINE, CANDIDATE, paired
from tertium.limits import MAX_SEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.formula import Prepared
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
    pairs = [_pairs(run, resampling, i) for i, run in enumerate(both)]
    labels = dict.fromkeys(label for run in both for label in run.measures)
    by_label = {label: [of_set[label] for of_set in pairs if label in of_set] for label in labels}
    return tuple(mean for label, of_sets in by_label.items() for mean in _means_of(label, of_sets, resampling))


def _means_of(label: str, pairs: Sequence[_Pair], resampling: Resampling) -> Iterator[SuiteMean]:
    if len(pairs) > 1:
        yield from _means(label, SUITE, pairs, resampling)
    for language in dict.fromkeys(pair.language for pair in pairs if pair.language):
        of_language = [pair for pair in pairs if pair.language == language]
        if 1 < len(of_language) < len(pairs):
            yield from _means(label, language, of_language, resampling)


def _pairs(run: Run, resampling: Resampling, stratum: int) -> dict[str, _Pair]:
    """Return scores and samples of a set by metric; every set has random numbers of its own."""
    clusters = clusters_of(run.data, resampling)
    prepared_metrics, _ = prepare_directed(run, list(run.measures), (CANDIDATE, BASELINE), clusters.starts)
    own = replace(clusters.resampling, seed=(resampling.seed + stratum) % (MAX_SEED + 1))
    # Metrics with scores in the same documents share the draws, which take most of the time.
    groups: dict[bytes, list[tuple[str, Prepared]]] = {}
    for label, prepared in prepared_metrics.items():
        groups.setdefault(prepared.scored.tobytes(), []).append((label, prepared))
    pairs: dict[str, _Pair] = {}
    for group in groups.values():
        scored = group[0][1].scored
        blocks = [replace(prepared.block, sums=prepared.block.sums[scored]) for _, prepared in group]
        freedom = max(effective(clusters.sizes[scored]) - 1, 1.0)
        # Samples of n documents vary by (n - 1) / n of what sets of n documents do; of a few documents that is much,
        # and the means of many such sets would be far too certain.
        spread = math.sqrt((freedom + 1) / freedom)
        for (label, prepared), block, drawn in zip(group, blocks, bootstrap(blocks, own), strict=True):
            samples = block.scores + spread * (drawn - block.scores)
            pairs[label] = _Pair(run.data.languages[1] or "", block.scores, samples, freedom, prepared.segments)
    return pairs


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
