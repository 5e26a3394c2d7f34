"""The leaderboard: systems in order, with intervals and significance clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Measure, Run
from tertium.reports.measures import leading, metric_column, ordered
from tertium.reports.provenance import basis_of, drawn
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.decisions import (
        Place,
        Standings,
    )
    from tertium.reports.decisions import Decisions


def leaderboard(run: Run, decisions: Decisions) -> Table:
    """Return one row per system, the best by the leading metric first.

    With standings, each score has its interval and its range of ranks; scores of the best cluster are bold where there
    is a worse one, and a new cluster of the leading metric begins below a line.
    """
    standings = decisions.standings
    places = _places(standings)
    systems = ordered(run)
    columns: list[Column] = [Column("system")]
    for measure in run.measures.values():
        columns += _columns(measure, ranked=any(key.metric == measure.label for key in places))
    rows, bold = [], set()
    for i, system in enumerate(systems):
        row: list[Cell] = [system]
        for metric in run.measures:
            place = places.get(Key(system, metric))
            if place and place.cluster == 1 and _clusters(places, metric) > 1:
                bold.add((i, len(row)))
            row.append(run.values[Key(system, metric)].total)
            if any(key.metric == metric for key in places):
                row += [*place.interval, place.ranks] if place else [None, None, None]
        rows.append(tuple(row))
    said = () if standings is None else (*standings.warnings, *standings.unranked)
    full = () if standings is None else (f"intervals and ranks: {standings.resampling.signature}",)
    brief = () if standings is None else (f"intervals and ranks: {drawn(standings.resampling, standings.clusters)}",)
    breaks = frozenset(
        i for i in range(1, len(systems)) if _cluster(places, run, systems[i]) != _cluster(places, run, systems[i - 1])
    )
    title = f"{run.data.name}: leaderboard"
    return Table(
        title,
        tuple(columns),
        tuple(rows),
        (*said, *decisions.inspection_of(run).notes),
        frozenset(bold),
        breaks,
        basis_of(run, full, brief),
    )


def _columns(measure: Measure, *, ranked: bool) -> Sequence[Column]:
    score = metric_column(measure, measure.label)
    if not ranked:
        return (score,)
    bounds = (Column(f"{measure.label} {which}", digits=score.digits, numeric=True) for which in ("low", "high"))
    return (score, *bounds, Column(f"{measure.label} rank", numeric=True))


def _places(standings: Standings | None) -> dict[Key, Place]:
    if standings is None:
        return {}
    return {Key(place.system, ranking.metric): place for ranking in standings.rankings for place in ranking.places}


def _clusters(places: dict[Key, Place], metric: str) -> int:
    return max(place.cluster for key, place in places.items() if key.metric == metric)


def _cluster(places: dict[Key, Place], run: Run, system: str) -> int:
    place = places.get(Key(system, leading(run).label))
    return place.cluster if place else 0


section: Final = Section(
    name="leaderboard",
    order=30,
    tables=lambda run, decisions: [leaderboard(run, decisions)],
    forms=frozenset({"page", "comment"}),
    chapter="leaderboard",
)
