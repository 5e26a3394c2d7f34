"""The leaderboard as the page shows it: score, interval and rank of a metric in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from tertium.reports.table import Cell, Table


class ScoreCell(NamedTuple):
    """One system's score by one metric.

    Attributes:
        metric: the metric's label.
        value: the unrounded score, for sorting.
        shown: the score as people read it.
        bold: whether the system is in the best cluster and there is a worse one.
        interval: unrounded bounds; None where the metric ranks nothing.
        interval_shown: the bounds as people read them.
        rank: the range of ranks.
        strip: the drawn interval.
    """

    metric: str
    value: Cell
    shown: str
    bold: bool
    interval: tuple[Cell, Cell] | None
    interval_shown: tuple[str, str] | None
    rank: str
    strip: Markup | str


class BoardRow(NamedTuple):
    """One system; `breaks` says that a new cluster begins above its row, `segments` "30 of 60" for part of the set."""

    system: str
    breaks: bool
    scores: list[ScoreCell]
    segments: str


class Board(NamedTuple):
    """The rows, the heading of each metric, and the metrics that have ranks."""

    headings: dict[str, str]
    ranked: frozenset[str]
    rows: list[BoardRow]


def make_board(table: Table, metrics: Sequence[str], strips: Mapping[tuple[str, str], Markup]) -> Board:
    """Return the leaderboard by these metrics, the columns of each joined; every number comes from the table.

    Args:
        table: the leaderboard.
        metrics: labels, in the order of the columns.
        strips: drawn intervals by (system, metric).
    """
    index_of = {column.title: j for j, column in enumerate(table.columns)}
    ranked = frozenset(metric for metric in metrics if f"{metric} rank" in index_of)
    texts = table.display_rows()
    # where all systems have the same part of the set, the page says it once, below the table
    differ = "segments" in index_of and len({row[index_of["segments"]] for row in table.rows}) > 1
    rows = []
    for i, row in enumerate(table.rows):
        system = str(row[0])
        scores = []
        for metric in metrics:
            # With ranks, columns j + 1 to j + 3 are low, high and rank; empty of one that has another part of the set.
            j = index_of[metric]
            has_rank = metric in ranked and row[j + 1] is not None
            scores.append(
                ScoreCell(
                    metric=metric,
                    value=row[j],
                    shown=texts[i][j],
                    bold=(i, j) in table.bold,
                    interval=(row[j + 1], row[j + 2]) if has_rank else None,
                    interval_shown=(texts[i][j + 1], texts[i][j + 2]) if has_rank else None,
                    rank=texts[i][j + 3] if has_rank else "",
                    strip=strips.get((system, metric), ""),
                )
            )
        part = row[index_of["segments"]] if differ else None
        rows.append(BoardRow(system, i in table.breaks, scores, part if isinstance(part, str) else ""))
    return Board({metric: table.columns[index_of[metric]].heading for metric in metrics}, ranked, rows)
