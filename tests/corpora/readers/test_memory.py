"""Data in memory becomes columns, whatever it is; what is no table is refused by the argument's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from datasets import Dataset, DatasetDict, IterableDataset

from tertium.corpora.readers.memory import columns_of, is_lists, is_tabular, kind_of, missing, names_of
from tertium.corpora.readers.table import ABSENT
from tertium.errors import ArgumentError, DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = {"mt": ["a", "b"], "ref": ["c", "d"]}


def streamed() -> Iterator[dict[str, str]]:
    yield {"mt": "a", "ref": "c"}
    yield {"mt": "b", "ref": "d"}


@pytest.mark.parametrize(
    "data",
    [
        COLUMNS,
        [{"mt": "a", "ref": "c"}, {"mt": "b", "ref": "d"}],
        pd.DataFrame(COLUMNS),
        pd.DataFrame(COLUMNS, index=["x", "x"]),
        pa.table(COLUMNS),
        Dataset.from_dict(COLUMNS),
        IterableDataset.from_generator(streamed),
        {"mt": np.array(["a", "b"]), "ref": pd.Series(["c", "d"], index=[7, 9])},
        {"mt": (text for text in "ab"), "ref": ("c", "d")},
    ],
    ids=["dict", "dicts", "frame", "index", "arrow", "dataset", "stream", "arrays", "generator"],
)
def test_every_table_has_the_same_columns(data: Any) -> None:
    assert is_tabular(data)
    assert columns_of("data", data) == COLUMNS


def test_messages_call_the_data_by_its_kind() -> None:
    several: list[Any] = [pd.DataFrame(), Dataset.from_dict({}), {}, []]
    assert [kind_of(data) for data in several] == ["the frame", "the dataset", "the columns", "the rows"]


def test_the_splits_of_a_dataset_are_named() -> None:
    splits = DatasetDict({"train": Dataset.from_dict(COLUMNS), "test": Dataset.from_dict(COLUMNS)})
    with pytest.raises(
        UsageError, match=r"^data holds the splits 'train', 'test'\n  try: one of them: dataset\['test'\]"
    ):
        columns_of("data", splits)
    with pytest.raises(UsageError, match="data holds several tables: 'dev'"):
        columns_of("data", {"dev": pd.DataFrame(COLUMNS)})


def test_systems_and_references_may_be_dicts_and_references_a_list_per_reference() -> None:
    data: dict[str, Any] = {"hypothesis": {"a": ["x"], "b": ["y"]}, "references": [["r"], ["s"]]}
    assert columns_of("data", data) == {
        "system.a": ["x"],
        "system.b": ["y"],
        "reference.A": ["r"],
        "reference.B": ["s"],
    }


def test_a_list_per_segment_stays_a_cell() -> None:
    data = {"hypothesis": ["x", "y"], "references": [["r", "s"], ["t"]]}
    assert columns_of("data", data)["references"] == [["r", "s"], ["t"]]


def test_arrays_in_cells_are_lists() -> None:
    frame = pd.DataFrame({"references": [np.array(["r", "s"]), np.array(["t"])]})
    assert columns_of("data", frame) == {"references": [["r", "s"], ["t"]]}


def test_a_row_without_a_key_lacks_the_cell() -> None:
    assert columns_of("data", [{"a": "1"}, {"b": "2"}]) == {"a": ["1", ABSENT], "b": [ABSENT, "2"]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (["a", "b"], "^data can't be a list of texts, whose kind no name tells\n  try: tertium.EvalSet.from_lists"),
        ([], "^data can't be an empty list"),
        ([{"a": 1}, 5], "^data can't be a list of such items"),
        (pd.Series(["a"]), "^data can't be of type Series\n  try: a DataFrame"),
        (5, "^data can't be 5\n  try: a set, a path, a DataFrame"),
        ({"a": "text"}, "^data: 'a' can't be 'text'"),
    ],
)
def test_what_is_no_table_is_a_type_error(data: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        columns_of("data", data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"a": ["x"], "b": ["y", "z"]}, "^data: 'a' has 1 row and 'b' 2\n  try: one item per segment"),
        ({"a": []}, "^data has no rows"),
        (pd.DataFrame([["x", "y"]], columns=["a", "a"]), "^data: two columns are 'a'"),
    ],
)
def test_broken_tables_are_data_errors(data: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        columns_of("data", data)


@pytest.mark.parametrize("cell", [None, float("nan"), np.nan, np.float32("nan"), pd.NA, pd.NaT, ABSENT])
def test_missing_is_what_pandas_and_python_call_so(cell: object) -> None:
    assert missing(cell)


@pytest.mark.parametrize("cell", ["", "nan", 0, False, 0.0])
def test_an_empty_text_a_zero_and_the_word_nan_are_there(cell: object) -> None:
    assert not missing(cell)


def test_references_are_called_by_letters_and_then_by_numbers() -> None:
    assert (names_of(1), names_of(2), names_of(28)[25:]) == (["ref"], ["A", "B"], ["Z", "27", "28"])
    assert is_lists([["a"], ("b",)])
    assert not is_lists(["a"])
    assert not is_lists([])
