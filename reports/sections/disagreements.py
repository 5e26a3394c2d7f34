"""Where metrics order systems differently."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Measure, Run
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from tertium.evals.decisions import (
        Standings,
    )


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


section: Final = Section(
    name="disagreements",
    order=40,
    tables=lambda run, decisions: [disagreements(run, decisions.standings)],
    forms=frozenset({"page"}),
    chapter="leaderboard",
)
