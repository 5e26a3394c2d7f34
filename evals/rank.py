"""rank(runs) → Standings: all pairs of systems, clusters and rank ranges per metric, and one rank over metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium import arguments
from tertium.calls import explained
from tertium.errors import CompareError, UsageError
from tertium.evals.adjust import adjustment
from tertium.evals.aggregate import check_rule, overall
from tertium.evals.clusters import clusters_of
from tertium.evals.compare import (
    check_resampling,
    labels_of,
    left_out_segments,
)
from tertium.evals.formula import prepare_directed
from tertium.evals.join import join_runs
from tertium.evals.judge_warnings import judge_warnings
from tertium.evals.names import chosen_labels, missing_reasons
from tertium.evals.opening import all_opened
from tertium.evals.pairwise import affordable, moses, randomisation
from tertium.evals.quality import without_checks
from tertium.evals.reference_warnings import reference_warnings
from tertium.evals.resample import bootstrap, interval
from tertium.evals.results import Interval, Pairs, Place, Ranking, Resampling, Standings
from tertium.evals.selection import with_systems
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

LABELS: Final = "a list of labels of metrics"
FEWEST: Final = 2
"""Systems that a ranking needs."""


@explained("rank")
def rank(  # noqa: PLR0913 - each is an option of the command
    first: Run | Path | str | Sequence[Run | Path | str],
    *others: Run | Path | str,
    metrics: Sequence[str] | None = None,
    resampling: Resampling | None = None,
    adjust: str = "none",
    over: Sequence[str] | None = None,
    aggregate: str | None = None,
) -> Standings:
    """Rank all systems by every metric that has a direction.

    Args:
        first: a run, the path of one, or a list of these.
        others: runs of the same data and metrics.
        metrics: labels; by default all that the runs have in common and that have a direction.
        resampling: the settings; 10,000 samples by document by default.
        adjust: how p is adjusted over the pairs of a metric: "none" as in WMT, "holm" or "bh".
        over: labels of the metrics that the rank over metrics is made of; by default those that measure quality, and
            checks only where there is nothing else.
        aggregate: "wmt24" or "wmt25", WMT's AutoRank of that year with each system's mean over its own segments; by
            default that of WMT25 on the segments that all systems have.

    Returns:
        The standings: a ranking for each metric, with clusters and ranges of ranks, and one over metrics.

    Raises:
        CompareError: the runs measure different data, or no metric can rank them.
        DataError: there is no run at a path, or it is damaged.
        UsageError: there is no such metric or adjustment, only one system, or an argument has another type.

    Example:
        >>> texts = {
        ...     "hypothesis": {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]},
        ...     "reference": ["Ein Hund.", "Die Katze."],
        ... }
        >>> standings = tertium.rank(tertium.evaluate(texts, ["chrf"]))
        >>> [(place.system, place.first, place.last) for place in standings.rankings[0].places]
        [('new', 1, 2), ('old', 1, 2)]
    """
    check_resampling(resampling)
    arguments.check("adjust", adjust, str, '"none", "holm" or "bh"')
    check_rule(aggregate)
    run, adjusted = join_runs(*all_opened(first, others)), adjustment(adjust)
    if len(run.systems) < FEWEST:
        raise UsageError(f"there is only {run.systems[0]!r}", hint="runs of two systems or more")
    asked = resampling or Resampling()
    clusters = clusters_of(run.data, affordable(len(run.systems), asked))
    prepared_by_label, left_out = prepare_directed(run, chosen_labels(run, metrics), run.systems, clusters.starts)
    prepared_metrics = list(prepared_by_label.values())
    if not prepared_metrics:
        why = "; ".join(f"{label}: {reason.splitlines()[0]}" for label, reason in left_out.items())
        raise CompareError(f"nothing can be ranked: {why}", hint="a metric that has a direction, e.g. chrf")
    chosen = _over(prepared_by_label, over)
    return Standings(
        name=run.data.name,
        fingerprint=run.fingerprint,
        rankings=tuple(_rankings(prepared_metrics, clusters, adjusted)),
        overall=overall(
            run.systems, [_aggregated(run, prepared_by_label[label], aggregate) for label in chosen], aggregate
        ),
        over=tuple(chosen),
        aggregate=aggregate or "",
        resampling=clusters.resampling,
        adjusted=adjust,
        clusters=len(clusters),
        left_out={**missing_reasons(run), **left_out},
        warnings=(
            *reference_warnings(run, labels_of(prepared_metrics)),
            *judge_warnings(run, labels_of(prepared_metrics)),
            *clusters.warnings,
            *_fewer_samples(len(run.systems), asked, clusters.resampling),
            *left_out_segments(run, prepared_metrics),
        ),
    )


def _over(prepared_by_label: Mapping[str, Prepared], over: Sequence[str] | None) -> list[str]:
    """Return the metrics of the rank over metrics: those that were asked for, else those that measure quality."""
    labels = list(prepared_by_label)
    if over is None:
        # Checks count rare errors: four of them moved a system of wmt23-zh-en from rank 7.00 to 1.58.
        return [measure.label for measure in without_checks(item.measure for item in prepared_by_label.values())]
    for label in arguments.texts("over", arguments.listed("over", over, LABELS), LABELS):
        if label not in prepared_by_label:
            raise UsageError(f"no ranking by {label!r}, so no rank over it", hint=", ".join(labels))
    return list(dict.fromkeys(over))


def _aggregated(run: Run, prepared: Prepared, aggregate: str | None) -> Scores:
    """Return the systems' scores, higher as better: on common segments, or by WMT's rules each on its own."""
    if aggregate is None:
        return _oriented(prepared)
    totals = np.array([run.values[Key(system, prepared.measure.label)].total for system in prepared.systems])
    return totals if prepared.measure.higher_is_better else -totals


def _fewer_samples(systems: int, asked: Resampling, used: Resampling) -> Iterator[str]:
    """Yield a sentence if there were too many pairs for as many samples as were asked for."""
    if used.samples < asked.samples:
        pairs = systems * (systems - 1) // 2
        yield f"{used.samples:,} samples and trials instead of {asked.samples:,}: there are {pairs:,} pairs of systems"


def rank_if_possible(run: Run, resampling: Resampling) -> Standings | None:
    """Return the standings of the systems that have scores for most segments; None where nothing can be ranked.

    One system that lacks segments would take them from all others, and totals over different segments have no ranks.
    """
    coverage = run.coverage
    most = {label: max(coverage[Key(system, label)].scored for system in run.systems) for label in run.measures}
    complete = [
        system for system in run.systems if all(coverage[Key(system, label)].scored == most[label] for label in most)
    ]
    try:
        chosen = with_systems(run, complete) if len(complete) >= FEWEST else run
        return rank(chosen, resampling=resampling) if len(run.systems) >= FEWEST else None
    except CompareError:
        return None


def clusters_and_ranges(beats: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Return (cluster, first rank, last rank) of every system; systems are in order of score, best first.

    Args:
        beats: shape (systems, systems): whether the system of the row beats that of the column significantly.
    """
    count, cluster, places = len(beats), 1, []
    for i in range(count):
        # a cluster begins where every system above beats this one and all below
        if i and beats[:i, i:].all():
            cluster += 1
        places.append((cluster, 1 + int(beats[:, i].sum()), count - int(beats[i].sum())))
    return places


def _rankings(
    metrics: Sequence[Prepared], clusters: Clusters, adjusted: Callable[[Scores], Scores]
) -> Iterator[Ranking]:
    settings = clusters.resampling
    samples = bootstrap([prepared.block for prepared in metrics], settings)
    for prepared, scores, p in zip(metrics, samples, _pairwise(metrics, samples, settings), strict=True):
        upper = np.triu_indices(len(p), 1)
        p[upper] = adjusted(p[upper])  # each pair once: adjustments depend on the number of tests
        p.T[upper] = p[upper]
        bounds = interval(scores, settings.level, clusters.effective)
        if len(clusters) == 1:  # scores of whole systems: there is nothing to draw from
            bounds = (bounds[0] * np.nan, bounds[1] * np.nan)
        yield _ranking(prepared, bounds, p, settings.alpha)


def _pairwise(metrics: Sequence[Prepared], samples: Sequence[Scores], resampling: Resampling) -> list[Scores]:
    """Return p per metric, a symmetric matrix (systems, systems) with nan on its diagonal."""
    blocks = [prepared.block for prepared in metrics]
    if resampling.test == "moses":
        return [moses(scores, block.scores) for scores, block in zip(samples, blocks, strict=True)]
    return randomisation(blocks, resampling)


def _ranking(prepared: Prepared, bounds: tuple[Scores, Scores], matrix: Scores, alpha: float) -> Ranking:
    """Return the ranking; `matrix` holds the p of every pair, nan on its diagonal."""
    systems, oriented = prepared.systems, _oriented(prepared)
    order = np.argsort(-oriented, kind="stable")  # nan last
    # nan < alpha is False
    beats = (matrix < alpha) & (oriented[:, None] > oriented)
    scored = order[: int((~np.isnan(oriented)).sum())]
    places = clusters_and_ranges(beats[np.ix_(scored, scored)])
    # What has no score may have any rank, and breaks no cluster.
    places += [(places[-1][0], 1, len(order))] * (len(order) - len(scored))
    low, high = bounds
    return Ranking(
        metric=prepared.measure.label,
        signature=prepared.measure.signature,
        places=tuple(
            Place(systems[i], float(prepared.block.scores[i]), Interval(float(low[i]), float(high[i])), *place)
            for i, place in zip(order, places, strict=True)
        ),
        pairs=Pairs(tuple(systems[i] for i in order), matrix[np.ix_(order, order)][np.triu_indices(len(order), 1)]),
        segments=prepared.segments,
        of=prepared.usable,
        higher_is_better=prepared.measure.higher_is_better is not False,
    )


def _oriented(prepared: Prepared) -> Scores:
    """Return the scores with higher as better."""
    return prepared.block.scores if prepared.measure.higher_is_better else -prepared.block.scores
