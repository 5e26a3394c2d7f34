"""Tables of scores make a set, whatever the order of their rows."""

from __future__ import annotations

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.scores.set_of_scores import SYSTEM_LEVEL, set_of
from tests.evals.scores.writing import table

ROWS = {"systems": ["x"] * 3, "documents": ["d10", "d2", "d2"], "segments": ["1", "2", "1"]}


def test_segments_are_in_natural_order_and_keep_their_domains() -> None:
    data = set_of([table({"m": [1, 2, 3]}, **ROWS, domains=["news", "chat", "chat"])], "s")
    assert data.ids == ("d2#1", "d2#2", "d10#1")
    assert [(document.id, document.domain) for document in data.documents] == [("d2", "chat"), ("d10", "news")]
    assert data.outputs == {"x": (None, None, None)}


def test_the_order_of_rows_and_files_makes_no_other_data() -> None:
    turned = {name: column[::-1] for name, column in ROWS.items()}
    first, second = (set_of([table({"m": [1, 2, 3]}, **rows)], "s") for rows in (ROWS, turned))
    assert first.fingerprint == second.fingerprint


def test_numbers_in_names_count_as_numbers_however_long_they_are() -> None:
    names = ["b", "10", "9", "010", "a10", "a9", "1" * 5000]
    data = set_of([table({"m": range(7)}, systems=["x"] * 7, segments=names)], "s")
    assert data.ids == ("9", "010", "10", "1" * 5000, "a9", "a10", "b")


def test_texts_become_columns_and_may_not_differ() -> None:
    texts = {"source": ["a", "b", None], "hypothesis": ["A", "B", "C"], "reference": ["1", "2", "3"]}
    data = set_of([table({"m": [1, 2, 3]}, **ROWS, texts=texts)], "s")
    assert data.sources == (None, "b", "a")
    assert data.references == {"ref": ("3", "2", "1")}
    assert data.outputs == {"x": ("C", "B", "A")}
    with pytest.raises(DataError, match="the source of '1' is another"):
        set_of([table({"m": [1, 2]}, systems=["x", "y"], segments=["1", "1"], texts={"source": ["a", "b"]})], "s")


def test_rows_without_segments_are_numbered_by_system() -> None:
    data = set_of([table({"m": [1, 2, 3, 4]}, systems=["x", "y", "y", "x"])], "s")
    assert data.ids == ("1", "2")


def test_whole_systems_are_one_segment_and_go_with_no_others() -> None:
    systems = table({"m": [1, 2]}, systems=["x", "y"], level="system")
    data = set_of([systems], "s")
    assert (data.ids, list(data.outputs)) == ((SYSTEM_LEVEL,), ["x", "y"])
    with pytest.raises(UsageError, match="others of whole systems"):
        set_of([systems, table({"m": [1]}, systems=["x"])], "s")


def test_a_document_of_two_domains_is_an_error() -> None:
    with pytest.raises(DataError, match="document 'd2' has two domains: 'chat' and 'news'"):
        set_of([table({"m": [1, 2, 3]}, **ROWS, domains=["news", "chat", "news"])], "s")
