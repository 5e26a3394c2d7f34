"""The leaderboard: systems in order, with intervals and significance clusters, and where metrics disagree."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from tertium.evals.types import Key
from tertium.reports.basis import drawn
from tertium.reports.table import Column, Table
from tertium.reports.tables import basis_of, metric_column, notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Place, Standings
    from tertium.evals.types import Measure, Run
    from tertium.reports.table import Cell


def leaderboard(run: Run, standings: Standings | None = None) -> Table:
    """Return one row per system, the best by the leading metric first.

    With standings, each score has its interval and its range of ranks; scores of the best cluster are bold where there
    is a worse one, and a new cluster of the leading metric begins below a line.
    """
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
        (*said, *notes(run)),
        frozenset(bold),
        breaks,
        basis_of(run, full, brief),
    )


def leading(run: Run) -> Measure:
    """Return the metric that orders systems: the first with a direction, else the first."""
    return next(
        (one for one in run.measures.values() if one.higher_is_better is not None), next(iter(run.measures.values()))
    )


def ordered(run: Run, measure: Measure | None = None) -> list[str]:
    """Return the systems, the best by a metric (the leading one) first, those without a score last."""
    by = measure or leading(run)
    sign = 1 if by.higher_is_better is False else -1

    def place(system: str) -> tuple[bool, float]:
        score = run.values[Key(system, by.label)].total
        return math.isnan(score), sign * score

    return sorted(run.systems, key=place)


def disagreements(run: Run, standings: Standings | None = None) -> Table:
    """Return one row per two metrics with a direction: how many pairs of systems they order differently."""
    directed = [one for one in run.measures.values() if one.higher_is_better is not None]
    rows: list[tuple[Cell, ...]] = []
    for one, other in combinations(directed, 2):
        pairs = list(combinations(run.systems, 2))
        opposed = [pair for pair in pairs if _sign(run, one, *pair) * _sign(run, other, *pair) < 0]
        surely = [pair for pair in opposed if _sure(standings, one, pair) and _sure(standings, other, pair)]
        gaps = {pair: abs(_gap(run, one, *pair)) for pair in surely or opposed}
        example = max(gaps, key=gaps.__getitem__, default=None)
        rows.append(
            (
                one.label,
                other.label,
                len(pairs),
                len(opposed),
                len(surely) if standings else None,
                _words(run, one, other, example),
            )
        )
    columns = (
        Column("metric"),
        Column("other metric"),
        *(
            Column(title, numeric=True)
            for title in ("pairs of systems", "ordered differently", "significantly by both")
        ),
        Column("for example"),
    )
    return Table(f"{run.data.name}: metrics that disagree", columns, tuple(rows))


def _words(run: Run, one: Measure, other: Measure, pair: tuple[str, str] | None) -> str | None:
    if pair is None:
        return None
    better, worse = pair if _sign(run, one, *pair) > 0 else pair[::-1]
    return f"{one.label} prefers {better}, {other.label} prefers {worse}"


def _gap(run: Run, measure: Measure, a: str, b: str) -> float:
    return run.values[Key(a, measure.label)].total - run.values[Key(b, measure.label)].total


def _sign(run: Run, measure: Measure, a: str, b: str) -> int:
    """Return 1 where a is better, -1 where b is, 0 where neither or undefined."""
    gap = _gap(run, measure, a, b) * (1 if measure.higher_is_better else -1)
    return (gap > 0) - (gap < 0)


def _sure(standings: Standings | None, measure: Measure, pair: tuple[str, str]) -> bool:
    if standings is None:
        return False
    pairs = (one for ranking in standings.rankings if ranking.metric == measure.label for one in ranking.pairs)
    return any({one.better, one.worse} == set(pair) and one.p < standings.resampling.alpha for one in pairs)


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
