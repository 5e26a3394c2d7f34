"""The leaderboard's cells as the page shows them: score, interval and rank of a metric in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from tertium.evals.types import Run
    from tertium.reports.table import Cell, Table


class Score(NamedTuple):
    """One system by one metric: values for the machine, texts for people."""

    metric: str
    value: Cell
    shown: str
    bold: bool
    interval: tuple[Cell, Cell] | None
    interval_shown: tuple[str, str] | None
    rank: str
    strip: Markup | str


class Line(NamedTuple):
    """One row; `breaks` where a new cluster begins above it."""

    system: str
    breaks: bool
    scores: list[Score]


class Board(NamedTuple):
    """All rows, each metric's heading, and which metrics have ranks."""

    headings: dict[str, str]
    ranked: frozenset[str]
    lines: list[Line]


def board(table: Table, run: Run, strips: Mapping[tuple[str, str], Markup]) -> Board:
    """Return the leaderboard's table with the columns of a metric put together; no number but the table's."""
    at = {column.title: j for j, column in enumerate(table.columns)}
    shown = table.shown()
    lines = []
    for i, row in enumerate(table.rows):
        system = str(row[0])
        scores = []
        for metric in run.measures:
            j = at[metric]
            ranked = f"{metric} rank" in at
            scores.append(
                Score(
                    metric=metric,
                    value=row[j],
                    shown=shown[i][j],
                    bold=(i, j) in table.bold,
                    interval=(row[j + 1], row[j + 2]) if ranked else None,
                    interval_shown=(shown[i][j + 1], shown[i][j + 2]) if ranked else None,
                    rank=shown[i][j + 3] if ranked else "",
                    strip=strips.get((system, metric), ""),
                )
            )
        lines.append(Line(system, i in table.breaks, scores))
    headings = {metric: table.columns[at[metric]].heading for metric in run.measures}
    return Board(headings, frozenset(metric for metric in headings if f"{metric} rank" in at), lines)
