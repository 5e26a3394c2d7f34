"""JSON lines: one object per segment with the keys of columns.py; null where a text is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tertium.corpora.named_columns import from_set
from tertium.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; only the languages, the name and the provenance are lost."""
    columns = from_set(data)
    rows = (dict(zip(columns, map(_value, row), strict=True)) for row in zip(*columns.values(), strict=True))
    write_text(path, "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows))
    return ()


def _value(value: str | float | None) -> str | float | None:
    return None if value != value else value  # noqa: PLR0124 - nan
