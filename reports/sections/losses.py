"""The segments that lose most against a baseline, with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Measure, Run
from tertium.reports.measures import leading, metric_column
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

LOSSES: Final = 5


def losses_table(run: Run, baseline: str) -> Table:
    """Return the segments that lose most against the baseline by the leading metric, with their texts."""
    measure = leading(run)
    others = [system for system in run.systems if system != baseline]
    losses = sorted(loss for system in others for loss in _losses(run, measure, system, baseline))[:LOSSES]
    rows = tuple(
        (run.data.ids[i], system, change, *_texts(run, i), run.data.outputs[system][i], run.data.outputs[baseline][i])
        for _, i, system, change in losses
    )
    score = replace(metric_column(measure, f"Δ {measure.label}"), better="")
    texts = ("source", "reference", "output", f"output of {baseline}")
    columns = (Column("segment"), Column("system"), score, *map(Column, texts))
    return Table(f"{run.data.name}: largest losses against {baseline}", columns, rows)


def _losses(run: Run, measure: Measure, system: str, baseline: str) -> Iterator[tuple[float, int, str, float]]:
    """Yield (gain, segment, system, change) of every segment that got worse."""
    sign = {True: 1, False: -1, None: 0}[measure.higher_is_better]
    one, other = (run.values[Key(name, measure.label)].segments for name in (system, baseline))
    for i, change in enumerate((one - other).tolist()):
        if sign * change < 0:
            yield sign * change, i, system, change


def _texts(run: Run, i: int) -> tuple[str | None, str | None]:
    """Return a segment's source and first reference."""
    source = run.data.sources[i] if run.data.sources else None
    return source, next((column[i] for column in run.data.references.values() if column[i] is not None), None)


section: Final = Section(
    name="losses",
    order=60,
    tables=lambda run, decisions: [losses_table(run, decisions.comparison.baseline)] if decisions.comparison else [],
    forms=frozenset({"comment"}),
    needs=frozenset({"comparison"}),
)
