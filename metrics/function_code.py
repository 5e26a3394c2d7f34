"""What a metric must know of a plain function: what its parameters are given, and a hash of its code."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium import arguments
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["hypothesis", "reference", "references", "source"]

PARAMETERS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("hypothesis", "hyp", "mt", "prediction", "translation", "candidate", "output"), "hypothesis"),
    **dict.fromkeys(("reference", "ref"), "reference"),
    **dict.fromkeys(("references", "refs"), "references"),
    **dict.fromkeys(("source", "src"), "source"),
}
"""Name of a function's parameter to what it is given."""
ACCEPTS: Final = "a function of hypothesis, reference, references or source, as parameters of these names"
UNVERSIONED: Final = "unversioned"
"""Stands in a signature for the hash of a function whose code, or what it holds, can't be read."""
DIGITS: Final = 12
"""Hex digits of the hash of a function's code."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of a function's parameters.

    Attributes:
        name: as the function calls it.
        kind: what it is given.
        by_name: whether it is given by its name, not by its place.
    """

    name: str
    kind: Kind
    by_name: bool


def parameters(name: str, function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Return the parameters that a function is given; those with a default and another name keep it.

    Raises:
        UsageError: a parameter has a name that tells nothing, or there is none.
    """
    try:
        declared = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name}: the parameters of the function can't be read", hint=ACCEPTS) from error
    single = [p for p in declared if p.default is p.empty and p.kind not in {p.VAR_POSITIONAL, p.VAR_KEYWORD}]
    found: list[Parameter] = []
    for parameter in declared:
        kind = PARAMETERS.get(parameter.name)
        if kind is None and single == [parameter]:
            kind = "hypothesis"
        by_name = parameter.kind is parameter.KEYWORD_ONLY or (parameter.kind is not parameter.POSITIONAL_ONLY)
        if kind is not None and parameter.kind not in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}:
            found.append(Parameter(parameter.name, kind, by_name))
        elif parameter in single:
            message = f"{name}: the function's parameter {parameter.name!r} is nothing that a metric is given"
            raise UsageError(message, hint="hypothesis, reference, references or source; or a default for it")
    if not found:
        raise UsageError(f"{name}: the function has no parameter for a text", hint=ACCEPTS)
    return tuple(found)


def code_hash(function: Callable[..., Any]) -> str:
    """Return hex digits of a hash of a function's source code, its defaults and the plain values that it encloses.

    Where the source can't be read, or it encloses anything but texts and numbers, that is `UNVERSIONED`.
    """
    enclosed: list[Any] = []
    try:
        source = dedent(inspect.getsource(function))
        enclosed = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
    except (OSError, TypeError, ValueError):  # built in, typed into `exec`, or a cell that is empty yet
        return UNVERSIONED
    enclosed += [
        *(getattr(function, "__defaults__", None) or ()),
        *(getattr(function, "__kwdefaults__", None) or {}).values(),
    ]
    if any(value is not None and type(value) not in arguments.PLAIN for value in enclosed):
        return UNVERSIONED
    return hashlib.sha256("\n".join([source, *map(repr, enclosed)]).encode("utf-8", "replace")).hexdigest()[:DIGITS]
