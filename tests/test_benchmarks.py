"""Every benchmark shows its figures in one way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.result import Result, show

ROOT = Path(__file__).resolve().parents[1]
FIGURES = [
    Result("align/text+berg/f1", 0.98765, "share", "gold", "use"),
    Result("score/wmt/cpu", 12345.678, "s"),
]


def test_a_table_has_a_row_per_figure(capsys: pytest.CaptureFixture[str]) -> None:
    show(FIGURES, as_json=False)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows == [["align/text+berg/f1", "0.98765", "share", "use", "gold"], ["score/wmt/cpu", "12345.7", "s"]]


def test_json_is_one_object_a_line_and_unrounded(capsys: pytest.CaptureFixture[str]) -> None:
    show(FIGURES, as_json=True)
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(one) for one in objects] == [["name", "value", "unit", "against", "engine"]] * 2
    assert [one["value"] for one in objects] == [0.98765, 12345.678]


@pytest.mark.parametrize("name", ["corpora", "score"])
def test_a_benchmark_starts_from_any_folder_and_says_what_it_measures(name: str, tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / f"{name}.py", "--help"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"benchmarks/{name}.py" in said.stdout
    assert "--json" in said.stdout
