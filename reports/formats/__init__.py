"""The formats of tables: one module each, with `suffix` and with `render(tables)`, which does no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tertium import modules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table


class Format(Protocol):
    """The interface of a module in this folder.

    Attributes:
        suffix: the end of a file's name, with the dot.
    """

    suffix: str

    def render(self, tables: Sequence[Table]) -> str | bytes:
        """Return the tables as text that ends with a line end, or as the bytes of a file.

        Raises:
            UsageError: the package that writes the format is not installed.
        """
        ...


def names() -> list[str]:
    """Return the names of all formats."""
    return list(modules.with_attribute(__name__, "render"))


def load(name: str) -> Format:
    """Return a format by name.

    Raises:
        UsageError: no format has this name.
    """
    format_: Format = modules.load(__name__, "render", name, kind="format")
    return format_
