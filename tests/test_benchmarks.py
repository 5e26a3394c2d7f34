"""Every benchmark shows its figures in one way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.result import Result, arguments, f1, show
from benchmarks.sets import languages_of, metric_for, names_languages, open_named
from tertium.metrics.lexical.bleu import Bleu

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
    assert [list(figure) for figure in objects] == [["name", "value", "unit", "against", "engine"]] * 2
    assert [figure["value"] for figure in objects] == [0.98765, 12345.678]


@pytest.mark.parametrize("name", ["agreement", "corpora", "scale", "score"])
def test_a_benchmark_starts_from_any_folder_and_says_what_it_measures(name: str, tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / f"{name}.py", "--help"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"benchmarks/{name}.py" in process.stdout
    assert "--json" in process.stdout


def test_the_path_may_be_left_out_where_there_is_a_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert arguments("about", ROOT).parse_args([]).data == ROOT
    assert arguments("about").parse_args(["set", "--json"]).data == Path("set")
    with pytest.raises(SystemExit):
        arguments("about").parse_args([])
    assert "data" in capsys.readouterr().err


def test_f1_is_the_harmonic_mean_and_0_without_anything_right() -> None:
    assert f1(0.5, 1.0) == pytest.approx(2 / 3)
    assert f1(0.0, 0.0) == 0


def test_a_set_without_languages_takes_those_of_its_folder_and_metrics_follow(tmp_path: Path) -> None:
    folder = tmp_path / "wmt99-en-zh"
    folder.mkdir()
    (folder / "source.txt").write_text("A ferry.\n", encoding="utf-8")
    (folder / "reference.A.txt").write_text("一艘渡轮。\n", encoding="utf-8")
    assert names_languages(folder)
    assert not names_languages(tmp_path / "challenge-wmt25")
    assert languages_of(folder) == open_named(folder).languages == ("en", "zh")
    metric = metric_for("bleu", open_named(folder))
    assert isinstance(metric, Bleu)
    assert metric.tokenize == "zh"
