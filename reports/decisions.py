"""Decisions as tables: differences, rankings, checks, and which metric agrees with people."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from tertium.reports.basis import basis, drawn
from tertium.reports.table import Column, Table
from tertium.reports.tables import ARROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Comparison, Difference, Meta, Ranking, Standings, Tally, Trust, Verdict
    from tertium.reports.table import Basis

P_DIGITS: Final = 4
SCALED: Final = (
    "rank: each metric's scores minus their median, over the distance from the 25th percentile to the best; "
    "the mean over metrics, stretched to 1 … number of systems"
)

SOURCES: Final = "soft pairwise accuracy: Thompson et al. 2024; accuracy with calibrated ties: Deutsch et al. 2023"


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


def examples_table(comparison: Comparison) -> Table:
    """Return the texts of the segments with the largest wins and losses, a row each."""
    columns = (
        *(Column("system"), Column("metric"), Column("segment"), Column("Δ", numeric=True)),
        *(Column("hypothesis"), Column(f"hypothesis of {comparison.baseline}")),
    )
    rows = tuple(
        (one.system, one.metric, example.segment, example.change, example.hypothesis, example.other)
        for one in comparison.differences
        for example in one.examples
    )
    return Table(f"{comparison.name}: where each system differs most from {comparison.baseline}", columns, rows)


def _ids(one: Difference, *, wins: bool) -> str | None:
    """Return ``id (+1.23), …`` of rising or falling scores, by the metric's direction; None where there is none."""
    rising = wins == (one.higher_is_better is not False)
    found = [f"{example.segment} ({example.change:+.2f})" for example in one.examples if (example.change > 0) == rising]
    return ", ".join(found) or None


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
    yield from _left_out(comparison.left_out)
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


def _left_out(reasons: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{label} is left out: {' '.join(reason.split())}" for label, reason in reasons.items())


def _basis(comparison: Comparison) -> Basis:
    resampling = comparison.resampling
    return basis(
        comparison.signatures,
        (comparison.name, comparison.fingerprint),
        full=(*comparison.thresholds, f"resampling: {resampling.signature}|clusters:{comparison.clusters}"),
        brief=(f"intervals and p: {drawn(resampling, comparison.clusters)}",),
    )


def meta_table(meta: Meta) -> Table:
    """Return one row per part, statistic and metric: how well each metric agrees with people, best first."""
    percent = f"{100 * meta.resampling.level:g} %"
    columns = (
        *(
            Column("part"),
            Column("level"),
            Column("statistic"),
            Column("metric"),
            Column("value", 3, numeric=True, better="↑"),
        ),
        *(Column(f"{percent} low", 3, numeric=True), Column(f"{percent} high", 3, numeric=True)),
        Column("pairs", numeric=True),
    )
    rows = tuple(
        (one.part or "all", one.level, one.statistic, one.metric, one.value, *one.interval, one.pairs)
        for one in _best_first(meta.trusts)
    )
    alone = any(isnan(one.interval.low) and not isnan(one.value) for one in meta.trusts)
    notes = (
        *meta.warnings,
        *_left_out(meta.left_out),
        *(["no interval where a part lies in one document: there is nothing to draw from"] if alone else []),
        f"people: {meta.human}, {meta.segments} segments of {len(meta.systems)} systems: {', '.join(meta.systems)}",
    )
    rests = basis(
        meta.signatures,
        (meta.name, meta.fingerprint),
        full=(SOURCES, f"resampling: {meta.resampling.signature}"),
        brief=(f"intervals: {drawn(meta.resampling)}",),
    )
    return Table(f"{meta.name}: which metric agrees with people", columns, rows, notes, basis=rests)


def _best_first(trusts: Sequence[Trust]) -> list[Trust]:
    """Return them by part and statistic, each in the order of its first one; what is undefined comes last."""
    statistics = list(dict.fromkeys(trust.statistic for trust in trusts))
    parts = list(dict.fromkeys(trust.part for trust in trusts))
    return sorted(
        trusts,
        key=lambda one: (parts.index(one.part), statistics.index(one.statistic), isnan(one.value), -one.value),
    )


def ranking_tables(standings: Standings) -> list[Table]:
    """Return one table per metric, best system first, with clusters and rank ranges; then one over all metrics."""
    tables = [_ranking_table(standings, ranking) for ranking in standings.rankings]
    following = [*list(standings.overall)[1:], None]
    rows = tuple(
        (system, rank, None if other is None else _apart(standings, system, other))
        for (system, rank), other in zip(standings.overall.items(), following, strict=True)
    )
    notes = (
        *standings.warnings,
        *_left_out(standings.left_out),
    )
    rests = basis({}, (standings.name, standings.fingerprint), full=(SCALED,))
    columns = (Column("system"), Column("rank", numeric=True, better="↓"), Column("better than the next by"))
    title = f"{standings.name}: over {len(standings.rankings)} metrics"
    return [*tables, Table(title, columns, rows, notes, basis=rests)]


def _apart(standings: Standings, system: str, other: str) -> str:
    """Return by which metrics a system is significantly better than the next one, and by which worse."""
    better, worse = standings.beating(system, other), standings.beating(other, system)
    said = ", ".join(better) or "no metric: the order is not shown"
    return f"{said}; worse by {', '.join(worse)}" if worse else said


def _ranking_table(standings: Standings, ranking: Ranking) -> Table:
    percent = f"{100 * standings.resampling.level:g} %"
    columns = (
        *(Column("cluster", numeric=True), Column("ranks", numeric=True), Column("system")),
        Column(ranking.metric, numeric=True, better=ARROWS[ranking.higher_is_better]),
        Column(f"{percent} low", numeric=True),
        Column(f"{percent} high", numeric=True),
    )
    rows = tuple((place.cluster, place.ranks, place.system, place.score, *place.interval) for place in ranking.places)
    resampling = standings.resampling
    notes = (
        f"cluster: every system beats all of later ones, p < {resampling.alpha:.3g} (adjusted: {standings.adjusted})",
        "ranks: one more than beat it, to the number of systems minus those that it beats",
    )
    drawn_again = f"resampling: {resampling.signature}|clusters:{standings.clusters}|segments:{ranking.segments}"
    rests = basis(
        {ranking.metric: ranking.signature},
        (standings.name, standings.fingerprint),
        full=(f"p is adjusted over pairs of systems: {standings.adjusted}", drawn_again),
        brief=(f"intervals and p: {drawn(resampling, standings.clusters)}",),
    )
    clusters = [place.cluster for place in ranking.places]
    breaks = frozenset(i for i in range(1, len(clusters)) if clusters[i] != clusters[i - 1])
    best = frozenset((i, 3) for i, cluster in enumerate(clusters) if cluster == 1) if breaks else frozenset()
    return Table(f"{standings.name}: ranking by {ranking.metric}", columns, rows, notes, best, breaks, rests)


def verdict_table(verdict: Verdict) -> Table:
    """Return one row per rule: what came out, what was measured, and what it was held against."""
    columns = (
        *(Column("outcome"), Column("rule"), Column("measured", digits=4, numeric=True)),
        *(Column("limit", digits=4, numeric=True), Column("why")),
    )
    rows = tuple((one.outcome, one.rule, one.value, one.limit, one.said) for one in verdict.checks)
    notes = (
        *(f"{one.rule}: {doubt}" for one in verdict.checks for doubt in one.doubts),
        *verdict.warnings,
    )
    rests = basis(
        verdict.signatures,
        (verdict.name, verdict.fingerprint),
        full=(f"bounds: {verdict.resampling.signature}",),
        brief=(f"bounds: {drawn(verdict.resampling)}",),
    )
    title = f"{verdict.outcome.upper()}: {verdict.candidate} against {verdict.baseline}"
    return Table(title, columns, rows, notes, basis=rests)
