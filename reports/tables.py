"""One builder per question: what did each system get, per document, per domain and overall."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tertium.evals.types import Key
from tertium.reports.basis import basis
from tertium.reports.doubts import sentences
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.types import Measure, Run
    from tertium.reports.table import Basis, Cell

Level: TypeAlias = Literal["document", "domain", "set"]

ARROWS: Final = {True: "↑", False: "↓", None: ""}
SAID: Final = {"review": "to review"}
"""What an article is called that is in no pair, by the decision on it."""
SHOWN_IDS: Final = 5
"""How many articles without a partner are named before they are only counted."""


def scores_table(run: Run, by: Level) -> Table:
    """Return the scores at one level: a row per unit and system, a column per metric."""
    return {"document": documents_table, "domain": domains_table, "set": set_table}[by](run)


def documents_table(run: Run) -> Table:
    """Return one row per document and system: the score of the document's summed counts."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(document.id, document.domain, system, document.stop - document.start),
            *(float(run.values[Key(system, metric)].documents[i]) for metric in run.measures),
        )
        for i, document in enumerate(run.data.documents)
        for system in run.systems
    ]
    first = (Column("document"), Column("domain"), Column("system"), Column("segments", numeric=True))
    table = Table(
        f"{run.data.name}: scores by document",
        (*first, *_metric_columns(run)),
        tuple(rows),
        notes(run),
        basis=basis_of(run),
    )
    return table if run.data.domains else without(table, "domain")


def domains_table(run: Run) -> Table:
    """Return one row per domain and system: the score of the domain's summed counts."""
    sizes = dict.fromkeys(run.data.domains, 0)
    for document in run.data.documents:
        if document.domain is not None:
            sizes[document.domain] += document.stop - document.start
    rows: list[tuple[Cell, ...]] = [
        (domain, system, sizes[domain], *(float(run.values[Key(system, metric)].domains[i]) for metric in run.measures))
        for i, domain in enumerate(run.data.domains)
        for system in run.systems
    ]
    first = (Column("domain"), Column("system"), Column("segments", numeric=True))
    said = () if rows else ("No document of this set has a domain.",)
    columns = (*first, *_metric_columns(run))
    return Table(f"{run.data.name}: scores by domain", columns, tuple(rows), said + notes(run), basis=basis_of(run))


def set_table(run: Run) -> Table:
    """Return one row per system: micro, the score of the summed counts, and macro, the mean over documents."""
    several = len(run.data.documents) > 1
    columns = [Column("system"), Column("segments", numeric=True), Column("documents", numeric=True)]
    for measure in run.measures.values():
        columns.append(metric_column(measure, measure.label))
        if several:
            columns.append(metric_column(measure, f"{measure.label} macro"))
    rows = []
    for system in run.systems:
        row: list[Cell] = [system, len(run.data), len(run.data.documents)]
        for metric in run.measures:
            values = run.values[Key(system, metric)]
            row += [values.total, values.macro] if several else [values.total]
        rows.append(tuple(row))
    explained = ("macro: the mean over documents; without it: of all segments together",)
    said = (explained if several else ()) + notes(run)
    return Table(f"{run.data.name}: scores", tuple(columns), tuple(rows), said, basis=basis_of(run))


def notes(run: Run) -> tuple[str, ...]:
    """Return what is missing or doubtful, with reasons: it stands under every table of scores."""
    return tuple(sentences(run))


def basis_of(run: Run, full: Sequence[str] = (), brief: Sequence[str] = ()) -> Basis:
    """Return what a run's scores rest on: signatures, references, the set, and what the set leaves out."""
    references = (f"references, in this order: {', '.join(run.data.references)}",) if run.data.references else ()
    found = run.data.provenance.get("unpaired", [])
    unpaired = [f"{SAID.get(one.get('decision'), 'unpaired')}: {one['id']} ({one['reason']})" for one in found]
    more = (
        [f"unpaired: {len(unpaired) - SHOWN_IDS} articles more, --by unpaired, review"]
        if len(unpaired) > SHOWN_IDS
        else []
    )
    return basis(
        {measure.label: measure.signature for measure in run.measures.values()},
        (run.data.name, run.fingerprint),
        full=(*unpaired, *full, *references, _units(run)),
        brief=(*unpaired[:SHOWN_IDS], *more, *brief, *references, _units(run)),
    )


def _units(run: Run) -> str:
    """Return ``units: bleu, chrf (points); ter (%)``."""
    by_unit: dict[str, list[str]] = {}
    for measure in run.measures.values():
        by_unit.setdefault(measure.unit, []).append(measure.label)
    return "units: " + "; ".join(f"{', '.join(labels)} ({unit})" for unit, labels in by_unit.items())


def without(table: Table, title: str) -> Table:
    """Return the table without the column of this title."""
    keep = [i for i, column in enumerate(table.columns) if column.title != title]
    rows = tuple(tuple(row[i] for i in keep) for row in table.rows)
    bold = frozenset((row, keep.index(i)) for row, i in table.bold if i in keep)
    return replace(table, columns=tuple(table.columns[i] for i in keep), rows=rows, bold=bold)


def _metric_columns(run: Run) -> Iterator[Column]:
    return (metric_column(measure, measure.label) for measure in run.measures.values())


def metric_column(measure: Measure, title: str) -> Column:
    """Return the column of a metric's scores: digits by its unit, arrow by its direction."""
    digits = 3 if measure.unit == "ratio" else 2
    return Column(title, digits=digits, numeric=True, better=ARROWS[measure.higher_is_better])
