"""What translating took: time by segment, tokens and money, for systems that were run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.types import Key
from tertium.reports.measures import USAGE_DIGITS
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.types import Measure, Run, Values
    from tertium.reports.table import Cell

MEANING: Final = (
    "latency is the time for a segment, of a batch or a whole document its share; 95 % of the segments took no longer "
    "than p95; tokens and cost are those of requests and answers, as the service counts them, at the prices given"
)
LATENCY: Final = "latency"
QUANTILES: Final = {"p50": 0.5, "p95": 0.95}


def usage_table(run: Run) -> Table:
    """Return one row per system that was run: means over its segments, quantiles of latency, sums of the others."""
    measures = [measure for measure in run.measures.values() if measure.is_of_usage]
    rows: list[tuple[Cell, ...]] = []
    for system in run.systems:
        cells = [cell for measure in measures for cell in _cells(measure, run.values[Key(system, measure.label)])]
        if not all(map(math.isnan, cells)):
            rows.append((system, *cells))
    columns = (Column("system"), *(column for measure in measures for column in _columns(measure, run)))
    units = "; ".join(f"{measure.label} in {measure.unit}" for measure in measures if measure.unit != measure.label)
    return Table(f"{run.data.name}: time and cost", columns, tuple(rows), (MEANING, units) if rows else ())


def _columns(measure: Measure, run: Run) -> Iterator[Column]:
    values = [run.values[Key(system, measure.label)] for system in run.systems]
    digits = USAGE_DIGITS.get(measure.unit, _decimals([of.total for of in values]))
    yield Column(measure.label, digits, numeric=True, better="↓")
    if measure.label == LATENCY:
        yield from (Column(name, digits, numeric=True, better="↓") for name in QUANTILES)
    else:
        sums = 0 if measure.unit in USAGE_DIGITS else _decimals([float(np.nansum(of.segments)) for of in values])
        yield Column(f"{measure.label}, all", sums, numeric=True)


def _decimals(values: Sequence[float]) -> int:
    """Return the decimals with which the smallest positive value, such as a part of a cent, shows three digits."""
    positive = [value for value in values if value > 0]  # nan is not
    return min(max(2, 2 - math.floor(math.log10(min(positive)))), 12) if positive else 2


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
