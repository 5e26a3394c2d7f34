"""Reads human scores of whatever kind; the first line tells which: see `FORMATS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import DataError, UsageError
from tertium.evals.human.appraise import is_appraise, read_appraise
from tertium.evals.human.mqm import COLUMNS, read_mqm
from tertium.evals.human.pearmut import is_pearmut, read_pearmut
from tertium.evals.human.rating_file import is_rating_file, read_rating_file
from tertium.evals.human.ratings import as_penalties, standardised
from tertium.evals.human.rows import open_table
from tertium.evals.human.score_table import read_scores
from tertium.evals.human.weights import Weights
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings

FORMATS: Final = ("scores", "mqm", "appraise", "pearmut", "mt-metrics-eval")
"""A table of scores, rows of MQM errors, Appraise's CSV (ESA, DA), pearmut's log, ``*.seg.rating`` and ``*.seg.score``.
"""
WEIGHED: Final = frozenset({"mqm", "pearmut"})


def format_of(path: Path, column: str | None = None) -> str:
    """Return which of `FORMATS` a file has, by its first line.

    Raises:
        DataError: it can't be read, or has none of them.
    """
    lines, _ = read_lines(path)
    first = lines[0] if lines else ""
    if is_pearmut(first):
        return "pearmut"
    if is_appraise(first):
        return "appraise"
    if is_rating_file(first):
        return "mt-metrics-eval"
    return "mqm" if column is None and set(open_table(path).titles) >= COLUMNS else "scores"


def read(  # noqa: PLR0913 - each a choice of its own, by name
    path: Path,
    data: EvalSet,
    *,
    column: str | None = None,
    renamed: Mapping[str, str] | None = None,
    weights: Weights | None = None,
    kind: str | None = None,
    lower_is_better: bool = False,
    per_rater: bool = False,
    own_ids: bool = False,
) -> Ratings:
    """Return the ratings in a file.

    Args:
        path: the file; a table's first line names the columns.
        data: the set whose outputs were rated.
        column: of the scores; by default the first that names neither output nor rater. With it every file is a table.
        renamed: a system's name in the file to its name in the set.
        weights: of MQM errors; those of WMT by default.
        kind: one of `FORMATS`; by default what the first line tells.
        lower_is_better: whether the scores are penalties, which count with a minus.
        per_rater: whether each rater's scores are standardised.
        own_ids: whether the set's ids are the file's own, as `set_of` takes them from it.

    Raises:
        DataError: the file or a row of it is invalid, or there are no ratings.
        UsageError: there is no such column or format, or the file has no errors to weigh.
    """
    if kind is not None and kind not in FORMATS:
        raise UsageError(f"there is no format {kind!r} of human scores", hint=", ".join(FORMATS))
    chosen = kind or format_of(path, column)
    ratings = _of_kind(chosen, path, data, column=column, names=renamed or {}, weights=weights, own_ids=own_ids)
    ratings = as_penalties(ratings) if lower_is_better else ratings
    return standardised(ratings) if per_rater else ratings


def _of_kind(  # noqa: PLR0913 - those of `read`
    kind: str,
    path: Path,
    data: EvalSet,
    *,
    column: str | None,
    names: Mapping[str, str],
    weights: Weights | None,
    own_ids: bool,
) -> Ratings:
    """Return the ratings in a file of one of `FORMATS`, as they stand there."""
    if weights is not None and kind not in WEIGHED:
        raise UsageError(f"{path} has no MQM errors to weigh", hint="--weight for rows with category and severity")
    if kind == "mqm":
        return read_mqm(open_table(path, own_ids=own_ids), data, names, weights or Weights())
    if kind == "scores":
        return read_scores(open_table(path, own_ids=own_ids), data, names, column)
    if column is not None:
        raise UsageError(f"{path} is of {kind} and has no columns to choose from", hint="without --column")
    lines, _ = read_lines(path)
    if kind == "pearmut":
        ratings = read_pearmut(path, lines, data, names, weights or Weights())
    else:
        ratings = (read_appraise if kind == "appraise" else read_rating_file)(path, lines, data, names)
    if not ratings.rows:
        raise DataError(f"{path} has no ratings", hint="; ".join(ratings.warnings) or "a rating per line")
    return ratings
