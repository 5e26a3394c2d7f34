"""What every result offers in Python: itself as a file, as LaTeX, as Markdown, as a DataFrame.

Reports stand above results, so the front door registers who writes them; see `tertium.evals.accessors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertium.evals.accessors import accessor

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


class Reported:
    """A result that reports show; each has a `frame`."""

    __slots__ = ()

    def report(self, path: Path | str, *, overwrite: bool = False) -> Path:
        """Write the tables that the command of this result shows, in the format of the file's ending.

        Args:
            path: ends in ``.md``, ``.csv``, ``.tsv``, ``.json``, ``.tex``, ``.xlsx``, ``.parquet`` or ``.txt``.
            overwrite: replace the file.

        Returns:
            The path.

        Raises:
            UsageError: no format has this ending, or the file is there or can't be written.
        """
        written: Path = accessor("report", self)(path, overwrite=overwrite)
        return written

    def to_latex(self) -> str:
        """Return the tables as LaTeX, for booktabs."""
        text: str = accessor("text", self)("latex")
        return text

    def to_markdown(self) -> str:
        """Return the tables as Markdown, with their notes."""
        text: str = accessor("text", self)("markdown")
        return text

    def to_pandas(self) -> pd.DataFrame:
        """Return the result as a DataFrame, which is its `frame`."""
        result: Any = self
        frame: pd.DataFrame = result.frame
        return frame
