"""The page's still charts: interval strips, distributions of segment scores, scores by part of the set."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.types import Key
from tertium.reports.formats.text import cropped
from tertium.reports.measures import metric_column, ordered
from tertium.reports.page.svg import chart, element, line, text
from tertium.reports.table import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.results import Slice
    from tertium.evals.types import Measure, Run

WIDTH: Final = 360.0
LABELS: Final = 104.0
VALUES: Final = 44.0
ROW: Final = 21.0
BINS: Final = 32
LETTERS: Final = 17
COLOURED: Final = 6
"""How many systems have a colour of their own; the others are grey."""


class Scale(NamedTuple):
    """From a metric's numbers to places on paper."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Return the place of a value; values outside stand at the edge."""
        span = self.high - self.low or 1.0
        return self.start + (min(max(value, self.low), self.high) - self.low) / span * (self.stop - self.start)


def strip(low: float, score: float, high: float, bounds: tuple[float, float]) -> str:
    """Return a score with its interval on a scale that all rows of the column share."""
    if not all(map(math.isfinite, (low, score, high))):
        return ""
    place = Scale(*bounds, 1.0, 99.0)
    parts = [
        element("line", x1=place(low), x2=place(high), y1=10, y2=10, class_="whisker"),
        element("line", x1=place(score), x2=place(score), y1=4, y2=16, class_="mark"),
    ]
    return element("svg", *parts, viewBox="0 0 100 20", preserveAspectRatio="none", class_="strip", aria_hidden="true")


def distribution(run: Run, measure: Measure) -> str:
    """Return how one metric's segment scores are distributed: a row per system, a mark at the median."""
    columns = {one: _defined(run.values[Key(one, measure.label)].segments) for one in ordered(run)}
    pooled = np.concatenate(list(columns.values()))
    if not pooled.size:
        return ""
    low, high = (float(one) for one in np.quantile(pooled, [0.005, 0.995]))
    place = Scale(low, high, LABELS, WIDTH - VALUES)
    height = ROW * len(columns) + 22
    parts = list(_axis(place, height - 18, _digits(measure)))
    for i, (system, values) in enumerate(columns.items()):
        parts += _ridge(system, values, place, ROW * (i + 1), _digits(measure))
    return chart(WIDTH, height, parts, title=f"Distribution of segment scores by {measure.label}, one row per system")


def _ridge(system: str, values: NDArray[np.float64], place: Scale, base: float, digits: int) -> Iterator[str]:
    yield text(cropped(system, LETTERS), 0, base - 4, class_="label")
    if not values.size:
        return
    counts, edges = np.histogram(np.clip(values, place.low, place.high), BINS, (place.low, place.high))
    tops = base - counts / counts.max() * (ROW - 3)
    middles = [place(float(x)) for x in (edges[:-1] + edges[1:]) / 2]
    outline = [(place.start, base), *zip(middles, map(float, tops), strict=True), (place.stop, base)]
    yield element("path", d=line(outline) + "Z", class_="ridge")
    median = float(np.median(values))
    yield element("line", x1=place(median), x2=place(median), y1=base - ROW + 4, y2=base, class_="median")
    yield text(rounded(median, min(digits, 2)), WIDTH, base - 4, class_="value", text_anchor="end")


def by_part(run: Run, measure: Measure, slices: Sequence[Slice]) -> str:
    """Return the scores of the parts of the set, left to right, with intervals where systems are few."""
    parts = list(dict.fromkeys(one.part for one in slices))
    scores = [x for one in slices for x in (one.score, *one.interval) if math.isfinite(x)]
    if not scores:
        return ""
    top, bottom = 10.0, 170.0
    margin = (max(scores) - min(scores)) * 0.06 or 1.0
    rise = Scale(min(scores) - margin, max(scores) + margin, bottom, top)
    step = (WIDTH - 44) / len(parts)
    centres = {part: 40 + step * (i + 0.5) for i, part in enumerate(parts)}
    drawn = list(_rules(rise, _digits(measure)))
    sizes = {one.part: one.segments for one in slices}
    for i, (part, x) in enumerate(centres.items()):
        if len(parts) <= 8 or i % math.ceil(len(parts) / 8) == 0:  # noqa: PLR2004 - as many as are read
            drawn.append(text(cropped(part, int(step / 5.6)), x, bottom + 15, class_="label", text_anchor="middle"))
            drawn.append(text(f"n={sizes[part]}", x, bottom + 27, class_="tick", text_anchor="middle"))
    systems = ordered(run)
    few = len(systems) <= COLOURED
    for rank in range(len(systems) - 1, -1, -1):
        own = [one for one in slices if one.system == systems[rank]]
        shift = (rank - (min(len(systems), COLOURED) - 1) / 2) * min(7.0, step / 10) if few else 0.0
        places = {part: x + shift for part, x in centres.items()}
        drawn += _series(own, places, rise, f"s{rank + 1}" if rank < COLOURED else "s0", bounds=few)
    return chart(WIDTH, bottom + 34, drawn, title=f"{measure.label} by {slices[0].by}; the table below has the numbers")


def _series(
    slices: Sequence[Slice], places: dict[str, float], rise: Scale, name: str, *, bounds: bool
) -> Iterator[str]:
    points = [(places[one.part], rise(one.score), one) for one in slices if math.isfinite(one.score)]
    if len(points) > 1:
        yield element("path", d=line((x, y) for x, y, _ in points), class_=f"series {name}")
    for x, y, one in points:
        if bounds and all(map(math.isfinite, one.interval)):
            low, high = (rise(value) for value in one.interval)
            yield element("line", x1=x, x2=x, y1=low, y2=high, class_=f"whisker {name}")
        if name != "s0":
            yield element("circle", cx=x, cy=y, r=3.2, class_=f"dot {name}")


def _axis(place: Scale, y: float, digits: int) -> Iterator[str]:
    for value in _ticks(place.low, place.high, 5):
        x = place(value)
        yield element("line", x1=x, x2=x, y1=0, y2=y, class_="rule")
        yield text(_tick(value, digits), x, y + 13, class_="tick", text_anchor="middle")


def _rules(rise: Scale, digits: int) -> Iterator[str]:
    for value in _ticks(rise.low, rise.high, 5):
        y = rise(value)
        yield element("line", x1=36, x2=WIDTH, y1=y, y2=y, class_="rule")
        yield text(_tick(value, digits), 32, y + 3.5, class_="tick", text_anchor="end")


def _ticks(low: float, high: float, about: int) -> list[float]:
    """Return round numbers between low and high, about as many as asked for."""
    if not high > low:
        return [low]
    raw = (high - low) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= raw)
    first = math.ceil(low / step)
    return [i * step for i in range(first, math.floor(high / step) + 1)]


def _tick(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0" if digits else f"{value:.0f}"


def _digits(measure: Measure) -> int:
    return metric_column(measure, measure.label).digits


def _defined(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values[np.isfinite(values)]
