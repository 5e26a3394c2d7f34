"""Scores computed elsewhere, from Python: a run of their own, or beside what a run or set has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.scores.facade import columns_of, import_scores
from tertium.evals.store import save
from tertium.evals.types import Key

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"hypothesis": {"a": ["eins", "zwei"], "b": ["uno", "due"]}, "reference": ["eins", "zwei"], "id": ["x", "y"]}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "scores.csv"
    path.write_text("system,segment,COMET,Mine\na,x,0.5,1\na,y,0.7,2\nb,x,0.1,3\nb,y,,4\n", encoding="utf-8")
    return path


def test_files_alone_make_a_run(table: Path) -> None:
    run = import_scores(table, higher_is_better="Mine", name="town", languages=("en", "de"))
    assert (run.data.name, run.data.languages, list(run.measures)) == ("town", ("en", "de"), ["COMET", "Mine"])
    assert run.values[Key("a", "COMET")].total == pytest.approx(0.6)
    assert [(skip.system, skip.segment) for skip in run.skips] == [("b", "y")]


def test_a_run_or_a_set_gets_a_measure_by_name(table: Path, tmp_path: Path) -> None:
    run = evaluate(TEXTS, ["chrf"])
    wishes: dict[str, Any] = {"lower_is_better": ["Bad"], "units": {"Bad": "errors"}, "origin": "us 1.0"}
    both = import_scores({"Bad": [table]}, run, columns={"score": "Mine"}, **wishes)
    assert list(both.measures) == ["chrf", "Bad"]
    assert (both.measures["Bad"].unit, both.measures["Bad"].higher_is_better) == ("errors", False)
    assert "us 1.0" in both.measures["Bad"].signature
    save(run, tmp_path / "run")
    assert list(import_scores({"COMET": table}, tmp_path / "run").measures) == ["chrf", "COMET"]
    assert list(import_scores({"COMET": str(table)}, TEXTS).measures) == ["COMET"]


def test_errors_name_the_argument(table: Path) -> None:
    for files, named, message in (
        (3, {}, "files can't be 3"),
        ([], {}, "files can't be an empty list"),
        ({"Other": table}, {}, "several metrics and none is 'Other'"),
        (table, {}, "Mine"),
        (table, {"origin": "a|b"}, "origin can't be 'a|b'"),
        (table, {"data": TEXTS, "name": "x"}, "name and languages are of a set made of the files"),
        (table, {"columns": {"sgment": "x"}}, "no column of scores is named 'sgment'"),
    ):
        with pytest.raises(UsageError, match=message):
            import_scores(files, **named)  # type: ignore[arg-type]


def test_a_column_of_the_name_with_a_bad_cell_is_never_another_column(tmp_path: Path) -> None:
    file = tmp_path / "scores.tsv"
    file.write_text("system\tsegment\tMetricX\tCOMET\nx\t1\tERR\t0.5\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2: 'ERR' is no score"):
        columns_of("MetricX", file, {})
    file.write_text("system\tsegment\tMetricX\tCOMET\nx\t1\t\t0.5\n", encoding="utf-8")
    (column,) = columns_of("MetricX", file, {})
    assert (column.metric, bool(np.isnan(column.table.scores["MetricX"]).all())) == ("MetricX", True)
