"""Tables of scores are read with every row accounted for."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.errors import DataError, UsageError
from tertium.evals.human import reading
from tertium.evals.human.ratings import Human, average
from tests.evals.making import run_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import EvalSet

DATA = run_of({"x": [1.0] * 3, "y": [1.0] * 3}).data


def read(path: Path, data: EvalSet, *, column: str | None = None, renamed: Mapping[str, str] | None = None) -> Human:
    return average(reading.read(path, data, column=column, renamed=renamed), data)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "scores.tsv"


def test_scores_stand_at_their_lines_and_nan_where_nobody_scored(file: Path) -> None:
    file.write_text("system\tline\tmqm\nx\t1\t-5\nx\t3\t0\ny\t2\tNone\n", encoding="utf-8")
    human = read(file, DATA)
    assert human.name == "mqm"
    assert human.scores["x"].tolist() == pytest.approx([-5, np.nan, 0], nan_ok=True)
    assert np.isnan(human.scores["y"]).all()


def test_a_column_is_chosen_and_segments_may_be_named(file: Path) -> None:
    file.write_text("system\tsegment\traw\tz\nx\td1#1\t80\t0.5\n", encoding="utf-8")
    assert read(file, DATA, column="z").scores["x"][1] == 0.5
    assert read(file, DATA).scores["x"][1] == 80
    with pytest.raises(UsageError, match="no column 'zz'"):
        read(file, DATA, column="zz")


def test_systems_may_have_another_name_and_strangers_are_said(file: Path) -> None:
    file.write_text("system\tline\tda\nX\t1\t1\nrefA\t1\t2\n", encoding="utf-8")
    human = read(file, DATA, renamed={"X": "x"})
    assert list(human.scores) == ["x"]
    assert human.unknown == ("refA",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("system\tscore\nx\t1\n", "has the columns system, score"),
        ("", "has the columns none"),
        ("system\tline\trater\nx\t1\tr\n", "has no column of scores: system, line, rater"),
        ("system\tline\tda\nx\t4\t1\n", "line 2: '4' is no line of set 'made'"),
        ("system\tline\tda\nx\t1\t1\nx\t1\t2\n", "line 3: 'x' has a score for '1' already"),
        ("system\tline\trater\tda\nx\t1\tr\t1\nx\t1\tr\t2\n", "line 3: 'r' scored '1' of 'x' already"),
        ("system\tline\tda\nx\t1\tgood\n", "line 2: 'good' is no score"),
        ("system\tline\tda\nx\t1\tinf\n", "'inf' is no score"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(file: Path, text: str, said: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read(file, DATA)


@given(st.lists(st.one_of(st.none(), st.floats(-1e3, 1e3)), min_size=3, max_size=3), st.sampled_from(["line", "id"]))
def test_scores_of_people_are_read_by_line_or_id(scores: list[float | None], place: str) -> None:
    data = run_of({"a": [1.0, 2.0, 3.0]}).data
    rows = [
        f"a\t{i if place == 'line' else data.ids[i - 1]}\t{'' if score is None else score}"
        for i, score in enumerate(scores, 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.tsv"
        path.write_text("\n".join([f"system\t{place}\tscore", *rows]) + "\n", encoding="utf-8")
        human = read(path, data)
    assert np.array_equal(human.scores["a"], [np.nan if score is None else score for score in scores], equal_nan=True)


# Case human-comment-column.
def test_a_carriage_return_or_a_long_text_beside_a_score_is_read_as_text(file: Path) -> None:
    rows = ["system\tline\tscore\tcomment", "x\t1\t10\tab\rcd", f"x\t2\t7\t{200_000 * 'a'}", 'x\t3\t8\t"\0']
    file.write_bytes("\n".join([*rows, ""]).encode())
    assert read(file, DATA).scores["x"].tolist() == [10, 7, 8]


def test_several_raters_of_an_output_count_by_their_mean(file: Path) -> None:
    rows = ["x\t1\tr1\t10", "x\t1\tr2\t20", "x\t2\tr1\t30", "x\t2\tr2\t", "y\t1\tr1\t0", "y\t1\tr2\tNone"]
    file.write_text("\n".join(["system\tline\trater\tda", *rows, ""]), encoding="utf-8")
    ratings = reading.read(file, DATA)
    assert (ratings.name, ratings.raters, len(ratings.rows)) == ("da", ("r1", "r2"), 6)
    human = average(ratings, DATA)
    assert human.scores["x"].tolist() == pytest.approx([15, 30, np.nan], nan_ok=True)
    assert human.scores["y"].tolist() == pytest.approx([0, np.nan, np.nan], nan_ok=True)


def test_segments_may_be_numbered_as_in_the_public_releases(file: Path) -> None:
    file.write_text("system\tdoc\tglobalSegId\tmqm\nx\td\t3\t7\n", encoding="utf-8")
    assert read(file, DATA, column="mqm").scores["x"][2] == 7


def test_a_row_that_ends_before_its_segment_is_an_error_with_its_line(file: Path) -> None:
    file.write_text("system\tline\tscore\nx\t1\t5\n\nx\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 4 has no line"):
        read(file, DATA)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("xy"), st.integers(1, 3), st.sampled_from(["r1", "r2", "r3"])),
        st.floats(-1e3, 1e3),
        min_size=1,
    )
)
def test_any_ratings_are_read_as_their_plain_means(ratings: dict[tuple[str, int, str], float]) -> None:
    rows = [f"{system}\t{line}\t{rater}\t{score!r}" for (system, line, rater), score in ratings.items()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.tsv"
        path.write_text("\n".join(["system\tline\trater\tscore", *rows]) + "\n", encoding="utf-8")
        human = read(path, DATA)
    for system in {key[0] for key in ratings}:
        for line in (1, 2, 3):
            scores = [score for key, score in ratings.items() if key[:2] == (system, line)]
            mean = statistics.fmean(scores) if scores else np.nan
            assert human.scores[system][line - 1] == pytest.approx(mean, abs=1e-9, nan_ok=True)


def test_the_first_column_of_numbers_is_that_of_scores(tmp_path: Path) -> None:
    path = tmp_path / "scores.tsv"
    rows = ["system\tdomain\tdoc_id\tline\tsource\tesa", "x\tnews\t1\t1\tEins\t70", "x\tnews\t1\t2\tZwei\t"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    ratings = reading.read(path, run_of({"x": [1.0] * 3}).data)
    assert ratings.name == "esa"
    assert ratings.rows[0].score == 70


def test_a_column_that_is_called_score_comes_before_other_numbers(file: Path) -> None:
    file.write_text("hit\tsystem\tline\tage\tScore\n7\tx\t1\t30\t55\n", encoding="utf-8")
    assert reading.read(file, DATA).name == "Score"
    file.write_text("hit\tsystem\tline\tduration\tda\n7\tx\t1\t30\t55\n", encoding="utf-8")
    assert reading.read(file, DATA).name == "da"


def test_the_index_of_pandas_is_no_score(file: Path) -> None:
    for title in ("", "Unnamed: 0"):
        file.write_text(f"{title}\tsystem\tline\tda\n0\tx\t1\t55\n", encoding="utf-8")
        assert reading.read(file, DATA).name == "da"
