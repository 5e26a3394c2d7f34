"""A set of whatever a caller has: a path, or data in memory."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

from tertium import arguments
from tertium.corpora.readers import column_mapping, open_set
from tertium.corpora.readers.memory import ACCEPTS, is_tabular
from tertium.corpora.readers.tabular import open_columns
from tertium.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import EvalSet


def from_any(argument: str, data: Any, columns: Mapping[str, str] | None = None) -> EvalSet:
    """Return the set of data in memory, or at a path.

    Args:
        argument: its name, for messages.
        data: what a caller gave.
        columns: what the columns of a table are called, as for `tertium.open_set`.

    Raises:
        UsageError: it is neither.
        DataError: as `tertium.open_set`.
    """
    if is_tabular(data):
        return open_columns(argument, data, (None, None), column_mapping(columns))
    if arguments.is_of(data, (str, PathLike)):
        return open_set(arguments.path(argument, data), columns=columns)
    raise ArgumentError(f"{argument} can't be {arguments.shown(data)}", hint=ACCEPTS)
