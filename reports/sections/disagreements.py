"""Metrics that put systems in different orders."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import counted
from tertium.evals.types import Key, quality_measures
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.evals.results import Standings
    from tertium.evals.types import Measure, Run
    from tertium.reports.table import Cell


def disagreements_table(run: Run, standings: Standings | None = None) -> Table:
    """Return one row per two metrics of quality: how many pairs of systems they order differently.

    Systems with a total over part of the set are left out: their totals can't be compared.
    """
    directed = quality_measures(run)
    coverage = run.coverage
    complete = [
        system
        for system in run.systems
        if all(coverage[Key(system, measure.label)].is_complete for measure in directed)
    ]
    scores = {
        measure.label: np.array([run.values[Key(system, measure.label)].total for system in complete])
        for measure in directed
    }
    significant = {measure.label: _significant(standings, measure.label, complete) for measure in directed}
    rows = tuple(
        _row(complete, (a, b), scores, significant, counts=standings is not None) for a, b in combinations(directed, 2)
    )
    counts = ("pairs of systems", "ordered differently", "significantly by both")
    columns = (
        *(Column("metric"), Column("other metric")),
        *(Column(title, numeric=True) for title in counts),
        Column("for example"),
    )
    return Table(f"{run.data.name}: metrics that disagree", columns, rows)


def significant_disagreements(run: Run, standings: Standings) -> list[str]:
    """Return a sentence per two metrics that order systems differently, both of them significantly."""
    return [
        f"{metric} and {other} contradict each other significantly on {counted(count, 'pair')} of systems: {example}"
        for metric, other, _, _, count, example in disagreements_table(run, standings).rows
        if isinstance(count, int) and count
    ]


def _row(
    systems: Sequence[str],
    measures: tuple[Measure, Measure],
    scores: Mapping[str, NDArray[np.float64]],
    significant: Mapping[str, NDArray[np.bool_]],
    *,
    counts: bool,
) -> tuple[Cell, ...]:
    a, b = measures
    # Matrices of (systems, systems); each pair stands above the diagonal once.
    preferences = [_preferences(scores[measure.label], measure) for measure in measures]
    opposed = np.triu(preferences[0] * preferences[1] < 0, 1)
    both = opposed & significant[a.label] & significant[b.label]
    # The example is the pair that the first metric sets furthest apart, a significant one where there is any.
    gaps = np.where(both if both.any() else opposed, np.abs(scores[a.label][:, None] - scores[a.label]), -1.0)
    pairs = len(systems) * (len(systems) - 1) // 2
    count = int(both.sum()) if counts else None
    example = None
    if opposed.any():
        first, second = np.unravel_index(int(gaps.argmax()), gaps.shape)
        better, worse = (first, second) if preferences[0][first, second] > 0 else (second, first)
        example = f"{a.label} prefers {systems[int(better)]}, {b.label} prefers {systems[int(worse)]}"
    return (a.label, b.label, pairs, int(opposed.sum()), count, example)


def _preferences(scores: NDArray[np.float64], measure: Measure) -> NDArray[np.float64]:
    """Return 1 where the metric prefers the row's system, -1 for the column's, 0 for neither or an undefined score."""
    gaps = scores[:, None] - scores
    return np.nan_to_num(np.sign(gaps if measure.higher_is_better else -gaps))


def _significant(standings: Standings | None, label: str, systems: Sequence[str]) -> NDArray[np.bool_]:
    """Return which pairs of systems differ significantly by a metric, as a symmetric matrix."""
    matrix = np.zeros((len(systems), len(systems)), dtype=bool)
    index = {system: i for i, system in enumerate(systems)}
    for ranking in standings.rankings if standings else ():
        for better, worse, p in ranking.pairs if ranking.metric == label else ():
            if standings and p < standings.resampling.alpha and better in index and worse in index:
                matrix[index[better], index[worse]] = matrix[index[worse], index[better]] = True
    return matrix


def _where_they_differ(run: Run, standings: Standings | None) -> Table:
    """Return the table without pairs of metrics that order all systems alike."""
    table = disagreements_table(run, standings)
    return replace(table, rows=tuple(row for row in table.rows if row[3]))


section: Final = Section(
    name="disagreements",
    order=40,
    tables=lambda run, decisions: [_where_they_differ(run, decisions.standings)],
    forms=frozenset({"page"}),
    optional=True,
)
