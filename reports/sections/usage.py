"""What translating took: time by segment, tokens and money, for systems that were run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.types import Key
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.types import Measure, Run, Values
    from tertium.reports.table import Cell

MEANING: Final = (
    "latency is the time for a segment, of a batch or a whole document its share; 95 % of the segments took no longer "
    "than p95; tokens and cost are those of requests and answers, as the service counts them, at the prices given"
)
LATENCY: Final = "latency"
QUANTILES: Final = {"p50": 0.5, "p95": 0.95}
DIGITS: Final = {"s": 3, "tokens": 1}
"""Decimals by unit; money per segment has six, for it is a small part of a cent."""
OF_MONEY: Final = 6


def usage_table(run: Run) -> Table:
    """Return one row per system that was run: means over its segments, quantiles of latency, sums of the others."""
    measures = [measure for measure in run.measures.values() if measure.is_of_usage]
    rows: list[tuple[Cell, ...]] = []
    for system in run.systems:
        cells = [cell for measure in measures for cell in _cells(measure, run.values[Key(system, measure.label)])]
        if not all(map(math.isnan, cells)):
            rows.append((system, *cells))
    columns = (Column("system"), *(column for measure in measures for column in _columns(measure)))
    return Table(f"{run.data.name}: time and cost", columns, tuple(rows), (MEANING,) if rows else ())


def _columns(measure: Measure) -> Iterator[Column]:
    digits = DIGITS.get(measure.unit, OF_MONEY)
    unit = f", {measure.unit}" if measure.unit and measure.unit != measure.label else ""
    yield Column(f"{measure.label}{unit}", digits, numeric=True, better="↓")
    if measure.label == LATENCY:
        yield from (Column(name, digits, numeric=True, better="↓") for name in QUANTILES)
    else:
        yield Column(f"{measure.label}, all", 0 if measure.label == "tokens" else 4, numeric=True)


def _cells(measure: Measure, values: Values) -> Iterator[float]:
    yield values.total
    if measure.label == LATENCY:
        yield from (values.quantile(share) for share in QUANTILES.values())
    else:
        yield math.nan if np.isnan(values.segments).all() else float(np.nansum(values.segments))


section: Final = Section(
    name="usage",
    order=68,
    tables=lambda run, _: [usage_table(run)],
    forms=frozenset({"text", "tables", "page", "comment"}),
    optional=True,
    by_name=True,
    title="Time and cost",
)
