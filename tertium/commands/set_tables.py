"""Tables of `tertium report SET`: the articles that a set was built from, paired, unpaired or to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.reports.table import Table

DEFAULT: Final = ("pairs", "review", "unpaired")
"""The tables that are shown without --by."""


def tables(folder: Path, by: Sequence[str]) -> list[Table]:
    """Return these tables of a stored set; without names, those of `DEFAULT` that have rows.

    Raises:
        UsageError: an unknown table, or no names for a set that was not built from articles.
    """
    from tertium.corpora import store
    from tertium.reports import sections

    for name in by:
        if name not in TABLES:
            raise UsageError(f"a set has no table {name!r}", hint=", ".join(TABLES))
    data = store.load(folder)
    if not by and "pairs" not in data.provenance:
        raise UsageError(f"{folder} was not built from articles, and has no scores", hint=_score_command(data, folder))
    return [TABLES[name](data) for name in by] or [table for name in DEFAULT if (table := TABLES[name](data)).rows]


def is_set(folder: Path) -> bool:
    """Whether the folder is a set that `tertium build` wrote."""
    from tertium.corpora.store import MARKER

    return (folder / MARKER).is_file()


def _score_command(data: EvalSet, folder: Path) -> str:
    return f"tertium score {folder} {'' if data.outputs else '--system NAME=FILE '}-m chrf -o RUN"
