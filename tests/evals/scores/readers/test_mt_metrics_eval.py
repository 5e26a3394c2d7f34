"""Files of mt-metrics-eval: a system and a score in each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.scores.readers import read_scores

if TYPE_CHECKING:
    from pathlib import Path


def test_segments_are_in_order_and_none_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "GPT4-DA-refA.seg.score"
    file.write_text("x\t1\nx\tNone\ny\t-0.5\ny\t2\n", encoding="utf-8")
    (table,) = read_scores(file)
    np.testing.assert_array_equal(table.scores["GPT4-DA-refA"], [1, np.nan, -0.5, 2])
    assert (table.systems, table.segments, table.level) == (["x", "x", "y", "y"], None, "segment")
    assert (table.origin, table.higher_is_better) == ("mt-metrics-eval", True)


def test_systems_are_a_level_of_their_own_and_spaces_may_stand_for_the_tab(tmp_path: Path) -> None:
    file = tmp_path / "BLEU-refA.sys.score"
    file.write_text("x 31.5\n\ny 30\n", encoding="utf-8")
    (table,) = read_scores(file)
    assert (table.level, list(table.scores), table.place(1)) == ("system", ["BLEU-refA"], f"{file}, line 3")


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "m.seg.score"
    file.write_text("x\t1\nx\tmuch\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2: 'much' is no score"):
        read_scores(file)
    file.write_text("x\t1\t2\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1: 3 cells"):
        read_scores(file)


def test_it_has_no_columns_with_names(tmp_path: Path) -> None:
    file = tmp_path / "m.seg.score"
    file.write_text("x\t1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no columns with names"):
        read_scores(file, {"score": "m"})
