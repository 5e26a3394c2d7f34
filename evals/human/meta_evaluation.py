"""meta(run, human) → Meta: which metric agrees with people on this set, per domain and overall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import CompareError, DataError
from tertium.evals.clusters import clustered, clusters_of, effective
from tertium.evals.compare import known, reasons
from tertium.evals.formula import prepare_all, prepare_judging
from tertium.evals.human import correlation
from tertium.evals.resample import Block, bootstrap, interval, mean, nulls, p_drawn, p_one_sided
from tertium.evals.results import Interval, Meta, Resampling, Trust
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.human.ratings import Human
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

OF_SYSTEMS: Final[dict[str, Callable[[Scores, Scores], float]]] = {
    "Pearson": correlation.pearson,
    "Spearman": correlation.spearman,
    "Kendall": correlation.kendall,
    "pairwise accuracy": correlation.pairwise_accuracy,
}
FEWEST: Final = 2
MOST: Final = 0.5


def meta(
    run: Run,
    human: Human,
    *,
    metrics: Sequence[str] | None = None,
    resampling: Resampling | None = None,
    all_segments: bool = False,
) -> Meta:
    """Hold metrics against people.

    Systems count that people scored; segments that people scored for every one of these systems. A metric's system
    score is that of these same segments, or of the whole set, as WMT publishes it.

    Args:
        run: of the systems that people scored.
        human: see evals/human/ratings.py.
        metrics: labels; without them, all of the run that have a better direction. Of one without that is asked for,
            higher counts as better, with a warning.
        resampling: how to draw; without it, 1,000 times by document.
        all_segments: score systems on the whole set by metric, whatever people saw of it.

    Raises:
        DataError: people scored fewer than two of the systems, or no segment of all of them.
    """
    systems, scores, rows = _shared(run, human)
    clusters = clusters_of(run.data, resampling or Resampling(samples=1000))
    ready, left_out = _ready(run, metrics, systems, clusters)
    held = [_Held(run, one, scores, rows, clusters, all_segments) for one in ready]
    return Meta(
        name=run.data.name,
        fingerprint=run.fingerprint,
        human=human.name,
        trusts=tuple(trust for part in ("", *run.data.domains) for one in held for trust in one.on(part)),
        systems=tuple(systems),
        segments=int(rows.sum()),
        resampling=clusters.resampling,
        signatures={one.measure.label: one.measure.signature for one in ready},
        left_out=left_out,
        warnings=(*_warnings(human, scores, rows), *clusters.doubts, *_turned(ready)),
    )


def _shared(run: Run, human: Human) -> tuple[list[str], Scores, NDArray[np.bool_]]:
    """Return the systems that people scored, their scores (segments, systems), and the rows that have all of them."""
    systems = [system for system in run.systems if system in human.scores]
    if len(systems) < FEWEST:
        raise DataError(
            f"people scored {len(systems)} of the systems {', '.join(run.systems)}",
            hint=f"say who is who: --rename {next(iter(human.unknown), 'THEIRS')}={run.systems[0]}, in Python renamed=",
        )
    scores = np.stack([human.scores[system] for system in systems], axis=1)
    rows: NDArray[np.bool_] = ~np.isnan(scores.sum(axis=1))
    if not rows.any():
        raise DataError(
            "no segment was scored for every system", hint="fewer systems: tertium score --only, in Python with_systems"
        )
    return systems, scores, rows


def _ready(
    run: Run, metrics: Sequence[str] | None, systems: Sequence[str], clusters: Clusters
) -> tuple[list[Prepared], dict[str, str]]:
    prepared = prepare_all if metrics else prepare_judging
    ready, left_out = prepared(run, known(run, metrics), systems, clusters.starts)
    if not ready:
        why = "; ".join(f"{label}: {reason.splitlines()[0]}" for label, reason in left_out.items())
        raise CompareError(f"no metric can be held against people: {why}", hint="a metric that has a direction")
    return list(ready.values()), left_out if metrics else {**reasons(run), **left_out}


def _turned(ready: Sequence[Prepared]) -> Iterator[str]:
    labels = (one.measure.label for one in ready if one.measure.higher_is_better is None)
    yield from (f"{label} has no better direction: higher counts as better here" for label in labels)


def _warnings(human: Human, scores: Scores, rows: NDArray[np.bool_]) -> Iterator[str]:
    if human.unknown:
        yield f"people scored {', '.join(human.unknown)} too, of which there is no output here"
    scored = int((~np.isnan(scores)).any(axis=1).sum())
    if rows.sum() < MOST * scored:
        yield f"only {int(rows.sum())} of {scored} segments with human scores have one for every system"


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """One metric beside people; everything higher-is-better."""

    run: Run
    ready: Prepared
    human: Scores
    rows: NDArray[np.bool_]
    clusters: Clusters
    all_segments: bool

    def on(self, part: str) -> Iterator[Trust]:
        """Yield the statistics on a domain, or on everything."""
        inside = np.array([part in ("", d.domain) for d in self.run.data.documents for _ in range(d.start, d.stop)])
        rows = self.rows & self.ready.rows & inside
        if rows.any():
            yield from self._systems(part, rows, (self.ready.rows & inside) if self.all_segments else rows)
            yield self._segments(part, rows)

    def _systems(self, part: str, rows: NDArray[np.bool_], metric_rows: NDArray[np.bool_]) -> Iterator[Trust]:
        label, settings = self.ready.measure.label, self.clusters.resampling
        drawn = clustered((rows | metric_rows).astype(float), self.clusters.starts) > 0
        width = self._width(drawn)
        blocks = [self._people(rows, drawn), self._metric(metric_rows, drawn)]
        people, metric = (block.scores for block in blocks)
        samples = bootstrap(blocks, settings)
        first, second = correlation.pairs_of(len(people))
        for name, statistic in OF_SYSTEMS.items():
            spread = np.array([statistic(*one) for one in zip(*samples, strict=True)])
            around = _around(spread, settings, width)
            yield Trust(label, part, name, "system", statistic(people, metric), around, len(first))
        chance = nulls(blocks, list(zip(first.tolist(), second.tolist(), strict=True)), settings)
        observed = [scores[first] - scores[second] for scores in (people, metric)]
        ps = [p_one_sided(null, one) for null, one in zip(chance, observed, strict=True)]
        softly = [p_drawn(null, one[:, first] - one[:, second]) for null, one in zip(chance, samples, strict=True)]
        spread = np.array([correlation.soft_pairwise_accuracy(*one) for one in zip(*softly, strict=True)])
        value, around = correlation.soft_pairwise_accuracy(*ps), _around(spread, settings, width)
        yield Trust(label, part, "soft pairwise accuracy", "system", value, around, len(first))

    def _segments(self, part: str, rows: NDArray[np.bool_]) -> Trust:
        """Return accuracy with calibrated ties; its interval draws segments' accuracies with the threshold found."""
        label, settings, starts = self.ready.measure.label, self.clusters.resampling, self.clusters.starts
        values = [self.run.values[Key(system, label)].segments for system in self.ready.systems]
        metric = np.where(rows[:, None], self._sign * np.stack(values, axis=1), np.nan)
        found = correlation.calibrated_accuracy(self.human, metric)
        each = correlation.segment_accuracies(self.human, metric, found.epsilon)
        defined = ~np.isnan(each)
        sums = clustered(np.stack([np.where(defined, each, 0.0), defined.astype(float)], axis=-1), starts)
        drawn = sums[:, 1] > 0
        spread = bootstrap([Block(sums[drawn, None], mean)], settings)[0][:, 0]
        around = _around(spread, settings, self._width(drawn))
        return Trust(label, part, "accuracy with calibrated ties", "segment", found.accuracy, around, found.pairs)

    def _width(self, drawn: NDArray[np.bool_]) -> float:
        """Return how many clusters of equal size would tell as much; nan where there is but one to draw from."""
        return effective(self.clusters.sizes[drawn]) if drawn.sum() > 1 else float("nan")

    @property
    def _sign(self) -> float:
        return -1.0 if self.ready.measure.higher_is_better is False else 1.0

    def _people(self, rows: NDArray[np.bool_], drawn: NDArray[np.bool_]) -> Block:
        """Return human scores as (sum, number) by cluster."""
        counts = np.stack([self.human, np.ones_like(self.human)], axis=-1)
        return Block(self._sums(counts, rows)[drawn], mean)

    def _metric(self, rows: NDArray[np.bool_], drawn: NDArray[np.bool_]) -> Block:
        """Return the metric's counts of these rows by cluster, higher is better."""
        label, score, sign = self.ready.measure.label, self.ready.block.score, self._sign
        counts = np.stack([self.run.counts[Key(system, label)] for system in self.ready.systems], axis=1)

        def signed(totals: Counts) -> Scores:
            return sign * score(totals)

        return Block(self._sums(counts, rows)[drawn], signed)

    def _sums(self, counts: Counts, rows: NDArray[np.bool_]) -> Counts:
        return clustered(np.where(rows[:, None, None], counts, 0.0), self.clusters.starts)


def _around(spread: Scores, resampling: Resampling, width: float) -> Interval:
    if np.isnan(width):
        return Interval(float("nan"), float("nan"))
    low, high = interval(spread[:, None], resampling.level, width)
    return Interval(float(low[0]), float(high[0]))
