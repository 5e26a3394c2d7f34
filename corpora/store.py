"""A set's own format, a folder: segments in Parquet (pandas and `datasets` open it), the rest in one JSON file."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.calls import explained
from tertium.corpora import row_groups
from tertium.corpora.named_columns import segment_columns
from tertium.corpora.set_writer import MARKER, SCHEMA, SEGMENTS, SetWriter, Shape
from tertium.corpora.stored_column import StoredColumn
from tertium.corpora.types import Document, EvalSet
from tertium.corpora.validation import check_unique
from tertium.errors import DataError
from tertium.files import GroupedTable, check_columns, check_shape, read_json, read_parquet, recover, whole_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tertium.files.shapes import JsonShape
    from tertium.files.tables import Kind

__all__ = ["MARKER", "SCHEMA", "SEGMENTS", "load", "open_stored", "save", "write_into"]

AGAIN: Final = "build the set again"
PIECE: Final = 4096
"""Segments that are copied at a time."""
HEADER: Final[JsonShape] = {
    "name": str,
    "languages": [(str, NoneType)],
    "fingerprint": str,
    "references": [str],
    "systems": [str],
    "documents": [{"id": str, "start": int, "stop": int, "domain": (str, NoneType)}],
    "provenance": {},
}
"""What a set's JSON must hold."""


@explained("save_set")
def save(data: EvalSet | Path | str | Any, folder: Path | str, *, overwrite: bool = False) -> None:
    """Write the set to a folder, whole or not at all; `tertium.open_set` reads it.

    Args:
        data: the set, or what `tertium.open_set` takes.
        folder: its place, which mustn't exist.
        overwrite: whether to replace a set that is there.

    Returns:
        Nothing.

    Raises:
        UsageError: the folder exists and isn't a set, or `overwrite` is False; or it can't be written.

    Example:
        >>> tertium.save_set({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, "SET")
        >>> tertium.open_set("SET").references
        {'ref': ('Ein Hund.',)}
    """
    data = EvalSet.opened("data", data)
    arguments.flag("overwrite", overwrite)
    with whole_folder(arguments.path("folder", folder), marker=MARKER, overwrite=overwrite) as work:
        write_into(data, work)


def write_into(data: EvalSet, folder: Path) -> None:
    """Write the set's two files into an existing folder."""
    columns = segment_columns(data)
    shape = Shape(
        data.name,
        data.languages,
        data.sources is not None,
        tuple(data.references),
        tuple(data.outputs),
        data.confidence is not None,
    )
    writer = SetWriter(folder, shape)
    for document in data.documents:
        # A document may be as long as the set, and its columns may stay in a file.
        for start in range(document.start, document.stop, PIECE):
            rows = {name: column[start : min(start + PIECE, document.stop)] for name, column in columns.items()}
            if start == document.start:
                writer.add(document.id, document.domain, rows)
            else:
                writer.extend(rows)
    writer.finish(data.provenance)


def load(folder: Path | str) -> EvalSet:
    """Return the set that `save` wrote, in memory.

    Raises:
        DataError: the folder isn't a set, has a later format, is damaged, or was edited by hand.
    """
    folder = arguments.path("folder", folder)
    header = _header(folder)
    table = read_parquet(folder / SEGMENTS, hint=AGAIN)
    check_columns(table, _kinds(header, table.column_names), folder / SEGMENTS)
    columns: dict[str, list[Any]] = table.to_pydict()
    return _checked(folder, header, {name: tuple(column) for name, column in columns.items()})


def open_stored(folder: Path | str) -> EvalSet:
    """Return what `load` does, of a large set with columns that stay in its file: `EvalSet.is_stored`.

    Raises:
        DataError: as `load`; or when the texts are read and are found damaged.
    """
    folder = arguments.path("folder", folder)
    header = _header(folder)
    table = GroupedTable(folder / SEGMENTS, hint=AGAIN)
    if row_groups.is_single(table.rows):
        return load(folder)
    kinds = _kinds(header, table.schema.names)
    check_columns(table.schema.empty_table(), kinds, folder / SEGMENTS)
    data = _checked(folder, header, {name: StoredColumn(table, name) for name in kinds})
    check_unique(data.ids, "segment id")
    return data


def _checked(folder: Path, header: Mapping[str, Any], columns: Mapping[str, Any]) -> EvalSet:
    """Return the set of these columns, after a comparison with its fingerprint."""
    try:
        data = EvalSet(
            name=header["name"],
            ids=columns["id"],
            documents=tuple(Document(**document) for document in header["documents"]),
            sources=columns.get("source"),
            references={name: columns[f"reference.{name}"] for name in header["references"]},
            outputs={name: columns[f"system.{name}"] for name in header["systems"]},
            languages=(header["languages"][0], header["languages"][1]),
            confidence=columns.get("confidence"),
            provenance=header["provenance"],
        )
    except (IndexError, TypeError) as error:  # one language only, a document with unknown keys
        raise DataError(f"the set in {folder} is damaged: {error}".splitlines()[0], hint=AGAIN) from error
    if data.fingerprint != header["fingerprint"]:
        raise DataError(
            f"the set in {folder} was changed: fingerprint {data.fingerprint}, not {header['fingerprint']}",
            hint="build it again from the changed texts",
        )
    return data


def _header(folder: Path) -> dict[str, Any]:
    """Return the JSON beside the segments, with all keys and types that a set's readers rely on."""
    recover(folder, marker=MARKER)
    path = folder / MARKER
    if not path.is_file():
        raise DataError(f"{folder} is not an evaluation set: it has no {MARKER}", hint=f"tertium build {folder} -o SET")
    header = read_json(path)
    if not isinstance(header, dict) or header.get("schema") != SCHEMA:
        raise DataError(f"{path} is not of schema {SCHEMA!r}", hint="build the set again, or upgrade tertium")
    check_shape(header, HEADER, path)
    return header


def _kinds(header: Mapping[str, Any], names: Sequence[str]) -> dict[str, Kind]:
    """Return the columns that the segments of this header have, and what each holds."""
    kinds: dict[str, Kind] = {"id": "text", "document": "text", "domain": "text or null"}
    kinds |= {f"reference.{name}": "text or null" for name in header["references"]}
    kinds |= {f"system.{name}": "text or null" for name in header["systems"]}
    optional: dict[str, Kind] = {"source": "text or null", "confidence": "number"}
    kinds |= {name: kind for name, kind in optional.items() if name in names}
    return kinds
