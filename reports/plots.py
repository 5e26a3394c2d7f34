"""The charts of a run, for papers and notebooks."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.errors import UsageError
from tertium.evals.types import Key, leading_measure
from tertium.reports.chart import FREE, Chart, Size, empty_axes, finish_chart, palette
from tertium.reports.formats.text import crop
from tertium.reports.measures import part_marks, systems_best_first

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from tertium.evals.results import Slice, Standings
    from tertium.evals.types import Coverage, Measure, Run

COLOURS: Final = (  # those of the page's systems
    "#0b5cad",
    "#b8500f",
    "#1b7a57",
    "#8a3a9e",
    "#8a6d00",
    "#a8264d",
)
GREY: Final = "#b9bcc1"
"""The colour of systems beyond the first six."""

NAMED: Final = 40
"""The most documents whose names stand below a heatmap."""

NAME_WIDTH: Final = 0.09
"""Inches that a document's name takes below a heatmap, written upright."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Plots:
    """The charts of a run; each method returns one.

    Attributes:
        run: the run that is drawn.
        standings: returns intervals and clusters, or None; called only when they are needed.
        slices: returns the scores on slices of the set; called only when they are needed.
        size: how large charts are drawn.
    """

    run: Run
    standings: Callable[[], Standings | None] = field(default=lambda: None)
    slices: Callable[[], tuple[Slice, ...]] = field(default=tuple)
    size: Size = FREE

    def __repr__(self) -> str:
        return f"<Plots of {self.run!r}: leaderboard, heatmap, scatter, delta, length>"

    def leaderboard(self, metric: str | None = None) -> Chart:
        """Draw systems by score with intervals, and a line between significance clusters."""
        measure = self._measure(metric)
        places, coverage = self._places(measure), self.run.coverage
        systems = [name for name in systems_best_first(self.run, measure) if math.isfinite(self._total(name, measure))]
        axes = empty_axes(6.0, (0.9 if self.size.width is None else 0.7) + self._row * len(systems), self.size)
        for y, system in enumerate(systems):
            score = self._total(system, measure)
            if system in places:
                low, high = places[system].interval
                axes.plot([low, high], [y, y], color=COLOURS[0], linewidth=1.6, solid_capstyle="butt")
            # A hollow point is a total over part of the set.
            fill = COLOURS[0] if coverage[Key(system, measure.label)].is_complete else "white"
            axes.plot([score], [y], "o", color=COLOURS[0], markerfacecolor=fill, markersize=4.5)
            if y and system in places and places[system].cluster != places[systems[y - 1]].cluster:
                axes.axhline(y - 0.5, color="#5b6068", linewidth=0.8)
        names = [
            _with_segments(crop(system, self.size.letters), coverage[Key(system, measure.label)]) for system in systems
        ]
        axes.set_yticks(range(len(systems)), names, parse_math=False)
        axes.set_ylim(len(systems) - 0.5, -0.5)
        axes.grid(visible=True, axis="x")
        axes.set_xlabel(_unit(measure), parse_math=False)
        return finish_chart("leaderboard", axes, f"{self.run.data.name}: {measure.label}", self.size)

    def heatmap(self, metric: str | None = None) -> Chart:
        """Draw systems by documents: how far a score is from the document's mean over systems; blue is better."""
        measure = self._measure(metric)
        systems = systems_best_first(self.run)
        documents = self.run.data.documents
        scores = np.stack([self.run.values[Key(system, measure.label)].documents for system in systems])
        # Axes are (systems, documents); a document without any score gets zeros, since nanmean warns of it.
        gaps = scores - np.nanmean(np.where(np.isnan(scores).all(axis=0), 0.0, scores), axis=0)
        # The outermost 2 % share the strongest colour, so that one outlier doesn't turn all others grey.
        reach = float(np.nanquantile(np.abs(gaps), 0.98)) or 1.0
        axes = empty_axes(
            max(4.5, min(14.0, 1.8 + 0.17 * len(documents))), 1.3 + (self._row - 0.03) * len(systems), self.size
        )
        colours = palette() if measure.higher_is_better is not False else palette().reversed()
        coverage = self.run.part_coverage.documents
        parts = [part_marks(coverage[Key(system, measure.label)]) for system in systems]
        for y, x in np.argwhere(parts).tolist():
            axes.text(x, y, "*", ha="center", va="center")
        image = axes.imshow(gaps, aspect="auto", cmap=colours, vmin=-reach, vmax=reach, interpolation="nearest")
        axes.set_yticks(range(len(systems)), [crop(system, self.size.letters) for system in systems], parse_math=False)
        has_room = len(documents) <= NAMED and len(documents) * NAME_WIDTH < 0.55 * (self.size.width or 14.0)
        names = [crop(document.id, self.size.letters) for document in documents] if has_room else []
        axes.set_xticks(range(len(names)), names, rotation=90, parse_math=False)
        notes = ("" if names else f"{len(documents)} documents", "*: part of a document" if np.any(parts) else "")
        axes.set_xlabel(", ".join(filter(None, notes)))
        bar = axes.figure.colorbar(image, ax=axes, shrink=0.9)
        bar.ax.tick_params(labelsize=self.size.points)
        bar.set_label(f"{measure.label} minus the document's mean", fontsize=self.size.points)
        return finish_chart("heatmap", axes, f"{self.run.data.name}: documents by systems", self.size)

    def scatter(self, a: str | None = None, b: str | None = None, metric: str | None = None) -> Chart:
        """Draw the segment scores of two systems; above the line the second scores higher."""
        measure, (first, second) = self._measure(metric), self._pair(a, b)
        x, y = (self.run.values[Key(system, measure.label)].segments for system in (first, second))
        axes = empty_axes(4.2, min(self.size.width or 4.2, 4.2), self.size)
        axes.scatter(x, y, s=9, color=COLOURS[0], alpha=0.4, linewidths=0)
        middle = float(np.nanmean(x))
        axes.axline((middle, middle), slope=1, color="#5b6068", linewidth=0.8, linestyle="--")
        axes.set_aspect("equal")
        axes.grid(visible=True)
        axes.set_xlabel(crop(first, self.size.letters), parse_math=False)
        axes.set_ylabel(crop(second, self.size.letters), parse_math=False)
        return finish_chart("scatter", axes, f"{measure.label} by segment", self.size)

    def delta(self, a: str | None = None, b: str | None = None, metric: str | None = None) -> Chart:
        """Draw the histogram of two systems' differences by segment; equal segments are only counted in the title."""
        measure, (first, second) = self._measure(metric), self._pair(a, b)
        x, y = (self.run.values[Key(system, measure.label)].segments for system in (first, second))
        gaps = (x - y)[np.isfinite(x - y)]
        changed = gaps[gaps != 0]  # equal segments are often most, and their bar would dwarf the others
        reach = float(np.quantile(np.abs(changed), 0.99)) if changed.size else 1.0
        sign = -1 if measure.higher_is_better is False else 1
        axes = empty_axes(5.2, 2.2 if self.size.is_narrow else 3.2, self.size)
        edges = np.linspace(-reach, reach, 41)
        for side, colour in ((sign, COLOURS[0]), (-sign, COLOURS[1])):
            axes.hist(np.clip(changed[side * changed > 0], -reach, reach), bins=edges.tolist(), color=colour)
        axes.axvline(0, color="#1c1e21", linewidth=0.9)
        axes.set_xlabel(
            f"{crop(first, self.size.letters)} − {crop(second, self.size.letters)}, {_unit(measure)}", parse_math=False
        )
        axes.set_ylabel("segments")
        title = f"{measure.label}: {len(changed)} segments differ, {len(gaps) - len(changed)} don't"
        return finish_chart("delta", axes, title, self.size)

    def length(self, metric: str | None = None) -> Chart:
        """Draw the scores by quarters of the source's length, with intervals."""
        measure = self._measure(metric)
        slices = [piece for piece in self.slices() if piece.metric == measure.label and "length" in piece.by]
        if not slices:
            raise UsageError(
                "this set has no lengths to divide by, or the metric's formula isn't here",
                hint="another chart or metric",
            )
        parts = list(dict.fromkeys(piece.part for piece in slices))
        axes = empty_axes(5.2, 2.9 if self.size.is_narrow else 3.4, self.size)
        systems = systems_best_first(self.run)
        for rank in reversed(range(len(systems))):  # the best is drawn last, above the others
            of_system = [piece for piece in slices if piece.system == systems[rank]]
            _draw_series(axes, of_system, rank, len(systems), self.size.letters)
        sizes = {piece.part: piece.segments for piece in slices}
        axes.set_xticks(range(len(parts)), [f"{part}\nn = {sizes[part]}" for part in parts])
        axes.set_xlabel(slices[0].by)
        axes.set_ylabel(f"{measure.label}, {_unit(measure)}", parse_math=False)
        axes.grid(visible=True, axis="y")
        handles, labels = axes.get_legend_handles_labels()
        places: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (1, 1)}
        if self.size.is_narrow:  # beside the chart there is no room
            places = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.3), "ncols": 2}
        legend = axes.legend(handles[::-1], labels[::-1], frameon=False, fontsize=self.size.points, **places)
        for text in legend.get_texts():
            text.set_parse_math(False)
        return finish_chart("length", axes, f"{self.run.data.name}: {measure.label} by length", self.size)

    @property
    def _row(self) -> float:
        """The height of a system's row, in inches."""
        return 0.27 if self.size.width is None else 0.17

    def _measure(self, metric: str | None) -> Measure:
        if metric is None:
            return leading_measure(self.run)
        if metric not in self.run.measures:
            raise UsageError(f"the run has no metric {metric!r}", hint=", ".join(self.run.measures))
        return self.run.measures[metric]

    def _pair(self, a: str | None, b: str | None) -> tuple[str, str]:
        """Return two systems: those that are named, filled up with the best of the others."""
        for name in (a, b):
            if name is not None and name not in self.run.systems:
                raise UsageError(f"the run has no system {name!r}", hint=", ".join(self.run.systems))
        others = (system for system in systems_best_first(self.run) if system not in {a, b})
        first, second = (name if name is not None else next(others, None) for name in (a, b))
        if first is None or second is None or first == second:
            raise UsageError("this chart needs two systems", hint="a run with two systems or more")
        return first, second

    def _total(self, system: str, measure: Measure) -> float:
        return self.run.values[Key(system, measure.label)].total

    def _places(self, measure: Measure) -> dict[str, Any]:
        standings = self.standings()
        rankings = standings.rankings if standings else ()
        return {
            place.system: place for ranking in rankings if ranking.metric == measure.label for place in ranking.places
        }


KINDS: Final = ("leaderboard", "heatmap", "scatter", "delta", "length")
"""The methods of `Plots`, which are also the names on the command line."""


def _draw_series(axes: Axes, slices: Sequence[Slice], rank: int, systems: int, letters: int) -> None:
    """Draw one system's line. The first six systems have a colour; intervals are drawn where there are no others."""
    colour = COLOURS[rank] if rank < len(COLOURS) else GREY
    scores = [piece.score for piece in slices]
    # Few systems stand side by side, .06 of a slice apart, so that their intervals don't cover each other.
    x = np.arange(len(slices)) + (0.06 * (rank - (systems - 1) / 2) if systems <= len(COLOURS) else 0.0)
    label = crop(slices[0].system, letters) if rank < len(COLOURS) else f"_{rank}"  # "_": not in the legend
    axes.plot(x, scores, color=colour, linewidth=1.2, marker="o", markersize=3.5, label=label)
    if systems <= len(COLOURS):
        lows, highs = zip(*(piece.interval for piece in slices), strict=True)
        axes.vlines(x, lows, highs, color=colour)


def _with_segments(name: str, coverage: Coverage) -> str:
    """Return the name of a system, and on how many segments its total stands where that is part of the set."""
    return name if coverage.is_complete else f"{name}, {coverage}"


def _unit(measure: Measure) -> str:
    arrow = {True: " ↑", False: " ↓", None: ""}[measure.higher_is_better]
    return f"{measure.unit}{arrow}"
