"""Rows of scores find their segments by id, by number or by order; texts must be the set's."""

from __future__ import annotations

import pytest

from tertium.errors import DataError
from tertium.evals.scores.matching import segments_of
from tests.evals.scores.writing import DATA, table

SCORES = {"m": [1.0, 2.0, 3.0]}


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({"segments": ["q#1", "p#1", "p#2"]}, [2, 0, 1]),
        ({"segments": ["3", "1", "2"]}, [2, 0, 1]),
        ({"segments": ["1", "2", "1"], "documents": ["p", "p", "q"]}, [0, 1, 2]),
        ({"segments": ["q#1", "p#2", "p#1"], "documents": ["q", "p", "p"]}, [2, 1, 0]),
        ({}, [0, 1, 2]),
    ],
    ids=["id", "number", "number in a document", "document and id", "order"],
)
def test_a_row_finds_its_segment(fields: dict[str, list[str]], rows: list[int]) -> None:
    assert segments_of(table(SCORES, **fields), DATA, ["x"] * 3).tolist() == rows


def test_rows_in_order_are_counted_by_system_even_where_systems_alternate() -> None:
    alternating = table({"m": [1, 2, 3, 4, 5, 6]})
    assert segments_of(alternating, DATA, ["x", "y"] * 3).tolist() == [0, 0, 1, 1, 2, 2]
    with pytest.raises(DataError, match="2 scores of 'x', set 'made' has 3 segments"):
        segments_of(table({"m": [1, 2]}), DATA, ["x", "x"])


def test_a_segment_that_the_set_lacks_or_that_comes_twice_is_an_error() -> None:
    with pytest.raises(DataError, match=r"made.tsv, row 2: set 'made' has no segment '2' of document 'q'"):
        segments_of(table({"m": [1, 2]}, segments=["1", "2"], documents=["q", "q"]), DATA, ["x", "x"])
    with pytest.raises(DataError, match=r"'x' has scores for 'p#1' already \(made.tsv, row 1\)"):
        segments_of(table({"m": [1, 2]}, segments=["1", "1"]), DATA, ["x", "x"])


def test_texts_are_those_of_the_set_and_any_of_its_references() -> None:
    texts = {"source": ["eins ", None, "drei"], "reference": ["I", "two", "three"], "hypothesis": ["one", "to", "tree"]}
    assert segments_of(table(SCORES, texts=texts), DATA, ["x"] * 3).tolist() == [0, 1, 2]


@pytest.mark.parametrize("role", ["source", "reference", "hypothesis"])
def test_another_text_is_an_error_that_names_its_row(role: str) -> None:
    with pytest.raises(DataError, match=f"made.tsv, row 3: the {role} of 'q#1' is another than in set 'made'"):
        segments_of(table(SCORES, texts={role: [None, None, "vier"]}), DATA, ["x"] * 3)
