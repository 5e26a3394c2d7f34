"""What metrics or systems make of a challenge set: shares by severity, and by phenomenon, the least seen first."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import make_provenance
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Challenge, Preference
    from tertium.reports.table import Cell

DIGITS: Final = 3
INTERVALS: Final = "Wilson on the effective number of pairs (Kish's design effect, Student's t of the clusters)"


def challenge_tables(challenge: Challenge, worst: int | None = None) -> list[Table]:
    """Return the shares on the set and by severity of every metric, then a table of phenomena for each.

    Args:
        challenge: the result.
        worst: how many phenomena each table has at most; None for all.
    """
    systems = any(row.system for row in challenge.preferences)
    who = [Column("system")] if systems else []
    rows = [row for row in challenge.preferences if row.part != "phenomenon"]
    has_severities = any(row.part == "severity" for row in rows)
    title = f"{challenge.name}: how often {_whoever(challenge, 'a system' if systems else 'a metric')}"
    first = Table(
        title,
        (*who, Column("metric"), Column("pairs of"), *_columns()),
        tuple((*([row.system] if systems else []), row.metric, _part(row), *_cells(row)) for row in rows),
        breaks=frozenset(i for i, row in enumerate(rows) if i and row.part == "set") if has_severities else frozenset(),
    )
    others = [_phenomena(challenge, metric, system, worst) for metric, system in _voters(challenge)]
    tables = [first, *(table for table in others if table)]
    return [*tables[:-1], _annotated(challenge, tables[-1])]


def _voters(challenge: Challenge) -> list[tuple[str, str]]:
    return list(dict.fromkeys((row.metric, row.system) for row in challenge.preferences))


def _whoever(challenge: Challenge, voter: str, by: str = "") -> str:
    """Return "chrf prefers the better translation", or what else the shares are of."""
    verb = "is nearer to" if by or voter == "a system" else "prefers"
    which = "the better translation" if challenge.is_judged else "the first of two translations"
    return f"{voter} {verb} {which}{f', by {by}' if by else ''}"


def _part(row: Preference) -> str:
    return "all" if row.part == "set" else row.name


def _columns() -> tuple[Column, ...]:
    return (
        Column("pairs", numeric=True),
        *(Column(title, DIGITS, numeric=True) for title in ("better", "low", "high", "tied", "worse")),
    )


def _cells(row: Preference) -> tuple[Cell, ...]:
    return (row.pairs, row.better, row.interval.low, row.interval.high, row.tied, row.worse)


def _phenomena(challenge: Challenge, metric: str, system: str, worst: int | None) -> Table | None:
    """Return the phenomena of one metric or system; None of a set that has but one."""
    rows = [
        row for row in challenge.preferences if (row.part, row.metric, row.system) == ("phenomenon", metric, system)
    ]
    if len(rows) == 1:
        return None
    voter = _whoever(challenge, system, metric) if system else _whoever(challenge, metric)
    shown: Sequence[Preference] = rows[:worst]
    of = f" ({len(shown)} of {len(rows)} phenomena)" if len(shown) < len(rows) else ""
    return Table(
        f"{challenge.name}: how often {voter}{of}",
        (Column("phenomenon"), *_columns()),
        tuple((row.name, *_cells(row)) for row in shown),
    )


def _annotated(challenge: Challenge, table: Table) -> Table:
    """Return the last table, with what is to be said of all of them."""
    percent = f"{100 * challenge.level:g} %"
    provenance = make_provenance(
        challenge.signatures,
        (challenge.name, challenge.fingerprint),
        full=(f"intervals: {percent}, {INTERVALS}",),
        brief=(f"intervals: {percent}, Wilson; pairs of one source are a cluster",),
    )
    meaning = "better, tied, worse: shares of pairs; low, high: interval of better; a tie is no preference"
    return Table(
        table.title,
        table.columns,
        table.rows,
        (meaning, *challenge.remarks),
        breaks=table.breaks,
        provenance=provenance,
    )


def phenomenon_matrix(challenge: Challenge) -> Table:
    """Return the shares of phenomena by metric, or by system and metric; those seen least often over all come first."""
    voters = _voters(challenge)
    shares = {
        (row.name, row.metric, row.system): row.better for row in challenge.preferences if row.part == "phenomenon"
    }
    names = list(dict.fromkeys(name for name, _, _ in shares))
    by_name = {name: [shares[name, metric, system] for metric, system in voters] for name in names}
    if challenge.is_judged:
        names.sort(key=lambda name: sum(share for share in by_name[name] if not isnan(share)))
    rows: list[tuple[Cell, ...]] = [(name, *by_name[name]) for name in names]
    columns = [Column(f"{system}, {metric}" if system else metric, DIGITS, numeric=True) for metric, system in voters]
    return Table(f"{challenge.name}: shares by phenomenon", (Column("phenomenon"), *columns), tuple(rows))
