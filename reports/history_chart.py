"""A metric over runs as a chart: scores with intervals, and a line where data or the metric changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import UsageError
from tertium.reports.chart import FREE, Chart, empty_axes, finish_chart
from tertium.reports.formats.text import crop
from tertium.reports.measures import ARROWS
from tertium.reports.plots import COLOURS, GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from tertium.evals.results import History, Series

BREAKS: Final = {"data", "metric version"}
"""Changes across which scores can't be compared: no line connects them."""


def history_chart(history: History, metric: str | None = None) -> Chart:
    """Return the chart of one metric, the first by default; one line per set and system.

    Raises:
        UsageError: there is no such metric.
    """
    labels = list(dict.fromkeys(series.metric for series in history.series))
    label = metric or labels[0]
    chosen = [series for series in history.series if series.metric == label]
    if not chosen:
        raise UsageError(f"no run has the metric {label!r}", hint=", ".join(labels))
    runs = list(dict.fromkeys(p.run for p in sorted((p for s in chosen for p in s.points), key=lambda p: p.created)))
    axes = empty_axes(max(4.5, min(14.0, 2.5 + 0.5 * len(runs))), 3.2)
    for i, series in enumerate(chosen):
        _draw(axes, series, runs, COLOURS[i] if i < len(COLOURS) else GREY)
    axes.set_xticks(
        range(len(runs)), [crop(run, FREE.letters) for run in runs], rotation=45, ha="right", parse_math=False
    )
    axes.set_ylabel(f"{label}, {chosen[0].unit} {ARROWS[chosen[0].higher_is_better]}".rstrip(), parse_math=False)
    axes.grid(visible=True, axis="y")
    legend = axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    for text in legend.get_texts():
        text.set_parse_math(False)
    return finish_chart("history", axes, f"{label} over runs")


def _draw(axes: Axes, series: Series, runs: Sequence[str], colour: str) -> None:
    """Draw a series in pieces, which end where data or the metric changed; there stands a dotted line."""
    x = np.array([runs.index(point.run) for point in series.points], dtype=np.float64)
    scores = np.array([point.score for point in series.points])
    starts = [i for i, point in enumerate(series.points) if i == 0 or BREAKS & set(point.changed)]
    name = ", ".join(filter(None, (series.name, series.system)))
    for i, start in enumerate(starts):
        piece = slice(start, starts[i + 1] if i + 1 < len(starts) else len(scores))
        label = crop(name, FREE.letters) if i == 0 else None
        axes.plot(x[piece], scores[piece], color=colour, marker="o", markersize=3.5, linewidth=1.2, label=label)
        if i:
            axes.axvline(x[start] - 0.5, color="#8c9097", linewidth=0.8, linestyle=":")
    lows, highs = zip(*(point.interval for point in series.points), strict=True)
    axes.vlines(x, lows, highs, color=colour)
