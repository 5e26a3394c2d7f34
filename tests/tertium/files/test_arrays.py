"""Arrays are made from buffers and read from them: the same as Arrow's own, without pandas."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.errors import DataError
from tertium.files.arrays import (
    categories,
    decoded,
    list_array,
    number_array,
    numbers,
    repeated_texts,
    rows_of_numbers,
    text_array,
)

TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])))


@given(TEXTS)
def test_texts_are_those_that_arrow_makes_nulls_and_all(texts: list[str | None]) -> None:
    column = text_array(texts)
    column.validate(full=True)
    assert column.equals(
        pa.chunked_array([pa.array(texts, pa.string())]) if texts else pa.chunked_array([], pa.string())
    )


@given(TEXTS, st.integers(0, 3))
def test_a_dictionary_becomes_its_texts_wherever_a_chunk_of_it_begins(texts: list[str | None], start: int) -> None:
    for kind in (pa.string(), pa.large_string()):
        chunk = pa.array(texts, kind).dictionary_encode().slice(start)
        column = categories(chunk)
        assert decoded([column]).to_pylist() == chunk.to_pylist()
        assert [column.text(row) for row in range(len(chunk))] == [text or "" for text in chunk.to_pylist()]
        assert column.size == sum(len((text or "").encode()) for text in chunk.to_pylist())


def test_texts_that_one_array_cannot_hold_are_cut_between_them() -> None:
    column = text_array(["aa", None, "bbb", "c", "", "dddd"], max_chunk=4)
    assert [chunk.to_pylist() for chunk in column.chunks] == [["aa", None], ["bbb", "c", ""], ["dddd"]]
    assert [len(chunk) for chunk in repeated_texts(["ab", "c"], [3, 2], max_chunk=4).chunks] == [2, 3]
    with pytest.raises(DataError, match="a text has more than 4 bytes"):
        text_array(["a", "eeeee"], max_chunk=4)


def test_a_list_of_texts_may_come_several_times() -> None:
    assert text_array(["a", None], 2).to_pylist() == ["a", None, "a", None]
    assert text_array(["a"], 0).to_pylist() == []


def test_repeated_texts_stand_one_after_the_other() -> None:
    assert repeated_texts(["ü", "", "b"], [2, 1, 0]).to_pylist() == ["ü", "ü", ""]
    assert repeated_texts([], []).to_pylist() == []


def test_numbers_keep_their_nan_and_lists_their_lengths() -> None:
    column = pa.chunked_array([number_array([1.5, float("nan")], np.float64), number_array([2], np.float64)])
    assert column.null_count == 0
    assert np.array_equal(numbers(column), [1.5, np.nan, 2], equal_nan=True)
    assert numbers(pa.chunked_array([], pa.int64())).dtype == np.int64
    rows = list_array(np.arange(5.0), np.array([2, 0, 3]))
    rows.validate(full=True)
    assert rows.equals(pa.array([[0.0, 1.0], [], [2.0, 3.0, 4.0]], pa.large_list(pa.float64())))


@pytest.mark.parametrize("kind", [pa.list_(pa.float64()), pa.large_list(pa.float64())])
def test_rows_of_numbers_are_read_from_where_a_slice_begins(kind: pa.DataType) -> None:
    column = pa.chunked_array([pa.array([[1.0, 2.0], [3.0]], kind), pa.array([[4.0, 5.0]], kind)])
    assert rows_of_numbers(column.slice(1)).tolist() == [3, 4, 5]
    assert rows_of_numbers(column.slice(3)).tolist() == []
    with pytest.raises(ValueError, match="a null stands among the numbers"):
        rows_of_numbers(pa.chunked_array([pa.array([[1.0, None]], kind)]))


def test_none_of_this_loads_pandas() -> None:
    code = """
import sys, io
import numpy as np, pyarrow as pa, pyarrow.parquet as pq
from tertium.files.arrays import categories, decoded, list_array, number_array, numbers, rows_of_numbers, text_array
columns = [text_array(["a", None]), number_array([1, 2], np.int64), list_array(np.arange(4.0), np.array([2, 2]))]
file = io.BytesIO()
pq.write_table(pa.Table.from_arrays(columns, names=["t", "n", "l"]), file)
table = pq.ParquetFile(file, read_dictionary=["t"]).read()
decoded([categories(chunk) for chunk in table["t"].chunks]), numbers(table["n"]), rows_of_numbers(table["l"])
print([name for name in ("pandas", "pyarrow.compute") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
