"""Tables of scores made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.corpora.types import EvalSet, blocks
from tertium.evals.scores.table import ScoreTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATA = EvalSet(
    "made",
    ("p#1", "p#2", "q#1"),
    blocks(["p", "p", "q"]),
    ("eins", "zwei", "drei"),
    {"A": ("one", "two", "three"), "B": ("I", None, "III")},
    {"x": ("one", "to", "tree"), "y": ("1", "2", "3")},
)
"""A set of three segments in two documents, with two systems and references."""


def table(scores: Mapping[str, Sequence[float]], **fields: Any) -> ScoreTable:
    """Return a table of the file ``made.tsv``."""
    columns = {name: np.array(values, dtype=np.float64) for name, values in scores.items()}
    return ScoreTable(Path("made.tsv"), fields.pop("origin", "table"), columns, **fields)
