"""The agreement of error spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results.span_scores import SpanScores


def span_table(result: SpanScores) -> Table:
    """Return one row per prediction and system: precision, recall and character F1 of its spans."""
    percent = f"{100 * result.resampling.level:g} %"
    columns = (
        *map(Column, ("prediction", "system")),
        Column("outputs", numeric=True),
        *(Column(title, 4, numeric=True, better="↑") for title in ("precision", "recall", "F1")),
        *(Column(f"{percent} {side}", 4, numeric=True) for side in ("low", "high")),
        *(Column(title, 4, numeric=True, better="↑") for title in ("F1, severity equal", "F1 of spans")),
    )
    rows = tuple(
        (
            score.prediction,
            score.system or "all",
            score.outputs,
            score.precision,
            score.recall,
            score.f1,
            *score.interval,
            score.f1_without_partial,
            score.f1_of_spans,
        )
        for score in result.scores
    )
    notes = (
        "characters of all outputs together; a mark of another severity is worth half, critical is major",
        "omissions and undecided severities have no place and are left out, as in WMT25's second metrics task",
        "F1 of spans: spans matched one to one, credit by the share of each that overlaps, severities don't count",
        "in brackets: predictions that see no text",
    )
    return Table(f"{result.gold}: error spans", columns, rows, notes)
