"""Metrics that put systems in different orders."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results import Standings
    from tertium.evals.types import Measure, Run
    from tertium.reports.table import Cell


def disagreements_table(run: Run, standings: Standings | None = None) -> Table:
    """Return one row per two metrics with a direction: how many pairs of systems they order differently."""
    directed = [measure for measure in run.measures.values() if measure.higher_is_better is not None]
    rows = tuple(_row(run, standings, a, b) for a, b in combinations(directed, 2))
    counts = ("pairs of systems", "ordered differently", "significantly by both")
    columns = (
        *(Column("metric"), Column("other metric")),
        *(Column(title, numeric=True) for title in counts),
        Column("for example"),
    )
    return Table(f"{run.data.name}: metrics that disagree", columns, rows)


def _row(run: Run, standings: Standings | None, a: Measure, b: Measure) -> tuple[Cell, ...]:
    pairs = list(combinations(run.systems, 2))
    opposed = [pair for pair in pairs if _preference(run, a, *pair) * _preference(run, b, *pair) < 0]
    significant = [
        pair for pair in opposed if _is_significant(standings, a, pair) and _is_significant(standings, b, pair)
    ]
    # The example is the pair that the first metric sets furthest apart, a significant one where there is any.
    gaps = {pair: abs(_gap(run, a, *pair)) for pair in significant or opposed}
    example = max(gaps, key=gaps.__getitem__, default=None)
    count = len(significant) if standings else None
    return (a.label, b.label, len(pairs), len(opposed), count, _example(run, a, b, example))


def _example(run: Run, a: Measure, b: Measure, pair: tuple[str, str] | None) -> str | None:
    if pair is None:
        return None
    better, worse = pair if _preference(run, a, *pair) > 0 else pair[::-1]
    return f"{a.label} prefers {better}, {b.label} prefers {worse}"


def _gap(run: Run, measure: Measure, system: str, other: str) -> float:
    return run.values[Key(system, measure.label)].total - run.values[Key(other, measure.label)].total


def _preference(run: Run, measure: Measure, system: str, other: str) -> int:
    """Return 1 where the metric prefers the first system, -1 for the other, 0 for neither or an undefined score."""
    gap = _gap(run, measure, system, other) * (1 if measure.higher_is_better else -1)
    return (gap > 0) - (gap < 0)


def _is_significant(standings: Standings | None, measure: Measure, systems: tuple[str, str]) -> bool:
    if standings is None:
        return False
    pairs = (pair for ranking in standings.rankings if ranking.metric == measure.label for pair in ranking.pairs)
    alpha = standings.resampling.alpha
    return any({pair.better, pair.worse} == set(systems) and pair.p < alpha for pair in pairs)


section: Final = Section(
    name="disagreements",
    order=40,
    tables=lambda run, decisions: [disagreements_table(run, decisions.standings)],
    forms=frozenset({"page"}),
    chapter="leaderboard",
)
