"""LaTeX for papers: booktabs, a line between significance clusters, bold only where the best is significantly so."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from tertium.reports.formats.text import display_width
from tertium.terminal import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Column, Table

suffix = ".tex"

SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "–": r"\textendash{}",
    "−": "$-$",
    "…": r"\ldots{}",
    "↑": r"$\uparrow$",
    "↓": r"$\downarrow$",
    "→": r"$\rightarrow$",
    "Δ": r"$\Delta$",
    "·": r"\textperiodcentered{}",
    "×": r"$\times$",
    "±": r"$\pm$",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
"""Characters that TeX would read as commands or quotation marks, or that need a command, and what prints them."""

WITHOUT_A_COMMAND: Final = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "¡£«»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭ"
    "ĮįİıĲĳĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚț—‘’‚“”„‰‹›"
)
"""Characters that pdfLaTeX prints in the encoding T1, of texts in Unicode's composed form (LaTeX's t1enc.dfu)."""

OTHER: Final = (
    "% Other scripts: XeLaTeX or LuaLaTeX with a font that has them, or CJKutf8; pdfLaTeX alone prints code points.",
    r"\providecommand{\otherscript}[2]{\ifdefined\Umathcode#1\else\ifdefined\CJKfamily#1\else#2\fi\fi}",
)
"""The command that prints characters beyond T1 where the engine can, and their code points where it can't."""

ONE_COLUMN: Final = 46
"""Characters of a row that fit a column of a page in two columns, in small type."""

ONE_PAGE: Final = 100
"""Characters of a row that fit a page in small type."""

ONE_DENSE_PAGE: Final = 118
"""Characters of a row that fit a page in the size of scripts, with close columns."""

MANY: Final = 6
"""Columns of numbers from which on their headings stand upright where a row is too wide."""

LONG: Final = 48
"""More rows than fit one page go on over several; a float would be cut."""

WRAPPED: Final = 40
"""Characters from which on a column's texts are wrapped."""


def render(tables: Sequence[Table]) -> str:
    r"""Return one ``table`` each, a ``longtable`` of more rows than a page has; the first lines say what is needed."""
    body = "\n".join(_table(table) for table in tables)
    needs = ["booktabs", *(["longtable"] if r"\begin{longtable}" in body else [])]
    needs += ["graphicx"] if r"\rotatebox{" in body else []
    head = [rf"% \usepackage{{{','.join(needs)}}} \usepackage[T1]{{fontenc}} \usepackage{{lmodern}}"]
    return "\n".join([*head, *(OTHER if r"\otherscript{" in body else ()), body])


def _table(table: Table) -> str:
    cells = [[column.heading for column in table.columns], *table.display_rows()]
    widths = _widths(cells)
    is_turned = _in_all(widths) > ONE_PAGE and sum(column.numeric for column in table.columns) >= MANY
    if is_turned:  # names of systems over their scores take more room than the numbers
        below = _widths(cells[1:] or cells)
        widths = [below[j] if column.numeric else widths[j] for j, column in enumerate(table.columns)]
    width = _in_all(widths)
    is_long = len(table.rows) > LONG
    lines = [r"\toprule", _line([_heading(column, is_turned=is_turned) for column in table.columns])]
    lines += [r"\midrule", *([r"\endhead"] if is_long else [])]
    for i, row in enumerate(cells[1:]):
        lines += [r"\midrule"] if i and i in table.breaks else []
        lines.append(_line([_set(cell, table.columns[j], (i, j) in table.bold) for j, cell in enumerate(row)]))
    lines.append(r"\bottomrule")
    caption, columns = rf"\caption{{{escape_latex(table.title)}}}", _column_types(table.columns, widths)
    if is_long:
        begin = ["{", *_size(width), rf"\begin{{longtable}}{{{columns}}}", rf"{caption} \\"]
        end = [r"\end{longtable}", *_notes(table), "}"]
    else:
        name = "table*" if width > ONE_COLUMN else "table"
        begin = [rf"\begin{{{name}}}", r"\centering", *_size(width), caption, rf"\begin{{tabular}}{{{columns}}}"]
        end = [r"\end{tabular}", *_notes(table), rf"\end{{{name}}}"]
    return "\n".join([*begin, *lines, *end]) + "\n"


def _widths(cells: Sequence[Sequence[str]]) -> list[int]:
    """Return the most characters of each column."""
    return [max(display_width(reveal(row[j])) for row in cells) for j in range(len(cells[0]))]


def _in_all(widths: Sequence[int]) -> int:
    """Return the characters of a row, long texts wrapped."""
    return sum(min(size, WRAPPED) + 2 for size in widths)


def _heading(column: Column, *, is_turned: bool) -> str:
    """Return the heading; of numbers it stands upright where names in a row would be too wide for the page."""
    heading = _set(column.heading, column)
    return rf"\rotatebox{{90}}{{{heading}}}" if is_turned and column.numeric else heading


def _size(width: int) -> list[str]:
    """Return the type size that so many characters of a row need, and closer columns where even that is too little."""
    if width <= ONE_PAGE:
        return [r"\small"] if width > ONE_COLUMN - 10 else []
    return [r"\scriptsize" if width <= ONE_DENSE_PAGE else r"\tiny", r"\setlength{\tabcolsep}{2pt}"]


def _column_types(columns: Sequence[Column], widths: Sequence[int]) -> str:
    """Return the argument of ``tabular``: texts that are long are wrapped, columns beside another stand close to it."""
    wrapped = [j for j, column in enumerate(columns) if not column.numeric and widths[j] > WRAPPED]
    # A character of small type is about 1/130 of a line; what the other columns leave is shared.
    rest = 0.9 - sum(size + 2 for j, size in enumerate(widths) if j not in wrapped) / 130
    share = max(rest, 0.2) / max(len(wrapped), 1)
    types = []
    for j, column in enumerate(columns):
        kind = rf"p{{{share:.2f}\linewidth}}" if j in wrapped else "r" if column.numeric else "l"
        begins_group = j and columns[j - 1].beside and not column.beside
        gap = r"@{\;}" if column.beside else r"@{\hspace{1em}}" if begins_group else ""
        types.append(f"{gap}{kind}")
    return "".join(types)


def _set(cell: str, column: Column, is_bold: bool = False) -> str:  # noqa: FBT001, FBT002 - a cell's look
    text = escape_latex(cell)
    if column.numeric:  # a minus, not a hyphen
        text = re.sub(r"(?<![0-9A-Za-z])-(?=[0-9])", "$-$", text)
    if column.beside:
        return rf"{{\scriptsize {text}}}"
    return rf"\textbf{{{text}}}" if is_bold else text


def _notes(table: Table) -> list[str]:
    if not table.footnotes:
        return []
    notes = [rf"{_breakable(escape_latex(note))}\par" for note in table.footnotes]
    return [r"\par\smallskip", r"{\footnotesize\raggedright", *notes, "}"]


def _breakable(note: str) -> str:
    """Return a note whose signatures may be broken between their options."""
    return note.replace(r"\textbar{}", r"\textbar{}\allowbreak{}")


def _line(cells: list[str]) -> str:
    # A row that begins with a bracket would be read as the option of the line end above it.
    return ("{}" if cells[0].startswith(("[", "*")) else "") + " & ".join(cells) + r" \\"


def escape_latex(text: str) -> str:
    r"""Return the text so that TeX prints it as it is; two hyphens, commas or quotes don't become another sign."""
    composed = unicodedata.normalize("NFC", reveal(text))
    pieces = re.split(r"([^\x00-\x7f]+)", composed)
    return re.sub("([-,'])(?=[-,'])", r"\1{}", "".join(map(_escaped, pieces)))


def _escaped(text: str) -> str:
    r"""Return a piece of text, characters that have no command in ``\otherscript``."""
    result, others = [], ""
    for char in f"{text}\0":  # the end, which is no character of a text that is revealed
        if char in SPECIAL or char in WITHOUT_A_COMMAND or char == "\0":
            result += [_other(others)] if others else []
            result += [SPECIAL.get(char, char)] if char != "\0" else []
            others = ""
        else:
            others += char
    return "".join(result)


def _other(chars: str) -> str:
    return rf"\otherscript{{{chars}}}{{{' '.join(f'U+{ord(char):04X}' for char in chars)}}}"
