"""A matrix in a file has the rows of the matrix, and none of its memory."""

from __future__ import annotations

import os
import tempfile
from typing import Any

import numpy as np
import pytest

from tertium.corpora.encoders.row_file import RowFile


@pytest.fixture
def matrix() -> Any:
    return np.random.default_rng(0).integers(0, 256, (300, 40), dtype=np.uint8)


def test_the_rows_are_those_of_the_matrix_in_any_order_and_as_often_as_asked(matrix: Any) -> None:
    indices = np.array([299, 0, 7, 7, 150])
    rows = RowFile(matrix)[indices]
    assert rows.dtype == np.uint8
    assert np.array_equal(rows, matrix[indices])


def test_no_indices_are_no_rows(matrix: Any) -> None:
    assert RowFile(matrix)[[]].shape == (0, 40)


def test_it_has_the_length_and_the_shape_of_the_matrix(matrix: Any) -> None:
    rows = RowFile(matrix)
    assert (len(rows), rows.shape) == (300, (300, 40))


def test_a_matrix_whose_rows_are_apart_in_memory_is_written_in_order(matrix: Any) -> None:
    assert np.array_equal(RowFile(matrix[::3])[[0, 1, 99]], matrix[[0, 3, 297]])


def test_a_file_that_takes_a_part_at_a_time_gets_all_of_it(matrix: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow:
        def __init__(self) -> None:
            self.file: Any = temporary(buffering=0)

        def write(self, part: memoryview) -> int:
            return int(self.file.write(part[:1000]))

        def fileno(self) -> int:
            return int(self.file.fileno())

        def close(self) -> None:
            self.file.close()

    temporary = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Slow())
    assert np.array_equal(RowFile(matrix)[range(300)], matrix)


def test_a_system_that_cannot_read_at_a_place_gives_the_same_rows(matrix: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    assert np.array_equal(RowFile(matrix)[[3, 299, 0]], matrix[[3, 299, 0]])


def test_it_leaves_no_file_behind(matrix: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rows = RowFile(matrix)
    del rows
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_the_file_is_an_error_of_the_system(
    matrix: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(OSError, match="missing"):
        RowFile(matrix)
