"""Validation of a set's columns and names: equal length, encodable text, unique ids."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from numbers import Real
from typing import TYPE_CHECKING, Any

from tertium.arguments import PLAIN, is_of, shown
from tertium.corpora.stored_column import StoredColumn
from tertium.errors import DataError, counted
from tertium.limits import MAX_ITEMS

if TYPE_CHECKING:
    from collections.abc import Sequence


def check_column(label: str, column: Sequence[object], size: int) -> None:
    """Raise DataError for a single text, a column of another length, or one with a text that can't be encoded."""
    check_is_column(label, column)
    if len(column) != size:
        message = f"{label} has {counted(len(column), 'segment')}, the set has {size}"
        raise DataError(message, hint="give files with one line per segment, all of the same length")
    check_texts(label, column)


def text_column(label: str, column: object, ids: Sequence[str] = ()) -> tuple[str | None, ...] | StoredColumn:
    """Return a column as a tuple of texts; None where a text is missing: None, nan, pandas' NA or NaT.

    A text of a type of its own, as numpy has one, becomes a plain one. A Series of pandas is taken in order if its
    index is the default one, 0, 1, 2 …; any other index must hold the id of every segment once: texts go by these.

    Args:
        label: how messages name the column.
        column: a list, an array, a Series, a generator of texts.
        ids: of the segments; without them the index of a Series isn't looked at.

    Raises:
        DataError: it is no column, can't be gone through, has a foreign index, or a cell is neither a text nor missing.
    """
    if isinstance(column, StoredColumn):
        return column
    try:
        check_is_column(label, column)
        cells: tuple[Any, ...] = tuple(islice(_in_order(label, column, ids), MAX_ITEMS))
    except DataError:
        raise
    except Exception as error:  # of a column that has code of its own
        raise DataError(f"{label} can't be read: {type(error).__name__}", hint="a list of texts") from error
    if len(cells) == MAX_ITEMS:  # an iterator without an end would fill the memory
        raise DataError(f"{label} has {MAX_ITEMS} texts or more", hint="a list of texts")
    if all(cell is None or type(cell) is str for cell in cells):  # at once: this runs on every column
        return cells
    return tuple(_text(label, row, cell) for row, cell in enumerate(cells, start=1))


def _in_order(label: str, column: Any, ids: Sequence[str]) -> Any:
    """Return the cells of a column in the order of the segments, which the index of a Series may name."""
    pandas = sys.modules.get("pandas")  # who has no pandas yet can't give a Series
    if not ids or pandas is None or not isinstance(column, pandas.Series):
        return column
    index = column.index.tolist()
    if index == list(range(len(index))):
        return column
    rows = {str(name): row for row, name in enumerate(index)}
    if len(index) != len(rows) or rows.keys() != set(ids):
        foreign = next((f", such as {name!r}" for name in rows if name not in set(ids)), "")
        message = (
            f"{label} is a Series whose index isn't the ids of the {counted(len(ids), 'segment')}, each once{foreign}"
        )
        raise DataError(message, hint="series.tolist() to take it in order, series.reindex(data.ids) to go by ids")
    cells = column.tolist()
    return [cells[rows[id_]] for id_ in ids]


def _text(label: str, row: int, cell: object) -> str | None:
    if cell is None or type(cell) is str:
        return cell
    if is_of(cell, str):
        return str.__str__(cell)  # the characters, without code of a type of its own
    # pandas' missing values have no common type, and importing pandas takes longer than reading a set.
    if _is_nan(cell) if is_of(cell, Real) else type(cell).__name__ in {"NAType", "NaTType"}:
        return None
    what = shown(cell) if type(cell) in PLAIN else "the cell"
    message = f"{label}, row {row}: {what} is no text but {type(cell).__name__}"
    raise DataError(message, hint="a text, or None where there is none")


def _is_nan(cell: object) -> bool:
    try:
        return bool(cell != cell)  # noqa: PLR0124
    except Exception:  # noqa: BLE001 - a number of a type of its own
        return False


def check_is_column(label: str, column: object) -> None:
    """Raise DataError for what isn't a column of texts, but could be gone through as if it were one.

    That is a single text (its characters), a mapping (its keys), a set (in any order), or a table (its headers).
    """
    if isinstance(column, (str, bytes, bytearray)):
        raise DataError(f"{label} is a single text, not one per segment", hint="a list or tuple of texts")
    if isinstance(column, (Mapping, AbstractSet)) or getattr(column, "ndim", 1) != 1:
        raise DataError(f"{label} is a {type(column).__name__}, not one text per segment", hint="a list of texts")
    if not isinstance(column, Iterable):
        raise DataError(f"{label} is given as {type(column).__name__}, not as texts", hint="a list of texts")


def check_texts(label: str, texts: Sequence[object]) -> None:
    r"""Raise DataError for a lone surrogate, which no encoding can write; JSON may contain one (``"\ud800"``)."""
    if isinstance(texts, StoredColumn):
        return
    try:
        "".join(text for text in texts if isinstance(text, str)).encode()  # all at once: this runs on every column
    except UnicodeEncodeError as error:
        surrogate = error.object[error.start]
        row = next(i for i, text in enumerate(texts, start=1) if surrogate in str(text))
        message = f"{label}, row {row}: U+{ord(surrogate):04X} is half a character, a lone surrogate"
        raise DataError(message, hint="whole characters") from error


def check_name(name: str) -> None:
    """Raise DataError for a set's name that can't be encoded; a set is named like its file or folder."""
    if any("\ud800" <= char <= "\udfff" for char in name):
        raise DataError(f"{name!r} is no name for a set: it is not UTF-8", hint="rename the file or folder")


def check_column_names(kind: str, names: Iterable[str]) -> None:
    """Raise DataError for a name of a system or reference that no table would show."""
    for name in names:
        if not name.strip():
            raise DataError(f"a {kind} has no name: {name!r}", hint=f"{kind}.NAME in the header, {kind}s by name")


def check_unique(ids: Iterable[str], kind: str) -> None:
    """Raise DataError when an id occurs twice."""
    if isinstance(ids, StoredColumn):
        ids = _suspects(ids)
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise DataError(f"{kind} {id_!r} occurs twice", hint="make the ids unique")
        seen.add(id_)


def _suspects(ids: StoredColumn) -> list[str]:
    """Return the ids that may occur twice: those whose hash does. Eight bytes of each are in memory, not its text."""
    import numpy as np

    hashes = np.fromiter(map(hash, ids), np.int64, len(ids))
    ordered = np.sort(hashes)
    repeated = ordered[1:][ordered[1:] == ordered[:-1]]
    rows = np.flatnonzero(np.isin(hashes, repeated)) if repeated.size else repeated
    return [ids[int(row)] for row in rows]
