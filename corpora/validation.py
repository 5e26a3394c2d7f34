"""What every column and every name of a set must be: as long as the set, whole characters, and no id twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def check_column(what: str, column: Sequence[object], size: int) -> None:
    """Raise DataError for a single text, a column of another length, or with a text that nothing can write."""
    check_several(what, column)
    if len(column) != size:
        said = f"{what} has {len(column)} segments, the set has {size}"
        raise DataError(said, hint="give files with one line per segment, all of the same length")
    check_texts(what, column)


def check_several(what: str, column: object) -> None:
    """Raise DataError for a single text, which would pass for a column of its letters."""
    if isinstance(column, (str, bytes)):
        raise DataError(f"{what} is a single text, not one per segment", hint="a list or tuple of texts")


def check_texts(what: str, texts: Sequence[object]) -> None:
    r"""Raise DataError for a lone surrogate, which no encoding can write; JSON may hold one (``"\ud800"``)."""
    try:
        "".join(one for one in texts if isinstance(one, str)).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        row = next(i for i, one in enumerate(texts, start=1) if half in str(one))
        raise DataError(f"{what}, row {row}: U+{ord(half):04X} is half a character", hint="whole characters") from error


def refuse_twice(ids: Iterable[str], what: str) -> None:
    """Raise DataError when an id occurs twice."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise DataError(f"{what} {one!r} occurs twice", hint="make the ids unique")
        seen.add(one)
