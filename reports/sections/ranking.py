"""Systems in order by each metric, and over all metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.measures import ARROWS
from tertium.reports.provenance import basis, drawn, left_out
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.decisions import (
        Ranking,
        Standings,
    )

SCALED: Final = (
    "rank: each metric's scores minus their median, over the distance from the 25th percentile to the best; "
    "the mean over metrics, stretched to 1 … number of systems"
)


def ranking_tables(standings: Standings) -> list[Table]:
    """Return one table per metric, best system first, with clusters and rank ranges; then one over all metrics."""
    tables = [_ranking_table(standings, ranking) for ranking in standings.rankings]
    following = [*list(standings.overall)[1:], None]
    rows = tuple(
        (system, rank, None if other is None else _apart(standings, system, other))
        for (system, rank), other in zip(standings.overall.items(), following, strict=True)
    )
    notes = (
        *standings.warnings,
        *left_out(standings.left_out),
    )
    rests = basis({}, (standings.name, standings.fingerprint), full=(SCALED,))
    columns = (Column("system"), Column("rank", numeric=True, better="↓"), Column("better than the next by"))
    title = f"{standings.name}: over {len(standings.rankings)} metrics"
    return [*tables, Table(title, columns, rows, notes, basis=rests)]


def _apart(standings: Standings, system: str, other: str) -> str:
    """Return by which metrics a system is significantly better than the next one, and by which worse."""
    better, worse = standings.beating(system, other), standings.beating(other, system)
    said = ", ".join(better) or "no metric: the order is not shown"
    return f"{said}; worse by {', '.join(worse)}" if worse else said


def _ranking_table(standings: Standings, ranking: Ranking) -> Table:
    percent = f"{100 * standings.resampling.level:g} %"
    columns = (
        *(Column("cluster", numeric=True), Column("ranks", numeric=True), Column("system")),
        Column(ranking.metric, numeric=True, better=ARROWS[ranking.higher_is_better]),
        Column(f"{percent} low", numeric=True),
        Column(f"{percent} high", numeric=True),
    )
    rows = tuple((place.cluster, place.ranks, place.system, place.score, *place.interval) for place in ranking.places)
    resampling = standings.resampling
    notes = (
        f"cluster: every system beats all of later ones, p < {resampling.alpha:.3g} (adjusted: {standings.adjusted})",
        "ranks: one more than beat it, to the number of systems minus those that it beats",
    )
    drawn_again = f"resampling: {resampling.signature}|clusters:{standings.clusters}|segments:{ranking.segments}"
    rests = basis(
        {ranking.metric: ranking.signature},
        (standings.name, standings.fingerprint),
        full=(f"p is adjusted over pairs of systems: {standings.adjusted}", drawn_again),
        brief=(f"intervals and p: {drawn(resampling, standings.clusters)}",),
    )
    clusters = [place.cluster for place in ranking.places]
    breaks = frozenset(i for i in range(1, len(clusters)) if clusters[i] != clusters[i - 1])
    best = frozenset((i, 3) for i, cluster in enumerate(clusters) if cluster == 1) if breaks else frozenset()
    return Table(f"{standings.name}: ranking by {ranking.metric}", columns, rows, notes, best, breaks, rests)
