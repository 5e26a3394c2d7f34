"""A suite's verdict as tables: the answer and the matrix of sets and rules, means over sets, what is missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import (
    BOUNDS_SIGNATURE,
    HOW_TO_SEE_ALL,
    MEANS_SIGNATURE,
    bounds_summary,
    short_signature,
)
from tertium.reports.table import MISSING, Column, Provenance, Table, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tertium.evals.results.suite import Cell, SetVerdict, SuiteVerdict
    from tertium.reports.table import Cell as Value

NAMED: Final = 3
"""How many sets the answer names."""
SET_LETTERS: Final = 26
"""Characters of a set's name in the short form, so that two rules fit beside it in 80 columns."""


def tables(verdict: SuiteVerdict) -> list[Table]:
    """Return the matrix, titled with the answer; the means; what is missing, and why. Empty ones are left out."""
    shown = (matrix_table(verdict), means_table(verdict), missing_table(verdict))
    return [table for table in shown if table.rows]


def answer(verdict: SuiteVerdict) -> str:
    """Return the outcome, the systems, and the sets and metrics that it breaks on, in a line."""
    against = f" against {verdict.baseline}" if verdict.baseline else ""
    return f"{verdict.outcome.upper()}: {verdict.candidate}{against}, {because(verdict)}"


def because(verdict: SuiteVerdict) -> str:
    """Return the sets and metrics that a suite breaks on, or on how much it passes."""
    broken = breaking(verdict)
    if not broken:
        judged = sum(bool(row.cells) for row in verdict.sets)
        return f"on {_counted(judged, 'set')} by {_counted(len(verdict.rules), 'rule')}"
    named = [f"{row.name} ({', '.join(broken_metrics(row)) or row.outcome})" for row in broken[:NAMED]]
    more = f" and {_counted(len(broken) - NAMED, 'set')} more" if len(broken) > NAMED else ""
    return f"because of {', '.join(named)}{more}"


def breaking(verdict: SuiteVerdict) -> list[SetVerdict]:
    """Return the sets that keep the suite from passing, those with the suite's own outcome first."""
    if verdict.outcome == "pass":
        return []
    beyond = verdict.spent > verdict.budget
    rows = [row for row in verdict.sets if row.outcome != "pass" and (row.tier == "must" or beyond)]
    return sorted(rows, key=lambda row: row.outcome != verdict.outcome)


def broken_metrics(row: SetVerdict) -> list[str]:
    """Return the metrics of the rules that don't pass on a set, each once."""
    return list(dict.fromkeys(cell.check.metric for cell in row.cells.values() if cell.outcome != "pass"))


def matrix_table(verdict: SuiteVerdict) -> Table:
    """Return a row per set with a cell per rule."""
    columns = (Column("set", letters=SET_LETTERS), Column("tier"), Column("outcome"), *map(Column, verdict.rules))
    rows = tuple(_matrix_row(row, verdict.rules) for row in verdict.sets)
    return Table(
        answer(verdict), columns, rows, (*readings(verdict), *doubts(verdict)), provenance=_provenance(verdict)
    )


def _matrix_row(row: SetVerdict, rules: Iterable[str]) -> tuple[Value, ...]:
    outcome = row.outcome if row.cells or row.outcome != "pass" else None
    cells = [row.cells.get(rule) for rule in rules]
    return row.name, row.tier, outcome, *(in_words(cell) if cell else None for cell in cells)


def in_words(cell: Cell) -> str:
    """Return ``fail -1.20 [-1.61, -0.80]``: a gain with its bounds, or a measured value."""
    return " ".join(filter(None, (cell.outcome, numbers_of(cell))))


def numbers_of(cell: Cell) -> str:
    """Return the gain or the score with its bounds, the value of a rule without bounds, or nothing."""
    check = cell.check
    if math.isnan(check.estimate):
        return "" if math.isnan(check.value) else rounded(check.value, 2)
    # Only differences count documents that differ; a score has no sign.
    show = _signed if check.differing is not None else _plain
    return f"{show(check.estimate)} [{show(check.low)}, {show(check.high)}]"


def _plain(value: float) -> str:
    return rounded(value, 2) if math.isfinite(value) else MISSING


def _signed(value: float) -> str:
    return f"+{_plain(value)}" if value > 0 else _plain(value)


def readings(verdict: SuiteVerdict) -> Iterator[str]:
    """Yield how to read the matrix, what was spent of the budget, and failures that may be chance."""
    if any(row.cells for row in verdict.sets):
        confidence = 50 * (1 + verdict.resampling.level)
        yield (
            "A cell is the outcome, the gain over the baseline (positive is better) or the measured value, and its "
            f"one-sided bounds, each at {confidence:.4g} %."
        )
    should = sum(row.tier == "should" for row in verdict.sets)
    if should:
        yield f"{verdict.spent} of {_counted(should, 'set')} that should pass don't; the budget is {verdict.budget}."
    members = sum(not math.isnan(cell.p_fail) for row in verdict.sets for cell in row.cells.values())
    for row in verdict.sets:
        for rule, cell in row.cells.items():
            if cell.outcome != cell.check.outcome:
                yield (
                    f"{row.name}, {rule}: fails by itself (p {cell.check.p_fail:.2g}), and among {members} checks "
                    f"chance alone could give that (p Holm {cell.p_fail:.2g})"
                )


def doubts(verdict: SuiteVerdict) -> Iterator[str]:
    """Yield what makes a verdict doubtful, a sentence once with its sets: of texts first, then of what a set sees."""
    sets: dict[str, list[str]] = {}
    of_checks: dict[str, None] = {}
    for row in verdict.sets:
        if row.verdict:
            said = [f"{check.rule}: {doubt}" for check in row.verdict.checks for doubt in check.doubts]
            of_checks |= dict.fromkeys(said)
            for sentence in dict.fromkeys([*said, *row.verdict.warnings]):
                sets.setdefault(sentence, []).append(row.name)
    for sentence in sorted(sets, key=lambda text: text in of_checks):
        names = sets[sentence]
        where = ", ".join(names) if len(names) < len(verdict.sets) or len(names) == 1 else "all sets"
        yield f"{where}: {sentence}"


def _provenance(verdict: SuiteVerdict) -> Provenance:
    """Return the settings, the signatures of all sets' metrics once each, and the sets."""
    judged = [row.verdict for row in verdict.sets if row.verdict]
    signatures = dict.fromkeys(item for each in judged for item in each.signatures.items())
    settings = verdict.resampling
    bounds = f"bounds: {BOUNDS_SIGNATURE}|cluster:{settings.cluster}|level:{settings.level:g}"
    full = [f"{label}: {signature}" for label, signature in signatures]
    full += [f"set {each.name}, fingerprint {each.fingerprint}" for each in judged]
    brief = [short_signature(label, signature) for label, signature in signatures]
    return Provenance(
        (bounds, f"means: {MEANS_SIGNATURE}|cluster:{settings.cluster}|level:{settings.level:g}", *full),
        (
            f"bounds: {bounds_summary(settings)}; means: the same, within each set",
            *brief,
            HOW_TO_SEE_ALL,
        ),
    )


def means_table(verdict: SuiteVerdict) -> Table:
    """Return a row per mean over sets: of all, and of those with one target language."""
    percent = f"{100 * verdict.resampling.level:g} %"
    names = ("candidate", "baseline", "Δ", f"{percent} low", "high")
    columns = (
        *map(Column, ("mean of", "over", "votes by")),
        Column("sets", numeric=True),
        *(Column(name, numeric=True) for name in names),
    )
    rows = tuple(
        (
            *(mean.metric, "all" if mean.level == "suite" else f"→ {mean.level}", mean.weighting, mean.sets),
            *(mean.candidate, mean.baseline, mean.delta, mean.interval.low, mean.interval.high),
        )
        for mean in verdict.means
    )
    return Table("means over sets", columns, rows)


def missing_table(verdict: SuiteVerdict) -> Table:
    """Return a row per set or cell that is missing or not comparable, with the reason."""
    rows: list[tuple[Value, ...]] = []
    for row in verdict.sets:
        if not row.cells and row.reason:
            rows.append((row.name, "all", row.outcome, row.reason))
        for rule, cell in row.cells.items():
            if cell.outcome in {"missing", "not comparable"}:
                rows.append((row.name, rule, cell.outcome, cell.check.said))
    columns = (Column("set", letters=SET_LETTERS), *map(Column, ("rule", "outcome", "why")))
    return Table("what is missing", columns, tuple(rows))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
