"""JSON of ``comet-score --to_json``: each file of translations with its segments, their texts and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.errors import DataError
from tertium.evals.scores.numbers import number
from tertium.evals.scores.table import ScoreTable, plain_name, system_of
from tertium.files import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ROLES = {"source": "src", "hypothesis": "mt", "reference": "ref"}
SCORE = "COMET"


def claims(path: Path) -> bool:
    """Whether the file ends in .json."""
    return plain_name(path).endswith(".json")


def read(path: Path, _columns: Mapping[str, str]) -> list[ScoreTable]:
    """Return the scores; a system is called as its file without folder and endings."""
    segments_by_file = read_json(path)
    if not (isinstance(segments_by_file, dict) and all(map(_is_scored, segments_by_file.values()))):
        raise DataError(f"{path} is no JSON of comet-score", hint="comet-score … --to_json FILE; rows as JSON lines")
    names = _names(list(segments_by_file))
    rows = [(names[file], row) for file, segments in segments_by_file.items() for row in segments]
    texts = {role: _texts(rows, key) for role, key in ROLES.items() if any(key in row for _, row in rows)}
    scores = [number(row[SCORE], f"{path}, {system}, segment {i}") for i, (system, row) in enumerate(rows, start=1)]
    notes = (f"{path.name}: error spans are not read",) if any(row.get("errors") for _, row in rows) else ()
    return [
        ScoreTable(
            path,
            origin="comet-score",
            scores={SCORE: np.array(scores, dtype=np.float64)},
            systems=[system for system, _ in rows],
            files={system: file for file, system in names.items()},
            texts=texts,
            higher_is_better=True,
            notes=notes,
        )
    ]


def _is_scored(segments: Any) -> bool:
    return isinstance(segments, list) and all(isinstance(row, dict) and SCORE in row for row in segments)


def _texts(rows: Sequence[tuple[str, Any]], key: str) -> list[str | None]:
    return [text if isinstance(text := row.get(key), str) else None for _, row in rows]


def _names(files: Sequence[str]) -> dict[str, str]:
    """Return the system of each file: its name without endings, or the whole path where two would be the same."""
    names = {file: system_of(file) for file in files}
    return names if len(set(names.values())) == len(names) else {file: file for file in files}
