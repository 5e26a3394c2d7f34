"""JSON of comet-score: files of translations with their segments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.evals.scores.readers import read_scores

if TYPE_CHECKING:
    from pathlib import Path


def row(text: str, score: float | None, **more: object) -> dict[str, object]:
    return {"src": "s", "mt": text, "ref": "r", "COMET": score, **more}


def test_a_system_is_called_as_its_file(tmp_path: Path) -> None:
    file = tmp_path / "comet.json"
    rows = {
        "out/x.de.txt": [row("a", 0.5), row("b", 0.7)],
        "out/y.de.txt": [row("c", 0.1, errors=[{"text": "c"}]), row("d", None)],
    }
    file.write_text(json.dumps(rows), encoding="utf-8")
    (table,) = read_scores(file)
    assert table.systems == ["x", "x", "y", "y"]
    assert table.scores["COMET"].tolist()[:3] == [0.5, 0.7, 0.1]
    assert table.texts == {"source": ["s"] * 4, "hypothesis": ["a", "b", "c", "d"], "reference": ["r"] * 4}
    assert (table.origin, table.higher_is_better) == ("comet-score", True)
    assert table.notes == ("comet.json: error spans are not read",)


def test_versions_in_names_of_files_belong_to_the_system(tmp_path: Path) -> None:
    file = tmp_path / "comet.json"
    file.write_text(json.dumps({"Llama-3.1.txt": [row("a", 1)], "Llama-3.2.txt": [row("b", 2)]}), encoding="utf-8")
    (table,) = read_scores(file)
    assert table.systems == ["Llama-3.1", "Llama-3.2"]
    assert table.files == {"Llama-3.1": "Llama-3.1.txt", "Llama-3.2": "Llama-3.2.txt"}


def test_files_of_one_name_keep_their_folders(tmp_path: Path) -> None:
    file = tmp_path / "comet.json"
    file.write_text(json.dumps({"x/out.txt": [row("a", 1)], "y/out.txt": [row("b", 2)]}), encoding="utf-8")
    (table,) = read_scores(file)
    assert table.systems == ["x/out.txt", "y/out.txt"]


@pytest.mark.parametrize("content", ["[]", '{"x": [{"mt": "a"}]}', '{"x": 0.5}'])
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "comet.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="is no JSON of comet-score"):
        read_scores(file)
