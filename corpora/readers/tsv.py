"""TSV with a header row (see columns.py): no quoting, so a text holds neither tab nor line end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.columns import to_set
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet


def claims(path: Path) -> bool:
    """Return whether the name ends in .tsv or .tsv.gz."""
    return path.name.endswith((".tsv", ".tsv.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set; every row has as many cells as the header.

    Raises:
        DataError: a row has too many or too few cells, or a column name occurs twice; see also `to_set`.
    """
    lines, _ = read_lines(path)
    header = lines[0].split("\t") if lines else []
    if len(set(header)) < len(header):
        raise DataError(f"{path}, line 1: a column is named twice", hint="unique column names")
    rows = [line.split("\t") for line in lines[1:]]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise DataError(
                f"{path}, line {number}: {len(row)} cells, the header has {len(header)}",
                hint="one tab between cells, none within",
            )
    if not rows:
        raise DataError(f"{path} has no rows", hint="a header row, then one row per segment")
    columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=languages)
