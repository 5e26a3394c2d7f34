"""One score a line, of the system that the file is called by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError
from tertium.evals.scores.readers import lines, read_scores

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_line_is_a_segment_without_a_score(tmp_path: Path) -> None:
    file = tmp_path / "north.txt"
    file.write_text("0.5\n\n-1\n", encoding="utf-8")
    (table,) = read_scores(file)
    np.testing.assert_array_equal(table.scores["score"], [0.5, np.nan, -1])
    assert (table.stem, table.place(2)) == ("north", f"{file}, line 3")


def test_a_text_is_not_taken_for_scores(tmp_path: Path) -> None:
    file = tmp_path / "north.txt"
    file.write_text("A sentence.\n", encoding="utf-8")
    assert not lines.claims(file)
    file.write_text("1\nA sentence.\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 2: 'A sentence.' is no score"):
        read_scores(file)
