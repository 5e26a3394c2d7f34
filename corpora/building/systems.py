"""Assigns each translation of an original to a column of the set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.building.journal import Journal


def columns_by_original(journal: Journal, default: str) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield each original's number, and a dict from each of its translations to a column, in order.

    Raises:
        DataError: the pairs file gives two translations of one original the same system.
    """
    for source, targets, systems in journal.translations():
        yield source, dict(zip(targets, assign_columns(systems, default), strict=True))


def column_names(journal: Journal, default: str) -> list[str]:
    """Return the names of all columns: NAME, NAME.2 and so on, then those that the pairs file names."""
    columns = {column for _, assigned in columns_by_original(journal, default) for column in assigned.values()}
    numbered = [name for name in assign_columns([""] * len(columns), default) if name in columns]
    return numbered + sorted(columns.difference(numbered))


def assign_columns(systems: Sequence[str], default: str) -> list[str]:
    """Return a column for each translation: its system if it has one, else the default name, NAME.2, and so on."""
    named = [name for name in systems if name]
    if len(set(named)) < len(named):
        raise DataError(f"two translations of one original are both {max(named, key=named.count)!r}", hint="pairs.tsv")
    free = (name for k in range(1, len(systems) + len(named) + 1) if (name := default if k == 1 else f"{default}.{k}"))
    unused = (name for name in free if name not in named)
    return [name or next(unused) for name in systems]
