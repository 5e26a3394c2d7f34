"""The documents to look at first, where a set has more than one reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.types import Key, Run
from tertium.reports.measures import leading
from tertium.reports.section import Section
from tertium.reports.sections.document_scores import documents_table

if TYPE_CHECKING:
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Table

ROWS: Final = 30


FEWEST: Final = 3


def worst_table(run: Run, decisions: Decisions) -> Table:
    """Return the table of documents, or of only the worst where it would have more rows than anybody reads.

    The worst have the lowest mean over systems by the leading metric (the highest, where lower is better).
    """
    table, systems, documents = documents_table(run, decisions), len(run.systems), len(run.data.documents)
    number = max(ROWS // systems, FEWEST)
    if number >= documents:
        return table
    by = leading(run)
    scores = np.stack([run.values[Key(system, by.label)].documents for system in run.systems])
    defined = ~np.isnan(scores)
    means = np.where(defined, scores, 0).sum(axis=0) / np.where(defined.any(axis=0), defined.sum(axis=0), np.nan)
    order = np.argsort(-means if by.higher_is_better is False else means, kind="stable")[:number].tolist()
    rows = tuple(row for i in order for row in table.rows[i * systems : (i + 1) * systems])
    title = f"{table.title}, the {number} worst of {documents} by {by.label}"
    return replace(table, title=title, rows=rows, notes=("all documents: --by document", *table.notes))


section: Final = Section(
    name="worst-documents",
    order=90,
    tables=lambda run, decisions: [worst_table(run, decisions)],
    forms=frozenset({"text"}),
)
