"""Cells: texts, names, and what a user's own column may hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tertium.corpora.readers.cells import check_documents, check_ids, clean_texts, kept_values, name_of
from tertium.errors import DataError


def cleaned(*cells: Any, kind: str = "the frame") -> list[Any]:
    columns = {"ref": list(cells)}
    clean_texts(kind, columns, {"reference": "ref"})
    return columns["ref"]


def test_missing_texts_are_none_and_lists_of_references_stay_lists() -> None:
    assert cleaned("a", None, np.nan, pd.NA, np.str_("b")) == ["a", None, None, None, "b"]
    assert cleaned(["a", float("nan")], ("b",)) == [["a", None], ["b"]]


@pytest.mark.parametrize("number", [5, 1.5, np.int64(3), True])
def test_a_number_where_a_text_should_be_is_refused_with_a_remedy(number: Any) -> None:
    with pytest.raises(
        DataError, match=r"^the frame, row 2, 'ref': .* is a number and no text\n  try: df\['ref'\].ast"
    ):
        cleaned("a", number)
    with pytest.raises(DataError, match=r"try: str\(number\)"):
        cleaned("a", number, kind="the rows")


def test_anything_else_is_no_text() -> None:
    with pytest.raises(DataError, match=r"^the frame, row 1, 'ref': a cell of type object is no text"):
        cleaned(object())


def test_whole_numbers_are_names_also_where_pandas_made_floats_of_them() -> None:
    assert [name_of("the frame", "id", 0, cell) for cell in (3, 3.0, np.int64(4), "x", None)] == [
        "3",
        "3",
        "4",
        "x",
        None,
    ]
    with pytest.raises(DataError, match=r"^the frame, row 1, 'id': 1.5 is no name"):
        name_of("the frame", "id", 0, 1.5)


def test_an_id_may_repeat_in_another_document_only() -> None:
    check_ids("the frame", "id", ["1", "1"], ["a", "b"])
    with pytest.raises(DataError, match=r"^the frame, row 2: the id '1' stands in row 1 too\n  try: .*system=COLUMN"):
        check_ids("the frame", "id", ["1", "1"], ["a", "a"])


def test_rows_of_a_document_stand_together() -> None:
    check_documents("the frame", "doc", ["a", "a", "b"])
    check_documents("the frame", "doc", None)
    with pytest.raises(DataError, match=r"^the frame, row 3: document 'a' .*\n  try: df.sort_values\('doc'"):
        check_documents("the frame", "doc", ["a", "b", "a"])


def test_own_columns_are_values_of_json() -> None:
    assert kept_values(["a", None, np.nan, pd.NaT]) == ["a", None, None, None]
    kept = kept_values([np.int64(1), np.float32(0.5), np.bool_(True), date(2026, 1, 2), np.str_("x")])  # noqa: FBT003
    assert kept == [1, 0.5, True, "2026-01-02", "x"]
    assert [type(value) for value in kept or ()] == [int, float, bool, str, str]


@pytest.mark.parametrize("cell", [float("inf"), ["a"], object(), {"a": 1}])
def test_a_column_with_anything_else_is_not_kept(cell: Any) -> None:
    assert kept_values(["a", cell]) is None
