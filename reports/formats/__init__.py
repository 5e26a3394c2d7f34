"""One module per format that tables can be shown in: `suffix`, and `render(tables)` without any I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tertium import modules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table


class Format(Protocol):
    """What a module of this folder holds.

    Attributes:
        suffix: of the file name, with the dot.
    """

    suffix: str

    def render(self, tables: Sequence[Table]) -> str | bytes:
        """Return the tables as text that ends in a line end, or as the bytes of a file.

        Raises:
            UsageError: the package that writes it is not installed.
        """
        ...


def names() -> list[str]:
    """Return the formats there are."""
    return list(modules.found(__name__, "render"))


def load(name: str) -> Format:
    """Return a format by name.

    Raises:
        UsageError: there is none of this name.
    """
    format_: Format = modules.load(__name__, "render", name, kind="format")
    return format_
