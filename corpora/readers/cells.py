"""Cells of a table in memory: texts, names of segments and documents, and what is kept beside them."""

from __future__ import annotations

from datetime import date
from math import isfinite
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from tertium import arguments
from tertium.corpora.columns import TEXTS
from tertium.corpora.readers.column_names import is_of_kind
from tertium.corpora.readers.memory import missing
from tertium.corpora.readers.table import ABSENT
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def clean_texts(kind: str, cells: dict[str, list[Any]], columns: Mapping[str, str]) -> None:
    """Make missing texts None; raise DataError for a number where a text should be."""
    for key, header in columns.items():
        if not any(is_of_kind(key, text) for text in TEXTS):
            continue
        cells[header] = [
            cell if type(cell) is str else _text(kind, row, header, cell)
            for row, cell in enumerate(cells[header], start=1)
        ]


def _text(kind: str, row: int, header: str, cell: Any) -> Any:
    """Return a text of a plain type, None where it is missing, or a list of these."""
    if arguments.is_of(cell, (list, tuple)):  # of references, or the one output of a framework
        return [_text(kind, row, header, item) for item in cell]
    if missing(cell):
        return None
    if arguments.is_of(cell, str):
        return str.__str__(cell)
    place = f"{kind}, row {row}, {header!r}"
    if arguments.is_of(cell, (Real, bool)):
        remedy = f"df[{header!r}].astype(str)" if kind == "the frame" else "str(number)"
        message = f"{place}: {arguments.shown(cell)} is a number and no text"
        raise DataError(message, hint=f"{remedy} where numbers are texts; else another column")
    raise DataError(f"{place}: a cell {arguments.shown(cell)} is no text", hint="a text, or None where there is none")


def name_of(kind: str, header: str, row: int, cell: Any) -> str | None:
    """Return the name of a segment, document or domain; a whole number is one too."""
    if missing(cell):
        return None
    if arguments.is_of(cell, str):
        return str.__str__(cell)
    if arguments.is_of(cell, Integral):
        return str(int(cell))
    if isinstance(cell, Real) and float(cell).is_integer():  # pandas has whole numbers as floats beside nan
        return str(int(float(cell)))
    raise DataError(f"{kind}, row {row + 1}, {header!r}: {arguments.shown(cell)} is no name", hint="a text or a number")


def check_ids(kind: str, header: str, ids: Sequence[str | None], documents: Sequence[str]) -> None:
    """Raise DataError for an id that occurs twice in a document."""
    seen: dict[tuple[str, str], int] = {}
    for row, (id_, document) in enumerate(zip(ids, documents, strict=True), start=1):
        if id_ and (first := seen.setdefault((document, id_), row)) != row:
            hint = "unique ids; where each row is of one system: system=COLUMN"
            raise DataError(f"{kind}, row {row}: the {header} {id_!r} stands in row {first} too", hint=hint)


def check_documents(kind: str, header: str, documents: Sequence[str | None] | None) -> None:
    """Raise DataError where the rows of a document don't stand together."""
    ended: set[str] = set()
    previous = None
    for row, document in enumerate(documents or (), start=1):
        if document != previous and document in ended:
            hint = f"df.sort_values({header!r}, kind='stable')" if kind == "the frame" else "sorted by document"
            raise DataError(f"{kind}, row {row}: document {document!r} began before another one", hint=hint)
        if document:
            ended.add(document)
        previous = document


def kept_values(column: Sequence[Any]) -> list[Any] | None:
    """Return a column as values of JSON; None where a cell is none, such as a list or an infinite number."""
    values = [None if missing(cell) else _plain(cell) for cell in column]
    return None if any(value is ABSENT for value in values) else values


def _plain(cell: Any) -> Any:
    """Return a cell as a value of JSON, whatever type of numpy or pandas it has; `ABSENT` where it is none."""
    if arguments.is_of(cell, str):
        return str.__str__(cell)
    if type(cell).__name__ in {"bool_", "bool"}:  # numpy's is no bool of Python
        return bool(cell)
    if isinstance(cell, Integral):
        return int(cell)
    if isinstance(cell, Real) and isfinite(cell):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else ABSENT
