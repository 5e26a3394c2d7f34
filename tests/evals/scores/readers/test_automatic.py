"""JSON lines of WMT's automatic scores: an object per document, a list of scores by each metric."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError
from tertium.evals.scores.readers import read_scores

if TYPE_CHECKING:
    from pathlib import Path


def line(pair: str, document: str, **scores: list[float | None]) -> str:
    entry = {"language_pair": pair, "domain": "news", "document_id": document, "metric_scores": scores}
    return json.dumps(entry)


def test_a_row_is_a_segment_of_a_document_of_a_pair(tmp_path: Path) -> None:
    file = tmp_path / "Llama-3.1-8B.jsonl"
    file.write_text(f"{line('en-de_DE', 'p', a=[1, None])}\n\n{line('en-is_IS', 'q', a=[3], b=[4])}\n", "utf-8")
    (table,) = read_scores(file)
    assert (table.systems, table.stem, table.origin) == (None, "Llama-3.1-8B", "WMT")
    assert (table.segments, table.documents) == (["1", "2", "1"], ["p", "p", "q"])
    assert (table.pairs, table.domains) == (["en-de_DE", "en-de_DE", "en-is_IS"], ["news"] * 3)
    np.testing.assert_array_equal(table.scores["a"], [1, np.nan, 3])
    np.testing.assert_array_equal(table.scores["b"], [np.nan, np.nan, 4])
    assert table.place(2).endswith("line 3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 2 has no scores of a document by metric"),
        ('{"metric_scores": {"a": [1]}}', "line 2 has no scores of a document"),
        ('{"document_id": "p", "metric_scores": {"a": 1}}', "line 2 has no scores of a document"),
        ('{"document_id": "p", "metric_scores": {}}', "line 2 has no scores of a document"),
        (line("en-de", "p", a=[1], b=[1, 2]), "line 2: its metrics have 1, 2 scores"),
        ('{"document_id": "p", "metric_scores": {"a": ["good"]}}', "line 2: 'good' is no score"),
    ],
)
def test_a_broken_line_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(f"{line('en-de', 'p', a=[1])}\n{text}\n", encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_scores(file)
