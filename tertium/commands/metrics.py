"""`tertium metrics`: lists the metrics, and helps to choose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands.options import Format

if TYPE_CHECKING:
    from tertium.metrics.catalogue import Entry
    from tertium.reports.table import Table

JUDGED: Final = "wmt23-zh-en"
"""The set whose agreement with people the table shows; `tertium metrics NAME` and docs/metrics.md have the others."""
DIRECTIONS: Final = {True: "higher", False: "lower", None: "neither"}


def metrics(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only this metric, in full.")] = None,
    format: Format = "text",
    json: Annotated[bool, typer.Option("--json", help="One strict JSON object.")] = False,
) -> None:
    """List the metrics: what each needs, its unit and direction, languages, cost, and agreement with people."""
    from tertium.commands.output import Destination
    from tertium.errors import UsageError, nearest
    from tertium.metrics.catalogue import entries

    chosen = [entry for entry in entries() if name in {None, entry.name}]
    if not chosen:
        raise UsageError(f"no metric is named {name!r}", hint=nearest(name or "", [entry.name for entry in entries()]))
    result = {"metrics": [_plain(entry) for entry in chosen]}
    Destination(format, json).put(
        "tertium.metrics/1", result, lambda: _details(chosen[0]) if name else [_overview(chosen)]
    )


def _overview(metrics: list[Entry]) -> Table:
    from tertium.reports.measures import ARROWS
    from tertium.reports.table import Column, Table

    titles = ("metric", "needs", "unit", "better", "languages")
    columns = (*map(Column, titles), Column("segments/s", 0, numeric=True), Column("acc_eq", 3, numeric=True))
    columns = (*columns, Column("measured pairs", 0, numeric=True))
    rows = [
        (
            entry.name,
            _needs(entry),
            entry.unit,
            ARROWS[entry.higher_is_better] or "neither",
            entry.languages,
            entry.speed,
            entry.agreement.get(JUDGED),
            len(entry.measured) or None,
        )
        for entry in metrics
    ]
    engines = {entry.counted_by: "" for entry in metrics if entry.counted_by}
    engines |= {engine: ", ".join(entry.name for entry in metrics if entry.counted_by == engine) for engine in engines}
    notes = (
        "tertium metrics NAME: what it measures, its options, licence and paper; chrf++ is chrf:word_order=2",
        "segments/s: of one core, one system against one reference",
        f"acc_eq: how often it orders two translations of a segment as people do ({JUDGED}, MQM; 0.240 is a constant)",
        "measured pairs: of languages for which a check's false alarms and recall are known; NAME lists them",
        *(f"counted by {engine}: {names}" for engine, names in engines.items()),
    )
    return Table("Metrics", columns, tuple(rows), notes)


def _details(entry: Entry) -> list[Table]:
    return [_detail(entry), *([_measured(entry)] if entry.measured else [])]


def _measured(entry: Entry) -> Table:
    """Return the table of languages for which a check was measured."""
    from tertium.reports.table import Column, Table

    columns = (
        *(Column("languages"), Column("segments", 0, numeric=True), Column("judged", 0, numeric=True)),
        *(Column("flagged %", 1, numeric=True), Column("damaged", 0, numeric=True), Column("recall", 3, numeric=True)),
    )
    rows = tuple(
        (
            "-".join(pair),
            figures.segments,
            figures.judged,
            100 * figures.alarms,
            sum(cases for cases, _ in figures.damages.values()),
            None if math.isnan(figures.recall) else figures.recall,
        )
        for pair, figures in sorted(entry.measured.items())
    )
    notes = (
        "segments: untouched human references; judged: those with an opportunity for the check",
        "flagged %: of the segments, the check's false alarms and the references' own errors",
        "recall: share of references damaged by script that are flagged, the mean over kinds of damage",
        "other languages: unmeasured, which the page says beside the check",
    )
    return Table(f"{entry.name}: where it was measured", columns, rows, notes)


def _detail(entry: Entry) -> Table:
    from tertium.reports.table import Column, Table

    agreement = ", ".join(f"{value:.3f} on {name}" for name, value in entry.agreement.items())
    rows = (
        ("measures", entry.measures),
        ("needs", _needs(entry)),
        ("unit", entry.unit),
        ("better", DIRECTIONS[entry.higher_is_better]),
        ("languages", entry.languages),
        ("segments/s", None if math.isnan(entry.speed) else f"{entry.speed:.0f}"),
        ("acc_eq", agreement or None),
        ("licence", entry.licence),
        ("paper", entry.paper or None),
        ("from", entry.source),
        ("counted by", entry.counted_by or None),
        *((f"option {option}", str(default)) for option, default in entry.options.items()),
    )
    return Table(entry.name, (Column("what"), Column("is")), rows)


def _needs(entry: Entry) -> str:
    return " and ".join(entry.needs) or "only the hypothesis"


def _plain(entry: Entry) -> dict[str, object]:
    """Return the entry as plain JSON values; null is unknown."""
    import dataclasses

    values = dataclasses.asdict(dataclasses.replace(entry, measured={}))
    measured = {"-".join(pair): figures._asdict() for pair, figures in entry.measured.items()}
    return values | {
        "speed": None if math.isnan(entry.speed) else entry.speed,
        "needs": list(entry.needs),
        "measured": measured,
    }
