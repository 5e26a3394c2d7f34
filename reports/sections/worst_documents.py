"""The documents to look at first, where a set has more than anybody reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.types import Key, leading_measure
from tertium.reports.measures import PART_OF_PART_NOTE
from tertium.reports.section import Section
from tertium.reports.sections.document_scores import documents_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Table


ROWS: Final = 30
"""About a screenful."""

FEWEST: Final = 3
"""Documents that are shown however many systems there are."""


def worst_table(run: Run, decisions: Decisions) -> Table:
    """Return the table of documents, or of only the worst ones where it would be longer than `ROWS`.

    The worst have the lowest mean over systems by the leading metric (the highest, where lower is better).
    """
    table, systems, documents = documents_table(run, decisions), len(run.systems), len(run.data.documents)
    count = max(ROWS // systems, FEWEST)
    if count >= documents:
        return table
    measure = leading_measure(run)
    scores = np.stack([run.values[Key(system, measure.label)].documents for system in run.systems])
    means = _mean_over_systems(scores)
    # Stable, so that equal documents stay in the set's order; nan sorts last in either direction.
    order = np.argsort(-means if measure.higher_is_better is False else means, kind="stable")[:count].tolist()
    chosen = [row for i in order for row in range(i * systems, (i + 1) * systems)]
    # The marks of partial scores go with their rows.
    marks = frozenset((new, column) for new, old in enumerate(chosen) for row, column in table.marks if row == old)
    rows = tuple(table.rows[row] for row in chosen)
    notes = tuple(note for note in table.notes if marks or note != PART_OF_PART_NOTE)
    title = f"{table.title}, the {count} worst of {documents} by {measure.label}"
    return replace(table, title=title, rows=rows, marks=marks, notes=("all documents: --by document", *notes))


def _mean_over_systems(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of the defined scores of each document, nan where none is; `scores` is (systems, documents)."""
    defined = ~np.isnan(scores)
    # By hand, since np.nanmean warns of documents without any score.
    counts = np.where(defined.any(axis=0), defined.sum(axis=0), np.nan)
    means: NDArray[np.float64] = np.where(defined, scores, 0).sum(axis=0) / counts
    return means


section: Final = Section(
    name="worst-documents",
    order=90,
    tables=lambda run, decisions: [worst_table(run, decisions)],
    forms=frozenset({"text"}),
)
