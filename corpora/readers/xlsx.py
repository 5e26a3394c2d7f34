"""XLSX: the first sheet that has a header of ours, or the only sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from tertium.corpora.readers.table import Table, blank_notes, is_known
from tertium.corpora.readers.xlsx_cells import check_cells
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages

Grid = list[list[Any]]
"""The cells of a sheet, row by row, all rows of one width."""
FORMULA: Final = "f"
"""openpyxl's type of a cell that holds a formula."""
ERROR: Final = "e"
"""openpyxl's type of a cell that holds an error value, such as #N/A: its text is lost."""


def claims(path: Path) -> bool:
    """Return whether the name ends in .xlsx or .xlsm."""
    return path.suffix.lower() in {".xlsx", ".xlsm"}


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table; an empty cell is an empty text, a row without any is skipped with a note.

    Raises:
        DataError: the file isn't a workbook or too large, a cell holds a formula or occurs twice, or no sheet has rows.
        UsageError: openpyxl isn't installed.
    """
    sheets = {name: grid for name, grid in _sheets(path).items() if len(grid) > 1}
    if not sheets:
        raise DataError(f"{path} has no rows", hint="a header row, then one row per segment")
    name = next((name for name, grid in sheets.items() if any(is_known(str(cell)) for cell in grid[0])), "")
    name = name or next(iter(sheets))
    others = [other for other in sheets if other != name]
    notes = [f"{path.name}: sheet {name!r} is read, not {', '.join(map(repr, others))}"] if others else []
    header, *rows = sheets[name]
    kept = [i for i, row in enumerate(rows) if any(cell is not None for cell in row)]
    notes += blank_notes(path, (kept[-1] + 1 if kept else 0) - len(kept), "row")
    if not kept:
        raise DataError(f"{path} has no rows", hint="a header row, then one row per segment")
    columns = _columns(path, header, [rows[i] for i in kept])
    return Table(path, columns, [i + 2 for i in kept], "row", notes=tuple(notes))


def _sheets(path: Path) -> dict[str, Grid]:
    """Return the cells of every sheet."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.escape import unescape
    except ModuleNotFoundError as error:
        raise UsageError("openpyxl is not installed", hint="pip install 'tertium[xlsx]'") from error
    try:
        with ZipFile(path) as archive:
            check_cells(path, archive)
        book = load_workbook(path)
    except DataError:
        raise
    except Exception as error:  # openpyxl lets errors of zip files, XML and its own through as they come
        if isinstance(error, OSError) and not isinstance(error, BadZipFile):
            raise DataError(f"can't read {path}: {error.strerror}", hint="check the path") from error
        raise DataError(f"{path} is not a workbook: {error}".splitlines()[0], hint="save it as .xlsx") from error
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == FORMULA:
                    message = f"{path}, sheet {sheet.title!r}, cell {cell.coordinate}: a formula"
                    raise DataError(message, hint="paste the values in its place, or format the cell as text")
                if cell.data_type == ERROR:
                    message = f"{path}, sheet {sheet.title!r}, cell {cell.coordinate}: the error value {cell.value}"
                    raise DataError(message, hint="the text, or an empty cell")
    return {
        sheet.title: [
            [unescape(cell) if isinstance(cell, str) else cell for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def _columns(path: Path, header: Sequence[Any], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return header to cells; a column without any header and cells is no column.

    Raises:
        DataError: a column with cells has no header, or two have one.
    """
    columns: dict[str, list[Any]] = {}
    for number, (name, column) in enumerate(zip(header, zip(*rows, strict=True), strict=True), start=1):
        if name is None:
            if any(cell is not None for cell in column):
                raise DataError(f"{path}, row 1: column {number} has no name", hint="a header row with a name for each")
            continue
        if str(name) in columns:
            raise DataError(f"{path}, row 1: a column is named twice", hint="unique column names")
        columns[str(name)] = ["" if cell is None else cell for cell in column]
    return columns
