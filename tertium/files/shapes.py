"""Checks that stored JSON has the keys and types that were written: it may be damaged, edited, or of somebody else."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

JsonShape: TypeAlias = Any
"""A type or a tuple of types; a list of one shape, for lists of any length; a dictionary of shapes by key.

A dictionary must have the keys, and may have others; with the type `str` as its only key, its values have that shape,
whatever their keys. True and False are no numbers.
"""

NAMES: Final[Mapping[Any, str]] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"} | {
    NoneType: "null",
    list: "a list",
    dict: "an object",
}


def check_shape(value: object, shape: JsonShape, path: Path) -> None:
    """Check a value read from a file.

    Raises:
        DataError: a key is missing or a value is of another type; the message names the place.
    """
    if problem := next(_problems(value, shape, ""), ""):
        raise DataError(f"{path} is damaged: {problem}", hint="make the folder again")


def _problems(value: Any, shape: JsonShape, place: str) -> Iterator[str]:
    if isinstance(shape, dict):
        yield from _of_object(value, shape, place)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield _wrong(place, (list,))
            return
        for i, item in enumerate(value):
            yield from _problems(item, shape[0], f"{place}[{i}]")
    else:
        kinds = shape if isinstance(shape, tuple) else (shape,)
        if type(value) not in kinds:  # not isinstance: True is an int
            yield _wrong(place, kinds)


def _of_object(value: Any, shape: dict[Any, JsonShape], place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _wrong(place, (dict,))
        return
    shapes = dict.fromkeys(value, shape[str]) if str in shape else shape
    for key, inner in shapes.items():
        where = f"{place}.{key}" if place else str(key)
        if key in value:
            yield from _problems(value[key], inner, where)
        else:
            yield f"it lacks {where!r}"


def _wrong(place: str, kinds: tuple[Any, ...]) -> str:
    return f"{place or 'it'!r} is not {' or '.join(NAMES[kind] for kind in kinds)}"
