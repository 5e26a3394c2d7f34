"""What the differences to a baseline are made of: parts of the set, findings, words, their frequency, sequences."""

from __future__ import annotations

from dataclasses import fields
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from tertium.evals.results import PartShare
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.evals.results import Triage
    from tertium.reports.table import Cell

ENDS: Final = 5
"""Rows of each end: the parts that lose most, and those that win most."""
MANY: Final = 12
"""A division with more parts shows its ends, and the others as one row."""


def triage_tables(triage: Triage, ends: int | None = None) -> list[Table]:
    """Return the tables that have rows.

    Args:
        triage: of one metric's differences.
        ends: how many words and sequences of each end; all that the triage has by default.
    """
    tables = [_parts_table(triage), *([_findings_table(triage)] if triage.findings else [])]
    tables += [_words_table(triage, ends)] if triage.words else []
    tables += [_bands_table(triage)] if triage.bands else []
    tables += [_ngrams_table(triage, ends)] if triage.ngrams else []
    return [table for table in tables if table.rows]


def _share(title: str) -> Column:
    return Column(title, digits=3, numeric=True)


def _number(title: str) -> Column:
    return Column(title, numeric=True)


def _title(triage: Triage, what: str) -> str:
    return f"{triage.name}: {what}, against {triage.baseline}"


def _parts_table(triage: Triage) -> Table:
    """Return a row per part; of a division with many parts the ends, and one row for the others, so that all add up."""
    shares = map(_share, ("part of Δ", "rises", "falls"))
    columns = (*map(Column, ("system", "by", "part")), _number("segments"), *shares)
    rows = [
        (part.system, part.by, part.part or "in none", part.segments, part.share, part.up, part.down)
        for _, parts in groupby(triage.parts, key=lambda part: (part.system, part.by))
        for part in _ends_and_others(list(parts), triage)
    ]
    return Table(
        _title(triage, f"where the difference by {triage.metric} lies"), columns, tuple(rows), triage.notes[:2]
    )


def _ends_and_others(parts: Sequence[PartShare], triage: Triage) -> Iterator[PartShare]:
    """Yield few parts as they are; of many the lowest gains, the highest ones, and the sum of those between."""
    if len(parts) <= MANY:
        yield from parts
        return
    sign = -1 if triage.higher_is_better is False else 1
    ordered = sorted(parts, key=lambda part: sign * part.share)
    between = ordered[ENDS:-ENDS]
    yield from ordered[:ENDS]
    yield from ordered[-ENDS:]
    sums = {name: sum(getattr(part, name) for part in between) for name in ("segments", "share", "up", "down")}
    yield PartShare(parts[0].system, parts[0].by, f"{len(between)} others", **sums)


def _findings_table(triage: Triage) -> Table:
    columns = (
        *map(Column, ("system", "metric", "kind")),
        *map(_number, ("new", "fixed", "segments with new", "segments with fixed")),
        *map(_share, ("part of Δ, new", "part of Δ, fixed")),
    )
    title = _title(triage, f"new and fixed findings by kind, and {triage.metric}")
    note = "A segment may have findings of several kinds: these parts overlap."
    return Table(title, columns, tuple(map(_cells, triage.findings)), (note,))


def _words_table(triage: Triage, ends: int | None) -> Table:
    columns = (
        *map(Column, ("system", "in", "word")),
        _number("segments"),
        *map(_share, ("part of Δ", "beyond length")),
        _number("z"),
    )
    title = _title(triage, f"words whose segments lose or win most by {triage.metric}")
    rows = _of_each_end(triage.words, ends, lambda row: (row.system, row.text, row.z > 0))
    return Table(title, columns, rows, triage.notes[1:])


def _bands_table(triage: Triage) -> Table:
    columns = (
        *map(Column, ("system", "occurrences")),
        _number("reference words"),
        *(Column(title, digits=3, numeric=True, better="↑") for title in ("F1", "baseline F1")),
        *map(_number, ("output words", "baseline output words")),
    )
    note = (
        "A word matches where output and first reference of one segment have it, each as often as both do; 0: in no "
        "reference."
    )
    return Table(_title(triage, "word accuracy by frequency"), columns, tuple(map(_cells, triage.bands)), (note,))


def _ngrams_table(triage: Triage, ends: int | None) -> Table:
    columns = (
        *map(Column, ("system", "words in a row")),
        *map(_number, ("matches", "baseline matches", "log ratio")),
    )
    title = _title(triage, "words in a row that one of the two gets right more often")
    note = "Sequences of one to four words; the ratio is that of the matches, one more on both sides."
    rows = _of_each_end(triage.ngrams, ends, lambda row: (row.system, row.score > 0))
    return Table(title, columns, rows, (note, triage.notes[1]))


def _of_each_end(rows: Iterable[Any], ends: int | None, end: Any) -> tuple[tuple[Cell, ...], ...]:
    """Return the first rows of each end of each system."""
    return tuple(_cells(row) for _, group in groupby(rows, key=end) for row in list(group)[:ends])


def _cells(row: Any) -> tuple[Cell, ...]:
    return tuple(getattr(row, field.name) for field in fields(row))


section: Final = Section(
    name="triage",
    order=103,
    tables=lambda _, decisions: (
        triage_tables(decisions.comparison.triage, ENDS) if decisions.comparison and decisions.comparison.triage else []
    ),
    forms=frozenset({"page"}),
    needs=frozenset({"comparison"}),
    optional=True,
    chapter="triage",
)
