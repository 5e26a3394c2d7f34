"""What people's ratings say: systems, their differences, and the raters."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import make_provenance
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results.human_evaluation import HumanEvaluation
    from tertium.reports.table import Cell

TESTS: Final = {
    "two-way": "t with clusters of documents and of raters (Cameron, Gelbach and Miller 2011), two-sided",
    "wmt24": "Wilcoxon's signed-rank on segments, one-sided, uncorrected, ordered by the macro average, as WMT24",
    "wmt25": "Wilcoxon's signed-rank on segments, one-sided, uncorrected, ordered by the mean, as WMT25",
}


def human_tables(result: HumanEvaluation) -> list[Table]:
    """Return the tables of systems, of pairs, of raters and of their agreement."""
    return [_systems(result), _pairs(result), *_raters(result)]


def _systems(result: HumanEvaluation) -> Table:
    percent = f"{100 * result.level:g} %"
    macro = any(not isnan(item.macro) for item in result.systems)
    columns = (
        *map(Column, ("cluster", "ranks", "system")),
        Column("mean", 3, numeric=True, better="↑"),
        *(Column(f"{percent} {side}", 3, numeric=True) for side in ("low", "high")),
        *([Column("macro average", 3, numeric=True, better="↑")] if macro else []),
        *(Column(title, numeric=True) for title in ("outputs", "ratings")),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(item.cluster),
            f"{item.best}-{item.worst}",
            item.system,
            item.mean,
            *item.interval,
            *([item.macro] if macro else []),
            item.outputs,
            item.ratings,
        )
        for item in result.systems
    )
    breaks = frozenset(i for i, item in enumerate(result.systems) if i and item.cluster > result.systems[i - 1].cluster)
    signatures, test = {result.human: result.signature}, f"test: {TESTS[result.rule]}"
    provenance = make_provenance(signatures, (result.name, result.fingerprint), full=(test,), brief=())
    notes = (*result.warnings, f"clusters and ranks: {TESTS[result.rule]}; p under {1 - result.level:.3g}")
    return Table(
        f"{result.name}: systems by {result.human}", columns, rows, notes, breaks=breaks, provenance=provenance
    )


def _pairs(result: HumanEvaluation) -> Table:
    percent = f"{100 * result.level:g} %"
    columns = (
        *map(Column, ("system", "other")),
        Column("Δ", 3, numeric=True),
        *(Column(f"{percent} {side}", 3, numeric=True) for side in ("low", "high")),
        Column("p", 4, numeric=True),
        *(Column(title, numeric=True) for title in ("segments", "documents", "raters", "needed")),
    )
    rows = tuple(
        (
            item.first,
            item.second,
            item.delta,
            *item.interval,
            item.p,
            item.segments,
            item.documents,
            item.raters,
            item.needed or None,
        )
        for item in result.pairs
    )
    notes = (
        "intervals: documents and raters as clusters, whatever the test",
        "needed: documents, with as many more raters, that would decide such a difference in 80 % of evaluations",
    )
    return Table(f"{result.name}: differences by {result.human}", columns, rows, notes)


def _raters(result: HumanEvaluation) -> Iterator[Table]:
    columns = (
        Column("rater"),
        Column("ratings", numeric=True),
        *(Column(title, numeric=True) for title in ("mean", "deviation", "offset")),
        *(Column(title, 3, numeric=True) for title in ("correlation", "accuracy")),
        Column("turned", numeric=True),
        Column("largest shift", 3, numeric=True),
        Column("unusual"),
    )
    rows = tuple(
        (
            item.name or "(not named)",
            item.ratings,
            item.mean,
            item.deviation,
            item.offset,
            item.correlation,
            item.accuracy,
            item.turned,
            item.largest_shift,
            item.unusual,
        )
        for item in result.raters
    )
    notes = (
        "offset, correlation: against the mean of the other raters of the same output",
        "accuracy: pairs of outputs of a segment in the same order as by another rater",
        "turned, largest shift: pairs of systems in another order, and the largest change of a mean, without them",
        "unusual: more than 3.5 deviations from the median rater of 20 ratings or more, among five or more",
    )
    yield Table(f"{result.name}: raters", columns, rows, notes)
    item = result.agreement
    columns = (Column("agreement"), Column("value", 3, numeric=True), Column("of", numeric=True), Column("what"))
    agreements = (
        ("Krippendorff's alpha", item.alpha, item.outputs, "outputs that several people rated"),
        ("pairwise accuracy", item.accuracy, item.pairs, "pairs of outputs that two raters scored"),
        ("span F1", item.span_f1, item.span_pairs, "outputs by pairs of raters"),
    )
    missing = ("– where no two raters rated the same",) if isnan(item.alpha) else ()
    yield Table(f"{result.name}: agreement of raters", columns, agreements, missing)
