"""JSON lines of MetricX: the rows that were given to it, with a prediction from 0 (best) to 25."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.scores.readers import table
from tertium.evals.scores.table import first_object

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.evals.scores.table import ScoreTable

SCORE: Final = "prediction"
NAMED_COLUMNS: Final = True


def claims(path: Path) -> bool:
    """Whether the first line of a .jsonl file has a hypothesis and a prediction."""
    return {SCORE, "hypothesis"} <= first_object(path).keys()


def read(path: Path, columns: Mapping[str, str]) -> list[ScoreTable]:
    """Return the scores under the name MetricX; lower is better."""
    (scores,) = table.read(path, {"score": SCORE, **columns})
    named = {"MetricX": next(iter(scores.scores.values()))}
    return [replace(scores, origin="MetricX", scores=named, higher_is_better=False)]
