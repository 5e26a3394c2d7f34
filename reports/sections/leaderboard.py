"""The leaderboard: systems in order, with intervals and significance clusters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.evals.types import Key, leading_measure
from tertium.reports.measures import PART_NOTE, metric_column, segment_cells, systems_best_first
from tertium.reports.provenance import resampling_summary, run_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Place, Standings
    from tertium.evals.types import Measure, Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell, Provenance


def leaderboard_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per system, the best by the leading metric first.

    With standings, each score has its interval and its range of ranks. Scores of the best cluster are bold where there
    is a worse cluster, and a line stands above the first system of each further cluster of the leading metric.
    """
    standings = _comparable(run, decisions.standings)
    places = _places(standings)
    coverage, segments = run.coverage, segment_cells(run)
    is_partial = any(isinstance(cell, str) for cell in segments.values())
    marks: set[tuple[int, int]] = set()
    ranked = {key.metric for key in places}
    columns, rows, bold = [Column("system")], [], set()
    columns += [Column("segments", numeric=True)] if is_partial else []
    for measure in run.measures.values():
        columns += _metric_columns(measure, ranked=measure.label in ranked)
    systems = systems_best_first(run)
    for i, system in enumerate(systems):
        row: list[Cell] = [system, segments[system]] if is_partial else [system]
        for metric in run.measures:
            place = places.get(Key(system, metric))
            if place and place.cluster == 1 and _cluster_count(places, metric) > 1:
                bold.add((i, len(row)))
            if not coverage[Key(system, metric)].is_complete and coverage[Key(system, metric)].scored:
                marks.add((i, len(row)))
            row.append(run.values[Key(system, metric)].total)
            if metric in ranked:
                row += [*place.interval, place.ranks] if place else [None, None, None]
        rows.append(tuple(row))
    clusters = [_leading_cluster(places, run, system) for system in systems]
    return Table(
        f"{run.data.name}: leaderboard",
        tuple(columns),
        tuple(rows),
        notes=(*((PART_NOTE,) if marks else ()), *_standings_notes(standings), *decisions.inspection_of(run).notes),
        bold=frozenset(bold),
        breaks=frozenset(i for i in range(1, len(systems)) if clusters[i] != clusters[i - 1]),
        provenance=_provenance(run, standings),
        marks=frozenset(marks),
    )


def _comparable(run: Run, standings: Standings | None) -> Standings | None:
    """Return the standings without rankings on other segments than the totals of the systems that they rank.

    An interval and a rank may only stand beside a total over the same segments.
    """
    if standings is None:
        return None
    coverage = run.coverage
    kept, left_out = [], dict(standings.left_out)
    for ranking in standings.rankings:
        if all(coverage[Key(place.system, ranking.metric)].scored == ranking.segments for place in ranking.places):
            kept.append(ranking)
        else:
            left_out[ranking.metric] = (
                f"the systems are scored on different segments; tertium rank compares them on the {ranking.segments} "
                "that all have"
            )
    return replace(standings, rankings=tuple(kept), left_out=left_out)


def _metric_columns(measure: Measure, *, ranked: bool) -> Sequence[Column]:
    score = metric_column(measure, measure.label)
    if not ranked:
        return (score,)
    bounds = (Column(f"{measure.label} {bound}", digits=score.digits, numeric=True) for bound in ("low", "high"))
    return (score, *bounds, Column(f"{measure.label} rank", numeric=True))


def _standings_notes(standings: Standings | None) -> tuple[str, ...]:
    if standings is None:
        return ()
    resampling = standings.resampling
    size = counted(standings.clusters, resampling.cluster)
    few = f"{resampling.too_few()} which system is better: with {size} p can't be under {resampling.alpha:.3g}"
    return (*((few,) if standings.is_too_small else ()), *standings.warnings, *standings.unranked)


def _provenance(run: Run, standings: Standings | None) -> Provenance:
    if standings is None:
        return run_provenance(run)
    resampling = standings.resampling
    return run_provenance(
        run,
        full=(f"intervals and ranks: {resampling.signature}",),
        brief=(f"intervals and ranks: {resampling_summary(resampling, standings.clusters)}",),
    )


def _places(standings: Standings | None) -> dict[Key, Place]:
    if standings is None:
        return {}
    return {Key(place.system, ranking.metric): place for ranking in standings.rankings for place in ranking.places}


def _cluster_count(places: dict[Key, Place], metric: str) -> int:
    return max(place.cluster for key, place in places.items() if key.metric == metric)


def _leading_cluster(places: dict[Key, Place], run: Run, system: str) -> int:
    """Return the system's cluster by the leading metric; 0 where the metric ranks nothing."""
    place = places.get(Key(system, leading_measure(run).label))
    return place.cluster if place else 0


section: Final = Section(
    name="leaderboard",
    order=30,
    tables=lambda run, decisions: [leaderboard_table(run, decisions)],
    forms=frozenset({"page", "comment"}),
    chapter="leaderboard",
)
