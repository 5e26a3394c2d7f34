"""The modules of a package by name: a format joins by being one new file."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from tertium.errors import UsageError


def found(package: str, holding: str) -> dict[str, Any]:
    """Return the modules of a package that hold a certain name, in the order of the alphabet."""
    names = [one.name for one in pkgutil.iter_modules(importlib.import_module(package).__path__)]
    modules = {name: importlib.import_module(f"{package}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, holding)}


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
