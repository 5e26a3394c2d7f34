"""What a campaign holds, and what can be expected of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import counted
from tertium.reports.provenance import make_provenance
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results.campaign import Forecast


def campaign_table(forecast: Forecast) -> Table:
    """Return the table of numbers of documents and what each can be expected to decide."""
    percent = f"± at {100 * forecast.level:g} %"
    columns = (
        Column("documents", numeric=True),
        Column("chosen"),
        Column("segments", numeric=True),
        Column(percent, 3, numeric=True),
        *(Column(title, 1, numeric=True) for title in ("decided", "in order")),
        Column("of pairs", numeric=True),
    )
    rows = tuple(
        (
            item.documents,
            "yes" if item.chosen else "",
            item.segments,
            item.margin,
            item.decided if forecast.pairs else None,
            item.ordered if forecast.pairs else None,
            forecast.pairs or None,
        )
        for item in forecast.expectations
    )
    signatures = {forecast.basis: forecast.signature} if forecast.basis else {}
    provenance = make_provenance(signatures, (forecast.name, forecast.fingerprint), full=(), brief=())
    domains = ", ".join(f"{name or 'none'} {number} of {total}" for name, number, total in forecast.domains)
    sizes = (
        counted(len(forecast.documents), "document"),
        counted(len(forecast.systems), "system"),
        counted(forecast.annotators, "annotator"),
        counted(forecast.outputs, "rating"),
        *([counted(forecast.attention, "attention item")] if forecast.attention else []),
    )
    notes = (
        f"{forecast.protocol}: {', '.join(sizes)}",
        f"documents: {forecast.choice}",
        *([f"domains: {domains}"] if domains else []),
        *([f"marked before anyone rates: {', '.join(forecast.prefilled)}"] if forecast.prefilled else []),
        *([f"expected from {forecast.basis}"] if forecast.basis else []),
        *forecast.warnings,
    )
    return Table(f"{forecast.name}: a campaign, and what to expect", columns, rows, notes, provenance=provenance)
