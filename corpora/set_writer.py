"""Writer of a set's own format, document by document in bounded memory: segments in Parquet, the rest in JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.corpora import row_groups
from tertium.corpora.fingerprint import fingerprint
from tertium.corpora.types import Document
from tertium.corpora.validation import check_name, check_unique
from tertium.errors import DataError
from tertium.files.arrays import number_array, text_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

SCHEMA: Final = "tertium.set/1"
MARKER: Final = "set.json"
SEGMENTS: Final = "segments.parquet"
OUTER_DEPTH: Final = 2
"""Depth of the JSON down to which mappings are written with a line per key."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns and names of a set, known before its first segment.

    Attributes:
        name: name of the set.
        languages: source and target.
        sources: whether the set has sources.
        references: names of the references, in order.
        outputs: names of the systems, in order.
        confidence: whether segments have a confidence.
    """

    name: str
    languages: tuple[str | None, str | None]
    sources: bool = True
    references: Sequence[str] = ()
    outputs: Sequence[str] = ()
    confidence: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the text columns of the Parquet file."""
        named = [*(f"reference.{name}" for name in self.references), *(f"system.{name}" for name in self.outputs)]
        return (*(["source"] if self.sources else []), *named)


@dataclass(slots=True)
class SetWriter:
    """Writes documents in order; the caller must call `finish` at the end.

    Attributes:
        folder: an existing, empty folder.
        shape: columns and names of the set.
    """

    folder: Path
    shape: Shape
    _documents: list[Document] = field(default_factory=list)
    _buffer: dict[str, list[Any]] = field(default_factory=dict)
    _file: Any = None
    _sink: Any = None

    def add(self, document: str, domain: str | None, rows: Mapping[str, Sequence[Any]]) -> None:
        """Append a document; `rows` holds the columns: id, those of the shape, and confidence if there is one."""
        if not len(rows["id"]):
            raise DataError(f"document {document!r} has no segments", hint="leave it out")
        if self._buffered >= row_groups.SIZE:
            self._write(self._buffered)
        self._documents.append(Document(document, self.segments, self.segments, domain))
        self.extend(rows)

    def extend(self, rows: Mapping[str, Sequence[Any]]) -> None:
        """Append more segments of the last document, which may be longer than memory; see `add`."""
        last, size = self._documents[-1], len(rows["id"])
        self._documents[-1] = Document(last.id, last.start, last.stop + size, last.domain)
        columns = {"id": rows["id"], "document": [last.id] * size, "domain": [last.domain] * size} | {**rows}
        for name, values in columns.items():
            self._buffer.setdefault(name, []).extend(values)
        while self._buffered > 2 * row_groups.SIZE:  # the same borders as of `row_groups.borders`
            self._write(2 * row_groups.SIZE)

    @property
    def segments(self) -> int:
        """Number of segments added so far."""
        return self._documents[-1].stop if self._documents else 0

    @property
    def documents(self) -> int:
        """Number of documents added so far."""
        return len(self._documents)

    def finish(self, provenance: Mapping[str, Any]) -> str:
        """Write the remaining segments and the JSON file; return the set's fingerprint.

        Args:
            provenance: JSON values; an iterator is written as a list, one entry at a time.

        Raises:
            DataError: no segment was added, or an id occurs twice.
        """
        if not self._documents:
            raise DataError(f"set {self.shape.name!r} has no segments", hint="check the input folder or file")
        check_unique([document.id for document in self._documents], "document id")
        check_name(self.shape.name)
        self._write(self._buffered)
        self.close()
        digits = fingerprint(
            self._column("id"),
            ((d.id, d.start, d.stop, d.domain) for d in self._documents),
            (
                self._column("source") if self.shape.sources else None,
                {name: self._column(f"reference.{name}") for name in self.shape.references},
            ),
            self.shape.languages,
        )
        self._write_header(digits, provenance)
        return digits

    def close(self) -> None:
        """Close the file, of a set that isn't finished too: its folder can be removed then."""
        if self._sink is not None and not self._sink.closed:
            self._file.close()
            self._sink.close()

    @property
    def _buffered(self) -> int:
        return len(self._buffer.get("id", ()))

    def _write(self, size: int) -> None:
        """Write so many of the segments in memory as a row group."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._file is None:
            self._sink = (self.folder / SEGMENTS).open("wb")  # Arrow takes no path that isn't UTF-8
            self._file = pq.ParquetWriter(self._sink, self._schema(), compression="zstd", write_page_checksum=True)
        if size:
            columns = [
                number_array(values, np.float64) if name == "confidence" else text_array(values)
                for name, values in ((name, self._buffer[name][:size]) for name in self._schema().names)
            ]
            self._buffer = {name: values[size:] for name, values in self._buffer.items()}
            self._file.write_table(pa.Table.from_arrays(columns, schema=self._schema()))

    def _schema(self) -> pa.Schema:
        import pyarrow as pa

        texts = [(name, pa.string()) for name in ("id", "document", "domain", *self.shape.columns)]
        return pa.schema([*texts, *([("confidence", pa.float64())] if self.shape.confidence else [])])

    def _column(self, name: str) -> Iterator[Any]:
        """Yield a column of the file that was written, since memory holds only the last row group."""
        import pyarrow.parquet as pq

        with (self.folder / SEGMENTS).open("rb") as source, pq.ParquetFile(source) as file:
            for batch in file.iter_batches(row_groups.SIZE, columns=[name], use_threads=False):
                yield from batch.column(0).to_pylist()

    def _write_header(self, digits: str, provenance: Mapping[str, Any]) -> None:
        header = {
            "schema": SCHEMA,
            "name": self.shape.name,
            "languages": list(self.shape.languages),
            "fingerprint": digits,
            "segments": self.segments,
            "references": list(self.shape.references),
            "systems": list(self.shape.outputs),
            "documents": ({"id": d.id, "start": d.start, "stop": d.stop, "domain": d.domain} for d in self._documents),
            "provenance": dict(provenance),
        }
        # A file name that isn't UTF-8, in the provenance, becomes an escape, which JSON reads back as it was.
        with (self.folder / MARKER).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(_json(header))
            file.write("\n")


def _json(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield strict JSON that diffs well: a line per key of the outer mappings and per entry of their lists."""
    if isinstance(value, dict) and depth < OUTER_DEPTH:
        entries = ((f"{json.dumps(key, ensure_ascii=False)}: ", entry) for key, entry in value.items())
        yield from _lines(entries, "{}", depth + 1)
    elif hasattr(value, "__next__") or (isinstance(value, (list, tuple)) and value and isinstance(value[0], dict)):
        yield from _lines((("", entry) for entry in value), "[]", max(depth + 1, OUTER_DEPTH))
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)


def _lines(entries: Iterable[tuple[str, Any]], brackets: str, depth: int) -> Iterator[str]:
    empty = True
    yield brackets[0]
    for start, value in entries:
        yield f"{'' if empty else ','}\n{' ' * depth}{start}"
        yield from _json(value, depth)
        empty = False
    yield brackets[1] if empty else f"\n{' ' * (depth - 1)}{brackets[1]}"
