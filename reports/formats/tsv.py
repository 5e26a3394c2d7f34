"""TSV for scripts and the clipboard: like CSV, with tabs between cells and without quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.formats.csv import text_rows
from tertium.terminal import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table

suffix = ".tsv"


def render(tables: Sequence[Table]) -> str:
    """Return the rows of the CSV; tabs and line ends in texts become codes, so that nothing needs quotation marks."""
    return "".join("\t".join(map(reveal, row)) + "\n" for row in text_rows(tables))
