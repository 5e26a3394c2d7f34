"""TSV for scripts and the clipboard: as CSV, a tab between cells and nothing quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.formats.csv import rows
from tertium.reports.formats.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table

suffix = ".tsv"


def render(tables: Sequence[Table]) -> str:
    """Return the rows of the CSV; tabs, line ends and the like are shown as codes, so nothing needs quotation marks."""
    return "".join("\t".join(map(visible, row)) + "\n" for row in rows(tables))
