"""What Vecalign's and hunalign's formats have in common: two texts per document and an index of beads beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tertium.corpora.readers.vecalign import LIST as MARKER
from tertium.corpora.types import Bead
from tertium.corpora.writers.lines import lost_ids, write_lines
from tertium.errors import DataError
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tertium.corpora.types import Column, Document, EvalSet


__all__ = ["MARKER", "write_indexed"]


def write_indexed(data: EvalSet, path: Path, suffix: str, index: Callable[[list[Bead]], str]) -> tuple[str, ...]:
    """Write source, the first reference (or else system) and an index for every document.

    Raises:
        DataError: the set lacks sources, or has no translation.
    """
    columns = {f"reference.{name}": column for name, column in data.references.items()}
    columns |= {f"system.{name}": column for name, column in data.outputs.items()}
    if data.sources is None or not columns:
        raise DataError(f"set {data.name!r} has not both sources and a translation", hint="-f tsv")
    name, column = next(iter(columns.items()))
    write_lines(path / MARKER, [_file(document.id) for document in data.documents])
    for document in data.documents:
        stem = path / _file(document.id)
        _write_text(stem, "source", data.sources[document.rows])
        _write_text(stem, _file(name), column[document.rows])
        beads = list(_beads(data, data.sources, column, document))
        write_text(stem.with_name(f"{stem.name}{suffix}"), index(beads))
    others = len(columns) - 1
    return (
        *lost_ids(data),
        *([f"only {name} is written: {others} other columns are left out"] if others else []),
        *(["domains are left out"] if data.domains else []),
    )


def _file(name: str) -> str:
    return quote(name, safe=" ")


def _write_text(stem: Path, column: str, texts: Column) -> None:
    write_lines(stem.with_name(f"{stem.name}.{column}.txt"), [one for one in texts if one is not None])


def _beads(data: EvalSet, sources: Column, column: Column, document: Document) -> Iterator[Bead]:
    """Yield one bead per segment that has a side: every text is one sentence of its file."""
    i = j = 0
    for row in range(document.start, document.stop):
        ours, theirs = sources[row] is not None, column[row] is not None
        confidence = float("nan") if data.confidence is None else data.confidence[row]
        if ours or theirs:
            yield Bead((i,) if ours else (), (j,) if theirs else (), confidence)
        i, j = i + ours, j + theirs
