"""A set's own format, a folder: segments in Parquet (pandas and `datasets` open it), the rest in one JSON file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tertium.corpora.columns import segment_columns
from tertium.corpora.set_writer import MARKER, SCHEMA, SEGMENTS, SetWriter, Shape
from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError
from tertium.files import read_json, whole_folder

DAMAGE: Final = (OSError, LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""What reading a set raises whose files were changed: keys and types are not as `save` wrote them."""

__all__ = ["MARKER", "SCHEMA", "SEGMENTS", "load", "save", "write_into"]


def save(data: EvalSet, folder: Path | str, *, overwrite: bool = False) -> None:
    """Write the set to a folder, whole or not at all.

    Raises:
        UsageError: the folder exists and isn't a set, or `overwrite` is False; or it can't be written.
    """
    with whole_folder(Path(folder), marker=MARKER, overwrite=overwrite) as work:
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
    folder = Path(folder)
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not (folder / MARKER).is_file():
        raise DataError(f"{folder} is not an evaluation set: it has no {MARKER}", hint=f"tertium build {folder} -o SET")
    header = read_json(folder / MARKER)
    if not isinstance(header, dict) or header.get("schema") != SCHEMA:
        raise DataError(
            f"{folder / MARKER} is not of schema {SCHEMA!r}", hint="build the set again, or upgrade tertium"
        )
    try:
        table = pq.read_table(folder / SEGMENTS, page_checksum_verification=True).to_pydict()
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
        _check_types(data)
        actual, stored = data.fingerprint, header["fingerprint"]
    except DAMAGE as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise DataError(f"the set in {folder} is damaged: {reason}".splitlines()[0], hint="build it again") from error
    except pa.ArrowException as error:
        raise DataError(f"the set in {folder} is damaged: {error}".splitlines()[0], hint="build it again") from error
    if actual != stored:
        raise DataError(
            f"the set in {folder} was changed: fingerprint {actual}, not {stored}",
            hint="build it again from the changed texts",
        )
    return data


def _check_types(data: EvalSet) -> None:
    """Check that what JSON or Parquet may hold otherwise is text; raise TypeError."""
    texts = [data.name, *data.ids, *data.references, *data.outputs, *(document.id for document in data.documents)]
    optional = [*data.languages, *(document.domain for document in data.documents)]
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a name or an id is no text")
    if not all(text is None or isinstance(text, str) for column in (optional, *columns) for text in column):
        raise TypeError("a language, a domain or a segment is no text")
    if not all(isinstance(row, int) for document in data.documents for row in (document.start, document.stop)):
        raise TypeError("a document's rows are no numbers")
    if not isinstance(data.provenance, dict):
        raise TypeError("its provenance is no object")
