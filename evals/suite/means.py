"""Means over sets: how much better the candidate is in a metric over all sets, and over those of one target language.

Intervals come from a bootstrap that is stratified by set and clustered by document: every sample draws each set's own
documents anew, so a mean's spread is that of the documents within sets, and the sets stay the ones that were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clusters_of
from tertium.evals.formula import prepare
from tertium.evals.join import join, single_system
from tertium.evals.resample import bootstrap, interval
from tertium.evals.results import Interval
from tertium.evals.results.suite import SuiteMean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Resampling
    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

CANDIDATE, BASELINE = "candidate", "baseline"
SUITE = "suite"
"""Level of a mean over all sets."""


class _Pair(NamedTuple):
    """Candidate and baseline by one metric on one set.

    Attributes:
        language: the target language.
        scores: of candidate and baseline, shape (2,).
        samples: the same in bootstrap samples, shape (samples, 2).
        effective: effective number of documents.
        segments: number of segments with a score.
    """

    language: str
    scores: Scores
    samples: Scores
    effective: float
    segments: int


@dataclass(frozen=True, slots=True)
class _Both:
    """The runs of a set's candidate and baseline, one system each."""

    run: Run
    language: str


def means(
    project: Project, runs: Mapping[str, Run], baselines: Mapping[str, Run] | None, resampling: Resampling
) -> tuple[SuiteMean, ...]:
    """Return the means over all sets, then those of each target language with several sets, by metric.

    A metric without a better direction, or one that fewer than two sets have, has none.
    """
    both = [pair for each in project.sets if (pair := _both(project, each.name, runs, baselines))]
    labels = dict.fromkeys(label for each in both for label in each.run.measures)
    return tuple(mean for label in labels for mean in _means_of(label, both, resampling))


def _both(project: Project, name: str, runs: Mapping[str, Run], baselines: Mapping[str, Run] | None) -> _Both | None:
    """Return candidate and baseline of a set as one run of two systems; None where one of them is missing."""
    run, release = runs.get(name), project.release
    if run is None or release.candidate not in run.systems:
        return None
    other = run if baselines is None else baselines.get(name)
    system = release.baseline if baselines is None else next(iter(other.systems), "") if other else ""
    if other is None or system not in other.systems:
        return None
    try:
        joined = join(
            {
                CANDIDATE: single_system(run, release.candidate, CANDIDATE),
                BASELINE: single_system(other, system, BASELINE),
            }
        )
    except CompareError:
        return None
    return _Both(joined, run.data.languages[1] or "")


def _means_of(label: str, both: Sequence[_Both], resampling: Resampling) -> Iterator[SuiteMean]:
    directed = [each for each in both if label in each.run.measures]
    directed = [each for each in directed if each.run.measures[label].higher_is_better is not None]
    pairs = [pair for i, each in enumerate(directed) if (pair := _pair(each, label, resampling, i))]
    if len(pairs) > 1:
        yield _mean(label, SUITE, pairs, resampling)
    for language in dict.fromkeys(pair.language for pair in pairs if pair.language):
        of_language = [pair for pair in pairs if pair.language == language]
        if 1 < len(of_language) < len(pairs):
            yield _mean(label, language, of_language, resampling)


def _pair(both: _Both, label: str, resampling: Resampling, stratum: int) -> _Pair | None:
    """Return scores and samples of a set; every set has random numbers of its own."""
    clusters = clusters_of(both.run.data, resampling)
    try:
        prepared = prepare(both.run, label, (CANDIDATE, BASELINE), clusters.starts)
    except CompareError:
        return None
    own = replace(clusters.resampling, seed=resampling.seed + stratum)
    block = replace(prepared.block, sums=prepared.block.sums[prepared.scored])
    return _Pair(both.language, block.scores, bootstrap([block], own)[0], clusters.effective, prepared.segments)


def _mean(label: str, level: str, pairs: Sequence[_Pair], resampling: Resampling) -> SuiteMean:
    """Return the mean over sets, one vote each."""
    candidate, baseline = np.mean([pair.scores for pair in pairs], axis=0).tolist()
    samples = np.mean([pair.samples for pair in pairs], axis=0)  # (samples, 2): each of the same sets, drawn anew
    deltas = samples[:, :1] - samples[:, 1:]
    low, high = interval(deltas, resampling.level, sum(pair.effective for pair in pairs))
    bounds = Interval(float(low[0]), float(high[0]))
    return SuiteMean(label, level, len(pairs), candidate, baseline, candidate - baseline, bounds)
