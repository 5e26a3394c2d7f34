"""A file of MQM rows holds the texts that were rated, so that no set is needed beside it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError
from tertium.evals.human.rated_texts import set_of
from tertium.evals.human.ratings import average
from tertium.evals.human.reading import read
from tertium.evals.human.weights import Weights

if TYPE_CHECKING:
    from pathlib import Path

TITLES = "system\tdoc\tseg_id\trater\tsource\ttarget\tcategory\tseverity"
SIDE_BY_SIDE = Weights(
    (
        ("Major/Source issue", 0.0),
        ("Minor/Source issue", 0.0),
        ("Major/Accuracy/Creative Reinterpretation", 0.0),
        ("Minor/Accuracy/Creative Reinterpretation", 0.0),
    )
)
"""Errors that the side-by-side set of 2023 doesn't count."""


def test_the_set_has_the_texts_without_marks_and_the_file_s_own_ids(tmp_path: Path) -> None:
    file = tmp_path / "mqm.tsv"
    rows = [
        "x\td2\t9\tr\tvier\tf<v>ou</v>r\tStyle\tMinor",
        "x\td1\t7\tr\tdrei\tthree\tNo-error\tNo-error",
        "y\td1\t7\tr\t<v>drei</v>\tthree!\tAccuracy/Omission\tMajor",
        "x\td1\t7\ts\tdrei\talt<v>er</v>ed\tFound\tHOTW-test",
    ]
    file.write_text("\n".join([TITLES, *rows]) + "\n", encoding="utf-8")
    data = set_of(file)
    assert (data.ids, data.document_ids, data.sources) == (("9", "7"), ("d2", "d1"), ("vier", "drei"))
    assert data.outputs == {"x": ("four", "three"), "y": (None, "three!")}
    ratings = read(file, data, own_ids=True)
    assert ratings.warnings == ("skipped 1 attention check: 1 found",)
    scores = average(ratings, data).scores
    np.testing.assert_equal(scores["x"], [-1, 0])
    np.testing.assert_equal(scores["y"], [np.nan, -5])


def test_segments_that_count_within_documents_have_these_in_their_ids(tmp_path: Path) -> None:
    file = tmp_path / "mqm.tsv"
    rows = [f"x\t{name}\t1\tr\t{name}\t<v>{name}</v>\tStyle\t{kind}" for name, kind in (("p", "Minor"), ("q", "Major"))]
    file.write_text("\n".join([TITLES, *rows]) + "\n", encoding="utf-8")
    data = set_of(file)
    assert (data.ids, data.sources) == (("p#1", "q#1"), ("p", "q"))
    assert [rating.score for rating in read(file, data, own_ids=True).rows] == [1, 5]


def test_a_table_of_scores_holds_no_texts(tmp_path: Path) -> None:
    file = tmp_path / "scores.tsv"
    file.write_text("system\tline\tscore\nx\t1\t2\n", encoding="utf-8")
    with pytest.raises(DataError, match="has no rated texts\n  try: --set SET"):
        set_of(file)


def averages(path: Path) -> list[list[str]]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    return [line.replace("\t", " ").split(" ") for line in text.splitlines()[1:]]


@pytest.mark.shared
def test_averages_of_ted_talks_are_the_official_ones(shared: Path) -> None:
    folder = shared / "data" / "mqm-raters" / "ted-zh-en"
    data = set_of(folder / "ratings.tsv.gz")
    scores = average(read(folder / "ratings.tsv.gz", data, own_ids=True), data).scores
    names = {"ref-A": "ref", "ref-B": "refB"}
    official = [
        (names.get(name, name), i, float(value))
        for name, value, i in averages(folder / "average.tsv.gz")
        if value != "None"
    ]
    assert len(official) == 7935
    assert all(abs(scores[name][data.ids.index(i)] - value) < 1e-6 for name, i, value in official)


@pytest.mark.shared
def test_averages_of_three_raters_are_the_stated_ones(shared: Path) -> None:
    folder = shared / "data" / "mqm-raters" / "wmt23-sxs-zh-en"
    data = set_of(folder / "ratings.tsv.gz")
    ratings = read(folder / "ratings.tsv.gz", data, own_ids=True, weights=SIDE_BY_SIDE)
    scores = average(ratings, data).scores
    official = [(row[0], row[-2], float(row[-1])) for row in averages(folder / "average.tsv.gz")]
    assert len(official) == 3770
    assert all(abs(scores[name][data.ids.index(i)] + value) < 1e-9 for name, i, value in official)
