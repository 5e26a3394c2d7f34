"""Span scores of files: those of WMT25's scorer, to ten decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.evals.human.span_files import read_spans, score_spans
from tertium.evals.results import Resampling

if TYPE_CHECKING:
    from pathlib import Path

TITLES = "doc_id\tsegment_id\tsystem_id\thypothesis_segment\tstart_indices\tend_indices\terror_types"
FEW = Resampling(samples=100)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.tsv"
    rows = ["d\t1\tx\tabcdef\t0 missing\t3 missing\tmajor minor", "e\t2\tx\tabcdef\t-1\t-1\tno-error"]
    file.write_text("\n".join([TITLES, *rows]) + "\n", encoding="utf-8")
    return file


def test_gold_agrees_with_itself_and_trivial_predictions_stand_beside(gold: Path) -> None:
    result = score_spans(gold, {"itself": gold}, FEW)
    values = {(score.prediction, score.system): (score.outputs, score.f1) for score in result.scores}
    assert values["itself", ""] == values["itself", "x"] == (2, 1)
    assert values["(nothing)", ""] == (2, 0)
    assert values["(everything major)", ""][1] == pytest.approx(2 * 3 / (12 + 3))
    assert list(result.frame.columns[-3:]) == ["low", "high", "f1_of_spans"]
    assert result.scores[0].f1_of_spans == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("f\t1\tx\tabcdef\t0 1\t3\tmajor", "line 3: starts, ends and severities differ in number"),
        ("d\t1\tx\tabcdef\t0\t3\tmajor", "has a row already"),
        ("f\t1\tx\tabcdef\ta\t3\tmajor", "a, 3, major is no span"),
        ("f\t1\tx", "line 3 has 3 cells"),
    ],
)
def test_a_bad_row_is_an_error(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "bad.tsv"
    file.write_text(f"{TITLES}\nd\t1\tx\tabcdef\t-1\t-1\tno-error\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_spans(file)


def test_a_prediction_of_other_outputs_is_refused(gold: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("\n".join(gold.read_text(encoding="utf-8").splitlines()[:2]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="not of the same outputs: e, 2, x"):
        score_spans(gold, {"other": other}, FEW)
    empty = tmp_path / "no.tsv"
    empty.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(DataError, match="has no column doc_id"):
        score_spans(empty, {}, FEW)


@pytest.mark.shared
def test_every_figure_of_the_official_scorer_is_reproduced(shared: Path) -> None:
    folder = shared / "data" / "error-spans"
    expected = [line.split("\t") for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    computed = {}
    for name in dict.fromkeys(row[0] for row in expected):
        gold = folder / name / "gold.tsv.gz"
        files = {"gold": gold} | {file.name.split(".")[1]: file for file in (folder / name).glob("prediction.*")}
        for score in score_spans(gold, files, FEW).scores:
            computed[name, score.prediction, score.system or "*"] = score
    for name, prediction, system, outputs, precision, recall, f1, without in expected:
        score = computed[name, prediction, system]
        values = [f"{value:.10f}" for value in (score.precision, score.recall, score.f1)]
        assert [str(score.outputs), *values] == [outputs, precision, recall, f1]
        assert without in {"", f"{score.f1_without_partial:.10f}"}
    assert len(expected) == len(computed) == 175
