"""Ids of other tools become unique, and every change is noted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.readers.distinct_ids import distinct_ids, distinct_names


def test_unique_ids_stay() -> None:
    assert distinct_ids(["1", "2"], ["a", "b"]) == (["1", "2"], [])


def test_an_id_of_two_documents_gets_their_names() -> None:
    ids, notes = distinct_ids(["1", "2", "1"], ["a", "a", "b"])
    assert ids == ["a#1", "2", "b#1"]
    assert notes == ["ids of several documents, which get their document's name: 2 (1 is a#1)"]


def test_an_id_that_is_repeated_in_a_document_is_numbered() -> None:
    ids, notes = distinct_ids(["1", "1", "1", "1.2"], ["a"] * 4)
    assert ids == ["1", "1.3", "1.4", "1.2"]
    assert notes == ["ids that are repeated, which get a number: 2 (1 is 1.3)"]


def test_a_missing_id_is_a_number_in_the_document() -> None:
    ids, notes = distinct_ids(["x", None, None], ["a", "a", "b"])
    assert ids == ["x", "a#2", "b#1"]
    assert notes == ["segments without an id, which are numbered: 2 of 3"]
    assert distinct_ids([None, None], ["a", "b"]) == (["a#1", "b#1"], [])


SHORT = st.text("a#.12", max_size=4)


@given(st.lists(st.tuples(st.none() | SHORT, SHORT), max_size=12))
def test_all_ids_are_distinct_in_the_end(pairs: list[tuple[str | None, str]]) -> None:
    ids, _ = distinct_ids([id_ for id_, _ in pairs], [document for _, document in pairs])
    assert len(set(ids)) == len(ids) == len(pairs)


def test_a_name_that_is_repeated_is_numbered() -> None:
    assert distinct_names(["a", "b", "a", "a"]) == ["a", "b", "a.2", "a.3"]
