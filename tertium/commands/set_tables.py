"""Tables of `tertium report SET`: the articles that a set was built from, paired, unpaired or to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.reports.table import Table


def tables(folder: Path, by: Sequence[str]) -> list[Table]:
    """Return these tables of a stored set; without names, the sections that have rows.

    Raises:
        UsageError: an unknown table, or no names for a set that was not built from articles.
    """
    from tertium.corpora import store
    from tertium.reports import sections

    builders = {section.name: section.of_set for section in sections.ordered() if section.of_set}
    for name in by:
        if name not in builders:
            raise UsageError(f"a set has no table {name!r}", hint=", ".join(builders))
    data = store.load(folder)
    if not by and "pairs" not in data.provenance:
        raise UsageError(f"{folder} was not built from articles, and has no scores", hint=_score_command(data, folder))
    return [builders[name](data) for name in by] or sections.tables_of_set(data)


def is_set(folder: Path) -> bool:
    """Whether the folder is a set that `tertium build` wrote."""
    from tertium.corpora.store import MARKER

    return (folder / MARKER).is_file()


def _score_command(data: EvalSet, folder: Path) -> str:
    return f"tertium score {folder} {'' if data.outputs else '--system NAME=FILE '}-m chrf -o RUN"
