"""JSON lines of WMT's automatic scores: an object per document, with a list of scores by each metric.

A file holds one system, which it is called by, and its documents of all language pairs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.errors import DataError
from tertium.evals.scores.numbers import number
from tertium.evals.scores.table import ScoreTable, first_object
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCORES: Final = "metric_scores"
FORM: Final = (
    '{"language_pair": "en-de_DE", "domain": "news", "document_id": "…", "metric_scores": {"COMET": [0.5, …]}}'
)


def claims(path: Path) -> bool:
    """Whether the first line of a .jsonl file has scores by metric."""
    return isinstance(first_object(path).get(SCORES), dict)


def read(path: Path, _columns: Mapping[str, str]) -> list[ScoreTable]:
    """Return the scores, a row per segment; a metric that a document lacks has none for it.

    Raises:
        DataError: a line has another form, or its metrics have scores of different numbers of segments.
    """
    lines, _ = read_lines(path)
    numbers = [i for i, line in enumerate(lines, start=1) if line.strip()]
    entries = [_entry(lines[i - 1], f"{path}, line {i}") for i in numbers]
    sizes = [len(next(iter(entry[SCORES].values()))) for entry in entries]
    metrics = dict.fromkeys(metric for entry in entries for metric in entry[SCORES])
    where = [f"{path}, line {i}" for i in numbers]

    def of_rows(key: str) -> list[str]:
        return [entry.get(key, "") for entry, size in zip(entries, sizes, strict=True) for _ in range(size)]

    scores = {
        metric: np.array(
            [
                number(score, place)
                for entry, size, place in zip(entries, sizes, where, strict=True)
                for score in entry[SCORES].get(metric, [None] * size)
            ],
            dtype=np.float64,
        )
        for metric in metrics
    }
    return [
        ScoreTable(
            path,
            origin="WMT",
            scores=scores,
            segments=[str(k + 1) for size in sizes for k in range(size)],
            documents=of_rows("document_id"),
            domains=of_rows("domain"),
            pairs=of_rows("language_pair"),
            numbers=[i for i, size in zip(numbers, sizes, strict=True) for _ in range(size)],
        )
    ]


def _entry(line: str, where: str) -> dict[str, Any]:
    """Return the object of a line; DataError where it has another form."""
    try:
        entry = json.loads(line)
        scores = entry[SCORES]
        names = (entry["document_id"], *(entry.get(key, "") for key in ("domain", "language_pair")))
        sizes = {len(column) for column in scores.values() if isinstance(column, list)}
        is_known = all(isinstance(name, str) for name in names) and all(isinstance(c, list) for c in scores.values())
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        entry, is_known, sizes = {}, False, set()
    if not is_known or not sizes:
        raise DataError(f"{where} has no scores of a document by metric", hint=FORM)
    if len(sizes) > 1:
        raise DataError(f"{where}: its metrics have {', '.join(map(str, sorted(sizes)))} scores", hint="one a segment")
    return dict(entry)
