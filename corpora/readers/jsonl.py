"""JSON lines: one object per segment with the keys of columns.py; null where a text is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tertium.corpora.columns import cell_text, to_set
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet


def claims(path: Path) -> bool:
    """Return whether the name ends in .jsonl or .jsonl.gz."""
    return path.name.endswith((".jsonl", ".jsonl.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set; every object has the same keys.

    Raises:
        DataError: a line isn't a JSON object of texts, or its keys differ from the first line's; see also `to_set`.
    """
    rows: list[dict[str, str | None]] = []
    for number, line in enumerate(read_lines(path)[0], start=1):
        try:
            row = json.loads(line, object_pairs_hook=_object)
        except ValueError as error:
            # Without the position, which counts from the start of the line, and without advice for programmers.
            reason = str(error).split(";")[0].split(": line ")[0]
            raise DataError(f"{path}, line {number}: {reason}", hint="one JSON object per line") from error
        except RecursionError as error:
            raise DataError(f"{path}, line {number}: values are nested too deeply", hint="texts only") from error
        if not isinstance(row, dict) or (rows and row.keys() != rows[0].keys()):
            raise DataError(
                f"{path}, line {number}: not an object with the same keys as line 1", hint="null for no text"
            )
        rows.append({key: cell_text(value, f"{path}, line {number}, {key!r}") for key, value in row.items()})
    if not rows:
        raise DataError(f"{path} is empty", hint="one JSON object per line")
    columns = {key: [row[key] for row in rows] for key in rows[0]}
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=languages)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; raise ValueError for a repeated key, of which `json` would silently keep the last."""
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError("a key occurs twice")
    return row
