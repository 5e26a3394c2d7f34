"""Systems by name: those of this package, one module each, and those of other distributions.

A spec is written as that of a metric: ``command:run="./translate --to de",batch=100``. A table of a project's file
holds the same options, with lists and numbers as they are.
"""

from __future__ import annotations

import shlex
from dataclasses import fields
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from tertium import modules
from tertium.containment import description, shielded
from tertium.errors import UsageError, nearest
from tertium.metrics.registry import option_types, option_value, written_options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import Field
    from pathlib import Path

    from tertium.evals.systems.base import System

    Class = TypeVar("Class", bound="type[Any]")

PACKAGE: Final = "tertium.evals.systems"
GROUP: Final = "tertium.systems"
"""The entry point group in which other distributions name their classes of systems."""

_registered: dict[str, type[Any]] = {}


def register(system: Class) -> Class:
    """Register a class of systems under its kind; a class decorator."""
    _registered[system.kind] = system
    return system


def kinds() -> list[str]:
    """Return the kinds that `make` takes."""
    _import_own()
    return sorted({*_registered, *(point.name for point in entry_points(group=GROUP))})


def load(spec: str) -> System:
    """Return the system that a spec describes.

    Raises:
        UsageError: no such kind, option or value; the hint names what there is.
    """
    kind, _, written = spec.partition(":")
    made = _class(kind)
    types, values = option_types(_options(made), made), {}
    for key, text in written_options(f"system {kind!r}", written):
        if key not in types and "=" not in written and (main := getattr(made, "main", "")):
            raise UsageError(f"system {kind!r} has no option {key!r}", hint=f"{kind}:{main}={written}")
        _check_option(kind, key, types)
        values[key] = _read(f"option {key!r} of system {kind!r}", text, types[key])
    return _made(made, kind, values)


def make(kind: str, options: Mapping[str, Any], where: str, folder: Path) -> System:
    """Return the system of a kind with these options, as a project's file holds them.

    Args:
        kind: the name of the runner.
        options: values of TOML.
        where: names the place in errors.
        folder: relative paths among the options are relative to it.

    Raises:
        UsageError: no such kind, option or value.
    """
    made = _class(kind)
    types = option_types(_options(made), made)
    for key in options:
        _check_option(f"{where}: {kind}", key, types)
    values = {key: _typed(f"{where}.{key}", value, types[key]) for key, value in options.items()}
    for name in getattr(made, "paths", ()):
        if name in values or name == "folder":
            values[name] = str(folder / str(values.get(name, "")))
    return _made(made, kind, values)


def main_option(kind: str) -> str:
    """Return the option of a kind that a project's file writes behind the kind: ``command = ["./translate"]``."""
    return str(_class(kind).main)


def option_names(kind: str) -> list[str]:
    """Return the names of a kind's options, the main one left out."""
    made = _class(kind)
    return [option.name for option in _options(made) if option.name != made.main]


def _made(made: type[Any], kind: str, values: Mapping[str, Any]) -> System:
    try:
        with shielded():
            system: System = made(**values)
    except UsageError:
        raise
    except Exception as error:
        hint = "other options, or another version of it"
        raise UsageError(f"system {kind!r} can't be made: {description(error)}", hint=hint) from error
    return system


def _options(made: type[Any]) -> list[Field[Any]]:
    return [option for option in fields(made) if option.init]


def _check_option(what: str, key: str, known: Mapping[str, Any]) -> None:
    if key not in known:
        raise UsageError(f"system {what!r} has no option {key!r}", hint=nearest(key, known))


def _read(what: str, text: str, hint: Any) -> Any:
    """Return an option of a spec; a list of words is written as in a shell."""
    if hint == tuple[str, ...]:
        try:
            return tuple(shlex.split(text))
        except ValueError as error:
            raise UsageError(f"{what} can't be {text!r}", hint="words, with quotes as in a shell") from error
    return option_value(what, text, hint, shown=repr(text))


def _typed(what: str, value: Any, hint: Any) -> Any:
    """Return an option of a project's file, whose type must be that of the option."""
    if hint == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise UsageError(f"{what} can't be {value!r:.50}", hint='a list of texts: ["./translate", "--to", "de"]')
    kinds = [kind for kind in get_args(hint) or (hint,) if isinstance(kind, type)]
    if value == "None" and type(None) in kinds:  # TOML has no word for it
        return None
    if isinstance(value, str):
        if str in kinds or not kinds:  # the latter: a choice of texts
            return option_value(what, value, hint, shown=repr(value)) if not kinds else value
    elif isinstance(value, bool):
        if bool in kinds:
            return value
    elif isinstance(value, (int, float)) and (float in kinds or (int in kinds and isinstance(value, int))):
        return float(value) if int not in kinds else value
    names = " or ".join(kind.__name__ for kind in kinds if kind is not type(None)) or "text"
    raise UsageError(f"{what} can't be {value!r:.50}", hint=f"a value of type {names}")


@cache
def _import_own() -> None:
    for _ in modules.walk(PACKAGE):
        pass


def _class(kind: str) -> type[Any]:
    for _ in modules.named(PACKAGE, kind):
        pass
    if kind in _registered:
        return _registered[kind]
    for point in entry_points(group=GROUP):
        if point.name == kind:
            try:
                with shielded():
                    system: type[Any] = point.load()
                return register(system)
            except Exception as error:
                message = f"system {kind!r} ({point.value}) can't be loaded: {description(error)}"
                raise UsageError(message, hint="another version of it") from error
    raise UsageError(f"no kind of system is named {kind!r}", hint=nearest(kind, kinds()))
