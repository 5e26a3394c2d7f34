"""The provenance of a built set as cells of tables: its articles, their pairs, and the evidence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError
from tertium.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.corpora.types import EvalSet
    from tertium.reports.table import Cell

SIMILARITY_NOTE: Final = (
    "likeness: the mean cosine of aligned sentences; coverage, numbers: the shares of the text and of its numbers that "
    "agree; second: the likeness of the next-best source"
)

EVIDENCE_KEYS: Final = ("score", "coverage", "numbers", "runner_up", "reason")
"""The keys of a pair's evidence in the set's provenance, in the order of `evidence_columns`."""


def evidence_columns() -> Iterator[Column]:
    """Yield the columns of a pair's evidence."""
    yield from (Column(title, digits=3, numeric=True) for title in ("likeness", "coverage", "numbers", "second"))
    yield Column("why")


def entries(data: EvalSet, key: str) -> list[Mapping[str, Any]]:
    """Return the entries that building the set wrote under a key of its provenance.

    Raises:
        DataError: the provenance holds something else there.
    """
    value = data.provenance.get(key, [])
    if not (isinstance(value, (list, tuple)) and all(isinstance(entry, dict) for entry in value)):
        raise DataError(f"set {data.name!r} is damaged: its {key!r} is no list of entries", hint="build it again")
    return list(value)


def entry_cells(entry: Mapping[str, Any], *keys: str) -> tuple[Cell, ...]:
    """Return the values of an entry as cells; None where it has none."""
    return tuple(entry.get(key) for key in keys)
