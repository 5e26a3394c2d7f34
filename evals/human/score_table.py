"""Tables of scores, one row per system, segment and rater: direct assessment, ESA, averages of MQM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import DataError, UsageError
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.rows import Row, Table

ABOUT: Final = frozenset(
    {"doc", "doc_id", "document", "document_id", "docsegid", "domain", "seg_id", "globalsegid", "line", "id", "segment"}
    | {"hit", "hit_id", "item", "item_id", "batch", "duration", "time", "start_time", "end_time", "timestamp", ""}
)
"""Columns, in lower case, that number rows or say where and when an output was rated; numbers in them are no scores."""
SCORES: Final = ("score", "rating", "raw", "raw_score")
"""Columns, in lower case, that are scores where there are several of numbers."""


def read_scores(table: Table, data: EvalSet, renamed: Mapping[str, str], column: str | None = None) -> Ratings:
    """Return the ratings in a column of a table.

    Args:
        table: with the columns system, line (or segment, or id), a score, and rater where several scored an output.
        data: the set whose outputs were scored.
        renamed: a system's name in the file to its name in the set.
        column: of the scores; by default the first of numbers that is none of the others.

    Raises:
        DataError: a row has no valid score or segment, a rater scored an output twice, or there are no scores.
        UsageError: the file has no such column.
    """
    name = _score_column(table, column)
    ratings: dict[tuple[str, int, str], Rating] = {}
    for row in rows_of(table, data, renamed):
        key = (row.system, row.segment, row.rater)
        # a row without a score may stand beside one that has it
        if key in ratings and not np.isnan(ratings[key].score):
            raise _twice(table, row)
        ratings[key] = Rating(*key, _number(row.cells.get(name), row.where))
    return Ratings(name, tuple(ratings.values()))


def _score_column(table: Table, column: str | None) -> str:
    others = {table.system_column, table.segment_column, table.rater_column}
    candidates = [name for name in table.titles if name not in others]
    scores = [name for name in candidates if not _is_about(name)] or candidates
    scores.sort(key=lambda name: name.strip().lower() not in SCORES)
    name = column or next((name for name in scores if _is_of_numbers(table, name)), next(iter(scores), None))
    if name is None:
        raise DataError(f"{table.path} has no column of scores: {', '.join(table.titles)}", hint="system, line, score")
    if name not in candidates:
        raise UsageError(f"{table.path} has no column {column!r}", hint=", ".join(candidates) or "a column of scores")
    return name


def _is_about(name: str) -> bool:
    plain = name.strip().lower()
    return plain in ABOUT or plain.startswith("unnamed: ")


def _is_of_numbers(table: Table, name: str) -> bool:
    """Return whether a column has numbers, and nothing else where it isn't empty."""
    place = table.titles.index(name)
    values = [row[place] for _, row in table.rows if len(row) > place]
    try:
        return bool(np.isfinite([_number(value, "") for value in values]).any())
    except DataError:
        return False


def _twice(table: Table, row: Row) -> DataError:
    segment = row.cells[table.segment_column]
    if row.rater:
        what = f"{row.where}: {row.rater!r} scored {segment!r} of {row.system!r} already"
        return DataError(what, hint="one row for each rater and output")
    what = f"{row.where}: {row.system!r} has a score for {segment!r} already"
    return DataError(what, hint="one row each, or a column 'rater' that says who scored it")


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
