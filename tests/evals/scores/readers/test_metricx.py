"""JSON lines of MetricX: what was given to it, with a prediction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.scores.readers import metricx, read_scores

if TYPE_CHECKING:
    from pathlib import Path

LINES = (
    '{"source": "s", "hypothesis": "a", "reference": "r", "prediction": 1.5}\n{"hypothesis": "b", "prediction": 0}\n'
)


def test_lower_is_better_and_texts_are_there_to_be_checked(tmp_path: Path) -> None:
    file = tmp_path / "north.metricx.jsonl"
    file.write_text(LINES, encoding="utf-8")
    (table,) = read_scores(file)
    assert (table.origin, table.higher_is_better, table.stem) == ("MetricX", False, "north")
    assert {name: scores.tolist() for name, scores in table.scores.items()} == {"MetricX": [1.5, 0]}
    assert (table.systems, table.texts["hypothesis"]) == (None, ["a", "b"])


def test_other_json_lines_are_tables(tmp_path: Path) -> None:
    for name, text in (
        ("a.jsonl", '{"system": "x", "score": 1}\n'),
        ("b.jsonl", "{\n"),
        ("c.json", LINES),
        ("d.jsonl", ""),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert not metricx.claims(tmp_path / name)
