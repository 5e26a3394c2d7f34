"""Numbers in cells of files of scores."""

from __future__ import annotations

import math
from typing import Any, Final

from tertium.errors import DataError

MISSING: Final = frozenset({"", "none", "na", "n/a", "nan", "null"})
"""Cells without a score, in lower case, as files of WMT and of statistics programs have them."""


def number(cell: Any, where: str) -> float:
    """Return the number in a cell; nan where it holds none.

    Raises:
        DataError: the cell holds something else.
    """
    if cell is None or (isinstance(cell, str) and cell.strip().lower() in MISSING):
        return math.nan
    try:
        # Python reads 1_000 as a number, no other program does.
        if isinstance(cell, (bool, list, dict)) or (isinstance(cell, str) and "_" in cell):
            value = math.inf
        else:
            value = float(cell)
    except (ValueError, OverflowError):  # the latter: a whole number of JSON with some hundred digits
        value = math.inf
    if math.isinf(value):
        raise DataError(f"{where}: {cell!r:.50} is no score", hint="a number, or None where there is no score")
    return value


def is_number(cell: Any) -> bool:
    """Whether a cell holds a number or nothing."""
    try:
        number(cell, "")
    except DataError:
        return False
    return True
