"""mt-metrics-eval's files: systems one after the other, a line per segment."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError
from tertium.evals.human.rating_file import is_rating_file
from tertium.evals.human.ratings import average
from tertium.evals.human.reading import read
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

DATA = run_of({"x": [1.0] * 2, "y": [1.0] * 2}).data
ERRORS = json.dumps(
    {
        "errors": [
            {"start": 0, "end": 2, "category": "Style", "severity": "major", "score": 5.0, "is_source_error": False},
            {"start": 1, "end": 2, "category": None, "severity": "minor", "score": 1.0, "is_source_error": True},
        ]
    }
)


def test_a_rating_is_the_sum_of_its_errors_and_none_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "zh-en.mqm.rater3.seg.rating"
    file.write_text(f'x\t{ERRORS}\nx\tNone\ny\t{{"errors": []}}\ny\tNone\n', encoding="utf-8")
    ratings = read(file, DATA)
    assert (ratings.name, ratings.raters, ratings.higher_is_better) == ("mqm", ("rater3",), False)
    spans = ratings.rows[0].spans
    assert [(span.start, span.end, span.label, span.severity) for span in spans] == [(0, 2, "Style", "major")]
    scores = average(ratings, DATA).scores
    np.testing.assert_equal(scores["x"], [-6, np.nan])
    np.testing.assert_equal(scores["y"], [0, np.nan])


def test_the_third_cell_names_the_rater(tmp_path: Path) -> None:
    file = tmp_path / "zh-en.merged.seg.rating"
    empty = '{"errors": []}'
    file.write_text(f"x\t{ERRORS}\tann\nx\t{empty}\tben\n", encoding="utf-8")
    assert read(file, DATA).raters == ("ann", "ben")


def test_scores_alone_are_higher_where_better(tmp_path: Path) -> None:
    file = tmp_path / "zh-en.da-sqm.seg.score"
    file.write_text("x\t80.5\nx\tNone\n", encoding="utf-8")
    ratings = read(file, DATA)
    assert (ratings.name, ratings.rows[0].score, ratings.higher_is_better) == ("da-sqm", 80.5, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x\t1\n", "has 1 line for 'x'"),
        ("x\t1\nx\t1\nx\t1\n", "has 3 lines for 'x'"),
        ("x\t1\nx\tabc\n", "line 2: 'abc' is no rating"),
        ('x\t{"errors": 3}\nx\t1\n', "line 1: .* is no rating"),
        ("x\t1\nx\n", "line 2 has 1 cell"),
    ],
)
def test_a_bad_file_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "a.seg.score"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read(file, DATA)


def test_titles_are_no_rating() -> None:
    assert not is_rating_file("system\tline\tscore")
    assert is_rating_file("x\tNone")


def test_a_span_that_ends_before_it_starts_is_no_rating(tmp_path: Path) -> None:
    file = tmp_path / "mqm.seg.rating"
    errors = '{"errors": [{"start": 3, "end": 1, "severity": "minor", "score": 1}]}'
    file.write_text(f"x\t{errors}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 1: .* is no rating"):
        read(file, DATA)


@pytest.mark.parametrize("file", ["da.seg.score", "en-de.da.seg.score", "da.sys.score", "en-de.da.seg.score.gz"])
def test_ratings_are_called_by_the_file_without_languages_and_endings(tmp_path: Path, file: str) -> None:
    text = b"x\t1\nx\t2\n"
    (tmp_path / file).write_bytes(gzip.compress(text) if file.endswith(".gz") else text)
    assert read(tmp_path / file, DATA).name == "da"
