"""The ids of the segments where each system differs most from a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.sections.losses import CONTRIBUTION
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Comparison, Difference

IDS: Final = 3
"""So many fit into a line with their contributions; `--examples` shows all."""


def extremes_tables(comparison: Comparison) -> list[Table]:
    """Return one row per system and metric: the ids of the segments that differ most, in wins and losses.

    Metrics without a better direction have rises and falls instead, in a table of their own.
    """
    title = f"{comparison.name}: where each system differs most from {comparison.baseline}"
    directed = [item for item in comparison.differences if item.higher_is_better is not None]
    undirected = [item for item in comparison.differences if item.higher_is_better is None]
    tables = [_table(title, directed, ("largest wins", "largest losses"))] if directed else []
    if undirected:
        tables.append(_table(f"{title}, neither direction better", undirected, ("largest rises", "largest falls")))
    return tables


def _table(title: str, differences: Sequence[Difference], headings: tuple[str, str]) -> Table:
    rows = tuple((item.system, item.metric, _ids(item, wins=True), _ids(item, wins=False)) for item in differences)
    return Table(title, tuple(map(Column, ("system", "metric", *headings))), rows, (CONTRIBUTION,))


def _ids(difference: Difference, *, wins: bool) -> str | None:
    """Return ``id (+0.123), …`` of the wins or of the losses; None where there is none."""
    rising = wins == (difference.higher_is_better is not False)
    examples = [example for example in difference.examples if (example.contribution > 0) == rising]
    return ", ".join(f"{example.segment} ({example.contribution:+.3g})" for example in examples[:IDS]) or None
