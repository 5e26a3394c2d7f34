"""A set written document by document, in bounded memory: segments in Parquet, the rest in one JSON file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.fingerprint import fingerprint
from tertium.corpora.types import Document
from tertium.corpora.validation import refuse_twice
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

SCHEMA: Final = "tertium.set/1"
MARKER: Final = "set.json"
SEGMENTS: Final = "segments.parquet"
GROUP: Final = 16_384
"""Segments in memory, and in a row group of the file."""

OUTER: Final = 2
"""Depth of the JSON down to which mappings have a line per key."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a set before its first segment.

    Attributes:
        name: of the set.
        languages: source and target.
        sources: whether it has any.
        references: names, in the order that counts.
        outputs: names of the systems.
        confidence: whether segments have one.
    """

    name: str
    languages: tuple[str | None, str | None]
    sources: bool = True
    references: Sequence[str] = ()
    outputs: Sequence[str] = ()
    confidence: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the Parquet file that hold texts."""
        named = [*(f"reference.{name}" for name in self.references), *(f"system.{name}" for name in self.outputs)]
        return (*(["source"] if self.sources else []), *named)


@dataclass(slots=True)
class SetWriter:
    """Writes documents in order; `finish` must be called.

    Attributes:
        folder: is there and empty.
        shape: of the set.
    """

    folder: Path
    shape: Shape
    _documents: list[Document] = field(default_factory=list)
    _waiting: dict[str, list[Any]] = field(default_factory=dict)
    _file: Any = None

    def add(self, document: str, domain: str | None, rows: Mapping[str, Sequence[Any]]) -> None:
        """Append a document; `rows` holds id, every column of the shape, and confidence where there is one."""
        start = self.segments
        size = len(rows["id"])
        if not size:
            raise DataError(f"document {document!r} has no segments", hint="leave it out")
        self._documents.append(Document(document, start, start + size, domain))
        for name, values in (
            {"id": rows["id"], "document": [document] * size, "domain": [domain] * size} | {**rows}
        ).items():
            self._waiting.setdefault(name, []).extend(values)
        if len(self._waiting["id"]) >= GROUP:
            self._flush()

    @property
    def segments(self) -> int:
        """How many were added."""
        return self._documents[-1].stop if self._documents else 0

    @property
    def documents(self) -> int:
        """How many were added."""
        return len(self._documents)

    def finish(self, provenance: Mapping[str, Any]) -> str:
        """Write the rest and return the set's fingerprint.

        Args:
            provenance: JSON values; an iterator is written as a list, one entry at a time.

        Raises:
            DataError: no segment was added, or an id occurs twice.
        """
        if not self._documents:
            raise DataError(f"set {self.shape.name!r} has no segments", hint="check the input folder or file")
        refuse_twice([document.id for document in self._documents], "document id")
        self._flush()
        self._file.close()
        made = fingerprint(
            self._column("id"),
            ((one.id, one.start, one.stop, one.domain) for one in self._documents),
            (
                self._column("source") if self.shape.sources else None,
                {name: self._column(f"reference.{name}") for name in self.shape.references},
            ),
            self.shape.languages,
        )
        self._write_about(made, provenance)
        return made

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._file is None:
            self._file = pq.ParquetWriter(
                self.folder / SEGMENTS, self._schema(), compression="zstd", write_page_checksum=True
            )
        if self._waiting:
            self._file.write_table(pa.table(self._waiting, schema=self._schema()))
        self._waiting.clear()

    def _schema(self) -> pa.Schema:
        import pyarrow as pa

        texts = [(name, pa.string()) for name in ("id", "document", "domain", *self.shape.columns)]
        return pa.schema([*texts, *([("confidence", pa.float64())] if self.shape.confidence else [])])

    def _column(self, name: str) -> Iterator[Any]:
        import pyarrow.parquet as pq

        with pq.ParquetFile(self.folder / SEGMENTS) as file:
            for batch in file.iter_batches(GROUP, columns=[name]):
                yield from batch.column(0).to_pylist()

    def _write_about(self, made: str, provenance: Mapping[str, Any]) -> None:
        about = {
            "schema": SCHEMA,
            "name": self.shape.name,
            "languages": list(self.shape.languages),
            "fingerprint": made,
            "segments": self.segments,
            "references": list(self.shape.references),
            "systems": list(self.shape.outputs),
            "documents": (
                {"id": one.id, "start": one.start, "stop": one.stop, "domain": one.domain} for one in self._documents
            ),
            "provenance": dict(provenance),
        }
        with (self.folder / MARKER).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_json(about))
            file.write("\n")


def _json(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield strict JSON for people and diffs: a line per key of the outer mappings, a line per entry of their lists."""
    if isinstance(value, dict) and depth < OUTER:
        keyed = ((f"{json.dumps(key, ensure_ascii=False)}: ", one) for key, one in value.items())
        yield from _lines(keyed, "{}", depth + 1)
    elif hasattr(value, "__next__") or (isinstance(value, (list, tuple)) and value and isinstance(value[0], dict)):
        yield from _lines((("", one) for one in value), "[]", max(depth + 1, OUTER))
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
