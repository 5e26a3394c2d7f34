"""Line-aligned text: one file each for source, references, outputs, document ids, domains."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import WHOLE, EvalSet, blocks, numbered_ids
from tertium.errors import DataError, UsageError, counted
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.types import Column


LARGE: Final = 2**25
"""Bytes of a file from which a set is better built piece by piece: some 300,000 sentences."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a set's columns; line i of every file belongs to segment i.

    Attributes:
        source: the source texts.
        references: name to file; the order is that of the set.
        outputs: system name to file.
        documents: one document id per line; without it the whole set is one document.
        domains: one domain per line.
    """

    source: Path | None = None
    references: Mapping[str, Path] = field(default_factory=dict)
    outputs: Mapping[str, Path] = field(default_factory=dict)
    documents: Path | None = None
    domains: Path | None = None

    @property
    def paths(self) -> list[Path]:
        """All files, in a fixed order."""
        paths = [self.source, *self.references.values(), *self.outputs.values(), self.documents, self.domains]
        return [path for path in paths if path is not None]

    @property
    def are_large(self) -> bool:
        """Whether they are better written to a set piece by piece; see line_files.py."""
        return any(path.is_file() and path.stat().st_size > LARGE for path in self.paths)


def read(
    files: Files, *, name: str, languages: tuple[str | None, str | None] = (None, None), keep_bom: bool = False
) -> EvalSet:
    """Return the set; segment ids are ``document#number``, counted from 1 within the document.

    With `keep_bom`, byte order marks are part of the texts.

    Raises:
        DataError: files differ in their number of lines, or one can't be read.
        UsageError: no file is given.
    """
    if not files.paths:
        raise UsageError("no file with segments is given", hint="--source FILE --system NAME=FILE")
    first = files.paths[0]
    expected = len(_lines(first, None, [], keep_bom=keep_bom))
    repairs: list[str] = []
    labels = {files.documents, files.domains}  # a mark in front of a document's id would part the document
    columns = {
        path: _lines(path, (first, expected), repairs, keep_bom=keep_bom and path not in labels) for path in files.paths
    }
    document_of = columns[files.documents] if files.documents else (WHOLE,) * expected
    if "" in document_of:
        raise no_document(files, document_of.index(""))
    documents = blocks(document_of, columns[files.domains] if files.domains else None)
    return EvalSet(
        name=name,
        ids=numbered_ids(documents),
        documents=documents,
        sources=columns[files.source] if files.source else None,
        references={key: columns[path] for key, path in files.references.items()},
        outputs={key: columns[path] for key, path in files.outputs.items()},
        languages=languages,
        provenance={"read": [path.name for path in columns], "stripped": repairs},
    )


def check_lengths(columns: Mapping[Path, Column], expected: int) -> None:
    """Raise DataError where a file has another number of lines than the set has segments."""
    for path, texts in columns.items():
        if len(texts) != expected:
            raise DataError(
                f"{path} has {counted(len(texts), 'line')}, the set has {counted(expected, 'segment')}",
                hint="files whose line i belongs together; an empty segment is an empty line",
            )


def _lines(path: Path, model: tuple[Path, int] | None, repairs: list[str], *, keep_bom: bool) -> tuple[str, ...]:
    lines, stripped = read_lines(path, keep_bom=keep_bom)
    if not lines:
        raise DataError(f"{path} is empty", hint="one line per segment")
    if model and len(lines) != model[1]:
        raise other_length(path, len(lines), model)
    repairs += stripped
    return tuple(lines)


def other_length(path: Path, lines: int, model: tuple[Path, int]) -> DataError:
    """Return the error of a file that has so many lines, where another one has more or fewer."""
    return DataError(
        f"{path} has {counted(lines, 'line')}, {model[0].name} has {model[1]}",
        hint="files whose line i belongs together; an empty segment is an empty line",
    )


def no_document(files: Files, row: int) -> DataError:
    """Return the error of a line that names no document."""
    return DataError(
        f"{files.documents}, line {row + 1}: the document is empty", hint="give every line a document's id"
    )
