"""A table of our own: good and bad are all it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.challenge.readers import open_challenge
from tests.evals.challenge.making import write_table

if TYPE_CHECKING:
    from pathlib import Path


def test_two_columns_are_enough(tmp_path: Path) -> None:
    data = open_challenge(write_table(tmp_path / "two.tsv.gz", [["good", "bad"], ["a", "b"], ["a", "c"]]))
    assert data.name == "two"
    assert [(pair.good, pair.bad, pair.phenomena, pair.cluster) for pair in data.pairs] == [
        ("a", "b", ("untagged",), "row 2"),
        ("a", "c", ("untagged",), "row 3"),
    ]
    assert data.is_judged


def test_every_column_is_read_and_others_are_noted(tmp_path: Path) -> None:
    names = ["source", "reference.A", "reference.B", "good", "bad", "phenomenon", "severity", "group"]
    names += ["source_language", "target_language", "good.Kiwi", "bad.Kiwi", "author"]
    cells = ["s", "r", "", "g", "b", "tense; aspect;", "major", "7", "en", "de", "0.5", "", "me"]
    data = open_challenge(write_table(tmp_path / "x.tsv", [names, cells]))
    (pair,) = data.pairs
    assert (pair.source, pair.references, pair.phenomena, pair.severity) == ("s", ("r",), ("tense", "aspect"), "major")
    assert (pair.cluster, pair.languages) == ("7", ("en", "de"))
    assert pair.scores["Kiwi"][0] == 0.5
    assert str(pair.scores["Kiwi"][1]) == "nan"
    assert data.notes == ("columns that aren't read: author",)


def test_pairs_with_one_source_are_a_cluster(tmp_path: Path) -> None:
    rows = [["source", "good", "bad"], ["s", "a", "b"], ["s", "a", "c"]]
    assert [pair.cluster for pair in open_challenge(write_table(tmp_path / "x.tsv", rows)).pairs] == ["s", "s"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["god", "bad"], ["a", "b"]], r"has no column 'good'\n  try: a first line with good, bad"),
        ([["good", "bda"], ["a", "b"]], "has no column 'bad'"),
        ([["good", "good"], ["a", "b"]], "two columns are called 'good'"),
        (
            [["good", "bad", "target_language"], ["a", "b", "en"], ["a", "b", "english"]],
            r"line 3: 'english' in target_language is no language code\n  try: an ISO 639-1 code",
        ),
        ([["good", "bad", "good.X", "bad.X"], ["a", "b", "1", "-inf"]], "line 2: '-inf' is no number"),
    ],
)
def test_a_misspelt_column_or_cell_is_named_with_its_place(rows: list[list[str]], message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        open_challenge(write_table(tmp_path / "x.tsv", rows))


def test_pairs_of_equal_texts_stay_in_and_are_counted(tmp_path: Path) -> None:
    data = open_challenge(write_table(tmp_path / "x.tsv", [["good", "bad"], ["a", "a"], ["a", "b"]]))
    assert len(data) == 2
    assert data.notes == ("1 pair of equal texts, kept: no metric can tell them apart",)


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    half = write_table(tmp_path / "half.tsv", [["good", "bad", "good.Kiwi"], ["a", "b", "1"]])
    with pytest.raises(DataError, match=r"has good.Kiwi and no bad.Kiwi\n  try: both columns"):
        open_challenge(half)
    with pytest.raises(DataError, match=r"has no pairs"):
        open_challenge(write_table(tmp_path / "none.tsv", [["good", "bad"]]))
    with pytest.raises(DataError, match=r"holds no challenge set\n  try: a .tsv with the columns good and bad"):
        open_challenge(write_table(tmp_path / "other.tsv", [["source", "reference"], ["a", "b"]]))
    with pytest.raises(DataError, match="does not exist"):
        open_challenge(tmp_path / "absent.tsv")
    with pytest.raises(UsageError, match=r"says itself which translation is better\n  try: without --better"):
        open_challenge(write_table(tmp_path / "x.tsv", [["good", "bad"], ["a", "b"]]), order=["hyp-1", "hyp-2"])
