"""The scores by segment, with the texts that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.measures import metric_columns, table_measures
from tertium.reports.provenance import run_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell

LETTERS: Final = 24
"""Characters of a text that the short form shows."""


def segments_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per segment and system: its scores, source, references and output; a missing text is None."""
    data, keys = run.data, [measure.label for measure in table_measures(run)]
    has_domains = bool(data.domains)
    sources = data.sources or (None,) * len(data)
    references = list(data.references.values())
    scores = {system: [run.values[Key(system, label)].segments for label in keys] for system in run.systems}
    rows: list[tuple[Cell, ...]] = []
    for document in data.documents:
        place: tuple[Cell, ...] = (document.id, document.domain) if has_domains else (document.id,)
        for i in range(document.start, document.stop):
            texts = (sources[i], *(column[i] for column in references))
            rows += [
                (
                    *(data.ids[i], system),
                    *(float(of_metric[i]) for of_metric in scores[system]),
                    *(*place, *texts, data.outputs[system][i]),
                )
                for system in run.systems
            ]
    titles = (
        *(("document", "domain") if has_domains else ("document",)),
        *("source", *(f"reference {name}" for name in data.references), "output"),
    )
    columns = (
        *(Column("segment"), Column("system")),
        *metric_columns(run),
        *(Column(title, letters=LETTERS) for title in titles),
    )
    notes = decisions.inspection_of(run).notes
    return Table(f"{data.name}: scores by segment", columns, tuple(rows), notes, provenance=run_provenance(run))


section: Final = Section(
    name="segment",
    order=95,
    tables=lambda run, decisions: [segments_table(run, decisions)],
    by_name=True,
)
