"""Tables of challenge sets as their authors write them: cells between tabs, nothing quoted, `.gz` or not."""

from __future__ import annotations

import gzip
import math
import zlib
from typing import TYPE_CHECKING, NamedTuple

from tertium.errors import DataError, counted
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

HEADER_BYTES = 1 << 16
"""No first line of a table is longer; of other files, no more than that is looked at."""


class Row(NamedTuple):
    """A row by the names of its columns, and its line in the file, from 1."""

    line: int
    cells: Mapping[str, str]


def file_in(folder: Path, name: str) -> Path | None:
    """Return the file of this name, or packed under this name with ``.gz``; None where the folder has neither."""
    return next((file for file in (folder / name, folder / f"{name}.gz") if file.is_file()), None)


def header_of(path: Path | None) -> tuple[str, ...]:
    """Return the names in a table's first line; none for what can't be read or isn't one."""
    if path is None or not path.is_file() or not path.name.lower().endswith((".tsv", ".tsv.gz")):
        return ()
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            line = file.readline(HEADER_BYTES)
    except (OSError, EOFError, zlib.error):
        return ()
    return tuple(line.decode("utf-8-sig", "replace").rstrip("\r\n").split("\t"))


def read_rows(path: Path, needed: Iterable[str] = ()) -> list[Row]:
    """Return the rows of a table; empty lines are left out.

    Raises:
        DataError: the file can't be read, lacks one of the columns, names one twice, or a row has another number of
            cells; with the line.
    """
    lines, _ = read_lines(path)
    names = lines[0].split("\t") if lines else []
    for name in names:
        if names.count(name) > 1:
            raise DataError(f"{path}: two columns are called {name!r}", hint="another name for one of them")
    if missing := [name for name in needed if name not in names]:
        raise DataError(f"{path} has no column {missing[0]!r}", hint=f"a first line with {', '.join(needed)}")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(names):
            raise DataError(
                f"{path}, line {number}: {counted(len(cells), 'cell')}",
                hint=f"{len(names)}, as in the first line; a tab in a text is no part of it",
            )
        rows.append(Row(number, dict(zip(names, cells, strict=True))))
    return rows


def number_of(cell: str, path: Path, line: int) -> float:
    """Return the number in a cell; nan for an empty one and for NaN.

    Raises:
        DataError: it holds anything else, or is infinite.
    """
    try:
        number = float(cell) if cell.strip() else math.nan
    except ValueError:
        number = math.inf
    if math.isinf(number):
        raise DataError(f"{path}, line {line}: {cell!r:.40} is no number", hint="a number, or nothing")
    return number
