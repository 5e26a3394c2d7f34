"""A system's output as it was delivered, from a file, a folder or memory; `attach` makes it a column of a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.arguments import is_of
from tertium.corpora import readers
from tertium.corpora.readers.table import Table, TableReader, texts
from tertium.corpora.validation import check_unique, text_column
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import Column


SEGMENT_IDS: Final = ("id", "doc_id", "segment_id")
"""Columns of a table that may name the segments, in the order of preference."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One system's output before it is attached to a set.

    Attributes:
        origin: how errors name it: the path, or the system.
        label: how warnings name it: the file's name, or the system's.
        lines: the lines of a file, or the texts of a list; None where the system gave none. Empty for a folder.
        files: the lines of each file of a folder, by the file's path in it without the ending; None for anything else.
        stripped: one note for each thing that was stripped on reading, such as a byte order mark.
        ids: of the segments that the lines belong to, where the file names them.
        sources: the source of each line, where a table has them.
    """

    origin: str
    label: str
    lines: Column = ()
    files: Mapping[str, tuple[str, ...]] | None = None
    stripped: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    sources: tuple[str | None, ...] | None = None


def read(path: Path, columns: Mapping[str, str] | None = None, system: str = "", *, keep_bom: bool = False) -> Delivery:
    """Return what a file of lines or a table holds, or a folder with a text file per document.

    Args:
        path: the file or folder; a table is a .jsonl, .json, .csv, .xlsx, .parquet, or a .tsv with several columns.
        columns: what the columns of a table are called; see `open_set`.
        system: the system's name, of a table with several.
        keep_bom: a byte order mark of a file of lines is part of its first line.

    Raises:
        DataError: a file can't be read, isn't UTF-8, or is a table without a column of outputs.
    """
    if path.is_file() and (reader := table_reader(path, columns or {})):
        return _from_table(reader, path, columns or {}, system)
    if not path.is_dir():
        lines, notes = read_lines(path, keep_bom=keep_bom)
        return Delivery(str(path), path.name, tuple(lines), stripped=tuple(notes))
    files: dict[str, tuple[str, ...]] = {}
    stripped: list[str] = []
    for name, file in _text_files(path):
        lines, notes = read_lines(file, keep_bom=keep_bom)
        files[name] = tuple(lines)
        stripped += notes
    return Delivery(str(path), path.name, files=files, stripped=tuple(stripped))


def table_reader(path: Path, columns: Mapping[str, str]) -> TableReader | None:
    """Return the reader of a table; None for another file, and for a .tsv of one column that no name is given for."""
    reader = readers.find(path)
    if not isinstance(reader, TableReader):
        return None
    lines = read_lines(path)[0] if ".tsv" in path.name.lower() else ["\t"]
    header = next((line for line in lines if line.strip(" ")), "")
    is_lines = not ("\t" in header or header in columns.values())
    return None if is_lines else reader


def _from_table(reader: TableReader, path: Path, columns: Mapping[str, str], system: str) -> Delivery:
    table = reader.read_table(path, (None, None))
    named = texts(table, columns)
    outputs = {name: column for name, column in named.columns.items() if name.startswith("system.")}
    chosen = f"system.{system}" if f"system.{system}" in outputs or len(outputs) != 1 else next(iter(outputs))
    column = named.columns.get("hypothesis", outputs.get(chosen))
    if column is None:
        hint = f"--column hypothesis={next(iter(outputs), '…')}"
        raise DataError(f"{path} has no column 'hypothesis' of outputs", hint=hint)
    ids = _segment_ids(table, named.columns)
    sources = tuple(named.columns["source"]) if "source" in named.columns else None
    return Delivery(str(path), path.name, tuple(column), stripped=named.notes, ids=ids, sources=sources)


def _segment_ids(table: Table, named: Mapping[str, Sequence[str | None]]) -> tuple[str, ...] | None:
    """Return the ids of a table's rows, or None; a column that repeats values names documents and not segments.

    Raises:
        DataError: the column `id` has one twice, or none in some rows only.
    """
    for name in SEGMENT_IDS:
        cells = named.get(name, table.columns.get(name, ()))
        ids = tuple(str(cell) for cell in cells if isinstance(cell, (str, int)) and cell != "")
        if name in named and ids:
            if len(ids) < len(table):
                place = table.place(next(row for row, cell in enumerate(cells) if not cell))
                message = f"{place}: no id, as in {len(table) - len(ids)} of {len(table)} rows"
                raise DataError(message, hint="an id in each row, or in none")
            check_unique(ids, f"{table.path}: segment id")
        if ids and len(set(ids)) == len(table):
            return ids
    return None


def _text_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield text files by name without ending, `news/1` for one in a folder below; hidden ones are nobody's output."""
    for file in sorted(folder.rglob("*.txt")):
        name = file.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            yield name.with_suffix("").as_posix(), file


def from_memory(system: str, texts: object, ids: Sequence[str] = ()) -> Delivery:
    """Return a list of texts, or one text, which is taken as the content of a file.

    Args:
        system: its name.
        texts: what was given.
        ids: of the set's segments, which the index of a Series may name.

    Raises:
        DataError: something else is given.
    """
    origin = f"system {system!r}"
    if is_of(texts, str):
        lines = str.__str__(texts).split("\n")
        return Delivery(origin, system, tuple(lines[:-1] if lines[-1] == "" else lines))
    return Delivery(origin, system, text_column(origin, texts, ids))
