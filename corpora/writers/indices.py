"""Shared part of the formats of Vecalign and hunalign: two texts and an index of beads per document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tertium.corpora.readers.vecalign import LIST as MARKER
from tertium.corpora.types import Bead
from tertium.corpora.writers.lines import id_notes, write_lines
from tertium.errors import DataError
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tertium.corpora.types import Column, Document, EvalSet


__all__ = ["MARKER", "write_indexed"]


def write_indexed(data: EvalSet, path: Path, suffix: str, index: Callable[[list[Bead]], str]) -> tuple[str, ...]:
    """Write the source, the first reference (else the first system) and an index for every document.

    Raises:
        DataError: the set lacks sources, or has no translation.
    """
    columns = {f"reference.{name}": column for name, column in data.references.items()}
    columns |= {f"system.{name}": column for name, column in data.outputs.items()}
    if data.sources is None or not columns:
        raise DataError(f"set {data.name!r} lacks sources or a translation", hint="-f tsv")
    name, column = next(iter(columns.items()))
    write_lines(path / MARKER, [_file_name(document.id) for document in data.documents])
    for document in data.documents:
        stem = path / _file_name(document.id)
        _write_text(stem, "source", data.sources[document.rows])
        _write_text(stem, _file_name(name), column[document.rows])
        beads = list(_beads(data, data.sources, column, document))
        write_text(stem.with_name(f"{stem.name}{suffix}"), index(beads))
    omitted = len(columns) - 1
    without = sum(texts == (None, None) for texts in zip(data.sources, column, strict=True))
    return (
        *id_notes(data),
        *([f"segments without source and {name} are left out: {without}"] if without else []),
        *([f"only {name} is written: {omitted} other columns are left out"] if omitted else []),
        *(["domains are left out"] if data.domains else []),
    )


def _file_name(name: str) -> str:
    return quote(name, safe=" ")


def _write_text(stem: Path, column: str, texts: Column) -> None:
    write_lines(stem.with_name(f"{stem.name}.{column}.txt"), [text for text in texts if text is not None])


def _beads(data: EvalSet, sources: Column, column: Column, document: Document) -> Iterator[Bead]:
    """Yield one bead per segment with a text on at least one side; every text is one sentence of its file."""
    i = j = 0
    for row in range(document.start, document.stop):
        has_source, has_target = sources[row] is not None, column[row] is not None
        confidence = float("nan") if data.confidence is None else data.confidence[row]
        if has_source or has_target:
            yield Bead((i,) if has_source else (), (j,) if has_target else (), confidence)
        i, j = i + has_source, j + has_target
