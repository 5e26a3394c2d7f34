"""LaTeX for papers: booktabs, a line between significance clusters, bold only where the best is significantly so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.terminal import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table

suffix = ".tex"

SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "–": r"\textendash{}",
        "↑": r"$\uparrow$",
        "↓": r"$\downarrow$",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
"""Characters that TeX would read as commands, and what prints them."""


def render(tables: Sequence[Table]) -> str:
    r"""Return one ``table`` each; the preamble needs ``\usepackage{booktabs}`` and ``\usepackage[T1]{fontenc}``."""
    return "\n".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    lines = [r"\begin{table}", r"\centering", rf"\caption{{{escape_latex(table.title)}}}"]
    lines.append(rf"\begin{{tabular}}{{{''.join('r' if column.numeric else 'l' for column in table.columns)}}}")
    lines += [r"\toprule", _line([escape_latex(column.heading) for column in table.columns]), r"\midrule"]
    for i, row in enumerate(table.display_rows()):
        lines += [r"\midrule"] if i and i in table.breaks else []
        lines.append(_line([_cell(cell, bold=(i, j) in table.bold) for j, cell in enumerate(row)]))
    lines += [r"\bottomrule", r"\end{tabular}"]
    lines += [rf"\par\footnotesize {escape_latex(note)}" for note in table.footnotes]
    return "\n".join([*lines, r"\end{table}"]) + "\n"


def _cell(cell: str, *, bold: bool) -> str:
    return rf"\textbf{{{escape_latex(cell)}}}" if bold else escape_latex(cell)


def _line(cells: list[str]) -> str:
    return " & ".join(cells) + r" \\"


def escape_latex(text: str) -> str:
    """Return the text so that TeX prints it as it is; two hyphens don't become a dash."""
    return re.sub("-(?=-)", "-{}", reveal(text).translate(SPECIAL))
