"""The difference between each system and a baseline, and how far chance explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.reports.measures import ARROWS
from tertium.reports.provenance import (
    BOUNDS_SIGNATURE,
    bounds_summary,
    left_out_notes,
    make_provenance,
    resampling_summary,
)
from tertium.reports.section import Section
from tertium.reports.table import Column, Table, on_common_segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Comparison, Difference, Resampling, Tally
    from tertium.reports.table import Cell, Provenance


P_DIGITS: Final = 4
"""With the usual 10,000 samples a p can't be resolved further."""


def comparison_table(comparison: Comparison) -> Table:
    """Return one row per system and metric: the difference to the baseline, its interval and its p."""
    percent = f"{100 * comparison.resampling.level:g} %"
    columns = (
        *(Column("system"), Column("metric"), Column("score", numeric=True), Column("baseline", numeric=True)),
        *(Column("Δ", numeric=True), Column(f"{percent} low", numeric=True), Column(f"{percent} high", numeric=True)),
        Column("verdict"),  # among the columns that a narrow terminal shows first
        *(Column(title, digits=P_DIGITS, numeric=True) for title in ("p", "p Holm", "p BH")),
        *(Column("segments +/=/−", numeric=True), Column("documents +/=/−", numeric=True)),
        *(Column("detectable", numeric=True), Column("people agree %", digits=1, numeric=True)),
    )
    rows = tuple(_row(difference, comparison.resampling) for difference in comparison.differences)
    title = f"{comparison.name}: each system minus {comparison.baseline}"
    subsets = {on_common_segments(difference.segments, difference.of) for difference in comparison.differences}
    title += subsets.pop() if len(subsets) == 1 else ", on segments that all have"
    if any(difference.segments < difference.of for difference in comparison.differences):
        columns = (*columns, Column("segments", numeric=True))
        counts = [f"{difference.segments} of {difference.of}" for difference in comparison.differences]
        rows = tuple((*row, count) for row, count in zip(rows, counts, strict=True))
    return Table(title, columns, rows, tuple(_notes(comparison)), provenance=_provenance(comparison))


def _row(difference: Difference, resampling: Resampling) -> tuple[Cell, ...]:
    metric = f"{difference.metric} {ARROWS[difference.higher_is_better]}".rstrip()
    return (
        *(difference.system, metric, difference.score, difference.other),
        *(difference.delta, difference.interval.low, difference.interval.high),
        difference.verdict(resampling),
        *(difference.p, difference.p_holm, difference.p_bh),
        *(_tally(difference.by_segment), _tally(difference.by_document)),
        *(difference.detectable, difference.agreement),
    )


def _tally(tally: Tally | None) -> str | None:
    return None if tally is None else "/".join(map(str, tally))


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from comparison.conflicts
    yield from comparison.warnings
    yield from left_out_notes(comparison.left_out)
    resampling = comparison.resampling
    smallest = [item.smallest_p for item in comparison.differences if item.smallest_p >= resampling.alpha]
    if smallest:
        unit = resampling.cluster
        yield (
            f"{resampling.too_few()}: with {counted(comparison.clusters, unit)} p Holm can't be under "
            f"{min(smallest):.2g}, whatever the outputs"
        )
    yield (
        f"verdict: better or worse when p Holm is under {resampling.alpha:.3g}; "
        "+/=/−: in how many the system is better, equal, worse; positive Δ: a higher score"
    )
    has_agreement = any(difference.agreement is not None for difference in comparison.differences)
    agreement = "; people agree: how often they prefer the same system at such a Δ (Kocmi et al. 2024)"
    yield (
        "detectable: the smallest true difference that this set shows in 80 % of cases, "
        f"at {100 * resampling.level:g} %{agreement if has_agreement else ''}"
    )


def _provenance(comparison: Comparison) -> Provenance:
    resampling = comparison.resampling
    return make_provenance(
        comparison.signatures,
        (comparison.name, comparison.fingerprint),
        full=(
            *comparison.thresholds,
            f"intervals: {BOUNDS_SIGNATURE}|cluster:{resampling.cluster}|level:{resampling.level:g}",
            f"p: {resampling.signature}|clusters:{comparison.clusters}",
        ),
        brief=(
            f"intervals: {bounds_summary(resampling, comparison.clusters)}",
            f"p: {resampling_summary(resampling, comparison.clusters)}",
        ),
    )


section: Final = Section(
    name="comparison",
    order=50,
    tables=lambda _, decisions: [comparison_table(decisions.comparison)] if decisions.comparison else [],
    forms=frozenset({"page"}),
    needs=frozenset({"comparison"}),
    chapter="against",
)
