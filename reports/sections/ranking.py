"""The systems in order by each metric, and over all metrics."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.reports.measures import ARROWS
from tertium.reports.provenance import left_out_notes, make_provenance, resampling_summary
from tertium.reports.table import Column, Table, on_common_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Ranking, Standings
    from tertium.reports.table import Provenance


WMT25: Final = (
    "rank: each metric's scores minus their median, over the distance from the 25th percentile to the best; "
    "the mean over metrics, stretched to 1 … number of systems"
)
OWN: Final = "; each system on its own segments, as in WMT"
RANK_NOTES: Final = {
    "": WMT25,
    "wmt25": f"{WMT25}{OWN}",
    "wmt24": f"rank: each metric's scores stretched to 1 … number of systems, and the mean over metrics{OWN}",
}
"""What the rank over metrics is, by the rule of aggregation."""


def ranking_tables(standings: Standings) -> list[Table]:
    """Return one table per metric, best system first, with clusters and rank ranges; then one over all metrics."""
    return [*(_metric_table(standings, ranking) for ranking in standings.rankings), _overall_table(standings)]


def _overall_table(standings: Standings) -> Table:
    systems = list(standings.overall)
    better = [*standings.all_beating(list(pairwise(systems))), None]
    worse = [*standings.all_beating([(worse, better) for better, worse in pairwise(systems)]), None]
    rows = tuple(
        (system, rank, _evidence(by, but, standings.unshown) if by is not None and but is not None else None)
        for (system, rank), by, but in zip(standings.overall.items(), better, worse, strict=True)
    )
    labels = [ranking.metric for ranking in standings.rankings]
    over = standings.over or labels
    others = [label for label in labels if label not in over]
    which = f"rank over {', '.join(over)}" + (f"; not over {', '.join(others)}" if others else "")
    notes = (which, *standings.warnings, *left_out_notes(standings.left_out))
    provenance = make_provenance({}, (standings.name, standings.fingerprint), full=(RANK_NOTES[standings.aggregate],))
    columns = (Column("system"), Column("rank", numeric=True, better="↓"), Column("better than the next by"))
    subsets = {on_common_segments(ranking.segments, ranking.of) for ranking in standings.rankings}
    common = subsets.pop() if len(subsets) == 1 else ", on segments that all have"
    where = f", by {standings.aggregate}" if standings.aggregate else common
    title = f"{standings.name}: over {counted(len(over), 'metric')}{where}"
    return Table(title, columns, rows, notes, provenance=provenance)


def _evidence(better: Sequence[str], worse: Sequence[str], unshown: str) -> str:
    """Return by which metrics a system is significantly better than the next one, and by which worse."""
    evidence = ", ".join(better) or f"no metric: {unshown}"
    return f"{evidence}; worse by {', '.join(worse)}" if worse else evidence


def _metric_table(standings: Standings, ranking: Ranking) -> Table:
    resampling = standings.resampling
    percent = f"{100 * resampling.level:g} %"
    columns = (
        *(Column("cluster", numeric=True), Column("ranks", numeric=True), Column("system")),
        Column(ranking.metric, numeric=True, better=ARROWS[ranking.higher_is_better]),
        *(Column(f"{percent} {bound}", numeric=True) for bound in ("low", "high")),
    )
    rows = tuple((place.cluster, place.ranks, place.system, place.score, *place.interval) for place in ranking.places)
    notes = (
        f"cluster: every system beats all of later ones, p < {resampling.alpha:.3g} (adjusted: {standings.adjusted})",
        "ranks: one more than beat it, to the number of systems minus those that it beats",
    )
    clusters = [place.cluster for place in ranking.places]
    breaks = frozenset(i for i in range(1, len(clusters)) if clusters[i] != clusters[i - 1])
    # Bold only where there is a worse cluster: else nothing is significantly the best. Column 3 is the score.
    bold = frozenset((i, 3) for i, cluster in enumerate(clusters) if cluster == 1) if breaks else frozenset()
    title = f"{standings.name}: ranking by {ranking.metric}{on_common_segments(ranking.segments, ranking.of)}"
    provenance = _provenance(standings, ranking)
    return Table(title, columns, rows, notes, bold, breaks, provenance)


def _provenance(standings: Standings, ranking: Ranking) -> Provenance:
    signature = standings.resampling.signature
    return make_provenance(
        {ranking.metric: ranking.signature},
        (standings.name, standings.fingerprint),
        full=(
            f"p is adjusted over pairs of systems: {standings.adjusted}",
            f"resampling: {signature}|clusters:{standings.clusters}|segments:{ranking.segments}",
        ),
        brief=(f"intervals and p: {resampling_summary(standings.resampling, standings.clusters)}",),
    )
