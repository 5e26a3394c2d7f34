"""Files of mt-metrics-eval, and of GEMBA: METRIC.seg.score and METRIC.sys.score, a system and a score in each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import DataError, counted
from tertium.evals.scores.numbers import number
from tertium.evals.scores.table import ScoreTable, plain_name
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEGMENTS: Final = ".seg.score"
SYSTEMS: Final = ".sys.score"


def claims(path: Path) -> bool:
    """Whether the file has one of the two endings."""
    return plain_name(path).endswith((SEGMENTS, SYSTEMS))


def read(path: Path, _columns: Mapping[str, str]) -> list[ScoreTable]:
    """Return the scores; a system's lines are in the order of the test set, and higher is better by convention."""
    lines, _ = read_lines(path)
    numbers = [i + 1 for i, line in enumerate(lines) if line.strip()]
    cells = [lines[i - 1].split("\t") if "\t" in lines[i - 1] else lines[i - 1].split() for i in numbers]
    for i, row in zip(numbers, cells, strict=True):
        if len(row) != len(("system", "score")):
            raise DataError(f"{path}, line {i}: {counted(len(row), 'cell')}", hint="a system, a tab, and its score")
    scores = [number(score, f"{path}, line {i}") for i, (_, score) in zip(numbers, cells, strict=True)]
    ending = SEGMENTS if plain_name(path).endswith(SEGMENTS) else SYSTEMS
    return [
        ScoreTable(
            path,
            origin="mt-metrics-eval",
            scores={plain_name(path).removesuffix(ending): np.array(scores, dtype=np.float64)},
            systems=[system for system, _ in cells],
            level="segment" if ending == SEGMENTS else "system",
            higher_is_better=True,
            numbers=numbers,
        )
    ]
