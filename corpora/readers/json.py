"""JSON: an array of objects, one per segment; an object of columns; or JSON lines under the name .json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertium.corpora.readers import json_values, jsonl
from tertium.corpora.readers.table import Table, from_records
from tertium.errors import DataError
from tertium.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages


def claims(path: Path) -> bool:
    """Return whether the name ends in .json or .json.gz."""
    return path.name.lower().endswith((".json", ".json.gz"))


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table.

    An object that wraps the array is looked into: ``{"data": [{…}, …]}``.

    Raises:
        DataError: the file isn't JSON, or holds neither rows nor columns, or several arrays.
    """
    text, notes = read_text(path)
    lines = text.split("\n")
    first, rest = lines[0].strip(), "".join(lines[1:]).strip()
    if first.startswith("{") and first.endswith("}") and rest.startswith("{"):  # as `datasets` and pandas write .json
        return jsonl.of_lines(path, lines, [*notes, f"{path.name}: read as JSON lines"])
    value = json_values.parse(text, str(path))
    if isinstance(value, dict) and (columns := _columns(value)):
        return Table(path, columns, notes=tuple(notes))
    records = _records(path, value)
    if not records:
        raise DataError(f"{path} has no rows", hint="an array of objects, one per segment")
    return from_records(path, records, notes=tuple(notes))


def _columns(value: Mapping[str, Any]) -> dict[str, Sequence[Any]]:
    """Return the columns of an object of equally long lists, or of objects by row (pandas); empty for another one."""
    if all(isinstance(column, dict) for column in value.values()):
        rows = [list(column) for column in value.values()]
        is_pandas = bool(rows and rows[0]) and all(keys == rows[0] and keys[0].isdigit() for keys in rows)
        return {name: list(column.values()) for name, column in value.items()} if is_pandas else {}
    lists = [column for column in value.values() if isinstance(column, list)]
    same_length = len(lists) == len(value) and len({len(column) for column in lists}) == 1
    is_column = same_length and all(not isinstance(cell, dict) for column in lists for cell in column)
    return dict(value) if is_column else {}


def _records(path: Path, value: Any) -> list[dict[str, Any]]:
    """Return the rows of an array, or of the only array that an object holds at any depth of objects."""
    if isinstance(value, list):
        for number, record in enumerate(value, start=1):
            if not isinstance(record, dict):
                message = f"{path}, row {number}: not an object"
                raise DataError(message, hint="an array of objects, one per segment")
        return value
    arrays = _arrays(value) if isinstance(value, dict) else {}
    if len(arrays) > 1:
        hint = f"a file with one of them: jq .{max(arrays, key=lambda name: len(arrays[name]))} {path.name}"
        raise DataError(f"{path} has several arrays of objects: {', '.join(arrays)}", hint=hint)
    if not arrays:
        scores = "; it looks like scores" if isinstance(value, dict) and "score" in value else ""
        raise DataError(f"{path} holds no array of objects{scores}", hint="an array of objects, one per segment")
    return _records(path, next(iter(arrays.values())))


def _arrays(value: Mapping[str, Any], prefix: str = "") -> dict[str, list[Any]]:
    """Return the arrays of objects in an object by their path."""
    arrays: dict[str, list[Any]] = {}
    for key, inner in value.items():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            arrays[f"{prefix}{key}"] = inner
        elif isinstance(inner, dict):
            arrays |= _arrays(inner, f"{prefix}{key}.")
    return arrays
