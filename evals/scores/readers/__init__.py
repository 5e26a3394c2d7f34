"""Readers of scores: one module per format, with `claims(path)` and `read(path, columns)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tertium import modules
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tertium.evals.scores.table import ScoreTable

__all__ = ["ScoreReader", "read_scores"]


class ScoreReader(Protocol):
    """The interface of every module of this folder that reads a format."""

    def claims(self, path: Path) -> bool:
        """Return whether the file looks like this format."""
        ...

    def read(self, path: Path, columns: Mapping[str, str]) -> Sequence[ScoreTable]:
        """Return the tables in a file: one, or one per metric where a column names the metric.

        Raises:
            DataError: the file is broken; the message names the file, the line and the remedy.
            UsageError: `columns` names what isn't there.
        """
        ...


def read_scores(path: Path, columns: Mapping[str, str] | None = None) -> Sequence[ScoreTable]:
    """Return the tables in a file of scores of any format that a reader claims.

    Args:
        path: the file.
        columns: our name of a column (system, segment, score …) to its name in the file.

    Raises:
        DataError: the file is missing, no reader claims it, it is broken, or it has no scores.
        UsageError: the format has no columns with names, or not these.
    """
    if not path.is_file():
        raise DataError(f"{path} is no file", hint="check the path")
    reader: ScoreReader | None = modules.claiming(__name__, path)
    if reader is None:
        formats = ".tsv, .csv, .jsonl, .parquet, .seg.score, .sys.score, .json of comet-score, .txt of one score a line"
        raise DataError(f"{path} holds no scores that can be read", hint=formats)
    if columns and not getattr(reader, "NAMED_COLUMNS", False):
        raise UsageError(f"{path} has no columns with names", hint="no --column for this format")
    tables = reader.read(path, columns or {})
    if not any(len(table) for table in tables):
        raise DataError(f"{path} has no scores", hint="a file with a row per system and segment")
    return tables
