"""Results in a notebook: rows as a DataFrame, a DataFrame as HTML; no result is imported, so every result may ask."""

from __future__ import annotations

from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def frame_of(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return a DataFrame of rows, one column per key."""
    return pd.DataFrame([dict(row) for row in rows])


def row_of(item: Any) -> dict[str, Any]:
    """Return the fields of a dataclass by name; the field `interval` becomes the columns low and high."""
    row: dict[str, Any] = {}
    for name, value in ((field.name, getattr(item, field.name)) for field in fields(item)):
        row |= value._asdict() if name == "interval" else {name: value}
    return row


def html(title: str, notes: Sequence[str], frame: pd.DataFrame) -> str:
    """Return a titled DataFrame as HTML, the notes above it; all texts are escaped."""
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    # pandas cuts texts at 50 characters otherwise
    with pd.option_context("display.max_colwidth", None):
        return f"<p><b>{escape(title)}</b></p>{paragraphs}{frame.to_html(index=False, na_rep='–')}"
