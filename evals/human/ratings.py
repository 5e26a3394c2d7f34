"""Human scores of a set's outputs: one score per system and segment, from a TSV file."""

from __future__ import annotations

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

SEGMENT_COLUMNS: Final = ("segment", "id", "line")
"""Columns that name the segment: by an id of the set, or by a line number from 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Human:
    """Human scores, higher is better.

    Attributes:
        name: name of the column of scores.
        scores: system to its scores, shape (segments,), nan for segments that nobody scored.
        unknown: systems with human scores that the set has no outputs of.
    """

    name: str
    scores: Mapping[str, Scores]
    unknown: tuple[str, ...] = ()


def read(path: Path, data: EvalSet, *, column: str | None = None, renamed: Mapping[str, str] | None = None) -> Human:
    """Return the scores in a TSV file with the columns system, line (or segment, or id), and scores.

    Args:
        path: the file; its first line names the columns.
        data: the set whose outputs were scored.
        column: name of the column of scores; by default the first one that is neither system nor segment.
        renamed: a system's name in the file to its name in the set.

    Raises:
        DataError: a row has no valid score or segment, or a segment is scored twice.
        UsageError: the file has no such column.
    """
    lines, _ = read_lines(path)
    # Split by hand: the format has no quoting, and the csv module refuses a CR within a cell and cells over 128 kB.
    titles = lines[0].split("\t") if lines else []
    segment_column, score_column = _columns(path, titles, column)
    names = [str(i + 1) for i in range(len(data))] if segment_column == "line" else data.ids
    index = {name: i for i, name in enumerate(names)}
    scores: dict[str, Scores] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        where = f"{path}, line {number}"
        row = _row(titles, line.split("\t"), {"system", segment_column}, where)
        system = (renamed or {}).get(row["system"], row["system"])
        values = scores.setdefault(system, np.full(len(data), np.nan))
        segment = index.get(row[segment_column])
        if segment is None:
            raise DataError(
                f"{where}: {row[segment_column]!r} is no {segment_column} of set {data.name!r}",
                hint="scores of this set",
            )
        if not np.isnan(values[segment]):
            raise DataError(f"{where}: {system!r} has a score for {row[segment_column]!r} already", hint="one row each")
        values[segment] = _number(row.get(score_column), where)
    return Human(
        score_column,
        {system: scores[system] for system in data.outputs if system in scores},
        tuple(system for system in scores if system not in data.outputs),
    )


def _row(titles: Sequence[str], cells: Sequence[str], needed: set[str], where: str) -> dict[str, str]:
    """Return a line's cells by title; empty cells at the end may be left out, but those that name the output."""
    row = dict(zip(titles, cells, strict=False))
    if absent := sorted(needed - set(row)):
        raise DataError(f"{where} has no {' and no '.join(absent)}", hint=f"{len(titles)} cells, as in line 1")
    return row


def _columns(path: Path, fields: Sequence[str], column: str | None) -> tuple[str, str]:
    """Return the names of the columns of the segment and of the score."""
    segment_column = next((name for name in SEGMENT_COLUMNS if name in fields), None)
    if "system" not in fields or segment_column is None:
        raise DataError(
            f"{path} has the columns {', '.join(fields) or 'none'}",
            hint=f"system, {' or '.join(SEGMENT_COLUMNS)}, and a score",
        )
    candidates = [name for name in fields if name not in {"system", segment_column}]
    score_column = column or next(iter(candidates), None)
    if score_column not in candidates or score_column is None:
        raise UsageError(f"{path} has no column {column!r}", hint=", ".join(candidates) or "a column of scores")
    return segment_column, score_column


def _number(text: str | None, where: str) -> float:
    """Return the number in a cell; nan for an empty one, None, NA or nan, as files of WMT have them."""
    if (text or "").strip().lower() in {"", "none", "na", "nan"}:
        return float("nan")
    try:
        value = float(text or "")
    except ValueError:
        value = float("inf")
    if not np.isfinite(value):
        raise DataError(f"{where}: {text!r} is no score", hint="a number, or nothing where nobody scored")
    return value
