"""The segments that lose most against a baseline, with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.measures import leading_measure, metric_column
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.types import Measure, Run


ROWS: Final = 5
"""Each has four texts; more are read in the page."""


def losses_table(run: Run, baseline: str) -> Table:
    """Return the segments that lose most against the baseline by the leading metric, with their texts."""
    measure = leading_measure(run)
    others = [system for system in run.systems if system != baseline]
    losses = sorted(loss for system in others for loss in _losses(run, measure, system, baseline))[:ROWS]
    rows = tuple(
        (run.data.ids[i], system, change, *_texts(run, i), run.data.outputs[system][i], run.data.outputs[baseline][i])
        for _, i, system, change in losses
    )
    score = replace(metric_column(measure, f"Δ {measure.label}"), better="")
    texts = ("source", "reference", "output", f"output of {baseline}")
    columns = (Column("segment"), Column("system"), score, *map(Column, texts))
    return Table(f"{run.data.name}: largest losses against {baseline}", columns, rows)


def _losses(run: Run, measure: Measure, system: str, baseline: str) -> Iterator[tuple[float, int, str, float]]:
    """Yield (gain, index, system, change) of every segment that is worse than the baseline's.

    The gain is the change with positive as better, so that losses sort first.
    """
    sign = {True: 1, False: -1, None: 0}[measure.higher_is_better]
    scores, baseline_scores = (run.values[Key(name, measure.label)].segments for name in (system, baseline))
    for i, change in enumerate((scores - baseline_scores).tolist()):
        if sign * change < 0:  # false for nan, too
            yield sign * change, i, system, change


def _texts(run: Run, i: int) -> tuple[str | None, str | None]:
    """Return a segment's source and its first reference."""
    source = run.data.sources[i] if run.data.sources else None
    return source, next((texts[i] for texts in run.data.references.values() if texts[i] is not None), None)


section: Final = Section(
    name="losses",
    order=60,
    tables=lambda run, decisions: [losses_table(run, decisions.comparison.baseline)] if decisions.comparison else [],
    forms=frozenset({"comment"}),
    needs=frozenset({"comparison"}),
)
