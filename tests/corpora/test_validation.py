"""Validation of a set's columns and names."""

from __future__ import annotations

from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tertium.corpora import validation
from tertium.corpora.validation import text_column
from tertium.errors import DataError


@pytest.mark.parametrize("column", ["abc", b"abc"])
def test_a_single_text_is_no_column(column: str | bytes) -> None:
    with pytest.raises(DataError, match=r"^x is a single text, not one per segment\n  try: a list or tuple of texts"):
        validation.check_column("x", column, 3)


def test_a_column_has_a_text_per_segment() -> None:
    validation.check_column("x", ("a", None, 0.5), 3)
    with pytest.raises(DataError, match=r"^x has 1 segment, the set has 3\n  try: give files with one line"):
        validation.check_column("x", ("a",), 3)


def test_a_lone_surrogate_is_named_by_its_row() -> None:
    validation.check_texts("x", ("\U0001f6a2", None, "\ufffe"))
    with pytest.raises(DataError, match=r"^x, row 3: U\+DC00 is half a character, a lone surrogate\n  try: whole"):
        validation.check_texts("x", ("a", None, "b\udc00"))


def test_an_id_that_occurs_twice_is_named() -> None:
    validation.check_unique(("a", "b"), "segment id")
    with pytest.raises(DataError, match=r"^segment id 'b' occurs twice\n  try: make the ids unique"):
        validation.check_unique(("a", "b", "b", "a"), "segment id")


def test_a_system_without_a_name_is_none() -> None:
    validation.check_column_names("system", ("a", "ä b"))
    with pytest.raises(DataError, match=r"^a system has no name: ' '\n  try: system\.NAME in the header"):
        validation.check_column_names("system", ("a", " "))


def test_a_name_that_is_not_utf_8_is_no_name_of_a_set() -> None:
    validation.check_name("ä\x00")
    with pytest.raises(DataError, match=r"'p\\udcffq' is no name for a set: it is not UTF-8\n  try: rename"):
        validation.check_name("p\udcffq")


class Odd:
    """Neither a text nor a column."""


MISSING = (None, float("nan"), np.float64("nan"), pd.NA, pd.NaT)


def test_what_stands_for_no_text_is_none_in_any_column() -> None:
    assert text_column("the source", ["a", *MISSING]) == ("a", *(None for _ in MISSING))
    assert text_column("the source", pd.Series(["eins", None, "drei"])) == ("eins", None, "drei")
    assert text_column("the source", np.array(["a", "b"])) == ("a", "b")
    assert text_column("the source", (text for text in "ab")) == ("a", "b")


@pytest.mark.parametrize("cell", [3, 2.5, True, b"a", ["a"], {"a": 1}, Odd()])
def test_any_other_cell_is_refused_with_its_row_and_type(cell: object) -> None:
    with pytest.raises(DataError, match=f"^system 'x', row 2: .* is no text but {type(cell).__name__}\n  try: a text"):
        text_column("system 'x'", ["a", cell])


@pytest.mark.parametrize("column", [{"a": "b"}, {"a"}, pd.DataFrame({"a": ["b"]}), np.array([["a"]])])
def test_what_only_looks_like_a_column_is_refused(column: Any) -> None:
    with pytest.raises(DataError, match=f"^system 'x' is a {type(column).__name__}, not one text per segment"):
        text_column("system 'x'", column)
    with pytest.raises(DataError, match="is given as int, not as texts"):
        text_column("system 'x'", 3)


IDS = ("d#1", "d#2", "d#3")


def test_a_series_with_the_default_index_is_taken_in_order() -> None:
    assert text_column("x", pd.Series(["a", None, "c"]), IDS) == ("a", None, "c")
    assert text_column("x", pd.Series(["a", "b", "c"], index=[0, 1, 2]), IDS) == ("a", "b", "c")


def test_a_series_whose_index_is_the_ids_goes_to_these_segments() -> None:
    series = pd.Series(["c", "a", None], index=["d#3", "d#1", "d#2"])
    assert text_column("x", series, IDS) == ("a", None, "c")
    numbered = pd.Series(["three", "one", "two"], index=[3, 1, 2])
    assert text_column("x", numbered, ("1", "2", "3")) == ("one", "two", "three")


@pytest.mark.parametrize(
    ("index", "such"),
    [
        ([2, 1, 0], ", such as '2'"),  # sorted by something else
        ([0, 2, 5], ", such as '0'"),  # rows were dropped
        (["d#1", "d#2", "d#2"], ""),
        (["d#1", "d#2", "e#1"], ", such as 'e#1'"),
    ],
)
def test_a_series_with_any_other_index_is_refused(index: list[object], such: str) -> None:
    series = pd.Series(["a", "b", "c"], index=index)
    with pytest.raises(DataError) as refusal:
        text_column("system 'x'", series, IDS)
    message, hint = str(refusal.value).splitlines()
    assert message == f"system 'x' is a Series whose index isn't the ids of the 3 segments, each once{such}"
    assert hint == "  try: series.tolist() to take it in order, series.reindex(data.ids) to go by ids"


def test_a_text_of_a_type_of_its_own_becomes_a_plain_one() -> None:
    class Loud(str):
        __slots__ = ()

        def __str__(self) -> str:
            raise AttributeError("from inside")

    cells = text_column("x", [Loud("a"), np.str_("b")])
    assert cells == ("a", "b")
    assert [type(cell) for cell in cells] == [str, str]


def test_a_column_or_cell_that_raises_is_refused_and_asked_nothing() -> None:
    class Broken:
        def __iter__(self) -> Any:
            raise AttributeError("from inside")

        __repr__ = __len__ = __iter__

    with pytest.raises(DataError, match=r"^x can't be read: AttributeError\n  try: a list of texts"):
        text_column("x", Broken())
    with pytest.raises(DataError, match=r"^x, row 1: the cell is no text but Broken\n  try: a text"):
        text_column("x", [Broken()])


def test_missing_numbers_of_any_width_are_no_text() -> None:
    assert text_column("x", np.array([np.nan], dtype="float32")) == (None,)


def test_a_column_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "MAX_ITEMS", 100)
    with pytest.raises(DataError, match=r"^x has 100 texts or more\n  try: a list of texts"):
        text_column("x", repeat("a"))
    assert text_column("x", (str(i) for i in range(3))) == ("0", "1", "2")
