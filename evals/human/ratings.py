"""What people said of a set's outputs: one score per system and segment, from a TSV file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import DataError, UsageError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Scores

PLACES: Final = ("segment", "id", "line")
"""Columns that say which segment: an id of the set, or a line number from 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Human:
    """Scores that people gave, higher is better.

    Attributes:
        name: of the scores: the column's.
        scores: system to one value per segment of the set, shape (segments,), nan where nobody scored.
        unknown: systems that people scored and the set has no outputs of.
    """

    name: str
    scores: Mapping[str, Scores]
    unknown: tuple[str, ...] = ()


def read(path: Path, data: EvalSet, *, column: str | None = None, renamed: Mapping[str, str] | None = None) -> Human:
    """Return the scores in a TSV file with the columns system, line (or segment: an id of the set), and scores.

    Args:
        path: the file; its first line names the columns.
        data: the set whose outputs were scored.
        column: the scores; without it the first column that is neither system nor segment.
        renamed: what the file calls a system to what the set calls it.

    Raises:
        DataError: a row is no score of a segment of this set, or scores a segment twice.
        UsageError: there is no such column.
    """
    lines, _ = read_lines(path)
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    place, chosen = _columns(path, list(rows.fieldnames or ()), column)
    index = {str(i + 1): i for i in range(len(data))} if place == "line" else {one: i for i, one in enumerate(data.ids)}
    scores: dict[str, Scores] = {}
    for number, row in enumerate(rows, start=2):
        where = f"{path}, line {number}"
        system = (renamed or {}).get(row["system"], row["system"])
        column_of = scores.setdefault(system, np.full(len(data), np.nan))
        segment = index.get(row[place])
        if segment is None:
            raise DataError(f"{where}: {row[place]!r} is no {place} of set {data.name!r}", hint="scores of this set")
        if not np.isnan(column_of[segment]):
            raise DataError(f"{where}: {system!r} has a score for {row[place]!r} already", hint="one row each")
        column_of[segment] = _number(row[chosen], where)
    return Human(
        chosen,
        {system: scores[system] for system in data.outputs if system in scores},
        tuple(system for system in scores if system not in data.outputs),
    )


def _columns(path: Path, fields: Sequence[str], column: str | None) -> tuple[str, str]:
    """Return which column says the segment, and which one the score."""
    place = next((one for one in PLACES if one in fields), None)
    if "system" not in fields or place is None:
        raise DataError(
            f"{path} has the columns {', '.join(fields) or 'none'}", hint=f"system, {' or '.join(PLACES)}, and a score"
        )
    known = [one for one in fields if one not in {"system", place}]
    chosen = column or next(iter(known), None)
    if chosen not in known or chosen is None:
        raise UsageError(f"{path} has no column {column!r}", hint=", ".join(known) or "a column of scores")
    return place, chosen


def _number(text: str | None, where: str) -> float:
    """Return the number; an empty cell, None, NA or nan is no score."""
    if (text or "").strip().lower() in {"", "none", "na", "nan"}:
        return float("nan")
    try:
        value = float(text or "")
    except ValueError:
        value = float("inf")
    if not np.isfinite(value):
        raise DataError(f"{where}: {text!r} is no score", hint="a number, or nothing where nobody scored")
    return value
