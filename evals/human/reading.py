"""Reads human scores of whatever kind: the columns tell a table of scores from rows of MQM errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import UsageError
from tertium.evals.human.mqm import COLUMNS, read_mqm
from tertium.evals.human.rows import open_table
from tertium.evals.human.score_table import read_scores
from tertium.evals.human.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings


def read(
    path: Path,
    data: EvalSet,
    *,
    column: str | None = None,
    renamed: Mapping[str, str] | None = None,
    weights: Weights | None = None,
) -> Ratings:
    """Return the ratings in a TSV file: a table of scores, or MQM errors where it has a category and a severity.

    Scores of a table count as better where they are higher; `as_penalties` turns them.

    Args:
        path: the file; its first line names the columns.
        data: the set whose outputs were rated.
        column: of the scores; by default the first that names neither output nor rater. With it every file is a table.
        renamed: a system's name in the file to its name in the set.
        weights: of MQM errors; those of WMT by default.

    Raises:
        DataError: the file or a row of it is invalid.
        UsageError: there is no such column, or the file has no errors to weigh.
    """
    table = open_table(path)
    if column is None and set(table.titles) >= COLUMNS:
        return read_mqm(table, data, renamed or {}, weights or Weights())
    if weights is not None:
        raise UsageError(f"{path} has no MQM errors to weigh", hint="--weight for rows with category and severity")
    return read_scores(table, data, renamed or {}, column)
