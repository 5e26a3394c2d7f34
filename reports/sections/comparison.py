"""Each system against a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.measures import ARROWS
from tertium.reports.provenance import basis, drawn, left_out
from tertium.reports.section import Section
from tertium.reports.table import Basis, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.decisions import (
        Comparison,
        Difference,
        Tally,
    )

P_DIGITS: Final = 4


def comparison_table(comparison: Comparison) -> Table:
    """Return one row per system and metric: the difference to the baseline and how far chance explains it."""
    percent = f"{100 * comparison.resampling.level:g} %"
    columns = (
        *(Column("system"), Column("metric"), Column("score", numeric=True), Column("baseline", numeric=True)),
        *(Column("Δ", numeric=True), Column(f"{percent} low", numeric=True), Column(f"{percent} high", numeric=True)),
        *(Column(title, digits=P_DIGITS, numeric=True) for title in ("p", "p Holm", "p BH")),
        *(Column("verdict"), Column("segments +/=/−", numeric=True), Column("documents +/=/−", numeric=True)),
        *(Column("detectable", numeric=True), Column("people agree %", digits=1, numeric=True)),
    )
    rows = tuple(
        (
            *(one.system, f"{one.metric} {ARROWS[one.higher_is_better]}".rstrip(), one.score, one.other),
            *(one.delta, one.interval.low, one.interval.high, one.p, one.p_holm, one.p_bh),
            *(verdict(one, comparison.resampling.alpha), _tally(one.by_segment), _tally(one.by_document)),
            *(one.detectable, one.agreement),
        )
        for one in comparison.differences
    )
    title = f"{comparison.name}: each system minus {comparison.baseline}"
    return Table(title, columns, rows, tuple(_notes(comparison)), basis=_basis(comparison))


def verdict(one: Difference, alpha: float) -> str:
    """Return better, worse, differs (where neither direction is better), or that nothing is shown."""
    if not one.significant(alpha):
        return "not shown"
    if one.higher_is_better is None:
        return "differs"
    return "better" if one.gain > 0 else "worse"


def _tally(tally: Tally | None) -> str | None:
    return None if tally is None else "/".join(map(str, tally))


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from comparison.conflicts
    yield from comparison.warnings
    yield from left_out(comparison.left_out)
    resampling, agreed = comparison.resampling, any(one.agreement is not None for one in comparison.differences)
    yield (
        f"verdict: better or worse when p Holm is under {resampling.alpha:.3g}; "
        "+/=/−: in how many the system is better, equal, worse; positive Δ: a higher score"
    )
    people = "; people agree: how often they prefer the same system at such a Δ (Kocmi et al. 2024)" if agreed else ""
    yield (
        "detectable: the smallest true difference that this set shows in 80 % of cases, "
        f"at {100 * resampling.level:g} %{people}"
    )


def _basis(comparison: Comparison) -> Basis:
    resampling = comparison.resampling
    return basis(
        comparison.signatures,
        (comparison.name, comparison.fingerprint),
        full=(*comparison.thresholds, f"resampling: {resampling.signature}|clusters:{comparison.clusters}"),
        brief=(f"intervals and p: {drawn(resampling, comparison.clusters)}",),
    )


section: Final = Section(
    name="comparison",
    order=50,
    tables=lambda _, decisions: [comparison_table(decisions.comparison)] if decisions.comparison else [],
    forms=frozenset({"page"}),
    needs=frozenset({"comparison"}),
    chapter="leaderboard",
)
