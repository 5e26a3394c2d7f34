"""A set's own format, a folder: segments in Parquet (pandas and `datasets` open it), the rest in one JSON file."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.corpora.columns import segment_columns
from tertium.corpora.set_writer import MARKER, SCHEMA, SEGMENTS, SetWriter, Shape
from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError
from tertium.files import check_columns, check_shape, read_json, read_parquet, recover, whole_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.files.shapes import JsonShape
    from tertium.files.tables import Kind

__all__ = ["MARKER", "SCHEMA", "SEGMENTS", "load", "save", "write_into"]

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


def save(data: EvalSet, folder: Path | str, *, overwrite: bool = False) -> None:
    """Write the set to a folder, whole or not at all.

    Raises:
        UsageError: the folder exists and isn't a set, or `overwrite` is False; or it can't be written.
    """
    arguments.check("data", data, EvalSet, arguments.SET)
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
        rows = {name: column[document.rows] for name, column in columns.items()}
        writer.add(document.id, document.domain, rows)
    writer.finish(data.provenance)


def load(folder: Path | str) -> EvalSet:
    """Return the set that `save` wrote.

    Raises:
        DataError: the folder isn't a set, has a later format, is damaged, or was edited by hand.
    """
    folder = arguments.path("folder", folder)
    recover(folder, marker=MARKER)
    if not (folder / MARKER).is_file():
        raise DataError(f"{folder} is not an evaluation set: it has no {MARKER}", hint=f"tertium build {folder} -o SET")
    header = _header(folder / MARKER)
    table = _texts(folder / SEGMENTS, header)
    try:
        data = EvalSet(
            name=header["name"],
            ids=tuple(table["id"]),
            documents=tuple(Document(**document) for document in header["documents"]),
            sources=tuple(table["source"]) if "source" in table else None,
            references={name: tuple(table[f"reference.{name}"]) for name in header["references"]},
            outputs={name: tuple(table[f"system.{name}"]) for name in header["systems"]},
            languages=(header["languages"][0], header["languages"][1]),
            confidence=tuple(table["confidence"]) if "confidence" in table else None,
            provenance=header["provenance"],
        )
    except (IndexError, TypeError) as error:  # one language only, a document with unknown keys
        raise DataError(f"the set in {folder} is damaged: {error}".splitlines()[0], hint="build it again") from error
    if data.fingerprint != header["fingerprint"]:
        raise DataError(
            f"the set in {folder} was changed: fingerprint {data.fingerprint}, not {header['fingerprint']}",
            hint="build it again from the changed texts",
        )
    return data


def _header(path: Path) -> dict[str, Any]:
    """Return the JSON beside the segments, with all keys and types that `load` relies on."""
    header = read_json(path)
    if not isinstance(header, dict) or header.get("schema") != SCHEMA:
        raise DataError(f"{path} is not of schema {SCHEMA!r}", hint="build the set again, or upgrade tertium")
    check_shape(header, HEADER, path)
    return header


def _texts(path: Path, header: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the columns of the segments, after a check that they are those that the header names."""
    table = read_parquet(path, hint="build the set again")
    kinds: dict[str, Kind] = {"id": "text", "document": "text", "domain": "text or null"}
    kinds |= {f"reference.{name}": "text or null" for name in header["references"]}
    kinds |= {f"system.{name}": "text or null" for name in header["systems"]}
    optional: dict[str, Kind] = {"source": "text or null", "confidence": "number"}
    kinds |= {name: kind for name, kind in optional.items() if name in table.column_names}
    check_columns(table, kinds, path)
    columns: dict[str, list[Any]] = table.to_pydict()
    return columns
