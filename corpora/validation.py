"""Validation of a set's columns and names: equal length, encodable text, unique ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def check_column(label: str, column: Sequence[object], size: int) -> None:
    """Raise DataError for a single text, a column of another length, or one with a text that can't be encoded."""
    check_is_column(label, column)
    if len(column) != size:
        message = f"{label} has {len(column)} segments, the set has {size}"
        raise DataError(message, hint="give files with one line per segment, all of the same length")
    check_texts(label, column)


def check_is_column(label: str, column: object) -> None:
    """Raise DataError for a single text, which would otherwise pass as a column of its characters."""
    if isinstance(column, (str, bytes)):
        raise DataError(f"{label} is a single text, not one per segment", hint="a list or tuple of texts")


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


def check_unique(ids: Iterable[str], kind: str) -> None:
    """Raise DataError when an id occurs twice."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise DataError(f"{kind} {id_!r} occurs twice", hint="make the ids unique")
        seen.add(id_)
