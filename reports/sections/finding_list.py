"""All findings: every place that a metric or a rater marks, with its text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import run_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions

LETTERS: Final = 40
"""Characters of a text that the short form shows."""

PLACE: Final = (
    "start and end: characters of the output, from 0; end is behind the last, equal to start where text is missing"
)


def findings_table(run: Run) -> Table:
    """Return one row per finding, by segment, system and metric: what is wrong, how badly, where, and the output."""
    data = run.data
    starts = [document.start for document in data.documents]
    order = {system: i for i, system in enumerate(run.systems)}
    found = sorted(
        ((span.segment, order[key.system], key, span) for key, spans in run.spans.items() for span in spans),
        key=lambda item: (item[0], item[1]),  # stable: metrics in the run's order, spans as they come
    )
    rows = []
    for segment, _, key, span in found:
        output = data.outputs[key.system][segment] or ""
        document = data.documents[bisect_right(starts, segment) - 1].id
        rows.append(
            (
                *(data.ids[segment], key.system, key.metric),
                *(span.severity, span.label, output[span.start : span.end], span.note),
                *(span.start, span.end, span.confidence, document, output),
            )
        )
    titles = ("segment", "system", "metric", "severity", "finding")
    columns = (
        *map(Column, titles),
        *(Column("text", letters=LETTERS), Column("note", letters=LETTERS)),
        *(Column("start", numeric=True), Column("end", numeric=True), Column("confidence", numeric=True)),
        *(Column("document", letters=LETTERS), Column("output", letters=LETTERS)),
    )
    notes = (PLACE,) if rows else ("No metric of this run marks a place.",)
    return Table(f"{data.name}: findings", columns, tuple(rows), notes, provenance=run_provenance(run))


def _tables(run: Run, _: Decisions) -> list[Table]:
    return [findings_table(run)]


section: Final = Section(name="finding", order=96, tables=_tables, by_name=True)
