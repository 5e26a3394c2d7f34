"""Files of scores that were computed elsewhere, as the options of commands name them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.evals.scores.conventions import Wishes
    from tertium.evals.scores.imported import Column


def wishes_of(higher: list[str] | None, lower: list[str] | None, units: list[str] | None, origin: str | None) -> Wishes:
    """Return what the options say of imported scores.

    Raises:
        UsageError: a unit is not METRIC=UNIT, or the origin can't stand in a signature.
    """
    from tertium.evals.scores.conventions import Wishes

    by_pattern: dict[str, str] = {}
    for value in units or []:
        pattern, _, unit = value.partition("=")
        if not (pattern and unit.strip() and unit.isprintable()):
            raise UsageError(f"--unit {value!r} is not METRIC=UNIT", hint="--unit MetricX=points")
        by_pattern[pattern] = unit
    if origin is not None and not (origin.strip() and origin.isprintable() and "|" not in origin):
        raise UsageError(f"--origin can't be {origin!r}", hint="a name and a version, in one line, without |")
    return Wishes(tuple(higher or ()), tuple(lower or ()), by_pattern, origin or "")


def named_columns(values: Sequence[str], columns: Mapping[str, str]) -> list[Column]:
    """Return the column of scores of each ``NAME=FILE``: the one of that name, or the only one.

    Raises:
        UsageError: a value isn't NAME=FILE, or none of several columns has the name.
        DataError: see `tertium.evals.scores.readers.read_scores`.
    """
    return [column for value in values for column in _columns(*_named(value), columns)]


def all_columns(values: Sequence[str], columns: Mapping[str, str]) -> list[Column]:
    """Return the columns of scores of each ``FILE`` or ``NAME=FILE``: without a name all, each by its own name."""
    return [
        column
        for value in values
        for column in (
            _columns("", Path(value), columns)
            if Path(value).exists() or "=" not in value
            else _columns(*_named(value), columns)
        )
    ]


def renamed(columns: list[Column], options: list[str] | None) -> list[Column]:
    """Return the columns with the systems of their files renamed as ``THEIRS=OURS`` options say."""
    if not (options and columns):
        return columns
    from tertium.commands.ratings_options import renaming
    from tertium.evals.scores.imported import renamed as with_names

    return with_names(columns, dict(map(renaming, options)))


def notes_of(columns: Sequence[Column]) -> list[str]:
    """Return what the files of these columns hold that isn't read, a sentence each."""
    return [note for table in dict.fromkeys(column.table for column in columns) for note in table.notes]


def _named(value: str) -> tuple[str, Path]:
    name, equals, path = value.partition("=")
    if not (name and equals and path):
        raise UsageError(f"--scores {value!r} is not NAME=FILE", hint=f"--scores MetricX={value or 'FILE'}")
    return name, Path(path)


def _columns(name: str, path: Path, columns: Mapping[str, str]) -> list[Column]:
    from tertium.evals.scores.facade import columns_of

    return columns_of(name, path, columns)
