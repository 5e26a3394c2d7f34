"""A set built from line-aligned files of any size, piece by piece: the set that readers/lines.py returns."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.readers.lines import Files, no_document, other_length
from tertium.corpora.set_writer import MARKER, SetWriter, Shape
from tertium.corpora.types import WHOLE, two_domains
from tertium.corpora.validation import check_column_names
from tertium.errors import DataError
from tertium.files import LineFile, whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE: Final = 4096
"""Lines of each file that are in memory."""


class Piece(NamedTuple):
    """Lines that belong together: of every column, and of the files of documents and domains."""

    start: int
    columns: dict[str, list[str]]
    documents: list[str]
    domains: list[str] | None


def build_from_lines(
    files: Files,
    output: Path,
    languages: tuple[str | None, str | None] = (None, None),
    *,
    keep_bom: bool = False,
    overwrite: bool = False,
) -> None:
    """Write the set of these files to a folder, whole or not at all; its bytes are those of the set built in memory.

    Raises:
        DataError: as `readers.lines.read`.
        UsageError: as `corpora.store.save`.
    """
    check_column_names("reference", files.references)
    check_column_names("system", files.outputs)
    shape = Shape(output.name, languages, files.source is not None, tuple(files.references), tuple(files.outputs))
    labels = {files.documents, files.domains}  # a mark in front of a document's id would part the document
    opened = {path: LineFile(path, keep_bom=keep_bom and path not in labels) for path in files.paths}
    with (
        whole_folder(output, marker=MARKER, overwrite=overwrite) as work,
        closing(SetWriter(work, shape)) as writer,
    ):
        documents = _Documents(writer)
        for piece in _pieces(files, opened):
            documents.add(piece)
        stripped = [note for file in opened.values() for note in file.notes]
        writer.finish({"read": [path.name for path in opened], "stripped": stripped})


def _pieces(files: Files, opened: dict[Path, LineFile]) -> Iterator[Piece]:
    """Yield the lines of all files, piece by piece; DataError where a file has more or fewer than the first one."""
    texts = {"source": files.source} if files.source else {}
    paths = texts | {f"reference.{name}": path for name, path in files.references.items()}
    paths |= {f"system.{name}": path for name, path in files.outputs.items()}
    lines = {path: iter(file) for path, file in opened.items()}
    start = 0
    while True:
        piece = {path: list(islice(of_file, PIECE)) for path, of_file in lines.items()}
        sizes = {path: len(of_file) for path, of_file in piece.items()}
        if len(set(sizes.values())) > 1 or not (start or any(sizes.values())):
            _fail(lines, {path: start + size for path, size in sizes.items()})
        size = next(iter(sizes.values()))
        if not size:
            return
        documents = piece[files.documents] if files.documents else [WHOLE] * size
        if "" in documents:
            raise no_document(files, start + documents.index(""))
        columns = {name: piece[path] for name, path in paths.items()}
        yield Piece(start, columns, documents, piece[files.domains] if files.domains else None)
        start += size


def _fail(lines: dict[Path, Iterator[str]], counts: dict[Path, int]) -> None:
    """Raise the error of files of different lengths, or of one without lines."""
    totals = {path: count + sum(1 for _ in lines[path]) for path, count in counts.items()}
    first, expected = next(iter(totals.items()))
    for path, count in totals.items():
        if not count:
            raise DataError(f"{path} is empty", hint="one line per segment")
        if count != expected:
            raise other_length(path, count, (first, expected))


class _Documents:
    """Hands pieces of lines on to a writer, document by document."""

    def __init__(self, writer: SetWriter) -> None:
        self._writer = writer
        self._document, self._segments = "", 0
        self._domain: str | None = None
        self._seen: set[str] = set()

    def add(self, piece: Piece) -> None:
        """Write the lines of a piece; its first document may be the last one of the piece before."""
        for document, group in groupby(range(len(piece.documents)), key=piece.documents.__getitem__):
            rows = list(group)
            of_rows = [piece.domains[row] or None for row in rows] if piece.domains is not None else [None]
            self._write(document, list(dict.fromkeys(of_rows)), piece, slice(rows[0], rows[-1] + 1))

    def _write(self, document: str, domains: list[str | None], piece: Piece, rows: slice) -> None:
        is_new = document != self._document
        if is_new:
            self._document, self._domain, self._segments = document, domains[0], 0
        if len(domains) > 1 or domains[0] != self._domain:
            other = next(domain for domain in domains if domain != self._domain)
            raise two_domains(document, self._domain, other)
        size = rows.stop - rows.start
        ids = [f"{document}#{number}" for number in range(self._segments + 1, self._segments + size + 1)]
        columns: dict[str, Any] = {"id": ids} | {name: texts[rows] for name, texts in piece.columns.items()}
        if not is_new:
            self._writer.extend(columns)
        elif document in self._seen:
            kind = "document id (its segments must be contiguous)"
            raise DataError(f"{kind} {document!r} occurs twice", hint="make the ids unique")
        else:
            self._seen.add(document)
            self._writer.add(document, self._domain, columns)
        self._segments += size
