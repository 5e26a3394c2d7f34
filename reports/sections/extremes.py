"""Where each system differs most from the baseline, by the ids of segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.decisions import (
        Comparison,
        Difference,
    )


def extremes_tables(comparison: Comparison) -> list[Table]:
    """Return one row per system and metric: the ids of the segments that differ most, in wins and losses.

    Where neither direction is better, there are rises and falls instead, in a table of their own.
    """
    title = f"{comparison.name}: where each system differs most from {comparison.baseline}"
    judged = [one for one in comparison.differences if one.higher_is_better is not None]
    others = [one for one in comparison.differences if one.higher_is_better is None]
    tables = [_extremes(title, judged, ("largest wins", "largest losses"))] if judged else []
    if others:
        tables.append(_extremes(f"{title}, neither direction better", others, ("largest rises", "largest falls")))
    return tables


def _extremes(title: str, differences: Sequence[Difference], named: tuple[str, str]) -> Table:
    rows = tuple((one.system, one.metric, _ids(one, wins=True), _ids(one, wins=False)) for one in differences)
    return Table(title, tuple(Column(one) for one in ("system", "metric", *named)), rows)


def _ids(one: Difference, *, wins: bool) -> str | None:
    """Return ``id (+1.23), …`` of rising or falling scores, by the metric's direction; None where there is none."""
    rising = wins == (one.higher_is_better is not False)
    found = [f"{example.segment} ({example.change:+.2f})" for example in one.examples if (example.change > 0) == rising]
    return ", ".join(found) or None
