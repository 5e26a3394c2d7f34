"""XLSX: the first sheet that has a header of ours, or the first one with rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from tertium.corpora.readers.table import Table, blank_notes, is_known
from tertium.corpora.readers.xlsx_cells import check_cells
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages

FORMULA: Final = "f"
"""openpyxl's type of a cell that holds a formula."""
ERROR: Final = "e"
"""openpyxl's type of a cell that holds an error value, such as #N/A: its text is lost."""
SEARCHED: Final = 20
"""Rows in which a header is looked for where the first row is none: titles and remarks above it are few."""
SHOWN: Final = 30
"""Characters of a cell that a message shows."""
LISTED: Final = 8
"""Rows, columns and ranges that a note lists."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Attributes:
        title: its name.
        cells: row by row, all rows of one width.
        hidden: whether the sheet is.
        hidden_rows: numbers, from 1.
        hidden_columns: letters.
        merged: the ranges of cells that are merged, as A1:B3.
    """

    title: str
    cells: list[list[Any]]
    hidden: bool
    hidden_rows: list[int]
    hidden_columns: list[str]
    merged: list[str]


def claims(path: Path) -> bool:
    """Return whether the name ends in .xlsx or .xlsm."""
    return path.suffix.lower() in {".xlsx", ".xlsm"}


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table; an empty cell is an empty text, a row without any is skipped with a note.

    What is hidden is read like what is shown, with a note; but a hidden sheet only where no other has rows.

    Raises:
        DataError: the file isn't a workbook or too large, a cell holds a formula or occurs twice, no sheet has rows, or
            the first row with cells is no header.
        UsageError: openpyxl isn't installed.
    """
    sheets = [sheet for sheet in _sheets(path) if len(_filled(sheet.cells)) > 1]
    if not sheets:
        raise DataError(f"{path} has no rows", hint="a header row, then one row per segment")
    candidates = [sheet for sheet in sheets if not sheet.hidden] or sheets
    sheet = next((sheet for sheet in candidates if _known(sheet.cells[_filled(sheet.cells)[0]])), None)
    sheet = sheet or next((sheet for sheet in candidates if _likely_header(sheet.cells) is not None), candidates[0])
    header, *kept = _filled(sheet.cells)
    _check_header(path, sheet, header)
    columns = _columns(path, header + 1, sheet.cells[header], [sheet.cells[i] for i in kept])
    notes = [*_notes(path, sheet, sheets), *blank_notes(path, kept[-1] - len(kept), "row")]
    return Table(path, columns, [i + 1 for i in kept], "row", notes=tuple(notes))


def _filled(cells: Sequence[Sequence[Any]]) -> list[int]:
    """Return the indices of the rows that aren't blank."""
    return [i for i, row in enumerate(cells) if any(cell is not None for cell in row)]


def _known(row: Sequence[Any]) -> int:
    """Return how many cells of a row are names of columns of ours."""
    return sum(is_known(str(cell)) for cell in row)


def _likely_header(cells: Sequence[Sequence[Any]]) -> int | None:
    """Return the index of the row below the first that looks like the header; None for none.

    It has two names of ours, or is the first with a text in every column where the first row, a title, has gaps.
    """
    first, *others = _filled(cells)[:SEARCHED]
    named = [i for i in others if _known(cells[i]) > 1]
    if named:
        return named[0]
    width = _width(cells[i] for i in (first, *others))
    if _width([cells[first]]) == width:
        return None
    whole = (i for i in others if all(isinstance(cell, str) for cell in cells[i][:width]))
    return next(whole, None)


def _width(rows: Iterable[Sequence[Any]]) -> int:
    """Return the number of columns up to the last with a cell."""
    return max((i + 1 for row in rows for i, cell in enumerate(row) if cell is not None), default=0)


def _check_header(path: Path, sheet: Sheet, header: int) -> None:
    """Check that no later row looks more like the header, as below a title."""
    likely = None if _known(sheet.cells[header]) else _likely_header(sheet.cells)
    if likely is not None:
        names = ", ".join(str(cell)[:SHOWN] for cell in sheet.cells[likely] if cell is not None)
        message = (
            f"{path}, sheet {sheet.title!r}: row {likely + 1} looks like the header ({names}), not row {header + 1}"
        )
        raise DataError(message, hint=f"remove what stands above row {likely + 1}")


def _notes(path: Path, sheet: Sheet, sheets: Sequence[Sheet]) -> list[str]:
    """Return the notes on the choice of the sheet, and on what is hidden or merged in it."""
    others = ", ".join(f"{other.title!r}{' (hidden)' * other.hidden}" for other in sheets if other is not sheet)
    title = f"{sheet.title!r}{', which is hidden,' * sheet.hidden}"
    notes = [f"sheet {title} is read{f', not {others}' * bool(others)}"] if others or sheet.hidden else []
    for what, names in (("hidden rows are read", sheet.hidden_rows), ("hidden columns are read", sheet.hidden_columns)):
        notes += [f"{what}: {_listed(names)}"] if names else []
    if sheet.merged:
        notes.append(f"of merged cells the first has the text, the others are empty: {_listed(sheet.merged)}")
    return [f"{path.name}: {note}" for note in notes]


def _listed(names: Sequence[object]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(map(str, names[:LISTED])) + more


def _sheets(path: Path) -> list[Sheet]:
    """Return every sheet."""
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise UsageError("openpyxl is not installed", hint="pip install 'tertium[xlsx]'") from error
    try:
        with path.open("rb") as file:  # openpyxl leaves one open that it fails to read
            with ZipFile(file) as archive:
                check_cells(path, archive)
            book = load_workbook(file)
    except DataError:
        raise
    except Exception as error:  # openpyxl lets errors of zip files, XML and its own through as they come
        if isinstance(error, OSError) and not isinstance(error, BadZipFile):
            raise DataError(f"can't read {path}: {error.strerror}", hint="check the path") from error
        raise DataError(f"{path} is not a workbook: {error}".splitlines()[0], hint="save it as .xlsx") from error
    for worksheet in book.worksheets:
        _check_cells(path, worksheet)
    return [_sheet(worksheet) for worksheet in book.worksheets]


def _check_cells(path: Path, worksheet: Any) -> None:
    """Check that no cell holds a formula or an error value."""
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.data_type == FORMULA:
                message = f"{path}, sheet {worksheet.title!r}, cell {cell.coordinate}: a formula"
                raise DataError(message, hint="paste the values in its place, or format the cell as text")
            if cell.data_type == ERROR:
                message = f"{path}, sheet {worksheet.title!r}, cell {cell.coordinate}: the error value {cell.value}"
                raise DataError(message, hint="the text, or an empty cell")


def _sheet(worksheet: Any) -> Sheet:
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.escape import unescape

    rows = worksheet.iter_rows(values_only=True)
    cells = [[unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    columns = {
        number
        for dimension in worksheet.column_dimensions.values()
        if dimension.hidden  # of a group of columns there is one dimension
        for number in range(dimension.min, min(dimension.max, len(cells[0]) if cells else 0) + 1)
        if any(row[number - 1] is not None for row in cells)
    }
    shown_rows = set(_filled(cells))
    rows_hidden = sorted(number for number, row in worksheet.row_dimensions.items() if row.hidden)
    return Sheet(
        worksheet.title,
        cells,
        hidden=worksheet.sheet_state != "visible",
        hidden_rows=[number for number in rows_hidden if number - 1 in shown_rows],
        hidden_columns=[get_column_letter(number) for number in sorted(columns)],
        merged=[str(area) for area in worksheet.merged_cells.sorted()],
    )


def _columns(path: Path, number: int, header: Sequence[Any], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return header to cells; a column without any header and cells is no column.

    Raises:
        DataError: a column with cells has no header, or two have one; the header is the row of this number.
    """
    columns: dict[str, list[Any]] = {}
    for position, (name, column) in enumerate(zip(header, zip(*rows, strict=True), strict=True), start=1):
        if name is None:
            if any(cell is not None for cell in column):
                message = f"{path}, row {number}: column {position} has no name"
                raise DataError(message, hint="a header row with a name for each")
            continue
        if str(name) in columns:
            raise DataError(f"{path}, row {number}: a column is named twice", hint="unique column names")
        columns[str(name)] = ["" if cell is None else cell for cell in column]
    return columns
