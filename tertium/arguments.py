"""Checks the types of what a caller gives to a public function: an error names the argument and what it accepts.

Nothing here runs code of the value itself, such as its `__repr__` or `__class__`, which may raise anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from os import PathLike, fspath
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final, overload

from tertium.errors import ArgumentError, UsageError
from tertium.files.remote import located
from tertium.limits import MAX_ITEMS

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeGuard, TypeVar

    Kind = TypeVar("Kind")

PLAIN: Final = (str, bytes, int, float, bool)
"""Types whose values are shown in messages."""
SHOWN: Final = 40
"""Characters of a value that a message shows."""
RUN: Final = "a run, as tertium.evaluate and tertium.open_run return, or the path of one"
METRICS: Final = 'a list of metrics: ["chrf", "bleu"]'
RESAMPLING: Final = "tertium.Resampling(samples=10000)"
"""What arguments that several functions have accept."""
LONGEST: Final = 128
"""Bits of a whole number that is shown; Python itself refuses to print very long ones."""


@overload
def is_of(value: object, kinds: type[Kind]) -> TypeGuard[Kind]: ...
@overload
def is_of(value: object, kinds: type | tuple[type, ...]) -> bool: ...
def is_of(value: object, kinds: type | tuple[type, ...]) -> bool:
    """Return whether a value has one of these types; a truth value is no number, though Python takes it for one."""
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    return issubclass(type(value), kinds) and (type(value) is not bool or bool in kinds)


def shown(value: object) -> str:
    """Return a plain value as Python writes it, shortened; of any other its type."""
    kind = type(value)
    if value is None or kind is type:
        return "None" if value is None else "a type"
    if kind not in PLAIN or (kind is int and value.bit_length() > LONGEST):  # type: ignore[attr-defined]
        return f"of type {kind.__name__}"
    return shorten(repr(value), SHOWN, placeholder=" …") if kind is not str else repr(value[:SHOWN])  # type: ignore[index]


def check(name: str, value: object, kinds: type | tuple[type, ...], accepts: str) -> None:
    """Check that an argument has one of these types.

    Args:
        name: of the argument.
        value: what was given.
        kinds: the types that it may have.
        accepts: what it accepts, in words; the hint.

    Raises:
        UsageError: it has another type.
    """
    if not is_of(value, kinds):
        raise ArgumentError(f"{name} can't be {shown(value)}", hint=accepts)


def listed(name: str, value: object, accepts: str) -> tuple[object, ...]:
    """Return what a list, or anything else with an order, holds.

    Raises:
        UsageError: it is one text, has no order (a set), would be read as its keys or headers (a mapping, a table), or
            can't be read.
    """
    unfit = (str, bytes, bytearray, Mapping, AbstractSet, type)
    items: tuple[object, ...] | None = None
    try:
        if not is_of(value, unfit) and is_of(value, Iterable) and getattr(value, "ndim", 1) == 1:
            items = tuple(islice(value, MAX_ITEMS))  # type: ignore[call-overload]  # as was just checked
    except Exception as error:
        raise UsageError(f"{name} can't be read: {type(error).__name__}", hint=accepts) from error
    if items is None or len(items) == MAX_ITEMS:  # an iterator without an end would fill the memory
        what = f"can't be {shown(value)}" if items is None else f"has {MAX_ITEMS} items or more"
        raise ArgumentError(f"{name} {what}", hint=accepts)
    return items


def texts(name: str, value: object, accepts: str) -> tuple[str, ...]:
    """Return a list of texts, or one text as a list of one.

    Raises:
        UsageError: it is neither.
    """
    values = (value,) if is_of(value, str) else listed(name, value, accepts)
    plain = []
    for item in values:
        if not is_of(item, str):
            raise ArgumentError(f"{name} can't hold {_item(item)}", hint=accepts)
        plain.append(str.__str__(item))  # of no type of its own
    return tuple(plain)


def mapping(name: str, value: object, accepts: str) -> dict[str, Any]:
    """Return a mapping from texts.

    Raises:
        UsageError: it is no mapping, can't be read, or has a key that is no text.
    """
    check(name, value, Mapping, accepts)
    try:
        pairs: dict[Any, Any] = dict(value)  # type: ignore[call-overload]  # as was just checked
    except Exception as error:
        raise UsageError(f"{name} can't be read: {type(error).__name__}", hint=accepts) from error
    for key in pairs:
        if not is_of(key, str):
            raise ArgumentError(f"a name in {name} can't be {shown(key)}", hint=accepts)
    return {str.__str__(key): item for key, item in pairs.items()}


def path(name: str, value: object) -> Path:
    """Return a path, or an address as one, such as ``s3://bucket/set``.

    Raises:
        UsageError: it is no path, or one that no system can have.
    """
    accepts = "a path, as a text or a pathlib.Path"
    check(name, value, (str, PathLike), accepts)
    try:
        text = fspath(value)  # type: ignore[call-overload]  # as was just checked
    except Exception as error:
        raise UsageError(f"{name} can't be read: {type(error).__name__}", hint=accepts) from error
    plain = str.__str__(text) if is_of(text, str) else ""  # of no type of its own
    if not plain or "\0" in plain:
        raise UsageError(f"{name} can't be {shown(text)}", hint=accepts)
    return located(plain)


def flag(name: str, value: object) -> None:
    """Raise UsageError for what is neither True nor False, such as the text "no", which Python takes for true."""
    check(name, value, bool, "True or False")


def _item(value: object) -> str:
    return f"a value {text}" if (text := shown(value)).startswith("of type") else text
