"""Markdown for pull requests and README files; texts are escaped, so that none is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.terminal import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table

suffix = ".md"

ENTITIES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
    "://": "&colon;//",
    "www.": "www&period;",
}
"""Characters that would become HTML, a mention, or a link without brackets."""


def render(tables: Sequence[Table]) -> str:
    """Return one section per table, its notes as a list below."""
    return "\n".join(_section(table) for table in tables)


def _section(table: Table) -> str:
    rule = ["--:" if column.numeric else ":--" for column in table.columns]
    lines = [_line([escape_markdown(column.heading) for column in table.columns]), _line(rule)]
    for i, row in enumerate(table.display_rows()):
        lines.append(_line([_cell(cell, bold=(i, j) in table.bold) for j, cell in enumerate(row)]))
    notes = [f"- {escape_markdown(note)}" for note in table.footnotes]
    return "\n".join([f"### {escape_markdown(table.title)}", "", *lines, *([""] if notes else []), *notes]) + "\n"


def _cell(cell: str, *, bold: bool) -> str:
    return f"**{escape_markdown(cell)}**" if bold else escape_markdown(cell)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escape_markdown(text: str) -> str:
    """Return the text in one line so that Markdown shows it as it is, without links, formulas or mentions."""
    escaped = re.sub(r"([\\`*_{}\[\]#|~!$])", r"\\\1", reveal(text))
    for sign, entity in ENTITIES.items():  # "&" comes first, so that entities stay
        escaped = escaped.replace(sign, entity)
    return escaped
