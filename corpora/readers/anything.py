"""A set of whatever a caller has: a path, or data in memory."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

from tertium import arguments
from tertium.corpora.readers import open_set
from tertium.corpora.readers.memory import ACCEPTS, is_tabular
from tertium.corpora.readers.tabular import from_columns, open_table
from tertium.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import EvalSet, Languages


def from_any(
    argument: str,
    data: Any,
    columns: Mapping[str, str] | None = None,
    named: Mapping[str, Any] | None = None,
    languages: Languages = (None, None),
) -> EvalSet:
    """Return the set of data in memory, or at a path.

    Args:
        argument: its name, for messages.
        data: what a caller gave; None where `named` holds lists, which are the columns themselves.
        columns: what the columns of a table are called, as for `tertium.open_set`.
        named: the same as keywords.
        languages: of source and target.

    Raises:
        UsageError: it is neither.
        DataError: as `tertium.open_set`.
    """
    if data is None and named and columns is None:
        return from_columns(argument, named, languages=languages)
    if is_tabular(data):
        return open_table(argument, data, languages, columns, named or {})
    if arguments.is_of(data, (str, PathLike)):
        return open_set(arguments.path(argument, data), languages, columns, **(named or {}))
    raise ArgumentError(f"{argument} can't be {arguments.shown(data)}", hint=ACCEPTS)
