"""Converts plain words of the command line without pydantic, which newer typers load for any word: .06 s of CPU.

Whatever isn't plain, and every error, is typer's own affair.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOLE: Final = re.compile(r"-?[0-9]{1,15}", re.ASCII)
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)


class NotPlainError(Exception):
    """A word that typer must convert, or refuse."""


class Command(TyperCommand):
    """A command whose parameters convert plain words."""

    def get_params(self, ctx: Any) -> Any:
        """Return its parameters, --help included."""
        return with_converters(super().get_params(ctx))


def with_converters(parameters: list[Any]) -> list[Any]:
    """Return the parameters, each of which converts plain words from now on."""
    for parameter in parameters:
        # Older typers have neither pydantic nor this method.
        own = getattr(parameter, "get_runtime_param", None)
        if own and not isinstance(own, _Converter):
            parameter.get_runtime_param = _Converter(parameter.type_descriptor, own)
    return parameters


class _Converter:
    """Stands in the place of typer's converter of one parameter, and of the method that returns it."""

    def __init__(self, descriptor: Any, own: Callable[[], Any]) -> None:
        self._descriptor, self._own = descriptor, own

    def __call__(self) -> _Converter:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value that a word, or a default, stands for."""
        info = self._descriptor.parameter_info
        try:
            if value is None:
                return () if param.multiple or param.nargs == -1 else None
            return plain(value, self._descriptor.annotation, (info.min, info.max))
        except NotPlainError:
            return self._own().coerce(value, param=param, ctx=ctx)


def plain(value: Any, annotation: Any, bounds: tuple[float | None, float | None] = (None, None)) -> Any:
    """Return the value of a plain word.

    Args:
        value: the word, a list of words, or a default that has its type already.
        annotation: the type.
        bounds: the least and greatest number; None for none.

    Raises:
        NotPlainError: it isn't plain, is out of bounds, or of another type.
    """
    if get_origin(annotation) is list and isinstance(value, (list, tuple)):
        return [plain(item, get_args(annotation)[0], bounds) for item in value]
    if get_origin(annotation) is Literal and value in get_args(annotation):
        return value
    if annotation in {int, float} and not isinstance(value, bool):
        return _number(value, annotation, bounds)
    if annotation in {str, bool} and isinstance(value, annotation):
        return value
    if annotation is Path and isinstance(value, (str, Path)):
        return Path(value)
    raise NotPlainError


def _number(value: Any, kind: type[int | float], bounds: tuple[float | None, float | None]) -> float:
    form = _WHOLE if kind is int else _DECIMAL
    if not (isinstance(value, kind) or (isinstance(value, str) and form.fullmatch(value))):
        raise NotPlainError
    number = kind(value)
    lowest, highest = bounds
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        raise NotPlainError
    return number
