"""Text files with one score a line, in the order of the set, of one system: the file is called by its system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.evals.scores.numbers import is_number, number
from tertium.evals.scores.table import ScoreTable, plain_name
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def claims(path: Path) -> bool:
    """Whether the file ends in .txt or .scores and begins with a number."""
    if not plain_name(path).endswith((".txt", ".scores")):
        return False
    lines, _ = read_lines(path)
    return bool(lines) and is_number(lines[0])


def read(path: Path, _columns: Mapping[str, str]) -> list[ScoreTable]:
    """Return the scores; an empty line is a segment without one."""
    lines, _ = read_lines(path)
    scores = [number(line, f"{path}, line {i}") for i, line in enumerate(lines, start=1)]
    numbers = range(1, len(lines) + 1)
    return [ScoreTable(path, "lines", {"score": np.array(scores, dtype=np.float64)}, numbers=numbers)]
