"""What building a set wrote down of its articles, as the cells of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError
from tertium.reports.table import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.corpora.types import EvalSet

SHORT: Final = 80
"""Characters of a sentence that text shows, unless verbose."""


LIKENESS: Final = (
    "likeness: the mean cosine of aligned sentences; coverage, numbers: the shares of the text and of its numbers that "
    "agree; second: the likeness of the next-best source"
)


EVIDENCE: Final = ("score", "coverage", "numbers", "runner_up", "reason")


def evidence() -> Iterator[Column]:
    """Yield the columns of `EVIDENCE`."""
    yield from (Column(title, digits=3, numeric=True) for title in ("likeness", "coverage", "numbers", "second"))
    yield Column("why")


def listed(data: EvalSet, key: str) -> list[Mapping[str, Any]]:
    """Return the entries under a key of the set's provenance; DataError where they are none."""
    found = data.provenance.get(key, [])
    if not (isinstance(found, (list, tuple)) and all(isinstance(one, dict) for one in found)):
        raise DataError(f"set {data.name!r} is damaged: its {key!r} is no list of entries", hint="build it again")
    return list(found)


def cells(one: Mapping[str, Any], *keys: str) -> tuple[Cell, ...]:
    """Return these values of an entry."""
    return tuple(one.get(key) for key in keys)
