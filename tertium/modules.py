"""The modules of a package by name: a new format, section or engine is one new file."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType


def walk(package: str) -> Iterator[ModuleType]:
    """Import and yield all modules of a package and its subpackages, in alphabetical order."""
    for name in _full_names(package, tuple(importlib.import_module(package).__path__)):
        yield importlib.import_module(name)


def named(package: str, name: str) -> Iterator[ModuleType]:
    """Import and yield the modules of this short name in a package and its subpackages, and no others."""
    for full_name in _full_names(package, tuple(importlib.import_module(package).__path__)):
        if full_name.rpartition(".")[2] == name:
            yield importlib.import_module(full_name)


@cache
def _full_names(package: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of all modules; once for a path, since a command asks for a dozen and the folders are many."""
    return tuple(module.name for module in pkgutil.walk_packages(path, f"{package}."))


def with_attribute(package: str, attribute: str) -> dict[str, Any]:
    """Return the modules of a package that define an attribute, by short name, in alphabetical order."""
    modules = {module.__name__.rpartition(".")[2]: module for module in walk(package) if hasattr(module, attribute)}
    return dict(sorted(modules.items()))


def claiming(package: str, path: Path) -> Any:
    """Return the first module of a package of readers whose `claims` recognises a file or folder; None without one."""
    return next((reader for reader in with_attribute(package, "claims").values() if reader.claims(path)), None)


def load(package: str, attribute: str, name: str, *, kind: str) -> Any:
    """Return the module of this name; no other one is imported.

    Args:
        package: full name of the package.
        attribute: what the module must define, as for `with_attribute`.
        name: short name of the module.
        kind: noun for the message, e.g. ``"format"``.

    Raises:
        UsageError: no module of this name defines the attribute.
    """
    module = next((module for module in named(package, name) if hasattr(module, attribute)), None)
    if module is None:
        raise UsageError(f"no {kind} is named {name!r}", hint=", ".join(with_attribute(package, attribute)))
    return module
