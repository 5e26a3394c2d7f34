"""The leaderboard of metrics: how well each agrees with people by every statistic, and which don't differ."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.evals.results import Interval
from tertium.reports.provenance import make_provenance, resampling_summary
from tertium.reports.sections.meta_evaluation import CITATIONS, clusters_by
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Meta, Trust
    from tertium.reports.table import Cell

ORDER: Final = (
    "soft pairwise accuracy",
    "accuracy with calibrated ties",
    "pairwise accuracy",
    "Pearson",
    "Spearman",
    "Kendall",
)
"""Statistics of the leaderboard, the leading one first; others, such as those of spans, follow."""

TITLES: Final = {"accuracy with calibrated ties": "segment accuracy", "soft pairwise accuracy": "soft accuracy"}
"""Short headings."""


class Standing(NamedTuple):
    """A metric's place by one statistic; `cluster` is 0 where metrics weren't tested by it."""

    value: float
    interval: Interval
    cluster: int


class MetricBoard(NamedTuple):
    """All metrics by all statistics on the whole set.

    Attributes:
        metrics: labels, best first by the leading statistic.
        statistics: the leading one first.
        standings: by (metric, statistic); what isn't there has no value.
    """

    metrics: list[str]
    statistics: list[str]
    standings: dict[tuple[str, str], Standing]

    def of(self, metric: str, statistic: str) -> Standing:
        """Return a metric's place; without a value where there is none."""
        return self.standings.get((metric, statistic), Standing(nan, Interval(nan, nan), 0))

    def is_best(self, metric: str, statistic: str) -> bool:
        """Return whether a metric is in the first cluster of several."""
        clusters = {self.of(each, statistic).cluster for each in self.metrics}
        return self.of(metric, statistic).cluster == 1 and len(clusters) > 1

    @property
    def breaks(self) -> frozenset[int]:
        """Rows that begin a cluster of the leading statistic."""
        clusters = [self.of(metric, self.statistics[0]).cluster for metric in self.metrics]
        return frozenset(i for i in range(1, len(clusters)) if clusters[i] > clusters[i - 1])


def metric_board(meta: Meta) -> MetricBoard:
    """Return the places of all metrics on the whole set."""
    trusts = {(item.metric, item.statistic): item for item in meta.trusts if not item.part}
    known = list(dict.fromkeys(statistic for _, statistic in trusts))
    statistics = [name for name in ORDER if name in known] + [name for name in known if name not in ORDER]
    clusters = {name: clusters_by(meta, name) for name in statistics}
    standings = {
        (metric, statistic): Standing(item.value, item.interval, clusters[statistic].get(metric, 0))
        for (metric, statistic), item in trusts.items()
    }
    return MetricBoard(_best_first(trusts, statistics[0], clusters[statistics[0]]), statistics, standings)


def _best_first(trusts: dict[tuple[str, str], Trust], leading: str, clusters: dict[str, int]) -> list[str]:
    """Return the metrics by cluster and value of the leading statistic; undefined ones come last."""
    labels = list(dict.fromkeys(metric for metric, _ in trusts))

    def sort_key(label: str) -> tuple[bool, int, float]:
        item = trusts.get((label, leading))
        value = item.value if item else nan
        return isnan(value), clusters.get(label, 0), -value

    return sorted(labels, key=sort_key)


def metric_leaderboard(meta: Meta) -> Table:
    """Return one row per metric and one column per statistic; bold is the best cluster, where there is a worse one."""
    board = metric_board(meta)
    columns = (
        Column("metric"),
        *(Column(TITLES.get(name, name), 3, numeric=True, better="↑") for name in board.statistics),
    )
    rows: list[tuple[Cell, ...]] = [
        (metric, *(board.of(metric, statistic).value for statistic in board.statistics)) for metric in board.metrics
    ]
    bold = frozenset(
        (i, j)
        for i, metric in enumerate(board.metrics)
        for j, statistic in enumerate(board.statistics, start=1)
        if board.is_best(metric, statistic)
    )
    percent = f"{100 * meta.resampling.level:g} %"
    provenance = make_provenance(
        meta.signatures,
        (meta.name, meta.fingerprint),
        full=(CITATIONS, f"resampling: {meta.resampling.signature}"),
        brief=(f"tests: {resampling_summary(meta.resampling)}",),
    )
    notes = tuple(notes_of(board, percent))
    title = f"{meta.name}: metrics against {meta.human}"
    return Table(title, columns, tuple(rows), notes, bold, board.breaks, provenance)


def notes_of(board: MetricBoard, percent: str) -> Iterator[str]:
    """Yield what the order, the lines and bold type mean."""
    leading = TITLES.get(board.statistics[0], board.statistics[0])
    if any(standing.cluster for standing in board.standings.values()):
        yield f"order and lines between clusters are by {leading}; bold: the best cluster, where there is a worse one"
        yield f"a cluster ends before a metric that is worse than its first one (p of permutations, {percent})"
    else:
        yield f"order is by {leading}; one metric has no other to be tested against"
