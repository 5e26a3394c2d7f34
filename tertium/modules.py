"""The modules of a package by name: a format joins by being one new file."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def walk(package: str) -> Iterator[ModuleType]:
    """Import and yield every module of a package, those of its subpackages included, in the order of the alphabet."""
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        yield importlib.import_module(module.name)


def found(package: str, holding: str) -> dict[str, Any]:
    """Return the modules of a package that hold a certain name, in the order of the alphabet."""
    modules = {module.__name__.rpartition(".")[2]: module for module in walk(package) if hasattr(module, holding)}
    return dict(sorted(modules.items()))


def load(package: str, holding: str, name: str, *, kind: str) -> Any:
    """Return one of them.

    Args:
        package: its full name.
        holding: as for `found`.
        name: the module's.
        kind: what people call it, for the message.

    Raises:
        UsageError: there is none of this name.
    """
    modules = found(package, holding)
    if name not in modules:
        raise UsageError(f"no {kind} is named {name!r}", hint=", ".join(modules))
    return modules[name]
