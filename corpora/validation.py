"""Validation of a set's columns and names: equal length, encodable text, unique ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN: Final = 40
"""Characters of a wrong cell that a message shows."""


def check_column(label: str, column: Sequence[object], size: int) -> None:
    """Raise DataError for a single text, a column of another length, or one with a text that can't be encoded."""
    check_is_column(label, column)
    if len(column) != size:
        message = f"{label} has {len(column)} segments, the set has {size}"
        raise DataError(message, hint="give files with one line per segment, all of the same length")
    check_texts(label, column)


def text_column(label: str, column: Iterable[object]) -> tuple[str | None, ...]:
    """Return a column as a tuple of texts; None where a text is missing: None, nan, pandas' NA or NaT.

    Raises:
        DataError: it is no column, or a cell is neither a text nor missing; with row and type.
    """
    check_is_column(label, column)
    cells = tuple(column)
    if all(cell is None or isinstance(cell, str) for cell in cells):  # at once: this runs on every column
        return cells  # type: ignore[return-value]  # as was just checked
    return tuple(_text(label, row, cell) for row, cell in enumerate(cells, start=1))


def _text(label: str, row: int, cell: object) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    # pandas' missing values have no common type, and importing pandas takes longer than reading a set.
    if cell != cell if isinstance(cell, float) else type(cell).__name__ in {"NAType", "NaTType"}:  # noqa: PLR0124
        return None
    message = f"{label}, row {row}: {shorten(repr(cell), SHOWN, placeholder=' …')} is no text but {type(cell).__name__}"
    raise DataError(message, hint="a text, or None where there is none")


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


def check_column_names(kind: str, names: Iterable[object]) -> None:
    """Raise DataError for a name of a system or reference that isn't text, or that no table would show."""
    for name in names:
        if not isinstance(name, str):
            raise DataError(f"a {kind} is named {name!r}, which is no text", hint=f"{str(name)!r}")
        if not name.strip():
            raise DataError(f"a {kind} has no name: {name!r}", hint=f"{kind}.NAME in the header, {kind}s by name")


def check_unique(ids: Iterable[str], kind: str) -> None:
    """Raise DataError when an id occurs twice."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise DataError(f"{kind} {id_!r} occurs twice", hint="make the ids unique")
        seen.add(id_)
