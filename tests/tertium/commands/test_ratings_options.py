"""What the options on human scores become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.commands.ratings_options import ratings_of, renaming
from tertium.errors import UsageError
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

DATA = run_of({"x": [1.0] * 3}).data


def test_a_renaming_is_two_names() -> None:
    assert renaming("A=a=b") == ("A", "a=b")
    with pytest.raises(UsageError, match="--rename 'a' is not THEIRS=OURS"):
        renaming("a")


def test_scores_are_standardised_turned_and_renamed(tmp_path: Path) -> None:
    file = tmp_path / "da.tsv"
    file.write_text("system\tline\trater\tda\nX\t1\tr\t5\nX\t2\tr\t7\nX\t3\ts\t9\n", encoding="utf-8")
    ratings = ratings_of(file, DATA, rename=["X=x"], lower_is_better=True, per_rater=True)
    half = 0.5**0.5
    assert [(row.system, row.score) for row in ratings.rows] == [
        ("x", pytest.approx(-half)),
        ("x", pytest.approx(half)),
        ("x", 0),
    ]
    assert (ratings.higher_is_better, ratings.rule) == (False, "standardised per rater")
    with pytest.raises(UsageError, match="no format 'xml'"):
        ratings_of(file, DATA, kind="xml")
