"""A suite's scores over runs: since when a score is what it is and what changed with it, as a table and charts."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from tertium.reports.history import COMMIT, history_tables, sentences
from tertium.reports.page.charts import Scale
from tertium.reports.page.svg import chart_element, element, path_data, text_element
from tertium.reports.table import NO_PROVENANCE, Column, Table, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import History, Point, Series
    from tertium.reports.table import Cell

BREAKS: Final = {"data", "metric version"}
"""Changes across which scores can't be compared: no line connects them."""
WIDTH, HEIGHT = 360.0, 132.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 350.0, 10.0, 108.0
"""Edges of the field in which scores are drawn, in the units of the SVG."""
SHIFT: Final = 5.0
"""By how much systems stand beside each other at one run, so that no interval hides another."""


class RunsOfMetric(NamedTuple):
    """A metric of a set over runs, as the page shows it.

    Attributes:
        metric: its label.
        systems: names, in the order of their colours.
        chart: SVG.
        sentences: since when each system's score is what it is.
        tables: all runs, a table per system.
    """

    metric: str
    systems: list[str]
    chart: Markup
    sentences: list[str]
    tables: list[Table]


def over_runs(history: History, systems: Sequence[str]) -> dict[str, list[RunsOfMetric]]:
    """Return what the page shows of each set, by its name; metrics with a single run are left out.

    Args:
        history: of the sets' runs.
        systems: candidate and baseline, whose colours are the same everywhere.
    """
    shown: dict[str, list[RunsOfMetric]] = {}
    for (name, metric), of_metric in _by_metric(history).items():
        if all(len(series.points) < 2 for series in of_metric):  # noqa: PLR2004 - nothing is over one run
            continue
        ordered = _in_order(of_metric, systems)
        lines = [f"{series.system}: {line}" for series in ordered for line in sentences(series)]
        tables = [_bare(table) for table in history_tables(replace(history, series=tuple(ordered), warnings=()))]
        shown.setdefault(name, []).append(
            RunsOfMetric(metric, [series.system for series in ordered], chart(ordered), lines, tables)
        )
    return shown


def overview(history: History, systems: Sequence[str]) -> Table:
    """Return a row per series of runs: the latest score, since when it is so, and what changed with it."""
    percent = f"{100 * history.level:g} %"
    columns = (
        *(Column("set"), Column("metric"), Column("system"), Column("runs", numeric=True)),
        *(Column(title, numeric=True) for title in ("score", f"{percent} low", "high")),
        *(Column("since"), *(Column(title, numeric=True) for title in ("Δ then", "low", "high"))),
        Column("changed with it"),
    )
    ordered = [series for of_metric in _by_metric(history).values() for series in _in_order(of_metric, systems)]
    several = [series for series in ordered if len(series.points) > 1]
    single = dict.fromkeys(series.name for series in ordered if series not in several)
    notes = (f"of {', '.join(single)} a single run is kept",) if single else ()
    return Table("over runs", columns, tuple(map(_row, several)), (*notes, *history.warnings))


def _row(series: Series) -> tuple[Cell, ...]:
    last, since = series.points[-1], series.since
    latest = (series.name, series.metric, series.system, len(series.points), last.score, *last.interval)
    if since is None:
        return (*latest, None, math.nan, math.nan, math.nan, "no change is shown")
    changed = ", ".join(since.changed) or "nothing that a run records"
    return (*latest, f"{since.run}, {since.created[:10]}", since.change, *since.change_interval, changed)


def _in_order(of_metric: Sequence[Series], systems: Sequence[str]) -> list[Series]:
    return sorted(of_metric, key=lambda series: [*systems, series.system].index(series.system))


def chart(of_metric: Sequence[Series]) -> Markup:
    """Return the scores of a metric over runs with their intervals; a line is broken where data or metric changed."""
    runs = list(dict.fromkeys(p.run for p in sorted((p for s in of_metric for p in s.points), key=lambda p: p.created)))
    values = [v for s in of_metric for p in s.points for v in (p.score, *p.interval) if math.isfinite(v)]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = (high - low) * 0.08 or 1.0
    y = Scale(low - room, high + room, BOTTOM, TOP)
    x = Scale(0, max(len(runs) - 1, 1), LEFT + 14, RIGHT - 14)
    parts = list(_axis(y, low, high))
    first, last = (next(p for s in of_metric for p in s.points if p.run == run) for run in (runs[0], runs[-1]))
    parts.append(text_element(first.created[:10], LEFT, HEIGHT - 6, class_="tick"))
    if len(runs) > 1:
        parts.append(text_element(last.created[:10], RIGHT, HEIGHT - 6, class_="tick", text_anchor="end"))
    for i, series in enumerate(of_metric):
        place = {run: x(k) + SHIFT * (i - (len(of_metric) - 1) / 2) for k, run in enumerate(runs)}
        parts += _line(series, place, y, i)
    title = f"{of_metric[0].metric} over {len(runs)} runs: {', '.join(_in_words(series) for series in of_metric)}"
    return Markup(chart_element(WIDTH, HEIGHT, parts, title=title))  # noqa: S704 - escaped by `element`


def _axis(y: Scale, low: float, high: float) -> Iterator[str]:
    for value in dict.fromkeys((low, (low + high) / 2, high)):
        yield element("line", x1=LEFT, x2=RIGHT, y1=y(value), y2=y(value), class_="rule")
        yield text_element(rounded(value, 1), LEFT - 5, y(value) + 3.5, class_="tick", text_anchor="end")


def _line(series: Series, place: Mapping[str, float], y: Scale, colour: int) -> Iterator[str]:
    points = [point for point in series.points if math.isfinite(point.score)]
    starts = [k for k, point in enumerate(points) if k == 0 or BREAKS & set(point.changed)]
    for start, stop in pairwise([*starts, len(points)]):
        piece = [(place[point.run], y(point.score)) for point in points[start:stop]]
        if start:
            edge = piece[0][0] - 12
            yield element("line", x1=edge, x2=edge, y1=TOP, y2=BOTTOM, class_="rule broken")
        if len(piece) > 1:
            yield element("path", d=path_data(piece), class_=f"series run{colour}")
    for point in points:
        at = place[point.run]
        if all(map(math.isfinite, point.interval)):
            ends = {"y1": y(point.interval.low), "y2": y(point.interval.high)}
            yield element("line", x1=at, x2=at, **ends, class_=f"whisker run{colour}")
        # A filled point is a change that its interval shows.
        kind = "shown" if point.is_shown or BREAKS & set(point.changed) else "same"
        tip = element("title", str(Markup.escape(f"{series.system}, {_label(point)}: {rounded(point.score, 2)}")))
        yield element("circle", tip, cx=at, cy=y(point.score), r=3.2, class_=f"point {kind} run{colour}")


def _in_words(series: Series) -> str:
    scores = [rounded(point.score, 2) for point in series.points]
    return f"{series.system} {scores[0]} to {scores[-1]}"


def _by_metric(history: History) -> dict[tuple[str, str], list[Series]]:
    groups: dict[tuple[str, str], list[Series]] = {}
    for series in history.series:
        groups.setdefault((series.name, series.metric), []).append(_labelled(series))
    return groups


def _labelled(series: Series) -> Series:
    """Return the series with runs named as people named them: by tags or commit, otherwise by the time."""
    labels = [_label(point) for point in series.points]
    named = [
        replace(point, run=label if labels.count(label) == 1 else f"{label}, {point.created[:16]}")
        for label, point in zip(labels, series.points, strict=True)
    ]
    return replace(series, points=tuple(named))


def _label(point: Point) -> str:
    said = dict(point.description)
    return said.get("tags") or said.get("commit", "")[:COMMIT] or point.created[:16].replace("T", " ")


def _bare(table: Table) -> Table:
    return replace(table, notes=(), provenance=NO_PROVENANCE)
