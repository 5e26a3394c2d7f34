"""The page's still charts: intervals, distributions of segment scores, scores on slices of the set."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.types import Key
from tertium.reports.formats.text import crop
from tertium.reports.measures import metric_column, systems_best_first
from tertium.reports.page.svg import chart_element, element, path_data, text_element
from tertium.reports.table import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.results import Slice
    from tertium.evals.types import Measure, Run

# Sizes are in the units of the SVG; a chart is scaled to its place.
WIDTH: Final = 360.0
LABELS: Final = 104.0
"""Width of the systems' names, left of a distribution."""

VALUES: Final = 44.0
"""Width of the medians, right of it."""

ROW: Final = 21.0
"""Height of a system's row."""

BINS: Final = 32
LETTERS: Final = 17
"""Characters of a name that fit into `LABELS`."""

COLOURED: Final = 6
"""How many systems have a colour of their own; the others are grey."""

NAMED_SLICES: Final = 8
"""The most slices whose names fit side by side."""

LETTER_WIDTH: Final = 5.6
"""Width of an average letter of a label."""


class Scale(NamedTuple):
    """Maps a metric's numbers (low to high) to positions in a chart (start to stop)."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Return the position of a value; values outside stand at the edge."""
        span = self.high - self.low or 1.0  # equal scores: everything stands at the start
        return self.start + (min(max(value, self.low), self.high) - self.low) / span * (self.stop - self.start)


def interval_strip(low: float, score: float, high: float, bounds: tuple[float, float]) -> str:
    """Return a score with its interval; `bounds` is the scale that all rows of the column share."""
    if not all(map(math.isfinite, (low, score, high))):
        return ""
    position = Scale(*bounds, 1.0, 99.0)
    parts = [
        element("line", x1=position(low), x2=position(high), y1=10, y2=10, class_="whisker"),
        element("line", x1=position(score), x2=position(score), y1=4, y2=16, class_="mark"),
    ]
    return element("svg", *parts, viewBox="0 0 100 20", preserveAspectRatio="none", class_="strip", aria_hidden="true")


def distribution_chart(run: Run, measure: Measure) -> str:
    """Return the distribution of a metric's segment scores: a row per system, a mark at the median."""
    columns = {name: _defined(run.values[Key(name, measure.label)].segments) for name in systems_best_first(run)}
    pooled = np.concatenate(list(columns.values()))
    if not pooled.size:
        return ""
    # Half a percent on either side is drawn at the edge, so that single outliers don't squeeze all others together.
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows has no room
        low, high = np.quantile(pooled, [0.005, 0.995]).tolist()
    if not _has_room(low, high):
        return ""
    position = Scale(low, high, LABELS, WIDTH - VALUES)
    height = ROW * len(columns) + 22
    parts = list(_axis(position, height - 18, _digits(measure)))
    for i, (system, values) in enumerate(columns.items()):
        parts += _ridge(system, values, position, ROW * (i + 1), _digits(measure))
    return chart_element(
        WIDTH, height, parts, title=f"Distribution of segment scores by {measure.label}, one row per system"
    )


def _ridge(system: str, values: NDArray[np.float64], position: Scale, base: float, digits: int) -> Iterator[str]:
    """Yield a system's name, the outline of its distribution above `base`, and its median."""
    yield text_element(crop(system, LETTERS), 0, base - 4, class_="label")
    if not values.size:
        return
    counts, edges = np.histogram(np.clip(values, position.low, position.high), BINS, (position.low, position.high))
    # Each row has its own height: systems may have different numbers of scored segments.
    tops = base - counts / counts.max() * (ROW - 3)
    middles = [position(float(x)) for x in (edges[:-1] + edges[1:]) / 2]
    outline = [(position.start, base), *zip(middles, map(float, tops), strict=True), (position.stop, base)]
    yield element("path", d=path_data(outline) + "Z", class_="ridge")
    median = float(np.median(values))
    yield element("line", x1=position(median), x2=position(median), y1=base - ROW + 4, y2=base, class_="median")
    yield text_element(rounded(median, min(digits, 2)), WIDTH, base - 4, class_="value", text_anchor="end")


def slices_chart(run: Run, measure: Measure, slices: Sequence[Slice]) -> str:
    """Return the scores on the slices of one division, left to right: a mark per system, intervals where they are few.

    Slices are kinds of segments, so nothing joins them.
    """
    parts = list(dict.fromkeys(piece.part for piece in slices))
    scores = [x for piece in slices for x in (piece.score, *piece.interval) if math.isfinite(x)]
    if not scores:
        return ""
    top, bottom = 10.0, 170.0
    margin = (max(scores) - min(scores)) * 0.06 or 1.0
    rise = Scale(min(scores) - margin, max(scores) + margin, bottom, top)
    step = (WIDTH - 44) / len(parts)
    centres = {part: 40 + step * (i + 0.5) for i, part in enumerate(parts)}
    elements = list(_rules(rise, _digits(measure)))
    elements += [element("line", x1=x, x2=x, y1=top, y2=bottom, class_="rule") for x in _borders(centres, step)]
    elements += _slice_labels({piece.part: piece.segments for piece in slices}, centres, step, bottom)
    systems = systems_best_first(run)
    pieces_of: dict[str, list[Slice]] = {system: [] for system in systems}
    for piece in slices:
        pieces_of[piece.system].append(piece)
    elements += _crowd([piece for system in systems[COLOURED:] for piece in pieces_of[system]], centres, rise)
    coloured = systems[:COLOURED]
    for rank in range(len(coloured) - 1, -1, -1):  # the best is drawn last, above the others
        # Systems stand side by side, so that their intervals don't cover each other.
        shift = (rank - (len(coloured) - 1) / 2) * min(9.0, step / 9)
        positions = {part: x + shift for part, x in centres.items()}
        elements += _marks(pieces_of[coloured[rank]], positions, rise, rank, bounds=len(systems) <= COLOURED)
    title = f"{measure.label} by {slices[0].by}; the table below has the numbers"
    return chart_element(WIDTH, bottom + 34, elements, title=title)


def key_mark(rank: int) -> str:
    """Return the mark of the system of this rank, for a legend; those beyond the colours share one."""
    mark = marker(rank, 6.0, 6.0) if rank < COLOURED else element("path", d="M6 6h0", class_="crowd")
    return element("svg", mark, viewBox="0 0 12 12", class_="key-mark", aria_hidden="true")


def marker(rank: int, x: float, y: float) -> str:
    """Return a system's mark: colour and shape both tell it from others."""
    name = f"dot s{rank + 1}"
    match rank:
        case 0:
            return element("circle", cx=x, cy=y, r=3.6, class_=name)
        case 1:
            return element("rect", x=x - 3.1, y=y - 3.1, width=6.2, height=6.2, class_=name)
        case 2:
            corners = [(x, y - 4.2), (x + 3.9, y + 3.0), (x - 3.9, y + 3.0)]
        case 3:
            corners = [(x, y - 4.4), (x + 4.4, y), (x, y + 4.4), (x - 4.4, y)]
        case 4:
            corners = [(x, y + 4.2), (x + 3.9, y - 3.0), (x - 3.9, y - 3.0)]
        case _:
            corners = [(x - 1.3, y - 4.2), (x + 1.3, y - 4.2), (x + 1.3, y + 4.2), (x - 1.3, y + 4.2)]
    return element("path", d=path_data(corners) + "Z", class_=name)


def _borders(centres: dict[str, float], step: float) -> list[float]:
    """Return the positions of the lines between parts; none where parts are too many to have names."""
    return [x + step / 2 for x in list(centres.values())[:-1]] if len(centres) <= NAMED_SLICES else []


def _crowd(slices: Sequence[Slice], centres: dict[str, float], rise: Scale) -> Iterator[str]:
    """Yield the scores of all systems without a colour as one path: a line of no length is a dot with round ends."""
    points = [(centres[piece.part], rise(piece.score)) for piece in slices if math.isfinite(piece.score)]
    if points:
        yield element("path", d="".join(f"M{x:.1f} {y:.1f}h0" for x, y in points), class_="crowd")


def _slice_labels(sizes: dict[str, int], centres: dict[str, float], step: float, bottom: float) -> Iterator[str]:
    """Yield the names and sizes of slices; of many slices only every second, third … one."""
    every = math.ceil(len(centres) / NAMED_SLICES)
    for part, x in list(centres.items())[::every]:
        name = crop(part, int(step / LETTER_WIDTH))
        yield text_element(name, x, bottom + 15, class_="label", text_anchor="middle")
        yield text_element(f"n={sizes[part]}", x, bottom + 27, class_="tick", text_anchor="middle")


def _marks(
    slices: Sequence[Slice], positions: dict[str, float], rise: Scale, rank: int, *, bounds: bool
) -> Iterator[str]:
    """Yield a system's marks at its defined scores, and the intervals behind them."""
    points = [(positions[piece.part], piece) for piece in slices if math.isfinite(piece.score)]
    for x, piece in points:
        if bounds and all(map(math.isfinite, piece.interval)):
            low, high = (rise(value) for value in piece.interval)
            yield element("line", x1=x, x2=x, y1=low, y2=high, class_=f"whisker s{rank + 1}")
    for x, piece in points:
        yield marker(rank, x, rise(piece.score))


def _axis(position: Scale, y: float, digits: int) -> Iterator[str]:
    """Yield the vertical lines of a scale with their values below, at height `y`."""
    for value in _ticks(position.low, position.high, 5):
        x = position(value)
        yield element("line", x1=x, x2=x, y1=0, y2=y, class_="rule")
        yield text_element(_tick(value, digits), x, y + 13, class_="tick", text_anchor="middle")


def _rules(rise: Scale, digits: int) -> Iterator[str]:
    """Yield the horizontal lines of a scale with their values on the left."""
    for value in _ticks(rise.low, rise.high, 5):
        y = rise(value)
        yield element("line", x1=36, x2=WIDTH, y1=y, y2=y, class_="rule")
        yield text_element(_tick(value, digits), 32, y + 3.5, class_="tick", text_anchor="end")


def _ticks(low: float, high: float, about: int) -> list[float]:
    """Return round numbers between low and high, at most `about` + 1."""
    if not (high > low and _has_room(low, high)):
        return [low]
    raw = (high - low) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw)
    first = math.ceil(low / step)
    return [i * step for i in range(first, math.floor(high / step) + 1)]


def _has_room(low: float, high: float) -> bool:
    """Whether floats are dense enough between two numbers to draw a scale: between 1e19 and its neighbour none are."""
    reach = (high - low) or 1.0  # numpy widens a range of one value by a half on either side
    spacing = float(np.spacing(max(abs(low), abs(high), sys.float_info.min)))
    return math.isfinite(reach) and reach > 2 * BINS * spacing


def _tick(value: float, digits: int) -> str:
    """Return a tick's value without decimals that are zero."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0" if digits else f"{value:.0f}"


def _digits(measure: Measure) -> int:
    return metric_column(measure, measure.label).digits


def _defined(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values[np.isfinite(values)]
