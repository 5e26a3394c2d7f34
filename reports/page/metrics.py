"""A meta-evaluation as one self-contained HTML file: which metric agrees with people, how surely, and by what test."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from tertium.reports.page import assets, charts
from tertium.reports.page.board import make_board
from tertium.reports.sections.meta_evaluation import contrast_tables, meta_notes, meta_table, pooled_table
from tertium.reports.sections.metric_leaderboard import TITLES, metric_board, metric_leaderboard, notes_of
from tertium.reports.table import Column, Table, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.results import Meta
    from tertium.evals.results.meta_evaluation import PooledMeta
    from tertium.reports.page.board import Board
    from tertium.reports.sections.metric_leaderboard import MetricBoard
    from tertium.reports.table import Cell


class SetAnswer(NamedTuple):
    """One set as the page shows it.

    Attributes:
        id: to which links point.
        meta: the result.
        leader: the best metric by the leading statistic.
        claim: what goes on behind its name.
        board: the leaderboard.
        leading: heading of the leading statistic.
        notes: what order, lines and bold type mean.
        doubts: what to know of the numbers.
        matrices: p of every two metrics.
        values: every number, with domains.
    """

    id: str
    meta: Meta
    leader: str
    claim: str
    board: Board
    leading: str
    notes: list[str]
    doubts: list[str]
    matrices: list[Table]
    values: Table


def render(metas: Sequence[Meta], pooled: PooledMeta | None = None) -> str:
    """Return the page of one set or more; the same results give the same text.

    Args:
        metas: one or more.
        pooled: their accuracy over the pairs of all.
    """
    style = assets.style("page.css", "metrics.css")
    return assets.template("metrics.html").render(
        title=metas[0].name if len(metas) == 1 else f"{len(metas)} sets",
        humans=", ".join(dict.fromkeys(meta.human for meta in metas)),
        policy=assets.policy("", style),
        style=Markup(style),  # noqa: S704 - ours
        pooled=pooled_table(pooled) if pooled else None,
        sets=[_answer(meta, i) for i, meta in enumerate(metas, start=1)],
        level=f"{100 * metas[0].resampling.level:g}",
    )


def _answer(meta: Meta, number: int) -> SetAnswer:
    board = metric_board(meta)
    table = _board_table(board, metric_leaderboard(meta))
    headings = [column.title for column in metric_leaderboard(meta).columns[1:]]
    strips = {
        (metric, heading): Markup(strip)  # noqa: S704 - ours
        for heading, statistic in zip(headings, board.statistics, strict=True)
        for metric, strip in _strips(board, statistic)
    }
    return SetAnswer(
        id=f"set-{number}",
        meta=meta,
        leader=board.metrics[0],
        claim=_claim(board),
        board=make_board(table, headings, strips),
        leading=headings[0],
        notes=[f"{note[0].upper()}{note[1:]}." for note in notes_of(board, f"{100 * meta.resampling.level:g} %")],
        doubts=list(meta_notes(meta)),
        matrices=list(_matrices(meta, board)),
        values=meta_table(meta),
    )


def _matrices(meta: Meta, board: MetricBoard) -> Iterator[Table]:
    """Yield the p of every two metrics, in the order of the leaderboard's columns, with short titles."""
    tables = {table.title.rpartition(", ")[2]: table for table in contrast_tables(meta)}
    for statistic in board.statistics:
        for title, table in tables.items():
            if title.rpartition(" by ")[0] == statistic:
                yield replace(table, title=title)


def _claim(board: MetricBoard) -> str:
    """Return what goes on behind the leader's name: its value, and which metrics it isn't better than."""
    leading = board.statistics[0]
    standing = board.of(board.metrics[0], leading)
    title = TITLES.get(leading, leading)
    if isnan(standing.value):
        return f"has no {title}"
    low, high = (rounded(bound, 3) for bound in standing.interval)
    bounds = "" if isnan(standing.interval.low) else f" [{low}, {high}]"
    begin = f"agrees best with people: {title} {rounded(standing.value, 3)}{bounds}"
    if not standing.cluster:
        return f"{begin}."
    rivals = [metric for metric in board.metrics[1:] if board.of(metric, leading).cluster == 1]
    if not rivals:
        return f"{begin}, significantly better than all others."
    return f"{begin}; not significantly better than {', '.join(rivals)}."


def _board_table(board: MetricBoard, leaderboard: Table) -> Table:
    """Return the leaderboard with interval and cluster of each tested statistic, as `make_board` reads it."""
    columns = [leaderboard.columns[0]]
    rows: list[list[Cell]] = [[metric] for metric in board.metrics]
    bold: set[tuple[int, int]] = set()
    for j, (column, statistic) in enumerate(zip(leaderboard.columns[1:], board.statistics, strict=True), start=1):
        bold |= {(i, len(columns)) for i, k in leaderboard.bold if k == j}
        standings = [board.of(metric, statistic) for metric in board.metrics]
        is_tested = j == 1 or any(standing.cluster for standing in standings)
        columns.append(column)
        if is_tested:
            columns += [Column(f"{column.title} {bound}", 3, numeric=True) for bound in ("low", "high")]
            columns.append(Column(f"{column.title} rank"))
        for row, standing in zip(rows, standings, strict=True):
            row += [standing.value, *((*standing.interval, str(standing.cluster or "")) if is_tested else ())]
    cells = tuple(map(tuple, rows))
    return Table(leaderboard.title, tuple(columns), cells, bold=frozenset(bold), breaks=leaderboard.breaks)


def _strips(board: MetricBoard, statistic: str) -> Iterator[tuple[str, str]]:
    """Yield the drawn interval of each metric, all on one scale."""
    standings = [board.of(metric, statistic) for metric in board.metrics]
    bounds = [bound for item in standings for bound in (*item.interval, item.value) if not isnan(bound)]
    for metric, item in zip(board.metrics, standings, strict=True):
        if bounds:
            low, high = item.interval
            yield metric, charts.interval_strip(low, item.value, high, (min(bounds), max(bounds)))
