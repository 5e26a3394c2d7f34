"""Cells of workbooks that no sheet can have, that occur twice, or that would make billions of empty ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tertium.corpora.readers.xlsx_cells import check_cells
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def check(folder: Path, rows: str, *, name: str = "xl/worksheets/sheet1.xml", root: str = "worksheet") -> None:
    path = folder / "a.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("image.png", b"\x89PNG\0")
        archive.writestr("empty.xml", b"")
        archive.writestr(name, f'<{root} xmlns="{MAIN}"><sheetData>{rows}</sheetData></{root}>')
    with ZipFile(path) as archive:
        check_cells(path, archive)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"/><c r="XFD1"/></row><row r="600"><c r="B600"/></row>',
        '<row r="1048576"/>',
        "<row><c/><c/></row><row><c/></row>",
        '<row r="2"><c r="A2"/><c/><c r="AB2"/><c/></row>',
    ],
)
def test_cells_near_each_other_are_taken_with_or_without_an_address(tmp_path: Path, rows: str) -> None:
    check(tmp_path, rows)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>', "more than 10000000 cells up to"),
        ('<row r="999999999"><c r="A999999999"/></row>', "sheet1.xml, row 999999999: no sheet has it"),
        ('<row r="-1"/>', "row -1: no sheet has it"),
        ('<row r="1"><c r="XFE1"/></row>', "cell XFE1: no sheet has it"),
        ('<row r="1"><c r="1A"/></row>', "cell 1A: no sheet has it"),
        ("<c/>", "cell without an address: no sheet has it"),
        ('<row r="1"><c r="A1"/><c r="A1"/></row>', "cell A1: it is there twice"),
        ('<row r="1"><c r="A1"/></row><row r="1"><c/></row>', "cell without an address: it is there twice"),
    ],
)
def test_a_cell_that_would_be_lost_or_fill_the_memory_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        check(tmp_path, rows)


def test_every_sheet_of_the_archive_is_checked_wherever_it_is_and_nothing_else(tmp_path: Path) -> None:
    twice = '<row r="1"><c r="A1"/><c r="A1"/></row>'
    check(tmp_path, twice, root="calcChain")
    with pytest.raises(DataError, match=r"hidden\.bin, cell A1"):
        check(tmp_path, twice, name="hidden.bin")
