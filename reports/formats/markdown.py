"""Markdown for pull requests and README files; texts are escaped, so that none is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.reports.formats.text import visible

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
"""What would become HTML, a mention, or a link without any brackets."""


def render(tables: Sequence[Table]) -> str:
    """Return one section per table, its notes as a list below."""
    return "\n".join(_section(table) for table in tables)


def _section(table: Table) -> str:
    rule = ["--:" if column.numeric else ":--" for column in table.columns]
    lines = [_line([escaped(column.heading) for column in table.columns]), _line(rule)]
    for i, row in enumerate(table.shown()):
        lines.append(_line([f"**{escaped(c)}**" if (i, j) in table.bold else escaped(c) for j, c in enumerate(row)]))
    notes = [f"- {escaped(note)}" for note in table.said]
    return "\n".join([f"### {escaped(table.title)}", "", *lines, *([""] if notes else []), *notes]) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Return the text so that Markdown and its HTML show it as it is, in one line: no link, no formula, no mention."""
    shown = re.sub(r"([\\`*_{}\[\]#|~!$])", r"\\\1", visible(text))
    for sign, entity in ENTITIES.items():
        shown = shown.replace(sign, entity)
    return shown
