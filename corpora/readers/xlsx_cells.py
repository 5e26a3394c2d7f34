"""Checks the cells of a workbook before a grid is made of them: a far cell would fill the memory with empty ones."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from tertium.errors import DataError
from tertium.limits import MAX_BYTES, MAX_CELLS

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipFile

SHEET: Final = "worksheet"
"""Outermost element of a sheet; the workbook may name any file of the archive as one."""
ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
"""A cell's address, such as AB12."""
MAX_COLUMN: Final = 16_384
MAX_ROW: Final = 1_048_576
"""The sizes of a sheet in Excel; openpyxl fails beyond them."""
CHUNK: Final = 2**20
"""Bytes that are unpacked and parsed at a time."""


def check_cells(path: Path, archive: ZipFile) -> None:
    """Check the cells of every sheet of a workbook.

    Raises:
        DataError: the files take more than `MAX_BYTES`, two cells have one address, one has none that a sheet can have,
            or the rectangles from A1 to the last cell of each sheet hold more than `MAX_CELLS` cells.
    """
    if sum(entry.file_size for entry in archive.infolist()) > MAX_BYTES:  # a small file may unpack to gigabytes
        raise DataError(f"{path} is larger than {MAX_BYTES >> 20} MiB, unpacked", hint="split the file")
    cells = 0
    for name in archive.namelist():
        sheet = _Sheet(path, name.rpartition("/")[2])
        # What is no XML is an image, or an error that openpyxl explains.
        with suppress(expat.ExpatError), archive.open(name) as file:
            while chunk := file.read(CHUNK):
                sheet.parser.Parse(chunk, False)  # noqa: FBT003 - not the last chunk
        cells += sheet.last_row * sheet.last_column
        if cells > MAX_CELLS:
            what = f"{path} has more than {MAX_CELLS} cells up to the last ones of its sheets"
            raise DataError(what, hint="remove the rows and columns far from the table")


class _Sheet:
    """Follows the addresses of a sheet's rows and cells; those without one follow the one before."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._row, self._column, self._seen = 0, 0, set[int]()
        self.last_row, self.last_column = 0, 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        """Look at the outermost element: only sheets have cells."""
        self.parser.StartElementHandler = self._start if name.rpartition(" ")[2] == SHEET else None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "row":
            number = attributes.get("r", str(self._row + 1))
            self._row, self._column = int(number) if number.isdecimal() and len(number) < len("10000000") else 0, 0
            self._check(f"row {number[:20]}")
        elif kind == "c":
            self._cell(attributes.get("r"))

    def _cell(self, address: str | None) -> None:
        if address is None:
            self._column += 1
        else:
            match = ADDRESS.fullmatch(address)
            self._row, self._column = (int(match[2]), _number(match[1])) if match else (0, 0)
        self._check(f"cell {address[:20] if address else 'without an address'}", is_cell=True)

    def _check(self, what: str, *, is_cell: bool = False) -> None:
        """Raise DataError where the sheet can't have this row or column, or has had this cell."""
        place = self._row * (MAX_COLUMN + 1) + self._column
        if not 1 <= self._row <= MAX_ROW or not is_cell <= self._column <= MAX_COLUMN:
            raise DataError(f"{self._path}, {self._name}, {what}: no sheet has it", hint="save it as .xlsx again")
        if is_cell and place in self._seen:
            raise DataError(f"{self._path}, {self._name}, {what}: it is there twice", hint="save it as .xlsx again")
        if is_cell:
            self._seen.add(place)
            self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)


def _number(letters: str) -> int:
    """Return the number of a column: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
