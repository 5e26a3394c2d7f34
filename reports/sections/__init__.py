"""One module per question that a report answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.domain_scores import domains_table
from tertium.reports.sections.pairs import pairs_table
from tertium.reports.sections.realigned import realigned_table
from tertium.reports.sections.removed import removed_table
from tertium.reports.sections.review import review_table
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.unpaired import unpaired_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.reports.objects import Level
    from tertium.reports.table import Table

TABLES: Final[Mapping[str, Callable[[EvalSet], Table]]] = {
    "pairs": pairs_table,
    "review": review_table,
    "unpaired": unpaired_table,
    "removed": removed_table,
    "realigned": realigned_table,
}
"""By the name that `tertium report --by` takes."""


def doubtful_tables(data: EvalSet) -> Iterator[Table]:
    """Yield the tables of what a reader of scores should look at, where there is anything."""
    yield from (table for make in (review_table, realigned_table) if (table := make(data)).rows)


def scores_table(run: Run, by: Level) -> Table:
    """Return the scores at one level: a row per unit and system, a column per metric."""
    return {"document": documents_table, "domain": domains_table, "set": set_table}[by](run)
