"""`tertium metrics`: what can be measured."""

from __future__ import annotations

from typing import Annotated

from tertium.commands.options import Format


def metrics(format: Annotated[str, Format] = "text") -> None:
    """List the metrics: what each needs, its unit and direction, and where it comes from."""
    from tertium.commands.output import put_tables
    from tertium.metrics.registry import classes
    from tertium.reports.table import Column, Table
    from tertium.reports.tables import ARROWS

    rows = []
    for name, make in classes().items():
        metric = make()
        needs = " and ".join(sorted(metric.needs)) or "only the hypothesis"
        direction = ARROWS[metric.higher_is_better] or "neither"
        rows.append((name, needs, metric.unit, direction, metric.source))
    columns = tuple(Column(title) for title in ("metric", "needs", "unit", "better", "from"))
    table = Table(
        "Metrics", columns, tuple(rows), ("options: -m chrf:word_order=2,lowercase=true; chrf++ is chrf:word_order=2",)
    )
    put_tables([table], format)
