"""Which group each segment belongs to: by a column of the user's own, joined by segment, by document or by position."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from tertium import arguments
from tertium.errors import UsageError, counted, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import EvalSet

ACCEPTS: Final = (
    "a DataFrame with a column id or document, a Series by id, a dict of id to group, or one value per segment"
)
SEGMENT_COLUMNS: Final = ("id", "segment", "segment_id")
DOCUMENT_COLUMNS: Final = ("document", "document_id", "doc", "doc_id")
"""Names of the column that a table is joined by, in the order in which they are looked for."""


class Membership(NamedTuple):
    """The groups of a set.

    Attributes:
        by: name of the column.
        group: name of each segment's group, None for none.
        order: names of the groups.
        unmatched: ids of the table that the set doesn't have.
    """

    by: str
    group: tuple[str | None, ...]
    order: tuple[str, ...]
    unmatched: tuple[str, ...] = ()


def membership(data: EvalSet, by: str, table: Any, on: str | None = None) -> Membership:
    """Return the groups that a table puts a set's segments in.

    Args:
        data: the set.
        by: the table's column, or what to call the groups.
        table: a DataFrame, whose rows are of segments (a column `id`) or documents (`document`); a Series with these
            as its index; a dict; or one value per segment.
        on: the column that the table is joined by, where it has another name.

    Raises:
        UsageError: no such column, no id that the set has, an id with two groups, or another type.
    """
    keys, values = _columns(data, by, table, on)
    order = _order(values)
    names = [_name(value) for value in values]
    if keys is None:
        if len(names) != len(data):
            hint = ACCEPTS
            if names and set(names) <= {"document", "domain", "length", *data.own_columns}:  # a list of columns
                hint = f"one column: by({names[0]!r})"
            raise UsageError(f"{by} has {len(names)} values for {counted(len(data), 'segment')}", hint=hint)
        return Membership(by, tuple(names), order)
    group_of = _by_key(by, keys, names)
    of_segments, of_documents = set(data.ids), {document.id for document in data.documents}
    is_by_document = len(of_documents & group_of.keys()) > len(of_segments & group_of.keys())
    there = of_documents if is_by_document else of_segments
    if not there & group_of.keys():
        first = shorten(", ".join(group_of), 60, placeholder=" …")
        hint = f"ids of segments, such as {data.ids[0]}, or of documents, such as {data.documents[0].id}"
        raise UsageError(f"{by}: none of the ids is one of the run: {first}", hint=hint)
    unmatched = tuple(key for key in group_of if key not in there)
    members = tuple(group_of.get(key) for key in (data.document_ids if is_by_document else data.ids))
    used = set(members)
    return Membership(by, members, tuple(name for name in order if name in used), unmatched)


def _columns(data: EvalSet, by: str, table: Any, on: str | None) -> tuple[list[str] | None, Any]:
    """Return the ids that a table is joined by, None where it is by position, and the values of the column."""
    if not isinstance(table, (pd.DataFrame, pd.Series)) and callable(to_pandas := getattr(table, "to_pandas", None)):
        table = to_pandas()  # a dataset of Hugging Face, a frame of polars
    if isinstance(table, pd.DataFrame):
        return _of_frame(data, by, table, on)
    if isinstance(table, pd.Series):
        return _index(data, table), table
    if isinstance(table, Mapping):
        return [_key(key) for key in table], list(table.values())
    return None, list(arguments.listed(by, table, ACCEPTS))


def _of_frame(data: EvalSet, by: str, frame: pd.DataFrame, on: str | None) -> tuple[list[str] | None, Any]:
    for name in (by, *([on] if on is not None else [])):
        if name not in frame:
            raise UsageError(f"the table has no column {name!r}", hint=nearest(name, map(str, frame.columns)))
    named = [on] if on is not None else [name for name in (*SEGMENT_COLUMNS, *DOCUMENT_COLUMNS) if name in frame]
    for name in named:
        if name != by:
            return [_key(value) for value in frame[name]], frame[by]
    return _index(data, frame), frame[by]


def _index(data: EvalSet, table: pd.DataFrame | pd.Series[Any]) -> list[str] | None:
    """Return the index as ids; None where it only counts rows, and there are as many as segments."""
    is_default = isinstance(table.index, pd.RangeIndex)
    return None if is_default and len(table) == len(data) else [_key(value) for value in table.index]


def _by_key(by: str, keys: Sequence[str], names: Sequence[str | None]) -> dict[str, str | None]:
    group_of: dict[str, str | None] = {}
    for key, name in zip(keys, names, strict=True):
        if group_of.setdefault(key, name) != name:
            groups = f"{group_of[key] or 'none'} and {name or 'none'}"
            raise UsageError(f"{by}: {key!r} has two groups, {groups}", hint="one group per segment or document")
    return group_of


def _key(value: Any) -> str:
    """Return an id as a text; a column of whole numbers with a gap is one of floats."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _name(value: Any) -> str | None:
    """Return the name of a group; None for a missing value or an empty text."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - nan
        return None
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return str(value.date())
    return _key(value) or None


def _order(values: Any) -> tuple[str, ...]:
    """Return the names of the groups: categories in their own order, numbers and dates by size, texts by alphabet."""
    if isinstance(values, pd.Series) and isinstance(values.dtype, pd.CategoricalDtype):
        ordered: list[Any] = list(values.dtype.categories)
    else:
        defined = [value for value in values if _name(value) is not None]
        try:
            ordered = sorted(defined)
        except TypeError:  # of several types
            ordered = sorted(defined, key=str)
    there = {_name(value) for value in values}
    names = dict.fromkeys(name for value in ordered if (name := _name(value)) is not None)
    return tuple(name for name in names if name in there)
