"""Which column of the set each translation of an original goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.journal import Journal


def originals(journal: Journal, default: str) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield each original's number with the column of each of its translations, in order.

    Raises:
        DataError: two translations of one original are named alike by hand.
    """
    for source, targets, systems in journal.translations():
        yield source, dict(zip(targets, assign(systems, default), strict=True))


def names(journal: Journal, default: str) -> list[str]:
    """Return all columns: those without a name by hand first, by their numbers."""
    found = {column for _, columns in originals(journal, default) for column in columns.values()}
    numbered = [name for name in assign([""] * len(found), default) if name in found]
    return numbered + sorted(found.difference(numbered))


def assign(said: Sequence[str], default: str) -> list[str]:
    """Return a column for each translation: the one said by hand, else NAME, NAME.2, and so on."""
    taken = [name for name in said if name]
    if len(set(taken)) < len(taken):
        raise DataError(f"two translations of one original are both {max(taken, key=taken.count)!r}", hint="pairs.tsv")
    free = (name for k in range(1, len(said) + len(taken) + 1) if (name := default if k == 1 else f"{default}.{k}"))
    unused = (name for name in free if name not in taken)
    return [name or next(unused) for name in said]
